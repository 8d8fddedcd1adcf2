"""The geometry of a drawn calculation: where every shape, number and line stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from gd_visualizer.core.computation_parts import Part
from gd_visualizer.core.layered import Places, placed
from gd_visualizer.session.blame_words import sign_of
from gd_visualizer.views.backward import cells as room
from gd_visualizer.views.backward.cells import Cell, Line, Plan, planned

MARGIN = 12.0
NARROW_GAP, WIDE_GAP, SLANT = 44.0, 120.0, 0.3
LANE_APART = 6.0
PORTS = 13.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands.

    Attributes
    ----------
    shape : QRectF
        Of its circle or box.
    value, blame : QRectF
        Where its value and its blame are written.
    caption : QRectF
        Where it says what it multiplies blame by.
    leaf, leaf_blame : QRectF
        Of the leaf that hangs below it; empty where none does.
    """

    shape: QRectF
    value: QRectF
    blame: QRectF
    caption: QRectF
    leaf: QRectF
    leaf_blame: QRectF


@dataclass(frozen=True, slots=True)
class Way:
    """A line as it is drawn: forward, and backward beside it."""

    line: Line
    forward: QPainterPath
    backward: QPainterPath


@dataclass(frozen=True, slots=True)
class Geometry:
    """Everything with its place.

    Attributes
    ----------
    parts, plan
        What is drawn.
    spots : tuple of Spot
        One for each cell.
    ways : tuple of Way
    result : QRectF
        The box at the end.
    size : QRectF
        All of it.
    """

    parts: tuple[Part, ...]
    plan: Plan
    spots: tuple[Spot, ...]
    ways: tuple[Way, ...]
    result: QRectF
    size: QRectF

    def boxes(self) -> list[QRectF]:
        """Return the rectangles that must not lie upon one another."""
        found = [self.result]
        for spot in self.spots:
            found += [
                box for box in (spot.shape, spot.value, spot.blame, spot.leaf, spot.leaf_blame) if not box.isEmpty()
            ]
        return found

    def part_at(self, place: QPointF) -> int | None:
        """Return the part whose shape or numbers are at a place."""
        if self.result.contains(place):
            return len(self.parts) - 1
        for cell, spot in zip(self.plan.cells, self.spots, strict=True):
            if any(box.contains(place) for box in (spot.shape, spot.value, spot.blame)):
                return cell.part
            if any(box.contains(place) for box in (spot.leaf, spot.leaf_blame)):
                return cell.hung
        return None

    def shape_of(self, part: int) -> list[QRectF]:
        """Return the shapes that stand for a part: data have one for each use."""
        found = [spot.shape for cell, spot in zip(self.plan.cells, self.spots, strict=True) if cell.part == part]
        return found + [spot.leaf for cell, spot in zip(self.plan.cells, self.spots, strict=True) if cell.hung == part]


@lru_cache(maxsize=16)
def geometry_of(parts: tuple[Part, ...]) -> Geometry:
    """Lay out a calculation; the same parts give the same drawing."""
    plan = planned(parts)
    signs = [sign_of(parts[cell.part]) for cell in plan.cells]
    places = placed(
        [room.extents(parts[cell.part], cell) for cell in plan.cells], [(line.begin, line.end) for line in plan.lines]
    )
    columns = _Columns(parts, plan, places, signs)
    top = MARGIN - _unused_top(parts, plan, places)
    spots = tuple(
        _spot(parts[cell.part], cell, QPointF(columns.centre[layer], top + float(height)), sign)
        for cell, layer, height, sign in zip(plan.cells, places.layers, places.heights, signs, strict=True)
    )
    ways = tuple(_ways(parts, plan, places, spots, columns, top))
    last = spots[-1].shape
    begin = last.right() + room.CORRIDOR + 4.0
    result = QRectF(begin, last.center().y() - 28.0, room.RESULT_WIDE, 56.0)
    size = QRectF(0.0, 0.0, result.right() + MARGIN, places.total + top + MARGIN)
    return Geometry(parts, plan, spots, ways, result, size)


def _unused_top(parts: tuple[Part, ...], plan: Plan, places: Places) -> float:
    """Return how much of the room above the topmost cells holds nothing."""
    used = [
        float(height) - (room.BOX_HIGH + 6.0 if parts[cell.part].is_leaf else room.extents(parts[cell.part], cell)[0])
        for cell, height in zip(plan.cells, places.heights, strict=True)
    ]
    lanes = [lane for lanes in places.lanes for lane in lanes]
    return max(0.0, min([*used, *lanes]))


class _Columns:
    """Where each column begins, has its centre line and ends."""

    def __init__(self, parts: tuple[Part, ...], plan: Plan, places: Places, signs: list[str]) -> None:
        count = max(places.layers) + 1
        left, right = [0.0] * count, [0.0] * count
        for cell, layer, sign in zip(plan.cells, places.layers, signs, strict=True):
            part = parts[cell.part]
            left[layer] = max(
                left[layer], room.half_width(part, sign)[0], room.BOX_HALF if cell.hung is not None else 0
            )
            right[layer] = max(right[layer], room.room_right(part, sign))
        gaps = [NARROW_GAP] * count
        for line in plan.lines:
            rise = abs(float(places.heights[line.begin] - places.heights[line.end]))
            before = places.layers[line.end] - 1
            gaps[before] = min(WIDE_GAP, max(gaps[before], SLANT * rise))
        self.begin, self.centre, self.end = [0.0] * count, [0.0] * count, [0.0] * count
        at = MARGIN + 6.0
        for layer in range(count):
            # What hangs below a shape may reach into the gap: lines are level there.
            self.begin[layer], self.centre[layer] = at, at + left[layer]
            self.end[layer] = self.centre[layer] + right[layer]
            after = left[layer + 1] if layer + 1 < count else 0.0
            reach = room.BOX_HALF - room.RADIUS if after == room.BOX_HALF else 0.0
            at = self.end[layer] + max(gaps[layer] - reach, NARROW_GAP - room.BOX_HALF + room.RADIUS)


def _spot(part: Part, cell: Cell, centre: QPointF, sign: str) -> Spot:
    """Return the rectangles of a cell around its centre."""
    x, y = centre.x(), centre.y()
    left, right = room.half_width(part, sign)
    if part.kind in ("unit", "block"):
        shape = QRectF(x - left, y - room.UNIT_HIGH, left + right, 2.0 * room.UNIT_HIGH)
        pill = QRectF(x + right + 6.0, y - 11.0, room.PILL_WIDE, 22.0)
        return Spot(shape, QRectF(), pill, QRectF(), QRectF(), QRectF())
    if part.is_leaf:
        shape = QRectF(x - left, y - room.BOX_HIGH, left + right, 2.0 * room.BOX_HIGH)
        pill = QRectF(x - left, y + room.BOX_HIGH + 8.0, left + right, room.PILL_HIGH)
        caption = QRectF(x - left - 14.0, (pill if part.kind == "parameter" else shape).bottom() + 5.0, 120.0, 18.0)
        return Spot(shape, QRectF(), pill if part.kind == "parameter" else QRectF(), caption, QRectF(), QRectF())
    shape = QRectF(x - left, y - room.RADIUS, left + right, 2.0 * room.RADIUS)
    wide = room.CORRIDOR - 8.0
    value = QRectF(x + right + 6.0, y - 53.0, wide, 40.0)
    pill = QRectF(value.center().x() - 0.5 * room.PILL_WIDE, y + 15.0, room.PILL_WIDE, room.PILL_HIGH)
    leaf, leaf_blame = QRectF(), QRectF()
    begin = x - left
    if cell.hung is not None:
        leaf = QRectF(x - room.BOX_HALF, y + room.HANGS - room.BOX_HIGH, 2.0 * room.BOX_HALF, 2.0 * room.BOX_HIGH)
        leaf_blame = QRectF(leaf.right() + 8.0, leaf.center().y() - 13.0, room.PILL_WIDE - 4.0, room.PILL_HIGH)
        begin = x + 20.0
    caption = QRectF(begin, y + 46.0, x + right + room.CORRIDOR - begin, 40.0)
    return Spot(shape, value, pill, caption, leaf, leaf_blame)


def _ways(
    parts: tuple[Part, ...], plan: Plan, places: Places, spots: tuple[Spot, ...], columns: _Columns, top: float
) -> list[Way]:
    """Return the curves of all lines; those into one shape arrive one above the other."""
    incoming: dict[int, list[tuple[float, int]]] = {}
    for index, (line, lanes) in enumerate(zip(plan.lines, places.lanes, strict=True)):
        height = lanes[-1] if lanes else float(places.heights[line.begin])
        incoming.setdefault(line.end, []).append((height, index))
    ports = dict[int, float]()
    for arriving in incoming.values():
        for rank, (_height, index) in enumerate(sorted(arriving)):
            share = 0.0 if len(arriving) == 1 else 2.0 * rank / (len(arriving) - 1) - 1.0
            ports[index] = PORTS * share
    found = []
    for index, (line, lanes) in enumerate(zip(plan.lines, places.lanes, strict=True)):
        layer = places.layers[line.begin]
        start, end = spots[line.begin].shape, spots[line.end].shape
        crowded = parts[plan.cells[line.end].part].kind in ("unit", "block")
        apart = 0.0 if crowded else LANE_APART
        into = QPointF(
            end.left() + _inset(parts[plan.cells[line.end].part], ports[index]), end.center().y() + ports[index]
        )
        # The blame of a unit stands at its right: lines begin behind it.
        edge = spots[line.begin].blame.right() + 3.0 if _is_unit(parts, plan, line.begin) else start.right()
        out = QPointF(edge, start.center().y())
        stops = [out]
        if lanes or not parts[plan.cells[line.begin].part].is_leaf or not _is_free(plan, places, spots, line, top):
            stops.append(QPointF(columns.end[layer], out.y()))
        for offset, lane in enumerate(lanes, 1):
            stops += [
                QPointF(columns.begin[layer + offset], top + lane),
                QPointF(columns.end[layer + offset], top + lane),
            ]
        stops.append(into)
        found.append(Way(line, _curve(stops, -apart), _curve(stops, apart)))
    return found


def _is_unit(parts: tuple[Part, ...], plan: Plan, cell: int) -> bool:
    """Return True if a cell is a unit or a layer of a network."""
    return parts[plan.cells[cell].part].kind in ("unit", "block")


def _inset(part: Part, port: float) -> float:
    """Return how far the edge of a shape is behind its left end at the height of a port."""
    return 0.0 if part.kind in ("unit", "block") else room.RADIUS - math.sqrt(room.RADIUS**2 - port * port)


def _is_free(plan: Plan, places: Places, spots: tuple[Spot, ...], line: Line, shift: float) -> bool:
    """Return True if nothing of the same column stands between a leaf and the height it goes to."""
    start, end = spots[line.begin].shape.center().y(), spots[line.end].shape.center().y()
    top, bottom = min(start, end), max(start, end)
    layer = places.layers[line.begin]
    for cell, spot in enumerate(spots):
        if cell == line.begin or places.layers[cell] != layer:
            continue
        above = min(box.top() for box in (spot.shape, spot.value) if not box.isEmpty())
        below = max(box.bottom() for box in (spot.shape, spot.caption, spot.leaf) if not box.isEmpty())
        if above < bottom and below > top:
            return False
    passing = [lane for other, lanes in zip(plan.lines, places.lanes, strict=True)
               for offset, lane in enumerate(lanes, 1) if places.layers[other.begin] + offset == layer]  # fmt: skip
    return not any(top < lane + shift < bottom for lane in passing)


def _curve(stops: list[QPointF], shift: float) -> QPainterPath:
    """Return a smooth line through stops: straight between two, level at each stop where there are more."""
    moved = [QPointF(stop.x(), stop.y() + shift) for stop in stops]
    path = QPainterPath(moved[0])
    if len(moved) == 2:
        path.lineTo(moved[1])
        return path
    for before, after in pairwise(moved):
        middle = 0.5 * (before.x() + after.x())
        path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
    return path
