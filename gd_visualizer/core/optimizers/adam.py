"""Adam: a heavy ball whose steps are measured against the usual size of the slopes."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import blended, counter, decayed, mean_of_squares
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.settings import validate

# Less than this, taken from 1, leaves exactly 1; so powers of β need not be computed for ever.
NOTHING_BESIDE_ONE = 2.0**-54


@dataclass(frozen=True, slots=True)
class Adam(Optimizer):
    """Follow the mean slope, measured against its usual size: θ ← θ − rate·m̂ / (√ŝ + ε).

    m and s are fading means of the slopes and their squares, and the hats make up for their start at zero:
    m̂ = m / (1 − β₁ᵗ), ŝ = s / (1 − β₂ᵗ). Kingma & Ba 2015, "Adam: a method for stochastic optimization"; AMSGrad is
    that of Reddi, Kale & Kumar 2018. Rules and order of operations are those of ``torch.optim.Adam``.
    """

    key: ClassVar[str] = "adam"
    label: ClassVar[str] = "Adam"
    formula: ClassVar[str] = "θ ← θ − learning rate · mean slope / (√(mean slope²) + ε)"
    help: ClassVar[str] = (
        "Rolls on like a heavy ball, with steps of about the learning rate for every parameter, steep or gentle."
    )
    order: ClassVar[int] = 70
    memory_names: ClassVar[tuple[str, ...]] = (
        "mean of slopes",
        "mean of squared slopes",
        "largest mean of squared slopes",
        "steps taken",
    )
    decoupled: ClassVar[bool] = False

    learning_rate: float = common.learning_rate(1e-3)
    beta1: float = common.beta1()
    beta2: float = common.beta2()
    epsilon: float = common.epsilon(1e-8)
    weight_decay: float = common.weight_decay()
    amsgrad: bool = common.amsgrad()

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return means of nothing."""
        zeros = np.zeros(len(parameters))
        return zeros, zeros, zeros, counter()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − rate / (1 − β₁ᵗ) · m / (√s / √(1 − β₂ᵗ) + ε)."""
        mean, square, largest, taken = memory
        parameters, slope = here.parameters, here.gradient
        if self.decoupled:
            parameters = parameters * (1.0 - here.learning_rate * self.weight_decay)
        else:
            slope = decayed(slope, parameters, self.weight_decay)
        count = float(taken[0]) + 1.0
        mean = blended(mean, slope, 1.0 - self.beta1)
        square = mean_of_squares(square, slope, self.beta2)
        if self.amsgrad:
            largest = np.maximum(largest, square)
        size = np.sqrt(largest if self.amsgrad else square) / math.sqrt(1.0 - self.beta2**count) + self.epsilon
        length = here.learning_rate / (1.0 - self.beta1**count)
        return parameters - length * mean / size, (mean, square, largest, counter(count))

    def walk_in_bowl(
        self, bowl: Bowl, parameters: FloatArray, memory: Memory, steps: int
    ) -> tuple[FloatArray, Memory] | None:
        """Return (m, b) after each step, with the arithmetic of ``update`` and ``Bowl.gradient`` in plain floats.

        None with AMSGrad, with a pull on the slope, and for means that forget faster than by half.
        """
        share, rest = 1.0 - self.beta1, 1.0 - self.beta2
        if self.amsgrad or share >= 0.5 or (self.weight_decay and not self.decoupled):
            return None
        (m, b), (mean_m, mean_b), (square_m, square_b) = (part.tolist() for part in (parameters, *memory[:2]))
        count = float(memory[3][0])
        rate, beta1, beta2, epsilon, sqrt = self.learning_rate, self.beta1, self.beta2, self.epsilon, math.sqrt
        # Times exactly 1 without a pull towards zero, which changes nothing.
        shrink = 1.0 - rate * self.weight_decay
        length, root, first_steps1, first_steps2 = rate, 1.0, True, True
        mean_x, mean_y, slope, twice_spread = bowl.mean_x, bowl.mean_y, bowl.best_slope, 2.0 * bowl.spread
        places = array("d")
        keep = places.append
        for _ in range(steps):
            slope_b = 2.0 * (b + (m * mean_x - mean_y))
            slope_m = mean_x * slope_b + twice_spread * (m - slope)
            count += 1.0
            mean_m += share * (slope_m - mean_m)
            mean_b += share * (slope_b - mean_b)
            square_m = beta2 * square_m + rest * slope_m * slope_m
            square_b = beta2 * square_b + rest * slope_b * slope_b
            if first_steps1:
                power = beta1**count
                length = rate / (1.0 - power)
                first_steps1 = power > NOTHING_BESIDE_ONE
            if first_steps2:
                power = beta2**count
                root = sqrt(1.0 - power)
                first_steps2 = power > NOTHING_BESIDE_ONE
            m = m * shrink - length * mean_m / (sqrt(square_m) / root + epsilon)
            b = b * shrink - length * mean_b / (sqrt(square_b) / root + epsilon)
            keep(m)
            keep(b)
        means = np.array([mean_m, mean_b]), np.array([square_m, square_b])
        return np.array(places).reshape(steps, 2), (*means, memory[2], counter(count))
