"""A straight line: the simplest model there is, with two knobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.models.base import Model


@dataclass(frozen=True, slots=True)
class Linear(Model):
    """A straight line ŷ = m·x + b: m says how steep it is, b how high it is at x = 0."""

    key: ClassVar[str] = "linear"
    label: ClassVar[str] = "Straight line"
    formula: ClassVar[str] = "m·x + b"
    help: ClassVar[str] = "A straight line. m is its slope, b its height at x = 0."
    order: ClassVar[int] = 10
    linear_in_parameters: ClassVar[bool] = True

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """Return ("m", "b")."""
        return ("m", "b")

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ŷ = m·x + b, (N,)."""
        m, b = parameters
        return np.asarray(m * x + b)

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ∂ŷ/∂m = x and ∂ŷ/∂b = 1 side by side, (N, 2)."""
        return np.column_stack([x, np.ones_like(x)])

    def predict_rows(self, rows: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions of many lines at once, (K, N)."""
        return np.asarray(rows[:, :1] * x + rows[:, 1:])
