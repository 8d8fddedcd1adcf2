"""Where the units and links of a network are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF

from gd_visualizer.core.network.layout import Layout

# More units of a layer than this are counted, not drawn.
UNITS_AT_MOST = 8
UNIT = (112.0, 58.0)
SMALL_UNIT = (74.0, 40.0)
CIRCLE = 26.0
GAP = 10.0
REACH = 7.0


@dataclass(frozen=True, slots=True)
class Unit:
    """One hidden unit.

    Attributes
    ----------
    layer, number : int
        Which hidden layer, and which of its units; both from 0.
    bias : int
        The place of its offset among the parameters.
    box : QRectF
    """

    layer: int
    number: int
    bias: int
    box: QRectF


@dataclass(frozen=True, slots=True)
class Link:
    """One weight.

    Attributes
    ----------
    place : int
        Among the parameters.
    line : QLineF
    """

    place: int
    line: QLineF


@dataclass(frozen=True, slots=True, eq=False)
class Geometry:
    """The whole drawing.

    Attributes
    ----------
    units : tuple of Unit
    links : tuple of Link
    source, target : QPointF
        The middles of x and ŷ.
    target_bias : int
        The place of the last offset.
    left_out : tuple of (int layer, int count, QPointF)
        How many units of a layer are not drawn, and where to say so.
    """

    units: tuple[Unit, ...]
    links: tuple[Link, ...]
    source: QPointF
    target: QPointF
    target_bias: int
    left_out: tuple[tuple[int, int, QPointF], ...]

    def parameter_at(self, pixel: QPointF) -> int | None:
        """Return the parameter that is drawn at a pixel: an offset inside a unit, else the nearest weight."""
        for unit in self.units:
            if unit.box.contains(pixel):
                return unit.bias
        if math.dist(pixel.toTuple(), self.target.toTuple()) <= CIRCLE:
            return self.target_bias
        near = [(_distance(link.line, pixel), link.place) for link in self.links]
        best = min(near, default=(math.inf, -1))
        return best[1] if best[0] <= REACH else None


def geometry_of(layout: Layout, room: QRectF) -> Geometry:
    """Return where everything of a network is, inside a rectangle."""
    widths = layout.widths[1:-1]
    drawn = [min(width, UNITS_AT_MOST) for width in widths]
    columns = len(widths)
    left, right = room.left() + CIRCLE + 6.0, room.right() - CIRCLE - 30.0
    middle = room.center().y()
    source, target = QPointF(left, middle), QPointF(right, middle)
    spread = (right - left) / (columns + 1)
    wide, high = UNIT if spread > 1.35 * UNIT[0] else SMALL_UNIT
    wide = min(wide, 0.62 * spread)
    units, left_out = [], []
    for layer, (count, width) in enumerate(zip(drawn, widths, strict=True)):
        each = min(high, (room.height() - GAP * (count + 1) - (16.0 if width > count else 0.0)) / count)
        whole = count * each + (count - 1) * GAP
        centre, top = left + spread * (layer + 1), middle - 0.5 * whole
        biases = layout.parts[layer].biases
        for number in range(count):
            box = QRectF(centre - 0.5 * wide, top + number * (each + GAP), wide, each)
            units.append(Unit(layer, number, biases.start + number, box))
        if width > count:
            left_out.append((layer, width - count, QPointF(centre, top + whole + 14.0)))
    return Geometry(
        tuple(units), _links(layout, drawn, units, source, target), source, target, layout.parts[-1].biases.start,
        tuple(left_out),
    )  # fmt: skip


def _links(layout: Layout, drawn: list[int], units: list[Unit], source: QPointF, target: QPointF) -> tuple[Link, ...]:
    boxes = {(unit.layer, unit.number): unit.box for unit in units}
    found = []
    for layer, part in enumerate(layout.parts):
        last = layer == len(layout.parts) - 1
        for output in range(1 if last else drawn[layer]):
            for given in range(1 if layer == 0 else drawn[layer - 1]):
                begin = source + QPointF(CIRCLE, 0.0)
                if layer:
                    box = boxes[layer - 1, given]
                    begin = QPointF(box.right(), box.center().y())
                end = target - QPointF(CIRCLE, 0.0)
                if not last:
                    box = boxes[layer, output]
                    end = QPointF(box.left(), box.center().y())
                found.append(Link(part.weights.start + output * part.inputs + given, QLineF(begin, end)))
    return tuple(found)


def _distance(line: QLineF, pixel: QPointF) -> float:
    """Return how far a pixel is from a piece of a line."""
    length = line.dx() ** 2 + line.dy() ** 2
    if length == 0.0:
        return math.dist(pixel.toTuple(), line.p1().toTuple())
    share = ((pixel.x() - line.x1()) * line.dx() + (pixel.y() - line.y1()) * line.dy()) / length
    nearest = line.pointAt(min(max(share, 0.0), 1.0))
    return math.dist(pixel.toTuple(), nearest.toTuple())
