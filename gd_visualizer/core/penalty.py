"""Penalties: a charge on large parameters, added to the loss so that the walk prefers small ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Penalty:
    """What large parameters cost: l2 · Σθ² + l1 · Σ|θ| (ridge, Hoerl & Kennard 1970; lasso, Tibshirani 1996)."""

    l2: float = setting(
        0.0,
        label="L2 penalty",
        minimum=0.0,
        maximum=1e6,
        help="Adds this times the sum of the squared parameters to the loss: large parameters cost most.",
    )
    l1: float = setting(
        0.0,
        label="L1 penalty",
        minimum=0.0,
        maximum=1e6,
        help="Adds this times the sum of the parameters' sizes to the loss: parameters that help little go to zero.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def __bool__(self) -> bool:
        """Return True if there is anything to pay."""
        return bool(self.l1 or self.l2)

    def value(self, rows: FloatArray) -> FloatArray:
        """Return l2 · Σθ² + l1 · Σ|θ| for parameters (P,) or for each row of (K, P)."""
        return np.asarray(self.l2 * np.sum(rows * rows, axis=-1) + self.l1 * np.sum(np.abs(rows), axis=-1))

    def gradient(self, parameters: FloatArray) -> FloatArray:
        """Return 2 · l2 · θ + l1 · sign(θ), (P,); the slope of |θ| at 0 is 0."""
        return 2.0 * self.l2 * parameters + self.l1 * np.sign(parameters)

    def curvature(self, count: int) -> FloatArray:
        """Return the second derivatives, (P, P): 2 · l2 on the diagonal."""
        return 2.0 * self.l2 * np.eye(count)
