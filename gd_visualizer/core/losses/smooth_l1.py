"""Smooth L1: distances, with the sharp corner at zero rounded off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.pieces import Pieces
from gd_visualizer.core.settings import setting, validate

# With a smaller β the parabola is too narrow to be seen in a float64, and 1/β too large to be used.
NO_ROUNDING = 1e-300


@dataclass(frozen=True, slots=True)
class SmoothL1(Loss):
    """The mean of the distances with a rounded tip, so that the slope fades where a point is met (Girshick 2015).

    ℓ(r) = r²/(2β) where |r| < β and |r| − β/2 beyond: Huber's loss over β. With c = r held within [−β, β] both
    are c/β·(r − c/2), ℓ′ = c/β, and ℓ″ = 1/β inside, 0 outside and at the joints. With β = 0 it is |r|.
    The same as ``torch.nn.SmoothL1Loss``.
    """

    key: ClassVar[str] = "smooth_l1"
    label: ClassVar[str] = "Smooth distances"
    formula: ClassVar[str] = "mean(r²/(2·β) where |r| < β, else |r| − β/2),  r = ŷ − y"
    help: ClassVar[str] = (
        "Each miss counts about as much as it is long, and misses shorter than beta count less. "
        "The sharp corner is rounded off, so the line can come to rest."
    )
    order: ClassVar[int] = 40

    beta: float = setting(
        1.0,
        label="Beta",
        minimum=0.0,
        maximum=100.0,
        help="Misses shorter than this count by their squares; in the units of y. With 0 the corner stays sharp.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return c/β·(r − c/2) with c = r held within [−β, β]; |r| where β = 0."""
        held = np.clip(residual, -self.beta, self.beta)
        return np.asarray(self.derivative(residual) * (residual - 0.5 * held))

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return r/β held within [−1, 1]; the sign of r where β = 0."""
        if self.beta == 0.0:
            return np.sign(residual)
        return np.clip(residual, -self.beta, self.beta) / self.beta

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return 1/β where |r| < β, else 0."""
        if self.beta == 0.0:
            return np.zeros_like(residual)
        # The other branch is 0, or nan where the residual is nan.
        return np.where(np.abs(residual) < self.beta, 1.0 / self.beta, 0.0 * self.derivative(residual))

    def pieces(self) -> Pieces:
        """Return a straight line below −β, a parabola up to β and a straight line above."""
        beta = self.beta
        lines = (-0.5 * beta, -1.0, 0.0), (-0.5 * beta, 1.0, 0.0)
        if beta < NO_ROUNDING:
            return Pieces((0.0,), lines)
        return Pieces((-beta, beta), (lines[0], (0.0, 0.0, 0.5 / beta), lines[1]))
