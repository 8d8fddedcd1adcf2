"""Draws the arrows on the map, and the ring where the next step lands."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.views.safe_item import SafeItem
from gd_visualizer.views.surface.arrows import Arrow
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.surface.markers import Spot, mark_scale
from gd_visualizer.views.theme import Theme

WIDTH, HEAD, GHOST = 2.5, 11.0, 7.0
# The same colours as their words in the card of the next step.
TOKENS = {"downhill": "ink", "memory": "ink2", "push": "ink", "decay": "loss", "step": "line"}
DASHED = ("memory", "decay")


class ArrowsItem(SafeItem):
    """Downhill, the parts of the next step, and where it lands."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin without arrows."""
        super().__init__(parent)
        self.arrows: tuple[Arrow, ...] = ()
        self.ghost: Spot | None = None
        self._frame: Frame | None = None
        self._theme: Theme | None = None

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_arrows(self, frame: Frame, arrows: tuple[Arrow, ...], ghost: Spot | None) -> None:
        """Show arrows; nothing is painted where nothing changed."""
        if frame != self._frame:
            self.prepareGeometryChange()
        if (frame, arrows, ghost) != (self._frame, self.arrows, self.ghost):
            self._frame, self.arrows, self.ghost = frame, arrows, ghost
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole map."""
        return QRectF() if self._frame is None else self._frame.rect

    def paint_item(self, painter: QPainter) -> None:
        """Draw the arrows, then the ring."""
        theme, frame = self._theme, self._frame
        if theme is None or frame is None:
            return
        painter.setClipRect(frame.rect)
        scale = mark_scale(theme)
        for arrow in self.arrows:
            _paint_arrow(painter, arrow, theme, scale)
        if self.ghost is not None:
            painter.setBrush(theme.colour("card", 0.75))
            painter.setPen(QPen(theme.colour("line"), 1.75))
            painter.drawEllipse(QPointF(*self.ghost), GHOST * scale, GHOST * scale)


def _paint_arrow(painter: QPainter, arrow: Arrow, theme: Theme, scale: float) -> None:
    begin, end = QPointF(*arrow.begin), QPointF(*arrow.end)
    way = end - begin
    length = math.hypot(way.x(), way.y())
    if length < 1.0:
        return
    along = way / length
    head = min(HEAD * scale, 0.6 * length)
    foot = end - along * head
    across = QPointF(-along.y(), along.x()) * (0.42 * head)
    tip = QPolygonF([end, foot + across, foot - across])
    casing = theme.band(0, 0.7)
    colour = theme.colour(TOKENS[arrow.kind])
    for pen_colour, extra in ((casing, 3.0), (colour, 0.0)):
        dashed = arrow.kind in DASHED and not extra
        pen = QPen(pen_colour, WIDTH * scale + extra, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(begin, foot + along)
    painter.setPen(QPen(casing, 1.5))
    painter.setBrush(colour)
    painter.drawPolygon(tip)
