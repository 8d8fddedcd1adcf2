"""Dotted lines on the map from the present place to the slices beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.views.safe_item import SafeItem
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.surface.markers import Spot
from gd_visualizer.views.theme import Theme

WIDTH = 1.25


class GuidesItem(SafeItem):
    """Down to the slice below, right to the slice at the side; each in the colour of its parameter."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin without lines."""
        super().__init__(parent)
        self.down = self.right = False
        self._here: Spot | None = None
        self._frame: Frame | None = None
        self._theme: Theme | None = None

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_guides(self, frame: Frame, here: Spot | None) -> None:
        """Begin at another place."""
        if frame != self._frame:
            self.prepareGeometryChange()
        if (frame, here) != (self._frame, self._here):
            self._frame, self._here = frame, here
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole map."""
        return QRectF() if self._frame is None else self._frame.rect

    def paint_item(self, painter: QPainter) -> None:
        """Draw the lines to the slices that are there."""
        if self._theme is None or self._frame is None or self._here is None:
            return
        here, rect = QPointF(*self._here), self._frame.rect
        for wanted, token, end in ((self.down, "m", QPointF(here.x(), rect.bottom())),
                                   (self.right, "b", QPointF(rect.right(), here.y()))):  # fmt: skip
            if wanted:
                painter.setPen(QPen(self._theme.colour(token), WIDTH, Qt.PenStyle.DotLine))
                painter.drawLine(here, end)
