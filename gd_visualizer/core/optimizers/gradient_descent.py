"""Gradient descent: go a little way straight downhill, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.optimizers.base import Memory
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class GradientDescent:
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

    def init(self, parameters: FloatArray) -> Memory:
        """Return an empty memory: plain gradient descent remembers nothing."""
        return ()

    def update(self, parameters: FloatArray, gradient: FloatArray, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − learning rate · gradient."""
        return parameters - self.learning_rate * gradient, memory

    def walk_in_bowl(self, bowl: Bowl, parameters: FloatArray, steps: int) -> Iterator[tuple[float, float]]:
        """Yield (m, b) after each step, with the arithmetic of ``update`` and ``Bowl.gradient`` in plain floats."""
        m, b = float(parameters[0]), float(parameters[1])
        rate = self.learning_rate
        mean_x, mean_y, slope, twice_spread = bowl.mean_x, bowl.mean_y, bowl.best_slope, 2.0 * bowl.spread
        for _ in range(steps):
            slope_b = 2.0 * (b + (m * mean_x - mean_y))
            slope_m = mean_x * slope_b + twice_spread * (m - slope)
            m -= rate * slope_m
            b -= rate * slope_b
            yield m, b
