"""Nesterov's momentum: a heavy ball that looks ahead."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import decayed
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.settings import validate


@dataclass(frozen=True, slots=True)
class Nesterov(Optimizer):
    """Roll like a heavy ball, but lean towards where it is going: v ← μ·v + ∂L/∂θ, θ ← θ − rate·(∂L/∂θ + μ·v).

    Nesterov 1983, "A method for solving the convex programming problem with convergence rate O(1/k²)", in the form
    of Sutskever et al. 2013; rules and order of operations are those of ``torch.optim.SGD(nesterov=True)``.
    """

    key: ClassVar[str] = "nesterov"
    label: ClassVar[str] = "Nesterov momentum"
    formula: ClassVar[str] = "v ← μ · v + slope;  θ ← θ − learning rate · (slope + μ · v)"
    help: ClassVar[str] = (
        "A heavy ball that looks ahead: it leans towards where its speed will take it, and so brakes earlier in a bend."
    )
    order: ClassVar[int] = 30
    memory_names: ClassVar[tuple[str, ...]] = ("velocity",)

    learning_rate: float = common.learning_rate(1e-3)
    momentum: float = common.momentum(0.9)
    weight_decay: float = common.weight_decay()

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return a ball at rest."""
        return (np.zeros(len(parameters)),)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate·(slope + μ·v) with v ← μ·v + slope."""
        slope = decayed(here.gradient, here.parameters, self.weight_decay)
        velocity = self.momentum * memory[0] + slope
        return here.parameters - here.learning_rate * (slope + self.momentum * velocity), (velocity,)

    def walk_in_bowl(self, bowl: Bowl, parameters: FloatArray, memory: Memory, steps: int) -> tuple[FloatArray, Memory]:
        """Return (m, b) after each step, with the arithmetic of ``update`` and ``Bowl.gradient`` in plain floats."""
        (m, b), (speed_m, speed_b) = parameters.tolist(), memory[0].tolist()
        rate, kept, decay = self.learning_rate, self.momentum, self.weight_decay
        mean_x, mean_y, slope, twice_spread = bowl.mean_x, bowl.mean_y, bowl.best_slope, 2.0 * bowl.spread
        places = array("d")
        keep = places.append
        for _ in range(steps):
            slope_b = 2.0 * (b + (m * mean_x - mean_y))
            slope_m = mean_x * slope_b + twice_spread * (m - slope)
            if decay:
                slope_m += decay * m
                slope_b += decay * b
            speed_m = kept * speed_m + slope_m
            speed_b = kept * speed_b + slope_b
            m -= rate * (slope_m + kept * speed_m)
            b -= rate * (slope_b + kept * speed_b)
            keep(m)
            keep(b)
        return np.array(places).reshape(steps, 2), (np.array([speed_m, speed_b]),)
