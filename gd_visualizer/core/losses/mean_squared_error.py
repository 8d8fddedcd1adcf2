"""Mean squared error: the average area of the squares between points and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss


@dataclass(frozen=True, slots=True)
class MeanSquaredError(Loss):
    """The mean of the squares, L = mean((ŷ − y)²): missing by twice as much counts four times."""

    key: ClassVar[str] = "mean_squared_error"
    label: ClassVar[str] = "Mean of the squares"
    formula: ClassVar[str] = "mean((ŷ − y)²)"
    help: ClassVar[str] = "Each miss is squared, and the loss is the mean. A few large misses count most."
    order: ClassVar[int] = 10
    squared: ClassVar[bool] = True

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return r²."""
        return residual * residual

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return 2·r."""
        return 2.0 * residual

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return 2."""
        return np.full_like(residual, 2.0)
