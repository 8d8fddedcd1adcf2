"""A power law: how areas, volumes and many laws of nature grow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.graph_model import GraphModel
from gd_visualizer.core.models.base import Model


@dataclass(frozen=True, slots=True)
class Power(GraphModel, Model):
    """A power law ŷ = a·xᵏ: each time x doubles, ŷ is multiplied by the same number, 2ᵏ (for x above 0 only)."""

    key: ClassVar[str] = "power"
    label: ClassVar[str] = "Power law"
    formula: ClassVar[str] = "a·x^k"
    help: ClassVar[str] = (
        "A curve that is multiplied by the same number each time x doubles. k says how it bends, a how high it is "
        "at x = 1. Use it only where every x is greater than 0: there is no answer for other points."
    )
    order: ClassVar[int] = 50

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return the line a = 1, k = 1."""
        return frozen([1.0, 1.0])
