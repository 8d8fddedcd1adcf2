"""Small objectives for tests, and the same numbers worked out with exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.quadratic import Bowl

EIGHT_X = [-2.0, -1.5, -1.0, 0.0, 0.5, 1.0, 2.0, 2.5]
EIGHT_Y = [-1.9, -2.2, -0.1, 0.4, 1.9, 1.6, 4.1, 3.8]


class PlainSquaredError(MeanSquaredError):
    """The same loss, but claiming that no exact form is known."""

    squared = False


def line(x: ArrayLike = EIGHT_X, y: ArrayLike = EIGHT_Y) -> Objective:
    return Objective.of(Linear(), MeanSquaredError(), Dataset.from_arrays(x, y))


def point_by_point(x: ArrayLike = EIGHT_X, y: ArrayLike = EIGHT_Y) -> Objective:
    return Objective.of(Linear(), PlainSquaredError(), Dataset.from_arrays(x, y))


def bowl(x: ArrayLike = EIGHT_X, y: ArrayLike = EIGHT_Y) -> Bowl:
    found = line(x, y).bowl
    assert found is not None
    return found


def fractions(values: ArrayLike) -> list[Fraction]:
    return [Fraction(value) for value in np.asarray(values, float).tolist()]


class Exact:
    """Loss, gradient and best line of some points, without any rounding."""

    def __init__(self, x: ArrayLike, y: ArrayLike) -> None:
        self.x, self.y = fractions(x), fractions(y)
        self.count = len(self.x)

    def residuals(self, m: float | Fraction, b: float | Fraction) -> list[Fraction]:
        m, b = Fraction(m), Fraction(b)
        return [m * x + b - y for x, y in zip(self.x, self.y, strict=True)]

    def loss(self, m: float | Fraction, b: float | Fraction) -> Fraction:
        return sum((r * r for r in self.residuals(m, b)), Fraction()) / self.count

    def gradient(self, m: float, b: float) -> tuple[Fraction, Fraction]:
        residuals = self.residuals(m, b)
        across = sum((r * x for r, x in zip(residuals, self.x, strict=True)), Fraction())
        return 2 * across / self.count, 2 * sum(residuals, Fraction()) / self.count

    def best(self) -> tuple[Fraction, Fraction]:
        mean_x, mean_y = sum(self.x) / self.count, sum(self.y) / self.count
        spread = sum((x - mean_x) ** 2 for x in self.x)
        m = sum((x - mean_x) * (y - mean_y) for x, y in zip(self.x, self.y, strict=True)) / spread
        return m, mean_y - m * mean_x


def relative_error(found: float, exact: Fraction) -> float:
    return float(abs(Fraction(found) - exact) / abs(exact)) if exact else abs(found)
