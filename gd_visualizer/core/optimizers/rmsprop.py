"""RMSprop: steps measured against the usual size of the slopes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import blended, decayed, mean_of_squares
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class RMSprop(Optimizer):
    """Divide each slope by its usual size of late: s ← α·s + (1 − α)·slope², θ ← θ − rate·slope / (√s + ε).

    Tieleman & Hinton 2012, lecture 6.5 of "Neural networks for machine learning"; centred as in Graves 2013. Rules
    and order of operations are those of ``torch.optim.RMSprop``.
    """

    key: ClassVar[str] = "rmsprop"
    label: ClassVar[str] = "RMSprop"
    formula: ClassVar[str] = "s ← α · s + (1 − α) · slope²;  θ ← θ − learning rate · slope / (√s + ε)"
    help: ClassVar[str] = (
        "Each parameter's step is measured against how steep it usually is of late: steep and gentle ones keep pace."
    )
    order: ClassVar[int] = 50
    memory_names: ClassVar[tuple[str, ...]] = ("mean of squared slopes", "mean of slopes", "velocity")

    learning_rate: float = common.learning_rate(0.01)
    alpha: float = setting(
        0.99,
        label="Memory for sizes, α",
        minimum=0.0,
        maximum=common.LARGEST_FADING,
        help="How much of the usual size of the slopes is kept at each step. Closer to 1 remembers longer.",
    )
    epsilon: float = common.epsilon(1e-8)
    weight_decay: float = common.weight_decay()
    momentum: float = common.momentum(0.0)
    centered: bool = setting(
        False,
        label="Measure the spread of the slopes",
        help="Steps are measured against how much the slopes vary around their mean, instead of how large they are.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return means of nothing and a ball at rest."""
        zeros = np.zeros(len(parameters))
        return zeros, zeros, zeros

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate·v; v is slope / (√s + ε), or with momentum μ·v + slope / (√s + ε)."""
        square, mean, velocity = memory
        slope = decayed(here.gradient, here.parameters, self.weight_decay)
        square = mean_of_squares(square, slope, self.alpha)
        variance = square
        if self.centered:
            mean = blended(mean, slope, 1.0 - self.alpha)
            # Rounding can push it below 0 where the slope stays the same; a root of that would end the walk.
            variance = np.maximum(square - mean * mean, 0.0)
        size = np.sqrt(variance) + self.epsilon
        if not self.momentum:
            return here.parameters - here.learning_rate * slope / size, (square, mean, velocity)
        velocity = self.momentum * velocity + slope / size
        return here.parameters - here.learning_rate * velocity, (square, mean, velocity)
