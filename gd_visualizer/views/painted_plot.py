"""A plot whose contents are painted in pixels over the axes: few calls, exact sizes, nothing to keep in step."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.views.still_plot import StillPlot
from gd_visualizer.views.theme import Theme

FAR = 1e6


class PaintedPlot(StillPlot):
    """Axes by pyqtgraph, everything inside them by ``paint_inside``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty plot."""
        super().__init__(parent)

    def plot_rect(self) -> QRectF:
        """Return the inside of the axes in pixels of the viewport."""
        return self.viewportTransform().mapRect(self.view_box.sceneBoundingRect())

    def pixels(self, x: FloatArray | float, y: FloatArray | float) -> tuple[FloatArray, FloatArray]:
        """Return where places are in the viewport, for whole arrays at once; far-off ones are held at a million."""
        x_min, x_max, y_min, y_max = self.visible_range()
        rect = self.plot_rect()
        with np.errstate(all="ignore"):
            across = rect.left() + (np.asarray(x, dtype=float) - x_min) * (rect.width() / (x_max - x_min))
            up = rect.bottom() - (np.asarray(y, dtype=float) - y_min) * (rect.height() / (y_max - y_min))
        return np.clip(across, -FAR, FAR), np.clip(up, -FAR, FAR)

    def paint_inside(self, painter: QPainter, theme: Theme) -> None:
        """Paint the contents; the painter is clipped to the inside of the axes."""

    def paint_grid(self, painter: QPainter, theme: Theme) -> None:
        """Paint a light line at every labelled tick, and a stronger one at zero."""
        rect = self.plot_rect()
        x_min, x_max, y_min, y_max = self.visible_range()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        sides = (("bottom", x_min, x_max, rect.width()), ("left", y_min, y_max, rect.height()))
        for side, low, high, size in sides:
            levels = self.plotItem.getAxis(side).tickValues(low, high, size)
            for value in levels[0][1] if levels else []:
                painter.setPen(QPen(theme.colour("past" if value == 0.0 else "grid"), 1.0))
                x, y = self.pixels(value, value)
                if side == "bottom":
                    painter.drawLine(QPointF(float(x), rect.top()), QPointF(float(x), rect.bottom()))
                else:
                    painter.drawLine(QPointF(rect.left(), float(y)), QPointF(rect.right(), float(y)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, then the contents, then the ring of the keyboard's focus."""
        super().paintEvent(event)
        if self.theme is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.plot_rect())
        self.paint_inside(painter, self.theme)
        painter.end()


def polyline(x: FloatArray, y: FloatArray) -> QPolygonF:
    """Return a line through pixels."""
    return QPolygonF([QPointF(first, second) for first, second in zip(x.tolist(), y.tolist(), strict=True)])


def soft_pen(theme: Theme, token: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen in the colour of one meaning with round ends."""
    return QPen(theme.colour(token), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
