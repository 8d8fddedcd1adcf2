"""The frame of the map: which place belongs to which pixel, and how much of the landscape is in view."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.region import EQUAL_SCALE_UP_TO, Region

# Pixels further away than this are drawn nowhere; Qt's own arithmetic stays exact below it.
FAR = 1e6
LARGEST = 1e300
NARROWEST = 1e-13


@dataclass(frozen=True, slots=True)
class Frame:
    """A region of the landscape on a rectangle of pixels.

    The arithmetic is our own, as Qt's matrices fail for regions as wide as 1e150 or as narrow as 1e-150.

    Attributes
    ----------
    region : Region
        What is in view.
    width, height : float
        The size of the map in pixels.
    """

    region: Region
    width: float
    height: float

    def pixels(self, places: FloatArray) -> FloatArray:
        """Return where places (N, 2) are, in pixels from the upper left corner of the map, (N, 2)."""
        region = self.region
        with np.errstate(all="ignore"):
            across = (places[:, 0] - region.p_min) / region.width * self.width
            down = (region.q_max - places[:, 1]) / region.height * self.height
            found = np.clip(np.column_stack([across, down]), -FAR, FAR)
        found[np.isnan(found)] = FAR
        return found

    def all_pixels(self, lines: list[FloatArray]) -> list[FloatArray]:
        """Return where the points of several lines are, each (N, 2), in one go."""
        if not lines:
            return []
        ends = np.cumsum([len(line) for line in lines])[:-1]
        return np.split(self.pixels(np.concatenate(lines)), ends)

    def pixel(self, p: float, q: float) -> QPointF:
        """Return where one place is."""
        region = self.region
        across = (float(p) - region.p_min) / region.width * self.width
        return QPointF(_held(across), _held((region.q_max - float(q)) / region.height * self.height))

    def place(self, pixel: QPointF) -> tuple[float, float]:
        """Return which place a pixel shows."""
        region = self.region
        p = region.p_min + region.width * (pixel.x() / self.width)
        return p, region.q_max - region.height * (pixel.y() / self.height)

    def rounded(self, p: float, q: float) -> tuple[float, float]:
        """Return a place in the shortest numbers that differ from it by less than a pixel."""
        return _rounded(p, self.region.width / self.width), _rounded(q, self.region.height / self.height)

    def clamped(self, p: float, q: float) -> tuple[float, float]:
        """Return the nearest place in view."""
        region = self.region
        return min(max(p, region.p_min), region.p_max), min(max(q, region.q_min), region.q_max)

    def nudge(self) -> tuple[float, float]:
        """Return how far an arrow key moves the start across and up: 0.1 on a map of usual size."""
        return _tenth(self.region.width), _tenth(self.region.height)

    @property
    def rect(self) -> QRectF:
        """Return the rectangle of pixels."""
        return QRectF(0.0, 0.0, self.width, self.height)

    @property
    def has_equal_scale(self) -> bool:
        """Return True where one unit of both parameters is equally long on the screen."""
        return abs(_ratio(self.region, self.width, self.height) - 1.0) < 0.01


def _held(pixel: float) -> float:
    """Return a pixel no further away than Qt can follow."""
    return FAR if math.isnan(pixel) else min(max(pixel, -FAR), FAR)


def is_drawable(region: Region) -> bool:
    """Return True if the numbers of a region leave room to tell its edges apart, and to calculate with them."""
    sides = (region.p_min, region.p_max, region.q_min, region.q_max)
    if not all(math.isfinite(side) and abs(side) < LARGEST for side in sides):
        return False
    across = max(abs(region.p_min), abs(region.p_max)) * NARROWEST
    up = max(abs(region.q_min), abs(region.q_max)) * NARROWEST
    return region.width > across and region.height > up


def visible_region(needed: Region, width: float, height: float) -> Region:
    """Return the needed region, made wider or higher until one unit of both parameters has the same length.

    Where that would take a stretch of more than four, each parameter keeps a scale of its own.
    """
    ratio = _ratio(needed, width, height)
    if not 1.0 / EQUAL_SCALE_UP_TO <= ratio <= EQUAL_SCALE_UP_TO:
        return needed
    if ratio > 1.0:
        extra = 0.5 * needed.width * (ratio - 1.0)
        return Region(needed.p_min - extra, needed.p_max + extra, needed.q_min, needed.q_max)
    extra = 0.5 * needed.height * (1.0 / ratio - 1.0)
    return Region(needed.p_min, needed.p_max, needed.q_min - extra, needed.q_max + extra)


def with_air(needed: Region, places: list[tuple[float, float]], across: float, up: float) -> Region:
    """Return a region in which no place lies closer to an edge than these shares of its width and height.

    A map that grew to one side may have left its start at the very edge, where its mark would be cut off.
    """
    left, right, low, high = needed.p_min, needed.p_max, needed.q_min, needed.q_max
    for p, q in places:
        if needed.contains(p, q):
            left, right = _apart(left, right, p, across * needed.width)
            low, high = _apart(low, high, q, up * needed.height)
    return Region(left, right, low, high)


def _apart(low: float, high: float, place: float, air: float) -> tuple[float, float]:
    return min(low, place - air), max(high, place + air)


def covers(outer: Region, inner: Region) -> bool:
    """Return True if one region lies in another."""
    return outer.contains(inner.p_min, inner.q_min) and outer.contains(inner.p_max, inner.q_max)


def _ratio(region: Region, width: float, height: float) -> float:
    """Return the length of one unit of the first parameter over that of one unit of the second."""
    with np.errstate(all="ignore"):
        return float(np.float64(width) / region.width * (np.float64(region.height) / height))


def _rounded(value: float, pixel: float) -> float:
    """Return a number rounded to the power of ten at or below the size of a pixel."""
    if not (pixel > 0.0 and math.isfinite(value)):
        return value
    return round(value, -math.floor(math.log10(pixel))) + 0.0


def _tenth(extent: float) -> float:
    return float(10.0 ** round(math.log10(extent / 50.0)))


def moved(value: float, step: float) -> float:
    """Return the sum without digits that come from adding only, such as the last one of 0.30000000000000004."""
    return value if step == 0.0 else round(value + step, 6 - math.floor(math.log10(abs(step)))) + 0.0
