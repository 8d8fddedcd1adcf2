"""Cauchy: points far off hardly count at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Cauchy(Loss):
    """A funnel whose walls get flatter and flatter: the farther off a point, the weaker its pull.

    ℓ(r) = c²/2·log(1 + (r/c)²), about r²/2 for |r| well below c; ℓ′ = r/(1 + (r/c)²), largest at |r| = c, and
    ℓ″ = (1 − (r/c)²)/(1 + (r/c)²)², which is negative beyond c: this loss can have several valleys. It is the
    negative logarithm of Cauchy's bell curve (Holland & Welsch 1977, "Robust regression using iteratively
    reweighted least-squares"). Worked out with t = |r|/c or c/|r|, whichever is below 1: its square cannot overflow.
    """

    key: ClassVar[str] = "cauchy"
    label: ClassVar[str] = "Cauchy"
    formula: ClassVar[str] = "mean(c²/2 · log(1 + (r/c)²)),  r = ŷ − y"
    help: ClassVar[str] = (
        "Long misses count only a little more than short ones, so points far off are nearly ignored. "
        "The line may settle in a valley that is not the deepest."
    )
    order: ClassVar[int] = 60

    scale: float = setting(
        1.0,
        label="Scale",
        minimum=1e-3,
        maximum=1e6,
        scale="log",
        help="How long a miss may be before it pulls less and less, in the units of y; the letter c in the formula.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return c²/2·(log1p(t²) + 2·log(max(|r|/c, 1)))."""
        ratio = self._ratio(residual)
        beyond = np.log(np.maximum(np.abs(residual) / self.scale, 1.0))
        return np.asarray(0.5 * self.scale**2 * (np.log1p(ratio * ratio) + 2.0 * beyond))

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return ±c·t/(1 + t²) with the sign of r; the same for |r|/c as for c/|r|."""
        ratio = self._ratio(residual)
        return np.copysign(self.scale * (ratio / (1.0 + ratio * ratio)), residual)

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return (1 − t²)/(1 + t²)², times −t² where |r| > c."""
        square = self._ratio(residual) ** 2
        return np.where(np.abs(residual) > self.scale, -square, 1.0) * ((1.0 - square) / (1.0 + square) ** 2)

    def _ratio(self, residual: FloatArray) -> FloatArray:
        """Return t, the smaller of |r| and c over the larger."""
        size = np.abs(residual)
        return np.asarray(np.minimum(size, self.scale) / np.maximum(size, self.scale))
