"""Which range of x and y shows all points with air around them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.views.canvas.rounding import round_step

Range = tuple[float, float, float, float]

EMPTY = (-5.0, 5.0, -5.0, 5.0)
AIR_ACROSS, AIR_UP = 0.17, 0.14
LINE_AIR = 0.3
CURVE_PLACES = 65
ALONE, ALONE_SHARE = 5.0, 0.1
# Numbers nearer to each other than this share of their size count as one: an axis could not tell them apart.
TOGETHER = 1e-9
FARTHEST = 5e306
# A point nearer to an edge than this share of the range makes it grow; fitting leaves more air than the largest.
RIM, LARGEST_RIM = 0.02, 0.08
ROUNDS = 4


def fitted_range(x: FloatArray, y: FloatArray, predict: Callable[[FloatArray], FloatArray] | None = None) -> Range:
    """Return (x_min, x_max, y_min, y_max), in round numbers, with air on each side.

    Parameters
    ----------
    predict : callable or None
        Gives the heights of a curve that shall be in view too, as far as it does not lead away from the points.
    """
    if not len(x):
        return EMPTY
    left, right = _extent(x)
    low, high = _extent(y)
    lowest, highest = low, high
    if predict is not None and high > low:
        with np.errstate(all="ignore"):
            heights = predict(np.linspace(left, right, CURVE_PLACES))
            heights = heights[np.isfinite(heights)]
        lowest = max(float(heights.min(initial=low)), low - LINE_AIR * (high - low))
        highest = min(float(heights.max(initial=high)), high + LINE_AIR * (high - low))
    return (*_with_air(left, right, AIR_ACROSS, left, right), *_with_air(low, high, AIR_UP, lowest, highest))


def grown_range(shown: Range, x: FloatArray, y: FloatArray, rims: tuple[float, float] = (RIM, RIM)) -> Range:
    """Return a range that also shows these points whole, the same one if it already does.

    Parameters
    ----------
    rims : two float
        How far from an edge a point must be, as a share of the range across and up: nearer, its disc would be cut.
    """
    if not len(x):
        return shown
    left, right, low, high = shown
    wanted = fitted_range(x, y)
    return (
        *_grown(left, right, _extent(x), (wanted[0], wanted[1]), min(rims[0], LARGEST_RIM)),
        *_grown(low, high, _extent(y), (wanted[2], wanted[3]), min(rims[1], LARGEST_RIM)),
    )


def _grown(
    low: float, high: float, extent: tuple[float, float], wanted: tuple[float, float], rim: float
) -> tuple[float, float]:
    """Return a range of one coordinate, moved out on each side where a point comes too near to the edge."""
    # A side that moves makes a pixel wider, so that the other may have to move as well.
    for _round in range(ROUNDS):
        near = rim * (high - low)
        is_low, is_high = extent[0] - low < near, high - extent[1] < near
        if not is_low and not is_high:
            break
        low, high = min(wanted[0], low) if is_low else low, max(wanted[1], high) if is_high else high
        # Points that lie close together want little air; the range that is shown may be far wider and need more.
        near = rim * (high - low) / (1.0 - 2.0 * rim)
        step = round_step((high - low) / 25.0)
        if is_low and step and extent[0] - low < near:
            low = _multiple(math.floor((extent[0] - near) / step), step)
        if is_high and step and high - extent[1] < near:
            high = _multiple(math.ceil((extent[1] + near) / step), step)
    return low, high


def _extent(values: FloatArray) -> tuple[float, float]:
    return max(float(values.min()), -FARTHEST), min(float(values.max()), FARTHEST)


def _with_air(low: float, high: float, share: float, lowest: float, highest: float) -> tuple[float, float]:
    """Return a range around numbers, with air in a share of their extent, that also reaches two further ones."""
    extent, size = high - low, max(abs(low), abs(high))
    if extent <= size * TOGETHER or extent < 1e-300:
        # One number alone has no extent that could tell how much air it needs.
        around = ALONE if size < ALONE / ALONE_SHARE else size * ALONE_SHARE
        low, high, extent = low - around, high + around, 2.0 * around
    else:
        air = extent * share
        low, high = min(low - air, lowest), max(high + air, highest)
    step = round_step(extent / 25.0)
    if not step:
        return low, high
    return _multiple(math.floor(low / step + 1e-9), step), _multiple(math.ceil(high / step - 1e-9), step)


def _multiple(count: int, step: float) -> float:
    """Return so many steps, put together as text: multiplying would bring digits like 0.30000000000000004."""
    digit, exponent = f"{step:e}".split("e")
    return float(f"{count * round(float(digit))}e{exponent}")
