"""A wave: what comes and goes in equal times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.graph_model import GraphModel, span_of
from gd_visualizer.core.models.base import Model


@dataclass(frozen=True, slots=True)
class Sine(GraphModel, Model):
    """A wave ŷ = a·sin(w·x + p) + c: it goes up and down evenly around a level."""

    key: ClassVar[str] = "sine"
    label: ClassVar[str] = "Wave"
    formula: ClassVar[str] = "a·sin(w·x + p) + c"
    help: ClassVar[str] = (
        "A wave that goes up and down evenly. a says how high it is, w how fast it goes up and down, "
        "p shifts it sideways, and c is its middle level."
    )
    order: ClassVar[int] = 60

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return one whole wave over the span of these data: a = 1, w = 2π / span, p = 0, c = 0."""
        _left, width = span_of(data)
        return frozen([1.0, 2.0 * np.pi / width, 0.0, 0.0])
