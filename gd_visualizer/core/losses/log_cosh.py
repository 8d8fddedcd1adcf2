"""Log cosh: squares near zero that turn into distances without any joint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss

LOG_2 = float(np.log(2.0))


@dataclass(frozen=True, slots=True)
class LogCosh(Loss):
    """A bowl that slowly turns into straight walls, L = mean(log cosh(ŷ − y)).

    ℓ(r) = log cosh r is about r²/2 for small misses and |r| − log 2 for large ones; ℓ′ = tanh r and
    ℓ″ = 1/cosh² r. Written so that nothing overflows and no digits are lost: |r| + log1p(e^(−2|r|)) − log 2 far
    from zero, and log1p(2·sinh²(r/2)), which is the same because cosh r = 1 + 2·sinh²(r/2), near it.
    """

    key: ClassVar[str] = "log_cosh"
    label: ClassVar[str] = "Log cosh"
    formula: ClassVar[str] = "mean(log(cosh(ŷ − y)))"
    help: ClassVar[str] = (
        "Short misses count like squares and long ones like distances, with a gentle change in between. "
        "Of two long misses, the longer one pulls hardly harder."
    )
    order: ClassVar[int] = 50

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return log cosh r."""
        size = np.abs(residual)
        half = np.sinh(0.5 * np.minimum(size, 1.0))
        far = size + np.log1p(np.exp(-2.0 * size)) - LOG_2
        return np.where(size < 1.0, np.log1p(2.0 * half * half), far)

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return tanh r."""
        return np.tanh(residual)

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return 1/cosh² r, as 4·e/(1 + e)² with e = e^(−2|r|)."""
        fading = np.exp(-2.0 * np.abs(residual))
        return np.asarray(4.0 * fading / (1.0 + fading) ** 2)
