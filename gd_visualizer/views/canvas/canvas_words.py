"""The words inside the data canvas: names of the columns, the label of the next line, notes."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas import canvas_painting as paint
from gd_visualizer.views.canvas.canvas_axis import CanvasAxis
from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.canvas.label_places import Obstacles, Place, place_words
from gd_visualizer.views.theme import BODY, CAPTION, TICK, Theme
from gd_visualizer.views.words_on_plot import Stamps, text_size

SHORT_NAME = 40.0
EDGE = 6.0
LONGEST_SHARE = 0.6


class CanvasWords:
    """Keeps the names of the columns, and where the label of the next line stood last."""

    def __init__(self) -> None:
        """Begin without names."""
        self.names = ("", "")
        self._x_below = False
        self._theme: Theme | None = None
        self._last: Place | None = None
        self._stamps = Stamps()

    def name(self, across: CanvasAxis, x_name: str, y_name: str) -> None:
        """Take the names of the columns."""
        if self.names != (x_name, y_name):
            self.names = (x_name, y_name)
            self._keep_free(across)

    def restyle(self, theme: Theme, across: CanvasAxis) -> None:
        """Take the letters of a theme."""
        self._theme, self._last = theme, None
        self._stamps.clear()
        self._keep_free(across)

    def _keep_free(self, across: CanvasAxis) -> None:
        """Let a short name of x stand among the numbers of the scale; a long one stands inside the plot."""
        if self._theme is None:
            return
        width = text_size(_name_font(self._theme, self.names[0]), self.names[0]).width()
        self._x_below = width <= SHORT_NAME * self._theme.scale
        kept = width + EDGE if self._x_below else 0.0
        if kept != across.kept_free:
            across.kept_free = kept
            across.picture = None
            across.update()

    # Names ------------------------------------------------------------------------------------------------

    def draw_names(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        """Write the names of both columns."""
        x_box, y_box = self._name_boxes(frame, theme)
        for name, box in zip(self.names, (x_box, y_box), strict=True):
            font = _name_font(theme, name)
            text = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, box.width() + 0.5)
            self._stamps.draw(painter, theme, font, box, text, "ink2")

    def _name_boxes(self, frame: Frame, theme: Theme) -> tuple[QRectF, QRectF]:
        """Return where the names of x and y stand."""
        rect, most = frame.rect, frame.rect.width() * LONGEST_SHARE
        sizes = [text_size(_name_font(theme, name), name) for name in self.names]
        wide = [min(size.width(), most) for size in sizes]
        bottom = rect.bottom() + EDGE + sizes[0].height() if self._x_below else rect.bottom() - 3.0
        right = rect.right() if self._x_below else rect.right() - EDGE
        return (
            QRectF(right - wide[0], bottom - sizes[0].height(), wide[0], sizes[0].height()),
            QRectF(rect.left() + EDGE, rect.top() + 3.0, wide[1], sizes[1].height()),
        )

    # The label of the next line ---------------------------------------------------------------------------

    def draw_next(
        self,
        painter: QPainter,
        frame: Frame,
        theme: Theme,
        snapshot: Snapshot,
        points: tuple[FloatArray, FloatArray],
        lines: tuple[QLineF | None, QLineF | None],
        has_stems: bool,
    ) -> None:
        """Write "after the next step" about the dashed line, the second of the two, where there is room for it."""
        now, ahead = lines
        if ahead is None:
            self._last = None
            return
        text, font = _("after the next step"), theme.font(CAPTION)
        data = snapshot.document.dataset
        stems = None
        # Where there are many points, their misses are pale, and everywhere.
        if has_stems and len(data) <= paint.MANY:
            with np.errstate(all="ignore"):
                stems = frame.pixels(data.x, snapshot.document.model.predict(snapshot.parameters, data.x))[1]
        zero, rect = frame.pixel(0.0, 0.0), frame.rect
        axes = [
            QLineF(zero.x(), rect.top(), zero.x(), rect.bottom()),
            QLineF(rect.left(), zero.y(), rect.right(), zero.y()),
        ]
        obstacles = Obstacles(
            list(self._name_boxes(frame, theme)),
            [ahead] if now is None else [now, ahead],
            points,
            stems,
            paint.point_radius(theme, len(data)) + 3.0,
            axes,
        )
        place = self._last = place_words(ahead, text_size(font, text), rect, obstacles, self._last)
        if place is None:
            return
        self._stamps.draw(painter, theme, font, place.box, text, "line")
        if place.leader is not None:
            painter.setPen(QPen(theme.colour("ink"), 1.0))
            painter.drawLine(_crisp(place.leader))

    # Notes ------------------------------------------------------------------------------------------------

    def draw_note(self, painter: QPainter, frame: Frame, theme: Theme, text: str) -> None:
        """Write a small note at the lower left."""
        font, rect = theme.font(TICK), frame.rect
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2.0 * EDGE)
        size = text_size(font, text)
        box = QRectF(rect.left() + EDGE, rect.bottom() - 3.0 - size.height(), size.width(), size.height())
        self._stamps.draw(painter, theme, font, box, text, "ink2")

    def draw_invitation(self, painter: QPainter, frame: Frame, theme: Theme, line: QLineF | None) -> None:
        """Say in an empty plot what a click does, beside the line rather than on it."""
        text, font, rect = _("Click anywhere to add a point."), theme.font(BODY), frame.rect
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2.0 * EDGE)
        size = text_size(font, text)
        lines = [] if line is None else [line]
        nothing = (np.empty(0), np.empty(0))
        obstacles = Obstacles(list(self._name_boxes(frame, theme)), lines, nothing, None, 0.0)
        across, up = rect.width() - size.width() - 2.0 * EDGE, rect.height() - size.height()
        corners = [(share, row) for row in (0.3, 0.2, 0.7, 0.8) for share in (0.5, 1.0, 0.0)]
        boxes = [
            QRectF(QPointF(rect.left() + EDGE + share * across, rect.top() + row * up), size) for share, row in corners
        ]
        free = obstacles.free(np.array([(box.left(), box.top()) for box in boxes]), size)
        box = boxes[int(np.argmax(free))]
        self._stamps.draw(painter, theme, font, box, text, "ink2")


def _crisp(line: QLineF) -> QLineF:
    """Return a line that begins and ends in the middle of a pixel: upright, it is as sharp as letters."""
    return QLineF(*(math.floor(value) + 0.5 for value in (line.x1(), line.y1(), line.x2(), line.y2())))


def _name_font(theme: Theme, name: str) -> QFont:
    return theme.font(CAPTION, italic=len(name) == 1)
