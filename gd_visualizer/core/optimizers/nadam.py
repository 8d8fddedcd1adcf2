"""NAdam: Adam that looks ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import blended, counter, decayed, mean_of_squares
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class NAdam(Optimizer):
    """Step like Adam, but lean towards where the next step will go, as Nesterov's heavy ball does.

    With μₜ = β₁·(1 − ½·0.96^(t·ψ)) and the product Πₜ of all μ so far::

        θ ← θ − rate·((1 − μₜ) / (1 − Πₜ)·slope + μₜ₊₁ / (1 − Πₜ₊₁)·m) / (√(s / (1 − β₂ᵗ)) + ε)

    Dozat 2016, "Incorporating Nesterov momentum into Adam"; rules and order of operations are those of
    ``torch.optim.NAdam``.
    """

    key: ClassVar[str] = "nadam"
    label: ClassVar[str] = "NAdam"
    formula: ClassVar[str] = "θ ← θ − learning rate · (new slope and mean slope) / (√(mean slope²) + ε)"
    help: ClassVar[str] = "Adam that looks ahead: the newest slope counts twice, so that it turns a little earlier."
    order: ClassVar[int] = 90
    memory_names: ClassVar[tuple[str, ...]] = (
        "mean of slopes",
        "mean of squared slopes",
        "product of momentum",
        "steps taken",
    )

    learning_rate: float = common.learning_rate(2e-3)
    beta1: float = common.beta1()
    beta2: float = common.beta2()
    epsilon: float = common.epsilon(1e-8)
    weight_decay: float = common.weight_decay()
    momentum_decay: float = setting(
        4e-3,
        label="Growth of the momentum, ψ",
        minimum=0.0,
        maximum=1.0,
        help="How quickly the momentum grows from half of β₁ to all of it. 0 leaves it at half.",
    )
    decoupled_weight_decay: bool = common.decoupled_weight_decay()

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return means of nothing."""
        zeros = np.zeros(len(parameters))
        return zeros, zeros, np.ones(1), counter()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return the parameters after a step by the newest slope and one by the mean slope."""
        mean, square, product, taken = memory
        parameters, slope, rate = here.parameters, here.gradient, here.learning_rate
        if self.decoupled_weight_decay:
            parameters = parameters * (1.0 - rate * self.weight_decay)
        else:
            slope = decayed(slope, parameters, self.weight_decay)
        count = float(taken[0]) + 1.0
        now, soon = self._momentum(count), self._momentum(count + 1.0)
        # torch keeps this product in single precision whatever the parameters are; so runs agree to the last digits.
        so_far = float(np.float32(product[0]) * np.float32(now))
        mean = blended(mean, slope, 1.0 - self.beta1)
        square = mean_of_squares(square, slope, self.beta2)
        size = np.sqrt(square / (1.0 - self.beta2**count)) + self.epsilon
        parameters = parameters - rate * (1.0 - now) / (1.0 - so_far) * slope / size
        parameters = parameters - rate * soon / (1.0 - so_far * soon) * mean / size
        return parameters, (mean, square, np.array([so_far]), counter(count))

    def _momentum(self, count: float) -> float:
        """Return μₜ = β₁·(1 − ½·0.96^(t·ψ))."""
        return self.beta1 * (1.0 - 0.5 * float(0.96 ** (count * self.momentum_decay)))
