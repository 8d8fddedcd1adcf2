"""Gradient descent: go a little way straight downhill, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class GradientDescent(Optimizer):
    """Step against the slope: θ ← θ − learning rate · ∂L/∂θ (Cauchy 1847; ``torch.optim.SGD`` without momentum)."""

    key: ClassVar[str] = "gradient_descent"
    label: ClassVar[str] = "Plain gradient descent"
    formula: ClassVar[str] = "θ ← θ − learning rate · slope"
    help: ClassVar[str] = "Each step goes straight downhill. Its length is the learning rate times the slope."
    order: ClassVar[int] = 10

    learning_rate: float = setting(
        0.05,
        label="Learning rate",
        minimum=1e-12,
        maximum=1e3,
        scale="log",
        help="How long a step is for a slope of one. Too small crawls, too large flies away.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − learning rate · gradient."""
        return here.parameters - here.learning_rate * here.gradient, memory

    def walk_in_bowl(self, bowl: Bowl, parameters: FloatArray, memory: Memory, steps: int) -> tuple[FloatArray, Memory]:
        """Return (m, b) after each step, with the arithmetic of ``update`` and ``Bowl.gradient`` in plain floats."""
        quick = chain.from_iterable(self._places(bowl, float(parameters[0]), float(parameters[1]), steps))
        return np.fromiter(quick, np.float64, 2 * steps).reshape(steps, 2), memory

    def _places(self, bowl: Bowl, m: float, b: float, steps: int) -> Iterator[tuple[float, float]]:
        rate = self.learning_rate
        mean_x, mean_y, slope, twice_spread = bowl.mean_x, bowl.mean_y, bowl.best_slope, 2.0 * bowl.spread
        for _ in range(steps):
            slope_b = 2.0 * (b + (m * mean_x - mean_y))
            slope_m = mean_x * slope_b + twice_spread * (m - slope)
            m -= rate * slope_m
            b -= rate * slope_b
            yield m, b
