"""How the zones of the learning rate are drawn: four pieces of track, a little picture above each, a name below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from gd_visualizer.views.theme import TICK, Theme

# Of each picture, the places of its steps in a box 24 wide and 14 high: what a walk looks like in the zone.
CRAWLS = ((1.0, 4.0), (5.4, 5.0), (9.8, 6.0), (14.2, 7.0), (18.6, 8.0), (23.0, 9.0))
GOOD = ((1.0, 1.0), (7.0, 6.5), (13.0, 10.0), (18.0, 12.0), (23.0, 13.0))
ZIG_ZAGS = ((2.0, 0.0), (8.0, 13.0), (13.0, 3.0), (17.0, 11.0), (20.0, 5.5), (22.5, 9.0))
FLIES_AWAY = ((1.0, 8.0), (5.0, 5.0), (9.0, 10.0), (13.0, 3.0), (17.0, 13.0), (22.0, 1.0))
BOX = (24.0, 14.0)
BEND, DOT, SMALL_DOT, HEAD = 1.5, 1.7, 1.3, 4.5
GAP, LABEL_GAP = 2.0, 6.0


def paint_zones(painter: QPainter, theme: Theme, track: QRectF, edges: Sequence[float]) -> None:
    """Draw four pieces of track that meet at three columns of pixels."""
    columns = [track.left(), *edges, track.right()]
    gap = 0.5 * GAP * theme.scale
    for place, colour in enumerate(theme.zones):
        left = columns[place] + (gap if place else 0.0)
        right = columns[place + 1] - (gap if place < 3 else 0.0)
        painter.setPen(QPen(theme.colour("field_edge"), 1.0))
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, track.top(), max(1.0, right - left), track.height()), 3.0, 3.0)


def paint_pictures(painter: QPainter, theme: Theme, middles: Sequence[float], height: float, chosen: int) -> None:
    """Draw the four little pictures, their middles in these columns and at this height."""
    scale = theme.scale
    for place, (shape, middle) in enumerate(zip((CRAWLS, GOOD, ZIG_ZAGS, FLIES_AWAY), middles, strict=True)):
        colour = theme.colour("ink" if place == chosen else "ink2")
        points = [QPointF(middle + (x - 0.5 * BOX[0]) * scale, height + (y - 0.5 * BOX[1]) * scale) for x, y in shape]
        pen = QPen(colour, BEND * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place:
            painter.drawPolyline(QPolygonF(points))
        if place == 3:
            _paint_head(painter, points[-2], points[-1], HEAD * scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for point in points if place < 2 else ():
            radius = (DOT if place else SMALL_DOT) * scale
            painter.drawEllipse(point, radius, radius)


def _paint_head(painter: QPainter, before: QPointF, tip: QPointF, size: float) -> None:
    """Draw the two strokes of an arrow's head."""
    way = tip - before
    length = max(1e-6, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    back = -way / length * size
    for turn in (0.6, -0.6):
        painter.drawLine(tip, tip + QPointF(back.x() - turn * back.y(), back.y() + turn * back.x()))


def paint_names(
    painter: QPainter, theme: Theme, names: Sequence[str], middles: Sequence[float], row: QRectF, chosen: int
) -> None:
    """Draw the names of the zones in a row, each as near to the middle of its zone as the others allow."""
    fonts = [theme.font(TICK, 600 if place == chosen else 400) for place in range(len(names))]
    # The room is that of strong names, so that nothing moves when another zone is chosen.
    metrics = QFontMetricsF(theme.font(TICK, 600))
    widths = [metrics.horizontalAdvance(name) for name in names]
    lefts = spread_out(middles, widths, row.left(), row.right(), LABEL_GAP * theme.scale)
    for place, name in enumerate(names):
        painter.setFont(fonts[place])
        painter.setPen(theme.colour("ink" if place == chosen else "ink2"))
        box = QRectF(lefts[place] - 1.0, row.top(), widths[place] + 2.0, row.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, name)


def spread_out(middles: Sequence[float], widths: Sequence[float], left: float, right: float, gap: float) -> list[float]:
    """Return the left ends of words in a row that do not touch, first pushed to the right, then back to the left."""
    lefts: list[float] = []
    for middle, width in zip(middles, widths, strict=True):
        lefts.append(max(middle - 0.5 * width, lefts[-1] + widths[len(lefts) - 1] + gap if lefts else left))
    end = right
    for place in range(len(lefts) - 1, -1, -1):
        lefts[place] = min(lefts[place], end - widths[place])
        end = lefts[place] - gap
    return lefts
