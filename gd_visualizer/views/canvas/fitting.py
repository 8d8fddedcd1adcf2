"""Which range of x and y shows all points with air around them."""

from __future__ import annotations

from gd_visualizer.core.arrays import FloatArray

EMPTY = (-5.0, 5.0, -5.0, 5.0)
AIR = 0.12
LARGEST = 1e302


def fitted_range(x: FloatArray, y: FloatArray) -> tuple[float, float, float, float]:
    """Return (x_min, x_max, y_min, y_max) with an eighth of air on each side."""
    if not len(x):
        return EMPTY
    return (*_side(x), *_side(y))


def grown_range(
    shown: tuple[float, float, float, float], x: FloatArray, y: FloatArray
) -> tuple[float, float, float, float]:
    """Return a range that also shows these points, the same one if it already does."""
    if not len(x):
        return shown
    wanted = fitted_range(x, y)
    left, right, low, high = shown
    return (
        wanted[0] if x.min() < left else left,
        wanted[1] if x.max() > right else right,
        wanted[2] if y.min() < low else low,
        wanted[3] if y.max() > high else high,
    )


def _side(values: FloatArray) -> tuple[float, float]:
    low, high = float(max(values.min(), -LARGEST)), float(min(values.max(), LARGEST))
    air = (high - low) * AIR
    # Equal numbers, or numbers a float apart, get the room of their own size.
    least = max(abs(low), abs(high)) * 1e-9
    if air <= least:
        air = max(abs(low), abs(high)) * 0.5 or 5.0
    return low - air, high + air
