"""Adagrad: steps that shorten where the ground was steep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import counter, decayed
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Adagrad(Optimizer):
    """Divide each slope by the size of all slopes so far: s ← s + slope², θ ← θ − rate·slope / (√s + ε).

    Duchi, Hazan & Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization"; rules
    and order of operations are those of ``torch.optim.Adagrad``.
    """

    key: ClassVar[str] = "adagrad"
    label: ClassVar[str] = "Adagrad"
    formula: ClassVar[str] = "s ← s + slope²;  θ ← θ − learning rate · slope / (√s + ε)"
    help: ClassVar[str] = (
        "Every parameter has a learning rate of its own, which shrinks with each slope it meets and never grows again."
    )
    order: ClassVar[int] = 40
    memory_names: ClassVar[tuple[str, ...]] = ("sum of squared slopes", "steps taken")

    learning_rate: float = common.learning_rate(0.01)
    learning_rate_decay: float = setting(
        0.0,
        label="Decay of the learning rate",
        minimum=0.0,
        maximum=1.0,
        help="How quickly the learning rate itself shrinks with the number of steps. 0 leaves it as it is.",
    )
    weight_decay: float = common.weight_decay()
    initial_accumulator_value: float = setting(
        0.0,
        label="First sum of squares",
        minimum=0.0,
        maximum=1e6,
        help="What the sum of squared slopes starts with. More makes the first steps shorter.",
    )
    epsilon: float = common.epsilon(1e-10)

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return a sum of squares without any slope in it."""
        return np.full(len(parameters), self.initial_accumulator_value), counter()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate / (1 + steps·decay) · slope / (√s + ε)."""
        total, taken = memory
        slope = decayed(here.gradient, here.parameters, self.weight_decay)
        rate = here.learning_rate / (1.0 + float(taken[0]) * self.learning_rate_decay)
        total = total + slope * slope
        return here.parameters - rate * slope / (np.sqrt(total) + self.epsilon), (total, taken + 1.0)
