"""The S-shaped curve: growth that begins slowly and comes to an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.graph_model import GraphModel, span_of
from gd_visualizer.core.models.base import Model


@dataclass(frozen=True, slots=True)
class Logistic(GraphModel, Model):
    """An S-shaped curve ŷ = L/(1 + e^(−k·(x − x₀))): it climbs from 0 to L, half way at x₀ (Verhulst 1838)."""

    key: ClassVar[str] = "logistic"
    label: ClassVar[str] = "S-shaped curve"
    formula: ClassVar[str] = "L·sigmoid(k·(x − x0))"
    help: ClassVar[str] = (
        "An S-shaped curve: it begins slowly, climbs, and comes to rest at a limit. L is the limit, k says how "
        "steeply it climbs, and x0 where it is half way up. sigmoid(u) stands for 1 / (1 + exp(−u))."
    )
    order: ClassVar[int] = 70

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return a gentle climb from 0 to 1 in the middle of these data: L = 1, k = 4 / span, x0 = middle."""
        left, width = span_of(data)
        return frozen([1.0, 4.0 / width, left + 0.5 * width])
