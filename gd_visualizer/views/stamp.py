"""Stamps: small pictures that are painted once and shown until something in them changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from gd_visualizer.views.safe_item import dots_of, is_drawing, painting_on, unchanged


class Stamp:
    """One see-through picture in the dots of the screen, so that it looks as if painted in its place."""

    def __init__(self) -> None:
        """Begin with nothing painted."""
        self._key: Hashable = None
        self._corner = QPointF()
        self._pixmap = QPixmap()

    def show(self, painter: QPainter, box: QRectF, key: Hashable, paint: Callable[[QPainter], object]) -> None:
        """Show the picture; ``paint`` paints it anew, in the same pixels, where the key or the box is another."""
        if is_drawing(painter):
            with unchanged(painter):
                paint(painter)
            return
        ratio = painter.device().devicePixelRatioF()
        full_key = (key, box.getRect(), ratio)
        if full_key != self._key:
            self._paint(box, ratio, paint)
            self._key = full_key
        painter.drawPixmap(self._corner, self._pixmap)

    def repeat(
        self, painter: QPainter, box: QRectF, paint: Callable[[QPainter], object], steps: Iterable[QPointF]
    ) -> None:
        """Paint a picture once and show it at each of some steps away from its place."""
        self._paint(box, dots_of(painter), paint)
        for step in steps:
            painter.drawPixmap(self._corner + step, self._pixmap)

    def _paint(self, box: QRectF, ratio: float, paint: Callable[[QPainter], object]) -> None:
        # Whole dots: a picture between them would be blurred.
        left, top = math.floor(box.left() * ratio), math.floor(box.top() * ratio)
        right, bottom = math.ceil(box.right() * ratio), math.ceil(box.bottom() * ratio)
        self._key = None
        self._corner = QPointF(left / ratio, top / ratio)
        self._pixmap = QPixmap(max(1, right - left), max(1, bottom - top))
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        with painting_on(self._pixmap) as inner:
            inner.translate(-self._corner)
            paint(inner)
