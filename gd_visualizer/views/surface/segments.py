"""Pieces of lines: thinned to what pixels can show, and cut off where nobody sees them."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainterPath

from gd_visualizer.core.arrays import FloatArray


def clipped(a: FloatArray, b: FloatArray, rect: QRectF) -> tuple[FloatArray, FloatArray]:
    """Return the parts inside a rectangle of the segments from a (N, 2) to b (N, 2); those outside are left out."""
    first, last = _inside(a, b, rect)
    seen = first < last
    step = b[seen] - a[seen]
    return a[seen] + first[seen, np.newaxis] * step, a[seen] + last[seen, np.newaxis] * step


def visible_lines(lines: list[FloatArray], rect: QRectF) -> QPainterPath:
    """Return several lines, each through points (N, 2), as one path without the pieces outside a rectangle."""
    lines = [line for line in lines if len(line) > 1]
    if not lines:
        return QPainterPath()
    points = np.concatenate(lines)
    first, last = _inside(points[:-1], points[1:], rect)
    joined = np.append(first <= last, False).astype(np.int32)
    joined[np.cumsum([len(line) for line in lines]) - 1] = 0
    return pg.arrayToQPath(points[:, 0], points[:, 1], connect=joined)


def crossings(a: FloatArray, b: FloatArray, rect: QRectF) -> int:
    """Return how many segments touch a rectangle."""
    first, last = _inside(a, b, rect)
    return int(np.count_nonzero(first <= last))


def _inside(a: FloatArray, b: FloatArray, rect: QRectF) -> tuple[FloatArray, FloatArray]:
    """Return which share of each segment lies inside, from t to t, each (N,); empty where the first is larger.

    Liang & Barsky 1984, "A new concept and method for line clipping", for all segments at once.
    """
    low = np.array([rect.left(), rect.top()])
    high = np.array([rect.right(), rect.bottom()])
    step = b - a
    with np.errstate(all="ignore"):
        one, other = (low - a) / step, (high - a) / step
    first, last = np.minimum(one, other), np.maximum(one, other)
    flat = step == 0.0
    outside = flat & ((a < low) | (a > high))
    first = np.where(flat, np.where(outside, 2.0, 0.0), first).max(axis=1, initial=0.0)
    last = np.where(flat, np.where(outside, -1.0, 1.0), last).min(axis=1, initial=1.0)
    return first, last


def moved(points: FloatArray, least: float) -> FloatArray:
    """Return the indices of points (N, 2) that lie in another cell of the given size than the one before, (K,)."""
    if not len(points):
        return np.empty(0, dtype=np.int64)
    cells = np.floor(points / least)
    changed = (cells[1:] != cells[:-1]).any(axis=1)
    return np.concatenate([[0], np.flatnonzero(changed) + 1])


def spaced(points: FloatArray, least: float) -> list[int]:
    """Return the indices of the points that are at least so far from the last one taken."""
    taken: list[int] = []
    last = (np.inf, np.inf)
    for index, (x, y) in enumerate(points.tolist()):
        if math.hypot(x - last[0], y - last[1]) >= least:
            taken.append(index)
            last = (x, y)
    return taken


def apart(points: FloatArray, least: float) -> list[int]:
    """Return the indices of points that are so far from the last one taken, and not about where an earlier one is."""
    taken = spaced(points, least)
    cells = np.floor(points[taken] * (math.sqrt(2.0) / least))
    _cells, first = np.unique(cells, axis=0, return_index=True)
    return [taken[place] for place in np.sort(first).tolist()]


def length(a: FloatArray, b: FloatArray) -> float:
    """Return how long the segments are together, in pixels."""
    return float(np.hypot(*(b - a).T).sum())


def as_lines(a: FloatArray, b: FloatArray) -> list[QLineF]:
    """Return the segments for ``QPainter.drawLines``: far faster for wide lines than a path that crosses itself."""
    return [QLineF(*start, *end) for start, end in zip(a.tolist(), b.tolist(), strict=True)]


def as_path(a: FloatArray, b: FloatArray) -> QPainterPath:
    """Return the segments as one path, the fastest way to draw many thin lines."""
    ends = np.empty((2 * len(a), 2))
    ends[0::2], ends[1::2] = a, b
    return pg.arrayToQPath(ends[:, 0], ends[:, 1], connect="pairs")
