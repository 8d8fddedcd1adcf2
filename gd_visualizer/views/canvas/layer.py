"""Layers: parts of a picture that are painted once and shown until something in them changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gd_visualizer.views.safe_item import painting_on


class Layer:
    """One see-through picture, as large as the widget it is for."""

    def __init__(self) -> None:
        """Begin with nothing painted."""
        self._key: Hashable = None
        self._pixmap = QPixmap()

    def show(self, painter: QPainter, widget: QWidget, key: Hashable, paint: Callable[[QPainter], None]) -> None:
        """Show the picture; ``paint`` paints it anew where the key, or the size of the widget, is another."""
        ratio = widget.devicePixelRatioF()
        size = widget.size() * ratio
        full_key = (key, size.toTuple(), ratio)
        if full_key != self._key:
            self._key = None
            if self._pixmap.size() != size or self._pixmap.devicePixelRatioF() != ratio:
                self._pixmap = QPixmap(size)
                self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            with painting_on(self._pixmap) as inner:
                paint(inner)
            self._key = full_key
        painter.drawPixmap(QPointF(0.0, 0.0), self._pixmap)
