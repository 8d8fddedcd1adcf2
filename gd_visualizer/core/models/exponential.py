"""Growth and decay: what changes by the same factor in each equal stretch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.graph_model import GraphModel
from gd_visualizer.core.models.base import Model


@dataclass(frozen=True, slots=True)
class Exponential(GraphModel, Model):
    """Growth or decay ŷ = a·eᵏˣ + c: in each equal stretch of x, the distance from c changes by the same factor."""

    key: ClassVar[str] = "exponential"
    label: ClassVar[str] = "Exponential growth or decay"
    formula: ClassVar[str] = "a·exp(k·x) + c"
    help: ClassVar[str] = (
        "A curve that grows ever faster, or fades away towards a level. a says how far it is from that level at x = 0, "
        "k how fast it grows (below 0: fades), and c where the level is."
    )
    order: ClassVar[int] = 40

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return a curve that grows gently over these data: a = 1, c = 0, and k·x reaches at most 1."""
        largest = float(max(abs(data.x.min()), abs(data.x.max()))) if len(data) else 0.0
        return frozen([1.0, 1.0 / max(largest, 1.0), 0.0])
