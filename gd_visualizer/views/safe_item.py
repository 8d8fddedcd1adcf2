"""Painting that survives a mistake: an error while painting is told to the program, and the window lives on.

Qt calls ``paint`` from its own code. An exception that leaves it there takes the whole process down.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPaintDevice, QPaintEngine, QPainter
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

# 3 for each of the 96 pixels of an inch: what must be an image is as sharp as letters on paper.
PRINT_DOTS = 3.0


@contextmanager
def painting_on(device: QPaintDevice) -> Iterator[QPainter]:
    """Give a painter with smooth edges, and end it whatever happens: Qt crashes where one is left over."""
    painter = QPainter(device)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield painter
    finally:
        painter.end()


@contextmanager
def unchanged(painter: QPainter) -> Iterator[None]:
    """Give a painter back as it was: its pen, clip and all."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def is_drawing(painter: QPainter) -> bool:
    """Return True where lines and letters are written down, for SVG or PDF, and not set in pixels."""
    return painter.paintEngine().type() == QPaintEngine.Type.Picture


def dots_of(painter: QPainter) -> float:
    """Return how many dots a pixel of the picture has: those of the screen, or of print."""
    return PRINT_DOTS if is_drawing(painter) else painter.device().devicePixelRatioF()


def paint_safely(painter: QPainter, paint: Callable[[QPainter], object]) -> None:
    """Paint, and tell ``sys.excepthook`` of an error in the place of letting Qt crash."""
    try:
        with unchanged(painter):
            paint(painter)
    except Exception:
        sys.excepthook(*sys.exc_info())


def paint_widget(device: QPaintDevice, paint: Callable[[QPainter], object]) -> None:
    """Paint a widget from its ``paintEvent``, safely and with smooth edges."""
    with painting_on(device) as painter:
        paint_safely(painter, paint)


class SafeItem(QGraphicsObject):
    """An item in which an error while painting costs that one picture only; subclasses write ``paint_item``."""

    def paint_item(self, painter: QPainter) -> None:
        """Paint the item; the painter has smooth edges, and may be left in any state."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint with smooth edges."""
        paint_safely(painter, self._paint_smoothly)

    def _paint_smoothly(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_item(painter)
