"""Plain difference: a loss that does not work, to see why others square or drop the sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.pieces import Pieces


@dataclass(frozen=True, slots=True)
class PlainDifference(Loss):
    """The mean of the differences, L = mean(y − ŷ): too low costs, and too high pays.

    With r = ŷ − y: ℓ(r) = −r, ℓ′ = −1 and ℓ″ = 0. There is no lowest loss: raising the line always lowers it.
    """

    key: ClassVar[str] = "plain_difference"
    label: ClassVar[str] = "Plain difference"
    formula: ClassVar[str] = "mean(y − ŷ)"
    help: ClassVar[str] = (
        "The line runs away upwards without end, because being far too high counts as very good. "
        "It shows why a loss must not let misses above and below cancel each other."
    )
    order: ClassVar[int] = 80
    bounded_below: ClassVar[bool] = False

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return y − ŷ = −r."""
        return -residual

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return −1."""
        return np.full_like(residual, -1.0)

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return 0."""
        return np.zeros_like(residual)

    def pieces(self) -> Pieces:
        """Return −r, one straight line."""
        return Pieces((), ((0.0, -1.0, 0.0),))
