"""Adamax: Adam that measures its steps against the largest slope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import blended, counter, decayed
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.settings import validate


@dataclass(frozen=True, slots=True)
class Adamax(Optimizer):
    """Follow the mean slope, measured against the largest one of late: u ← max(β₂·u, |slope| + ε), θ ← θ − rate·m̂ / u.

    Kingma & Ba 2015, "Adam: a method for stochastic optimization", section 7.1; rules and order of operations are
    those of ``torch.optim.Adamax``.
    """

    key: ClassVar[str] = "adamax"
    label: ClassVar[str] = "Adamax"
    formula: ClassVar[str] = "u ← max(β₂ · u, |slope| + ε);  θ ← θ − learning rate · mean slope / u"
    help: ClassVar[str] = "Like Adam, but steps are measured against the steepest slope of late, which slowly fades."
    order: ClassVar[int] = 110
    memory_names: ClassVar[tuple[str, ...]] = ("mean of slopes", "largest slope", "steps taken")

    learning_rate: float = common.learning_rate(2e-3)
    beta1: float = common.beta1()
    beta2: float = common.beta2()
    epsilon: float = common.epsilon(1e-8)
    weight_decay: float = common.weight_decay()

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return a mean of nothing."""
        zeros = np.zeros(len(parameters))
        return zeros, zeros, counter()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate / (1 − β₁ᵗ)·m / u."""
        mean, largest, taken = memory
        slope = decayed(here.gradient, here.parameters, self.weight_decay)
        count = float(taken[0]) + 1.0
        mean = blended(mean, slope, 1.0 - self.beta1)
        largest = np.maximum(self.beta2 * largest, np.abs(slope) + self.epsilon)
        rate = here.learning_rate / (1.0 - self.beta1**count)
        return here.parameters - rate * mean / largest, (mean, largest, counter(count))
