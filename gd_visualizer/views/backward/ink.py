"""Small tools for drawing a calculation: fonts of a fixed size, texts that fit, arrows."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from gd_visualizer.core.computation_parts import Part
from gd_visualizer.views.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SMALLEST_TEXT = 8
HEAD_LONG, HEAD_HALF = 8.0, 4.2


def plain_font(theme: Theme, size: float, weight: int = 400, italic: bool = False) -> QFont:
    """Return a font in pixels of the drawing, which as a whole follows the text size."""
    font = theme.font(size, weight, italic)
    font.setPixelSize(round(size))
    return font


def write(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor, how: Qt.AlignmentFlag = CENTRE
) -> None:
    """Write a text into a box: smaller where it is too long, and cut short where that does not help."""
    font = QFont(font)
    while QFontMetricsF(font).horizontalAdvance(text) > box.width() and font.pixelSize() > SMALLEST_TEXT:
        font.setPixelSize(font.pixelSize() - 1)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, how, QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1.0))


def arrow(painter: QPainter, path: QPainterPath, pen: QPen, *, to_end: bool, head: bool = True) -> None:
    """Draw a line with an arrow head at its end, or at its beginning, or with none."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(path)
    tip, before = (1.0, 0.97) if to_end else (0.0, 0.03)
    at, back = path.pointAtPercent(tip), path.pointAtPercent(before)
    length = math.hypot(at.x() - back.x(), at.y() - back.y())
    if length == 0.0 or not head:
        return
    along = (at - back) / length
    across = QPointF(-along.y(), along.x())
    foot = at - along * HEAD_LONG
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    painter.drawPolygon(QPolygonF([at, foot + across * HEAD_HALF, foot - across * HEAD_HALF]))


def pen_of(colour: QColor, width: float, *, dashed: bool = False) -> QPen:
    """Return a pen with flat ends."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([3.0, 2.2])
    return pen


def token_of(part: Part, count: int) -> str:
    """Return the colour of a part by what it means; only the two parameters of a small model have one of their own."""
    if part.kind == "parameter" and count <= 2:
        return "m" if part.parameter == 0 else "b"
    if part.kind in ("residual", "loss", "mean"):
        return "loss"
    return "line" if part.name == "ŷ" else "ink"
