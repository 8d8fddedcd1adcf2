"""Mean absolute error: the average length of the gaps between points and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.pieces import Pieces


@dataclass(frozen=True, slots=True)
class MeanAbsoluteError(Loss):
    """The mean of the distances, L = mean(|ŷ − y|): missing by twice as much counts twice, no more.

    With ℓ(r) = |r|: ℓ′ = sign(r), which is 0 at the corner r = 0, and ℓ″ = 0. The best level line is the median
    (Laplace's method of least absolute deviations, 1793).
    """

    key: ClassVar[str] = "mean_absolute_error"
    label: ClassVar[str] = "Mean of the distances"
    formula: ClassVar[str] = "mean(|ŷ − y|)"
    help: ClassVar[str] = (
        "Each miss counts as much as it is long, and the loss is the mean. "
        "A point that is missed by far pulls no harder than one that is missed by little."
    )
    order: ClassVar[int] = 20

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return |r|."""
        return np.abs(residual)

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return −1, 0 or 1, the sign of r."""
        return np.sign(residual)

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return 0: both arms are straight."""
        return np.zeros_like(residual)

    def pieces(self) -> Pieces:
        """Return −r below 0 and r above."""
        return Pieces((0.0,), ((0.0, -1.0, 0.0), (0.0, 1.0, 0.0)))
