"""A line through the origin: one knob only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.graph_model import GraphModel
from gd_visualizer.core.models.base import Model


@dataclass(frozen=True, slots=True)
class Proportional(GraphModel, Model):
    """A straight line through the origin, ŷ = m·x: twice as much x gives twice as much ŷ."""

    key: ClassVar[str] = "proportional"
    label: ClassVar[str] = "Proportional"
    formula: ClassVar[str] = "m·x"
    help: ClassVar[str] = (
        "A straight line through the point (0, 0): twice as much x gives twice as much y. m says how steep it is."
    )
    order: ClassVar[int] = 20

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return the flat line m = 0."""
        return frozen([0.0])
