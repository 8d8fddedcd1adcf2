"""Mean squared error: the average area of the squares between points and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class MeanSquaredError:
    """The mean of the squares, L = mean((ŷ − y)²): missing by twice as much counts four times."""

    key: ClassVar[str] = "mean_squared_error"
    label: ClassVar[str] = "Mean of the squares"
    formula: ClassVar[str] = "mean((ŷ − y)²)"
    help: ClassVar[str] = "Each miss is squared, and the loss is the average. A few large misses count most."
    order: ClassVar[int] = 10
    squared: ClassVar[bool] = True

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return r²."""
        return residual * residual

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return 2·r."""
        return 2.0 * residual
