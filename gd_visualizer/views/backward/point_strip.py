"""The strip of points: a small picture of data and model, in which a click chooses a point."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.blame_words import SQUARE
from gd_visualizer.session.numbers import significant
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.backward.ink import pen_of
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import CAPTION, Theme

EDGE, GRAB = 14.0, 18.0
SAMPLES = 120
# More points than this are drawn as so many, evenly chosen, beside the chosen one.
MOST_DOTS = 2000


class PointStrip(QWidget):
    """Points, the model, and the miss of the chosen point.

    Signals
    -------
    point_chosen(object row)
        The person chose a point.
    """

    point_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty strip."""
        super().__init__(parent)
        self.setObjectName("backward_points")
        self.setAccessibleName(_("Which point"))
        self.setAccessibleDescription(_("Arrow keys choose the point before or after."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._row: int | None = None
        self._window: tuple[float, float, float, float] | None = None

    def show_points(self, snapshot: Snapshot, row: int | None) -> None:
        """Show the points of a snapshot with one of them chosen, or none."""
        before = self._snapshot
        same = (
            before is not None
            and before.objective is snapshot.objective
            and np.array_equal(before.parameters, snapshot.parameters)
        )
        if same and row == self._row:
            return
        self._snapshot, self._row = snapshot, row
        if not same or self._window is None:
            self._window = self._visible(snapshot)
        data = snapshot.document.dataset
        words = _("Which point: the mean of all {count}.").format(count=len(data))
        if row is not None:
            words = _("Point {number} of {count}, x {x}, y {y}.").format(
                number=row + 1,
                count=len(data),
                x=significant(float(data.x[row]), 4),
                y=significant(float(data.y[row]), 4),
            )
        if snapshot.status != "running":
            self.setAccessibleDescription(words)
        self.update()

    @property
    def count(self) -> int:
        """Return how many points there are."""
        return 0 if self._snapshot is None else len(self._snapshot.document.dataset)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.update()

    def _visible(self, snapshot: Snapshot) -> tuple[float, float, float, float] | None:
        """Return which part of the plane is shown: all points with a little room, at the same scale for both ways."""
        data = snapshot.document.dataset
        if not len(data):
            return None
        with np.errstate(all="ignore"):
            left, right = float(data.x.min()), float(data.x.max())
            low, high = float(data.y.min()), float(data.y.max())
            wide, tall = right - left or max(1.0, abs(left)), high - low or max(1.0, abs(low))
        if not (np.isfinite(wide) and np.isfinite(tall)):
            return None
        return left - 0.06 * wide, right + 0.06 * wide, low - 0.08 * tall, high + 0.08 * tall

    def place_of(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return where points are drawn, (N, 2), in pixels."""
        if self._window is None:
            return np.zeros((0, 2))
        x0, x1, y0, y1 = self._window
        wide, tall = self.width() - 2.0 * EDGE, self.height() - 2.0 * EDGE
        with np.errstate(all="ignore"):
            across = EDGE + (x - x0) / (x1 - x0) * wide
            up = EDGE + (1.0 - (y - y0) / (y1 - y0)) * tall
        return np.column_stack([across, up])

    # Qt --------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the size in the design."""
        return QSize(272, 226)

    def minimumSizeHint(self) -> QSize:
        """Return a size in which points can still be told apart."""
        return QSize(150, 90)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest point."""
        if self._snapshot is None or event.button() != Qt.MouseButton.LeftButton:
            return
        data = self._snapshot.document.dataset
        places = self.place_of(data.x, data.y)
        if not len(places):
            return
        away = np.hypot(places[:, 0] - event.position().x(), places[:, 1] - event.position().y())
        nearest = int(np.argmin(away))
        if away[nearest] <= GRAB:
            self.point_chosen.emit(nearest)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts."""
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the point before or after, the first or the last."""
        count = self.count
        here = -1 if self._row is None else self._row
        goals = {
            Qt.Key.Key_Right: here + 1, Qt.Key.Key_Down: here + 1, Qt.Key.Key_Left: max(here, 1) - 1,
            Qt.Key.Key_Up: max(here, 1) - 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1,
        }  # fmt: skip
        goal = goals.get(Qt.Key(event.key()))
        if goal is None or not count:
            event.ignore()
            return
        self.point_chosen.emit(min(goal, count - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, snapshot = self._theme, self._snapshot
        if theme is None or snapshot is None:
            return
        ring = 2.0 if self.hasFocus() else 1.0
        painter.setPen(pen_of(theme.colour("ink" if self.hasFocus() else "border"), ring))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6.0, 6.0)
        if self._window is None:
            painter.setPen(theme.colour("ink3"))
            painter.setFont(theme.font(CAPTION))
            words = _("No points yet") if not len(snapshot.document.dataset) else _("Too large to show")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        painter.setClipRect(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        self._axes(painter, theme)
        self._model(painter, theme, snapshot)
        self._points(painter, theme, snapshot)

    def _axes(self, painter: QPainter, theme: Theme) -> None:
        zero = self.place_of(np.zeros(1), np.zeros(1))[0]
        painter.setPen(pen_of(theme.colour("past"), 1.0))
        if 0.0 <= zero[0] <= self.width():
            painter.drawLine(QPointF(zero[0], 0.0), QPointF(zero[0], self.height()))
        if 0.0 <= zero[1] <= self.height():
            painter.drawLine(QPointF(0.0, zero[1]), QPointF(self.width(), zero[1]))

    def _model(self, painter: QPainter, theme: Theme, snapshot: Snapshot) -> None:
        assert self._window is not None
        x = np.linspace(self._window[0], self._window[1], SAMPLES)
        with np.errstate(all="ignore"):
            places = self.place_of(x, snapshot.objective.model.predict(snapshot.parameters, x))
        painter.setPen(pen_of(theme.colour("line"), 2.2))
        line = QPolygonF()
        for across, up in places.tolist():
            if abs(up) < 1e6:
                line.append(QPointF(across, up))
            else:
                painter.drawPolyline(line)
                line = QPolygonF()
        painter.drawPolyline(line)

    def _points(self, painter: QPainter, theme: Theme, snapshot: Snapshot) -> None:
        data = snapshot.document.dataset
        every = max(1, len(data) // MOST_DOTS)
        chosen = self._row
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink", 1.0 if chosen is None else 0.45))
        for across, up in self.place_of(data.x[::every], data.y[::every]).tolist():
            painter.drawEllipse(QPointF(across, up), 4.2, 4.2)
        if chosen is None or chosen >= len(data):
            return
        place = QPointF(*self.place_of(data.x[[chosen]], data.y[[chosen]])[0])
        with np.errstate(all="ignore"):
            guess = snapshot.objective.model.predict(snapshot.parameters, data.x[[chosen]])
            end = self.place_of(data.x[[chosen]], guess)[0]
        if np.isfinite(end).all() and abs(end[1]) < 1e5:
            self._miss(painter, theme, place, QPointF(*end), snapshot.objective.loss.key == SQUARE)
        painter.setBrush(theme.colour("card"))
        painter.setPen(pen_of(theme.colour("ink"), 2.0))
        painter.drawEllipse(place, 10.5, 10.5)
        painter.setBrush(theme.colour("ink"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(place, 4.6, 4.6)

    def _miss(self, painter: QPainter, theme: Theme, place: QPointF, end: QPointF, squares: bool) -> None:
        """Draw by how much the point is missed, and its square where squares count, on the side with more room."""
        high = end.y() - place.y()
        if squares:
            side = abs(high)
            begin = place.x() if place.x() < 0.5 * self.width() else place.x() - side
            painter.setPen(pen_of(theme.colour("loss_fill"), 1.0))
            painter.setBrush(theme.colour("loss_fill", 0.15))
            painter.drawRect(QRectF(begin, min(place.y(), end.y()), side, side))
        painter.setPen(pen_of(theme.colour("loss"), 2.0))
        painter.drawLine(place, end)
