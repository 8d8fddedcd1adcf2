"""Nudging: the slope of a parameter found by moving it a hair each way, to check backpropagation by."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty

# The first size that gives nearly the same slope as half of it is taken.
SIZES = (1e-3, 1e-4, 1e-5, 1e-6)
STEADY = 1e-6
ENOUGH_DIGITS, MOST_DIGITS = 3, 15
_EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Nudge:
    """What the loss does when one parameter moves a hair.

    Attributes
    ----------
    size : float
        By how much it was moved, up and down.
    up, down : float
        The loss there.
    slope : float
        Their difference over twice the size: a central difference.
    backward : float
        The slope that backpropagation found.
    """

    size: float
    up: float
    down: float
    slope: float
    backward: float

    @property
    def difference(self) -> float:
        """Return up − down."""
        return self.up - self.down

    @property
    def apart(self) -> float:
        """Return by how much the two slopes differ."""
        return abs(self.slope - self.backward)

    @property
    def is_finite(self) -> bool:
        """Return True if all numbers can be shown."""
        return math.isfinite(self.slope) and math.isfinite(self.backward)

    @property
    def digits(self) -> int:
        """Return to how many digits both slopes agree, 0 to 15."""
        largest = max(abs(self.slope), abs(self.backward))
        if not self.is_finite:
            return 0
        if self.apart == 0.0:
            return MOST_DIGITS
        return int(min(max(0.0, -math.log10(self.apart / largest)), MOST_DIGITS))

    @property
    def is_blurred(self) -> bool:
        """Return True if the slopes are so flat that rounding of the losses hides what they differ by."""
        return self.apart <= 4.0 * _EPSILON * max(abs(self.up), abs(self.down)) / self.size

    @property
    def agrees(self) -> bool:
        """Return True if both slopes are the same as far as one can tell."""
        return self.is_finite and (self.digits >= ENOUGH_DIGITS or self.is_blurred)


def of_one_point(objective: Objective, row: int) -> Objective:
    """Return the loss of one point alone; a penalty belongs to no point."""
    return replace(objective.on(np.array([row])), penalty=Penalty())


def of_all_points(objective: Objective) -> Objective:
    """Return the same loss, worked out point by point and not by its exact form."""
    return replace(objective, bowl=None, form=None)


def nudged(objective: Objective, parameters: FloatArray, place: int, backward: float) -> Nudge:
    """Nudge one parameter (of P) by 0.001, or by a power of ten that suits the landscape better.

    Parameters
    ----------
    objective : Objective
    parameters : (P,) float64
    place : int
        Which parameter.
    backward : float
        Its slope by backpropagation, kept beside the result; it plays no part in it.
    """
    size = abs(float(parameters[place]))
    scale = 10.0 ** math.floor(math.log10(size)) if 10.0 <= size < math.inf else 1.0
    tried = []
    for hair in SIZES:
        one, half = (_nudge(objective, parameters, place, backward, scale * part) for part in (hair, 0.5 * hair))
        wobble = abs(one.slope - half.slope)
        if wobble <= STEADY * max(abs(one.slope), abs(half.slope)) or one.is_blurred:
            return one
        tried.append((wobble if math.isfinite(wobble) else math.inf, one))
    return min(tried, key=_wobble)[1]


def _wobble(tried: tuple[float, Nudge]) -> float:
    return tried[0]


def _nudge(objective: Objective, parameters: FloatArray, place: int, backward: float, size: float) -> Nudge:
    above, below = np.array(parameters), np.array(parameters)
    with np.errstate(all="ignore"):
        above[place] += size
        below[place] -= size
        up, down = objective.value(above), objective.value(below)
        # The two places are apart by what rounding left of twice the size.
        slope = float(np.float64(up - down) / (above[place] - below[place]))
    return Nudge(size, up, down, slope, backward)
