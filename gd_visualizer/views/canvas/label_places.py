"""Places for a label in the plot: beside its line, or where nothing crosses it, with a leader to the line."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

from gd_visualizer.core.arrays import FloatArray

AWAY, AIR = 5.0, 3.0
ALONG = (0.0, 1.0, 0.25, 0.75, 0.5)
# Where there is room is searched in steps of so many pixels across and up; in a crowd it is not even looked for.
STRIDE, CROWD = (14.0, 9.0), 100
# A leader is so long in pixels, and ends at one of so many places along the line.
SHORTEST_LEADER, LONGEST_LEADER, FEET = 12.0, 200.0, 33
CLEAR_OF_STEMS, CLEAR_OF_LINES = 4.0, 7.0
# So many leaders are looked at in one go, and so many pairs of leader and obstacle in all.
AT_A_TIME, PAIRS_AT_MOST = 256, 400_000

# True or False for each of some boxes or leaders.
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Place:
    """Where a label stands.

    Attributes
    ----------
    box : QRectF
        The words.
    leader : QLineF or None
        From the words to their line, where they do not stand beside it.
    """

    box: QRectF
    leader: QLineF | None = None


@dataclass(frozen=True)
class Obstacles:
    """What words must not hide, in pixels.

    Attributes
    ----------
    boxes : list of QRectF
        Other words.
    lines : list of QLineF
        The model's line and the one of the next step.
    points : two (N,) float64
        Centres of points.
    stems : (N,) float64 or None
        The height at which the miss of each point ends; None where misses are not shown, or too many to keep clear of.
    reach : float
        How far a point reaches around its centre.
    axes : list of QLineF
        What words should not hide where there is a choice.
    """

    boxes: list[QRectF]
    lines: list[QLineF]
    points: tuple[FloatArray, FloatArray]
    stems: FloatArray | None
    reach: float
    axes: list[QLineF] = field(default_factory=list)

    def free(self, corners: FloatArray, size: QSizeF) -> Flags:
        """Return which boxes of one size, given by their upper left corners (K, 2), nothing touches but axes."""
        boxes = _boxes(corners, size)
        free = ~_touched(self.lines, boxes)
        x, y = self.points
        if len(x) > CROWD:
            left, top, right, bottom = (boxes + self.reach * np.array([-1.0, -1.0, 1.0, 1.0])).T
            for place in np.flatnonzero(free):
                # Most points of a crowd are above or below a line of words: only of the others both numbers matter.
                row = x[(y > top[place]) & (y < bottom[place])]
                free[place] = not ((row > left[place]) & (row < right[place])).any()
            others = self._words()
        else:
            others = np.concatenate([self._words(), *self._as_boxes(self.reach, AIR)])
        left, top, right, bottom = (boxes[:, None, side] for side in range(4))
        beside = (right < others[:, 0]) | (left > others[:, 2])
        return np.asarray(free & (beside | (bottom < others[:, 1]) | (top > others[:, 3])).all(axis=1))

    def beside_axes(self, corners: FloatArray, size: QSizeF) -> Flags:
        """Return which of these boxes no axis crosses."""
        return ~_touched(self.axes, _boxes(corners, size))

    def same_side(self, begins: FloatArray, ends: FloatArray) -> Flags:
        """Return which leaders stay on one side of the model's line, and end where it is not near."""
        free = np.ones(begins.shape[:-1], dtype=bool)
        for line in self.lines[:-1]:
            side = _side(line, ends)
            free &= (_side(line, begins) * side > 0.0) & (np.abs(side) > CLEAR_OF_LINES)
        return free

    def free_leaders(self, begins: FloatArray, ends: FloatArray) -> Flags:
        """Return which leaders, from (K, 2) to (K, 2), cross neither points, misses nor other words."""
        others = np.concatenate([self._words(), *self._as_boxes(self.reach, CLEAR_OF_STEMS)])
        return np.asarray(~_crossings(begins, ends, others).any(axis=1))

    def _words(self) -> FloatArray:
        return np.array([box.getCoords() for box in self.boxes]).reshape(-1, 4)

    def _as_boxes(self, reach: float, air: float) -> list[FloatArray]:
        """Return the points, and their misses where they count, as boxes (N, 4), with air around them."""
        x, y = self.points
        found = [np.column_stack([x - reach, y - reach, x + reach, y + reach])]
        if self.stems is not None:
            low, high = np.minimum(y, self.stems), np.maximum(y, self.stems)
            found.append(np.column_stack([x - air, low, x + air, high]))
        return found


def boxes_beside(line: QLineF, size: QSizeF, room: QRectF) -> list[QRectF]:
    """Return boxes of one size along a line that runs from left to right, at its ends first, all within the room."""
    inner = room.adjusted(AIR, AIR, -AIR, -AIR)
    width, height = size.width(), size.height()
    found = []
    if abs(line.dy()) <= abs(line.dx()):
        slope = line.dy() / line.dx() if line.dx() else 0.0
        for share in ALONG:
            left = line.x1() + AIR + share * max(0.0, line.dx() - width - 2.0 * AIR)
            heights = [line.y1() + slope * (x - line.x1()) for x in (left, left + width)]
            found += [(left, max(heights) + AWAY), (left, min(heights) - AWAY - height)]
    else:
        upper, lower = sorted((line.p1(), line.p2()), key=QPointF.y)
        lean = (lower.x() - upper.x()) / (lower.y() - upper.y())
        for share in (1.0, 0.0, 0.75, 0.25, 0.5):
            top = upper.y() + AIR + share * max(0.0, lower.y() - upper.y() - height - 2.0 * AIR)
            sides = [upper.x() + lean * (y - upper.y()) for y in (top, top + height)]
            found += [(max(sides) + AWAY, top), (min(sides) - AWAY - width, top)]
    boxes = [QRectF(left, top, width, height) for left, top in found]
    return [box for box in boxes if inner.contains(box)]


def place_words(line: QLineF, size: QSizeF, room: QRectF, obstacles: Obstacles, last: Place | None) -> Place | None:
    """Return a place for words about a line where nothing crosses them, None where there is none.

    Best is beside the line; where misses and points leave no room there, a leader joins both. Words stay near their
    last place as long as they can, which keeps them from jumping to and fro while the line moves.
    """
    boxes = boxes_beside(line, size, room)
    if last is not None and last.leader is None:
        boxes.sort(key=lambda box: QLineF(box.center(), last.box.center()).length())
    if boxes:
        corners = np.array([(box.left(), box.top()) for box in boxes])
        free = obstacles.free(corners, size)
        best = free & obstacles.beside_axes(corners, size)
        if best.any() and not (last is not None and free[0]):
            free = best
        if free.any():
            return Place(boxes[int(np.argmax(free))])
    return _apart(line, size, room, obstacles, last)


def _apart(line: QLineF, size: QSizeF, room: QRectF, obstacles: Obstacles, last: Place | None) -> Place | None:
    """Return the place with the shortest leader; the last one where it is still good."""
    inner = room.adjusted(AIR, AIR, -AIR - size.width(), -AIR - size.height())
    if inner.width() < 0.0 or inner.height() < 0.0:
        return None
    if last is not None and inner.contains(last.box.topLeft()):
        corner = np.array([[last.box.left(), last.box.top()]])
        place = _led(line, size, corner[obstacles.free(corner, size)], obstacles)
        if place is not None:
            return place
    if len(obstacles.points[0]) > CROWD:
        return None
    left, top = np.meshgrid(
        np.arange(inner.left(), inner.right() + 1.0, STRIDE[0]), np.arange(inner.top(), inner.bottom() + 1.0, STRIDE[1])
    )
    corners = np.column_stack([left.ravel(), top.ravel()])
    corners = corners[obstacles.free(corners, size)]
    beside = obstacles.beside_axes(corners, size)
    place = _led(line, size, corners[beside], obstacles)
    return place if place is not None else _led(line, size, corners[~beside], obstacles)


def _led(line: QLineF, size: QSizeF, corners: FloatArray, obstacles: Obstacles) -> Place | None:
    """Return the box, of those at some free corners, that a leader can join with the line on the shortest way."""
    shares = np.linspace(0.02, 0.98, FEET)
    boxes = _boxes(corners, size)
    feet = np.column_stack([line.x1() + shares * line.dx(), line.y1() + shares * line.dy()])
    begins = np.clip(feet[None], boxes[:, None, :2], boxes[:, None, 2:])
    lengths = np.hypot(*np.moveaxis(begins - feet, -1, 0))
    usable = (lengths >= SHORTEST_LEADER) & (lengths <= LONGEST_LEADER)
    box, foot = np.nonzero(usable & obstacles.same_side(begins, np.broadcast_to(feet, begins.shape)))
    order = np.argsort(lengths[box, foot], kind="stable")
    most = PAIRS_AT_MOST // (2 * len(obstacles.points[0]) + len(obstacles.boxes) + 1)
    for start in range(0, min(len(order), most), AT_A_TIME):
        some = order[start : start + AT_A_TIME]
        free = obstacles.free_leaders(begins[box[some], foot[some]], feet[foot[some]])
        if free.any():
            chosen = some[int(np.argmax(free))]
            begin, end = begins[box[chosen], foot[chosen]], feet[foot[chosen]]
            return Place(QRectF(QPointF(*corners[box[chosen]]), size), QLineF(QPointF(*begin), QPointF(*end)))
    return None


def _boxes(corners: FloatArray, size: QSizeF) -> FloatArray:
    """Return boxes (K, 4), left, top, right and bottom, from their upper left corners."""
    return np.column_stack([corners, corners + np.array([size.width(), size.height()])])


def _side(line: QLineF, places: FloatArray) -> FloatArray:
    """Return how many pixels places (…, 2) lie to one side of a line, below zero on the other."""
    across, down = places[..., 0] - line.x1(), places[..., 1] - line.y1()
    return np.asarray((line.dx() * down - line.dy() * across) / max(line.length(), 1e-9))


def _touched(lines: list[QLineF], boxes: FloatArray) -> Flags:
    """Return which boxes (K, 4) any of some lines touches, or passes close by."""
    ends = np.array([(line.x1(), line.y1(), line.x2(), line.y2()) for line in lines]).reshape(-1, 4)
    return np.asarray(_crossings(ends[:, :2], ends[:, 2:], boxes + np.array([-AIR, -1.0, AIR, 1.0])).any(axis=0))


def _crossings(begins: FloatArray, ends: FloatArray, boxes: FloatArray) -> Flags:
    """Return which lines (L, 2) to (L, 2) touch which boxes (K, 4), as (L, K).

    Liang and Barsky's way to cut a line at the edges of a rectangle.
    """
    first, last = np.zeros((len(begins), len(boxes))), np.ones((len(begins), len(boxes)))
    with np.errstate(all="ignore"):
        for axis in (0, 1):
            begin, step = begins[:, None, axis], (ends - begins)[:, None, axis]
            low, high = boxes[:, axis] - begin, boxes[:, axis + 2] - begin
            # Along a line that runs straight, one cannot divide: it is inside all the way, or never.
            inside = (low <= 0.0) & (high >= 0.0)
            straight = step == 0.0
            one, other = low / step, high / step
            first = np.maximum(first, np.where(straight, np.where(inside, 0.0, 2.0), np.minimum(one, other)))
            last = np.minimum(last, np.where(straight, 1.0, np.maximum(one, other)))
    return np.asarray(first <= last)
