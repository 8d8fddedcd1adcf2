"""Momentum: a heavy ball keeps some of its speed."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import counter, decayed
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Momentum(Optimizer):
    """Step along a fading sum of slopes, like a heavy ball that keeps rolling: v ← μ·v + ∂L/∂θ, θ ← θ − rate·v.

    Polyak 1964, "Some methods of speeding up the convergence of iteration methods"; rules and order of operations
    are those of ``torch.optim.SGD`` with momentum.
    """

    key: ClassVar[str] = "momentum"
    label: ClassVar[str] = "Momentum"
    formula: ClassVar[str] = "v ← μ · v + slope;  θ ← θ − learning rate · v"
    help: ClassVar[str] = (
        "A heavy ball that keeps rolling: it gathers speed where the slopes agree, and may roll past the bottom and "
        "back."
    )
    order: ClassVar[int] = 20
    memory_names: ClassVar[tuple[str, ...]] = ("velocity", "steps taken")

    learning_rate: float = common.learning_rate(1e-3)
    momentum: float = common.momentum(0.9)
    dampening: float = setting(
        0.0,
        label="Dampening",
        minimum=0.0,
        maximum=1.0,
        help="How much of each new slope is held back from the speed. 0 holds nothing back.",
    )
    weight_decay: float = common.weight_decay()

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return a ball at rest."""
        return np.zeros(len(parameters)), counter()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate·v with v ← μ·v + (1 − dampening)·slope; the first slope is not dampened."""
        slope = decayed(here.gradient, here.parameters, self.weight_decay)
        if not self.momentum:
            return here.parameters - here.learning_rate * slope, memory
        velocity, taken = memory
        velocity = self.momentum * velocity + (1.0 - self.dampening) * slope if taken[0] else slope
        return here.parameters - here.learning_rate * velocity, (velocity, taken + 1.0)

    def walk_in_bowl(
        self, bowl: Bowl, parameters: FloatArray, memory: Memory, steps: int
    ) -> tuple[FloatArray, Memory] | None:
        """Return (m, b) after each step, with the arithmetic of ``update`` and ``Bowl.gradient`` in plain floats."""
        if not self.momentum:
            return None
        (m, b), (speed_m, speed_b), taken = parameters.tolist(), memory[0].tolist(), float(memory[1][0])
        rate, kept, share, decay = self.learning_rate, self.momentum, 1.0 - self.dampening, self.weight_decay
        mean_x, mean_y, slope, twice_spread = bowl.mean_x, bowl.mean_y, bowl.best_slope, 2.0 * bowl.spread
        places = array("d")
        keep = places.append
        for step in range(steps):
            slope_b = 2.0 * (b + (m * mean_x - mean_y))
            slope_m = mean_x * slope_b + twice_spread * (m - slope)
            if decay:
                slope_m += decay * m
                slope_b += decay * b
            if step or taken:
                speed_m = kept * speed_m + share * slope_m
                speed_b = kept * speed_b + share * slope_b
            else:
                speed_m, speed_b = slope_m, slope_b
            m -= rate * speed_m
            b -= rate * speed_b
            keep(m)
            keep(b)
        return np.array(places).reshape(steps, 2), (np.array([speed_m, speed_b]), counter(taken + steps))
