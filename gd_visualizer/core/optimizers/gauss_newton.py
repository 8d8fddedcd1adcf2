"""Gauss-Newton: pretend that the model is straight, and jump to where that would fit best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.least_squares import LeastSquares
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.ray import Ray, backtracked
from gd_visualizer.core.settings import validate


@dataclass(frozen=True, slots=True)
class GaussNewton(Optimizer):
    """Pretend that the predictions answer evenly to every knob, and turn all knobs to where that would fit best.

    θ ← θ + t·δ with the δ that makes ‖J·δ + r‖ least (Gauss 1809; Nocedal & Wright 2006, "Numerical Optimization",
    10.3), found without multiplying J by itself. t is halved until the loss falls.
    """

    key: ClassVar[str] = "gauss_newton"
    label: ClassVar[str] = "Gauss–Newton"
    formula: ClassVar[str] = "θ ← θ + δ, δ makes ‖J·δ + r‖ least"
    help: ClassVar[str] = (
        "Pretends that the predictions follow every knob in a straight line, and turns all knobs at once to where "
        "that would fit best. A jump that would not go down is made shorter."
    )
    order: ClassVar[int] = 150
    looks_around: ClassVar[bool] = True

    learning_rate: float = common.learning_rate(
        1.0, "The part of the jump that is tried first: 1 is the whole jump to the supposed best fit.", most=1.0
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ + t · δ; straight downhill where that does not go down; θ where nothing does."""
        with np.errstate(all="ignore"):
            ground, g = here.ground, here.gradient
            height = ground.value(here.parameters)
            problem = LeastSquares.of(*ground.linearized(here.parameters))
            jump = -g if problem is None else problem.step()
            for direction in (jump, -g):
                ray = Ray(ground.value, ground.gradient, here.parameters, direction, height, float(g @ direction))
                length = backtracked(ray, here.learning_rate)
                if length > 0.0:
                    return ray.place(length), memory
            return here.parameters.copy(), memory
