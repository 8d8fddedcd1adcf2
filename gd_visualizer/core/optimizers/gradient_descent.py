"""Gradient descent: go a little way straight downhill, again and again."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.settings import validate


@dataclass(frozen=True, slots=True)
class GradientDescent(Optimizer):
    """Step against the slope: θ ← θ − learning rate · ∂L/∂θ (Cauchy 1847; ``torch.optim.SGD`` without momentum)."""

    key: ClassVar[str] = "gradient_descent"
    label: ClassVar[str] = "Plain gradient descent"
    formula: ClassVar[str] = "θ ← θ − learning rate · slope"
    help: ClassVar[str] = "Each step goes straight downhill. Its length is the learning rate times the slope."
    order: ClassVar[int] = 10

    learning_rate: float = common.learning_rate(
        0.05, "How long a step is for a slope of one. Too small crawls, too large flies away."
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − learning rate · gradient."""
        return here.parameters - here.learning_rate * here.gradient, memory

    def walk_in_bowl(self, bowl: Bowl, parameters: FloatArray, memory: Memory, steps: int) -> tuple[FloatArray, Memory]:
        """Return (m, b) after each step, with the arithmetic of ``update`` and ``Bowl.gradient`` in plain floats."""
        m, b = parameters.tolist()
        rate = self.learning_rate
        mean_x, mean_y, slope, twice_spread = bowl.mean_x, bowl.mean_y, bowl.best_slope, 2.0 * bowl.spread
        places = array("d")
        keep = places.append
        for _ in range(steps):
            slope_b = 2.0 * (b + (m * mean_x - mean_y))
            slope_m = mean_x * slope_b + twice_spread * (m - slope)
            m -= rate * slope_m
            b -= rate * slope_b
            keep(m)
            keep(b)
        return np.array(places).reshape(steps, 2), memory
