"""A jump from one level to another, which shows what training by slopes cannot do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.graph_model import GraphModel, span_of
from gd_visualizer.core.models.base import Model


@dataclass(frozen=True, slots=True)
class Step(GraphModel, Model):
    """A jump ŷ = a·step(x − s) + c: c up to x = s, and a higher behind it; training cannot move s."""

    key: ClassVar[str] = "step"
    label: ClassVar[str] = "Jump"
    formula: ClassVar[str] = "a·step(x − s) + c"
    help: ClassVar[str] = (
        "A jump from one level to another. c is the level before the jump, a how high it is, and s where it is. "
        "Training cannot find s: moving the jump a little changes nothing, so the slope is 0 and s stands still."
    )
    order: ClassVar[int] = 80
    differentiable: ClassVar[bool] = False

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return a jump of height 1 in the middle of these data: a = 1, s = middle, c = 0."""
        left, width = span_of(data)
        return frozen([1.0, left + 0.5 * width, 0.0])
