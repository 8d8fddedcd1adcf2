"""RAdam: Adam that waits until it knows the usual size of the slopes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import blended, counter, decayed, mean_of_squares
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.settings import validate


@dataclass(frozen=True, slots=True)
class RAdam(Optimizer):
    """Step like Adam, but trust the usual size of the slopes only as far as it is known.

    With ρ∞ = 2 / (1 − β₂) − 1 and ρₜ = ρ∞ − 2·t·β₂ᵗ / (1 − β₂ᵗ), the number of slopes the mean square rests on, steps
    are θ ← θ − rate·m̂ up to ρₜ = 5, and from then on θ ← θ − rate·r·m̂·√(1 − β₂ᵗ) / (√s + ε) with the factor
    r = √((ρₜ − 4)(ρₜ − 2)·ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)·ρₜ)). Liu et al. 2020, "On the variance of the adaptive learning
    rate and beyond"; rules and order of operations are those of ``torch.optim.RAdam``.
    """

    key: ClassVar[str] = "radam"
    label: ClassVar[str] = "RAdam"
    formula: ClassVar[str] = "θ ← θ − learning rate · r · mean slope / (√(mean slope²) + ε)"
    help: ClassVar[str] = (
        "Adam with a careful start: the first steps go by the mean slope alone, until its usual size is known."
    )
    order: ClassVar[int] = 100
    memory_names: ClassVar[tuple[str, ...]] = ("mean of slopes", "mean of squared slopes", "steps taken")

    learning_rate: float = common.learning_rate(1e-3)
    beta1: float = common.beta1()
    beta2: float = common.beta2()
    epsilon: float = common.epsilon(1e-8)
    weight_decay: float = common.weight_decay()
    decoupled_weight_decay: bool = common.decoupled_weight_decay()

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return means of nothing."""
        zeros = np.zeros(len(parameters))
        return zeros, zeros, counter()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate·m̂, from ρₜ > 5 on measured against the usual size of the slopes."""
        mean, square, taken = memory
        parameters, slope, rate = here.parameters, here.gradient, here.learning_rate
        if self.decoupled_weight_decay:
            parameters = parameters * (1.0 - rate * self.weight_decay)
        else:
            slope = decayed(slope, parameters, self.weight_decay)
        count = float(taken[0]) + 1.0
        mean = blended(mean, slope, 1.0 - self.beta1)
        square = mean_of_squares(square, slope, self.beta2)
        known = 1.0 - self.beta2**count
        change = mean / (1.0 - self.beta1**count) * rate
        most = 2.0 / (1.0 - self.beta2) - 1.0
        length = most - 2.0 * count * self.beta2**count / known
        if length > 5.0:
            trust = ((length - 4.0) * (length - 2.0) * most / ((most - 4.0) * (most - 2.0) * length)) ** 0.5
            change = change * (known**0.5 / (np.sqrt(square) + self.epsilon)) * trust
        return parameters - change, (mean, square, counter(count))
