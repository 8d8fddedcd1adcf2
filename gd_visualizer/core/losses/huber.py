"""Huber: squares for small misses, distances for large ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.pieces import Pieces
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Huber(Loss):
    """A bowl with straight walls: near misses are squared, far ones count by their distance (Huber 1964).

    ℓ(r) = r²/2 where |r| ≤ δ and δ·(|r| − δ/2) beyond. With c = r held within [−δ, δ] both are c·(r − c/2),
    ℓ′ = c, and ℓ″ = 1 inside, 0 outside and at the joints. The same as ``torch.nn.HuberLoss``.
    """

    key: ClassVar[str] = "huber"
    label: ClassVar[str] = "Huber"
    formula: ClassVar[str] = "mean(r²/2 where |r| ≤ δ, else δ·(|r| − δ/2)),  r = ŷ − y"
    help: ClassVar[str] = (
        "Small misses are squared, and misses longer than delta count by their length. "
        "This keeps the calm landing of squares, and from delta on a longer miss pulls no harder."
    )
    order: ClassVar[int] = 30

    delta: float = setting(
        1.0,
        label="Delta",
        minimum=1e-6,
        maximum=1e6,
        scale="log",
        help="How long a miss may be and still be squared, in the units of y.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return c·(r − c/2) with c = r held within [−δ, δ]."""
        held = self.derivative(residual)
        return np.asarray(held * (residual - 0.5 * held))

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return r held within [−δ, δ]."""
        return np.clip(residual, -self.delta, self.delta)

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return 1 where |r| < δ, else 0."""
        # The second term is 0, or nan where the residual is nan.
        return np.asarray((np.abs(residual) < self.delta) + 0.0 * self.derivative(residual))

    def pieces(self) -> Pieces:
        """Return a straight line below −δ, a parabola up to δ and a straight line above."""
        delta, least = self.delta, -0.5 * self.delta * self.delta
        return Pieces((-delta, delta), ((least, -delta, 0.0), (0.0, 0.0, 0.5), (least, delta, 0.0)))
