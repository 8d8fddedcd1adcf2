"""Rprop: steps that only look at the direction of the slope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import counter
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Rprop(Optimizer):
    """Look only at the sign of each slope: longer steps while it stays the same, shorter ones after it changed.

    θ ← θ − sign(slope)·length; the length grows by η⁺ where the slope has the sign of the one before and shrinks by
    η⁻ where not, and then that parameter waits for one step. Riedmiller & Braun 1993, "A direct adaptive method for
    faster backpropagation learning: the RPROP algorithm"; rules and order of operations are those of
    ``torch.optim.Rprop``. The learning rate is the first length; schedules act on that alone.
    """

    key: ClassVar[str] = "rprop"
    label: ClassVar[str] = "Rprop"
    formula: ClassVar[str] = "length ← length · (η⁺ or η⁻);  θ ← θ − sign(slope) · length"
    help: ClassVar[str] = (
        "Looks only at which way is down, not at how steep it is: steps grow while the way stays the same and shrink "
        "after it turned."
    )
    order: ClassVar[int] = 120
    memory_names: ClassVar[tuple[str, ...]] = ("slope before", "length of step", "steps taken")

    learning_rate: float = common.learning_rate(0.01, "How long the first step of each parameter is.")
    eta_minus: float = setting(
        0.5,
        label="Factor after a turn, η⁻",
        minimum=1e-3,
        maximum=0.999,
        help="By what a step is shortened when the slope has changed its sign.",
    )
    eta_plus: float = setting(
        1.2,
        label="Factor while it goes well, η⁺",
        minimum=1.001,
        maximum=10.0,
        help="By what a step is lengthened while the slope keeps its sign.",
    )
    step_min: float = setting(
        1e-6,
        label="Shortest step",
        minimum=1e-15,
        maximum=1e3,
        scale="log",
        help="No step is shorter than this.",
    )
    step_max: float = setting(
        50.0,
        label="Longest step",
        minimum=1e-6,
        maximum=1e6,
        scale="log",
        help="No step is longer than this.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return no slope before and first steps of the length of the learning rate."""
        return np.zeros(len(parameters)), np.full(len(parameters), self.learning_rate), counter()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − sign(slope)·length; a parameter whose slope changed its sign stays where it is."""
        before, length, taken = memory
        if not taken[0]:
            length = np.full(len(before), here.learning_rate)
        agree = np.sign(here.gradient * before)
        factor = np.where(agree > 0.0, self.eta_plus, np.where(agree < 0.0, self.eta_minus, 1.0))
        length = np.minimum(np.maximum(length * factor, self.step_min), self.step_max)
        slope = np.where(agree < 0.0, 0.0, here.gradient)
        return here.parameters - np.sign(slope) * length, (slope, length, taken + 1.0)
