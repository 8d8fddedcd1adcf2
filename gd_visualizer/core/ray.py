"""A straight way through the landscape, and how far along it to step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray

# A step must bring at least this share of what the slope promises (Nocedal & Wright 2006, "Numerical Optimization").
PROMISE = 1e-4
MOST_TRIES = 60


@dataclass(frozen=True, slots=True, eq=False)
class Ray:
    """The places start + t·direction for t ≥ 0, and the height of the landscape there.

    Attributes
    ----------
    value, gradient : callables
        The height and the slope (P,) at parameters (P,).
    start, direction : (P,) float64
    height : float
        The height at the start.
    slope : float
        How steeply it goes down there, gradient·direction: below 0 for a way downhill.
    """

    value: Callable[[FloatArray], float]
    gradient: Callable[[FloatArray], FloatArray]
    start: FloatArray
    direction: FloatArray
    height: float
    slope: float

    @property
    def goes_down(self) -> bool:
        """Return True if the way starts downhill, from a height that is a number."""
        return bool(np.isfinite(self.direction).all()) and -np.inf < self.slope < 0.0 and np.isfinite(self.height)

    def place(self, length: float) -> FloatArray:
        """Return start + t·direction, (P,)."""
        return np.asarray(self.start + length * self.direction)

    def height_at(self, length: float) -> float:
        """Return the height at t; what is not a number counts as infinitely high."""
        return height_of(self.value, self.place(length))

    def slope_at(self, length: float) -> float:
        """Return how the height changes with t at t."""
        return float(self.gradient(self.place(length)) @ self.direction)

    def keeps_promise(self, length: float, height: float) -> bool:
        """Return True if the height fell by enough: φ(t) ≤ φ(0) + c·t·φ′(0) (Armijo 1966)."""
        return height <= self.height + PROMISE * length * self.slope


def height_of(value: Callable[[FloatArray], float], parameters: FloatArray) -> float:
    """Return the height at parameters (P,), and infinity for what is not a number."""
    height = value(parameters) if np.isfinite(parameters).all() else np.inf
    return np.inf if np.isnan(height) else height


def backtracked(ray: Ray, longest: float) -> float:
    """Return the first of longest, ½·longest, ¼·longest … that goes down by enough; 0 where none does.

    The longest may also keep the height, if the promised fall is too small for the digits of the height. A shorter one
    may not: the longest has shown that the ground is not what its slope says.
    """
    length = longest
    for _ in range(MOST_TRIES if ray.goes_down else 0):
        height = ray.height_at(length)
        if ray.keeps_promise(length, height) and (height < ray.height or length == longest):
            return length
        length *= 0.5
        if np.array_equal(ray.place(length), ray.start):
            break
    return 0.0


def searched(ray: Ray, first: float, flatness: float) -> float:
    """Return a step after which the way is much flatter and lower, by the strong conditions of Wolfe (1969).

    Two ends close in on it: at ``near`` the way still goes down, at ``far`` it rises or is too high. The next try lies
    where the slope would be 0 if it changed evenly, or in the middle where that says nothing.

    Parameters
    ----------
    ray : Ray
    first : float
        The first t tried.
    flatness : float
        Wanted is |φ′(t)| ≤ flatness·|φ′(0)|; 0 < flatness < 1.

    Returns
    -------
    float
        t; where rounding hides any such t, one that is at least lower, and 0 where there is none.
    """
    if not ray.goes_down:
        return 0.0
    near, near_slope, far, far_slope = 0.0, ray.slope, np.inf, np.inf
    length = first
    for _ in range(MOST_TRIES):
        height = ray.height_at(length)
        slope = ray.slope_at(length) if ray.keeps_promise(length, height) else np.inf
        if abs(slope) <= -flatness * ray.slope:
            return length
        if slope < 0.0:
            near, near_slope = length, slope
        else:
            far, far_slope = length, slope
        length = _next(near, near_slope, far, far_slope, ray.slope)
        if np.array_equal(ray.place(length), ray.place(near)):
            break
    return near if ray.height_at(near) < ray.height else 0.0


def _next(near: float, near_slope: float, far: float, far_slope: float, first_slope: float) -> float:
    """Return the next t to try: between the ends, or beyond the near one while there is no far one."""
    if np.isinf(far):
        # The slope so far changed from first_slope at 0 to near_slope at near: go on until it would be 0.
        change = near_slope - first_slope
        guess = -near * first_slope / change if change > 0.0 else np.inf
        return float(np.clip(guess, 2.0 * near, 10.0 * near))
    width = far - near
    if not np.isfinite(far_slope):
        return near + 0.5 * width
    share = near_slope / (near_slope - far_slope)
    return float(near + width * np.clip(share, 0.01, 0.99))


def polished(ray: Ray, length: float) -> float:
    """Return t moved to where the slope is 0 if it changes evenly, as in a bowl; t itself where that is no lower."""
    change = ray.slope_at(length) - ray.slope
    better = -length * ray.slope / change if change > 0.0 else length
    return better if ray.height_at(better) <= ray.height_at(length) else length
