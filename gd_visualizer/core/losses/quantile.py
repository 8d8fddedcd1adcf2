"""Quantile: a line with a chosen part of the points below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.pieces import Pieces
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Quantile(Loss):
    """Missing a point above the line costs another price than missing one below it (Koenker & Bassett 1978).

    With r = ŷ − y and the quantile τ: ℓ(r) = (1 − τ)·r where r > 0 (the point lies below the line) and −τ·r where
    r < 0 (the point lies above it); ℓ′ = 1 − τ, 0 or −τ, and ℓ″ = 0. With τ = 0.9 a point above the line costs nine
    times as much as one below, so the best line is so high that nine tenths of the points lie BELOW it. Often
    called the pinball loss, and written with y − ŷ; with τ = 0.5 it is half the absolute error.
    """

    key: ClassVar[str] = "quantile"
    label: ClassVar[str] = "Quantile"
    formula: ClassVar[str] = "mean((1 − τ)·r where r > 0, else −τ·r),  r = ŷ − y"
    help: ClassVar[str] = (
        "Points above the line cost another price than points below it. "
        "With a quantile of 0.9 the line comes to rest where nine out of ten points lie below it."
    )
    order: ClassVar[int] = 70

    quantile: float = setting(
        0.9,
        label="Quantile",
        minimum=0.001,
        maximum=0.999,
        help="Which part of the points shall lie below the line: 0.9 is nine out of ten, 0.5 is half of them.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return (1 − τ)·r where the line is too high, −τ·r where it is too low."""
        return np.maximum((1.0 - self.quantile) * residual, -self.quantile * residual)

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return 1 − τ where the line is too high, −τ where it is too low, 0 where it meets the point."""
        return np.where(residual > 0.0, 1.0 - self.quantile, np.where(residual < 0.0, -self.quantile, residual))

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return 0: both arms are straight."""
        return np.zeros_like(residual)

    def pieces(self) -> Pieces:
        """Return −τ·r below 0 and (1 − τ)·r above."""
        return Pieces((0.0,), ((0.0, -self.quantile, 0.0), (0.0, 1.0 - self.quantile, 0.0)))
