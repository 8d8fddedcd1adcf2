"""How racers are told apart: by colour, by dash, and by the shape of their mark; no one of them stands alone."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gd_visualizer.views.theme import Theme

WIDTH, EDGE = 2.5, 1.5
COLOURS = ("lane1", "lane2", "lane3", "lane4")
# Dashes in widths of the line; the second four racers have the same colours with other dashes and shapes.
DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 1.5), (1.5, 1.5), (4.0, 1.2, 1.0, 1.2), (7.0, 2.0), (1.0, 2.5),
                                         (6.0, 1.5, 2.5, 1.5), (3.0, 3.0))  # fmt: skip
# Corners of each shape around its middle, as angles in turns from straight up and how far out they are; none: a disc.
_STAR = tuple((place / 10.0, 1.25 if place % 2 == 0 else 0.55) for place in range(10))
_CROSS = tuple((angle / 12.0, 1.15 if angle % 3 else 0.5) for angle in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    tuple((place / 3.0, 1.25) for place in range(3)),
    tuple((place / 4.0 + 0.125, 1.2) for place in range(4)),
    tuple((place / 4.0, 1.3) for place in range(4)),
    tuple((place / 3.0 + 0.5, 1.25) for place in range(3)),
    _STAR,
    _CROSS,
    tuple((place / 6.0, 1.15) for place in range(6)),
)


def lane_colour(theme: Theme, place: int) -> QColor:
    """Return the colour of a racer."""
    return theme.colour(COLOURS[place % len(COLOURS)])


def lane_pen(theme: Theme, place: int, width: float = WIDTH) -> QPen:
    """Return the pen of a racer's line."""
    pen = QPen(lane_colour(theme, place), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = DASHES[place % len(DASHES)]
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def draw_mark(painter: QPainter, theme: Theme, place: int, centre: QPointF, radius: float) -> None:
    """Draw the mark of a racer, with an edge that parts it from what lies below."""
    painter.setPen(QPen(theme.colour("card"), EDGE))
    painter.setBrush(lane_colour(theme, place))
    corners = SHAPES[place % len(SHAPES)]
    if not corners:
        painter.drawEllipse(centre, radius, radius)
        return
    points = [
        centre + QPointF(math.sin(2.0 * math.pi * turn), -math.cos(2.0 * math.pi * turn)) * (radius * far)
        for turn, far in corners
    ]
    painter.drawPolygon(QPolygonF(points))
