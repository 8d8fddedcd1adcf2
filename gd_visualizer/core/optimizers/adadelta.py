"""Adadelta: steps as long as the steps before, corrected by how the slope changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import decayed, mean_of_squares
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Adadelta(Optimizer):
    """Take steps as long as the ones before, more where slopes shrink: Δ = √(d + ε) / √(s + ε) · slope.

    With the fading means s of slope² and d of Δ², and θ ← θ − rate·Δ: Zeiler 2012, "ADADELTA: an adaptive learning
    rate method". Rules and order of operations are those of ``torch.optim.Adadelta``.
    """

    key: ClassVar[str] = "adadelta"
    label: ClassVar[str] = "Adadelta"
    formula: ClassVar[str] = "Δ = √(mean of Δ² + ε) / √(mean of slope² + ε) · slope;  θ ← θ − learning rate · Δ"
    help: ClassVar[str] = (
        "It finds the length of its steps itself, from the steps and slopes before, and starts with very small ones."
    )
    order: ClassVar[int] = 60
    memory_names: ClassVar[tuple[str, ...]] = ("mean of squared slopes", "mean of squared steps")

    learning_rate: float = common.learning_rate(1.0, "A factor on steps that find their length themselves.")
    rho: float = setting(
        0.9,
        label="Memory, ρ",
        minimum=0.0,
        maximum=common.LARGEST_FADING,
        help="How much of the means is kept at each step. Closer to 1 remembers longer.",
    )
    epsilon: float = common.epsilon(1e-6)
    weight_decay: float = common.weight_decay()

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return means of nothing."""
        zeros = np.zeros(len(parameters))
        return zeros, zeros

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate·Δ with Δ = √(d + ε) / √(s + ε) · slope."""
        square, square_of_steps = memory
        slope = decayed(here.gradient, here.parameters, self.weight_decay)
        square = mean_of_squares(square, slope, self.rho)
        change = np.sqrt(square_of_steps + self.epsilon) / np.sqrt(square + self.epsilon) * slope
        square_of_steps = mean_of_squares(square_of_steps, change, self.rho)
        return here.parameters - here.learning_rate * change, (square, square_of_steps)
