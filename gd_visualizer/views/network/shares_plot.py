"""The points, the curve of the network, and in grey what each of its last units adds to it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.network.units import shares
from gd_visualizer.session.numbers import tick_words
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.canvas_painting import draw_points
from gd_visualizer.views.canvas.fitting import fitted_range
from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.canvas.rounding import round_step
from gd_visualizer.views.safe_item import paint_widget, painting_on
from gd_visualizer.views.theme import TICK, Theme

LEFT, BOTTOM, TOP = 40.0, 22.0, 6.0
PLACES = 241
POINTS_UP_TO = 2000
FEW = 100
DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.0), (2.0, 2.0), (5.0, 2.0, 1.0, 2.0))


class SharesPlot(QWidget):
    """A plot to look at; points are placed in the line view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty plot."""
        super().__init__(parent)
        self.setObjectName("shares_plot")
        self.setAccessibleName(_("Your data with the curve of the network"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self.range = (-1.0, 1.0, -1.0, 1.0)
        self._ranged_for: object = None
        self.places: FloatArray = np.empty(0)
        self.curve: FloatArray = np.empty(0)
        self.shares: FloatArray = np.empty((0, 0))

    def draw(self, snapshot: Snapshot) -> None:
        """Show the network of a snapshot."""
        self._snapshot = snapshot
        data, model = snapshot.document.dataset, snapshot.document.model
        if self._ranged_for is not data:
            self._ranged_for = data
            self.range = fitted_range(data.x, data.y)
        if isinstance(model, Network):
            self.places = np.linspace(self.range[0], self.range[1], PLACES)
            self.shares = shares(model.layout, model.bends, snapshot.parameters, self.places)
            with np.errstate(all="ignore"):
                self.curve = model.predict(snapshot.parameters, self.places)
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self.update()

    def frame(self) -> Frame:
        """Return which place belongs to which pixel."""
        px = 1.0 if self._theme is None else self._theme.scale
        rect = QRectF(LEFT * px, TOP, self.width() - LEFT * px - 8.0, self.height() - TOP - BOTTOM * px)
        return Frame(*self.range, rect)

    def sizeHint(self) -> QSize:
        """Return a size in which the curve can be seen."""
        return QSize(420, 300)

    def minimumSizeHint(self) -> QSize:
        """Return the least."""
        return QSize(200, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plot."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, snapshot = self._theme, self._snapshot
        if theme is None or snapshot is None:
            return
        frame = self.frame()
        self._paint_grid(painter, theme, frame)
        painter.setClipRect(frame.rect)
        for place, share in enumerate(self.shares):
            pen = QPen(theme.colour("past"), 1.5)
            if DASHES[place % len(DASHES)]:
                pen.setDashPattern(list(DASHES[place % len(DASHES)]))
            painter.setPen(pen)
            painter.drawPolyline(_polygon(frame, self.places, share))
        painter.setPen(QPen(theme.colour("line"), 3.0))
        painter.drawPolyline(_polygon(frame, self.places, self.curve))
        data = snapshot.document.dataset
        stride = 1 + len(data) // POINTS_UP_TO
        x, y = frame.pixels(data.x[::stride], data.y[::stride])
        if len(x) <= FEW:
            draw_points(painter, (x, y), 5.5, theme)
        else:
            _stamp_points(painter, (x, y), 2.5, theme)

    def _paint_grid(self, painter: QPainter, theme: Theme, frame: Frame) -> None:
        font = theme.font(TICK)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        rect = frame.rect
        for across, (low, high), pixels, gap in (
            (True, self.range[:2], rect.width(), 60.0), (False, self.range[2:], rect.height(), 40.0),
        ):  # fmt: skip
            step = round_step((high - low) * gap / max(pixels, gap))
            if not step:
                continue
            values = [number * step for number in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1)]
            for value, text in zip(values, tick_words(values, step), strict=True):
                spot = frame.pixel(value, self.range[2]) if across else frame.pixel(self.range[0], value)
                painter.setPen(QPen(theme.colour("past" if value == 0.0 else "grid"), 1.0))
                end = QPointF(spot.x(), rect.top()) if across else QPointF(rect.right(), spot.y())
                painter.drawLine(spot, end)
                painter.setPen(theme.colour("ink3"))
                wide = metrics.horizontalAdvance(text)
                place = QPointF(spot.x() - 0.5 * wide, spot.y() + 4.0 + metrics.ascent())
                if not across:
                    place = QPointF(spot.x() - wide - 6.0, spot.y() + 0.5 * metrics.capHeight())
                painter.drawText(place, text)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _stamp_points(painter: QPainter, places: tuple[FloatArray, FloatArray], radius: float, theme: Theme) -> None:
    """Draw many points alike: painted once, then stamped, which takes a tenth of the time."""
    ratio, half = painter.device().devicePixelRatioF(), radius + 1.0
    stamp = QPixmap(math.ceil(2.0 * half * ratio), math.ceil(2.0 * half * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    with painting_on(stamp) as inside:
        inside.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_points(inside, (np.array([half]), np.array([half])), radius, theme)
    for across, up in zip(places[0].tolist(), places[1].tolist(), strict=True):
        painter.drawPixmap(QPointF(across - half, up - half), stamp)


def _polygon(frame: Frame, x: FloatArray, y: FloatArray) -> QPolygonF:
    across, up = frame.pixels(x, y)
    kept = np.isfinite(across) & np.isfinite(up)
    return QPolygonF([QPointF(*place) for place in zip(across[kept].tolist(), up[kept].tolist(), strict=True)])
