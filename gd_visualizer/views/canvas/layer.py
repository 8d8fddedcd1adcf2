"""Layers: parts of a picture that are painted once and shown until something in them changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPicture, QPixmap
from PySide6.QtWidgets import QWidget

from gd_visualizer.views.safe_item import is_drawing, painting_on, unchanged


class Layer:
    """One picture, as large as the widget it is for, and see-through unless it is given a ground.

    A restless one may be another each time: it is painted straight, and kept only when it is asked for again.
    """

    def __init__(self, ground: QColor | Qt.GlobalColor = Qt.GlobalColor.transparent, restless: bool = False) -> None:
        """Begin with nothing painted."""
        self.ground = ground
        self._restless = restless
        self._asked: Hashable = None
        self._key: Hashable = None
        self._pixmap = QPixmap()

    def show(self, painter: QPainter, widget: QWidget, key: Hashable, paint: Callable[[QPainter], None]) -> None:
        """Show the picture; ``paint`` paints it anew where the key, or the size of the widget, is another."""
        if is_drawing(painter):
            # On a sheet of its own: a plot that renders itself changes all that a painter was told.
            sheet = QPicture()
            with painting_on(sheet) as inner:
                inner.fillRect(widget.rect(), self.ground)
                paint(inner)
            painter.drawPicture(0, 0, sheet)
            return
        ratio = widget.devicePixelRatioF()
        size = widget.size() * ratio
        full_key = (key, size.toTuple(), ratio)
        if self._restless and full_key not in (self._key, self._asked):
            self._asked = full_key
            with unchanged(painter):
                paint(painter)
            return
        if full_key != self._key:
            self._key = None
            if self._pixmap.size() != size or self._pixmap.devicePixelRatioF() != ratio:
                self._pixmap = QPixmap(size)
                self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(self.ground)
            with painting_on(self._pixmap) as inner:
                paint(inner)
            self._key = full_key
        painter.drawPixmap(QPointF(0.0, 0.0), self._pixmap)
