"""Line search: look before you leap, and take a shorter step where a long one would not go down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.ray import Ray, backtracked
from gd_visualizer.core.settings import validate


@dataclass(frozen=True, slots=True)
class LineSearch(Optimizer):
    """Step straight downhill, and halve the step until the loss falls by enough.

    θ ← θ − t·g with the first t of rate, rate/2, rate/4 … for which L(θ − t·g) ≤ L(θ) − 10⁻⁴·t·‖g‖² (Armijo 1966;
    Nocedal & Wright 2006, "Numerical Optimization", algorithm 3.1).
    """

    key: ClassVar[str] = "line_search"
    label: ClassVar[str] = "Gradient descent with line search"
    formula: ClassVar[str] = "θ ← θ − t · slope, t = rate, rate/2, rate/4 … until the loss falls"
    help: ClassVar[str] = (
        "Each step goes straight downhill. It is tried out first, and halved until the loss really falls: "
        "it never goes uphill, and never flies away."
    )
    order: ClassVar[int] = 130
    looks_around: ClassVar[bool] = True

    learning_rate: float = common.learning_rate(
        1.0, "The longest step that is tried, for a slope of one. Shorter ones are found by halving it."
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − t · gradient with a t that goes down, or θ where none does."""
        with np.errstate(all="ignore"):
            ground, g = here.ground, here.gradient
            ray = Ray(ground.value, ground.gradient, here.parameters, -g, ground.value(here.parameters), -float(g @ g))
            return ray.place(backtracked(ray, here.learning_rate)), memory
