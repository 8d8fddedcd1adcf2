"""L-BFGS: learn how the ground bends from the last steps, and use it for the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.ray import Ray, searched
from gd_visualizer.core.settings import setting, validate

FLATNESS = 0.9
# Steps along which the slope hardly grew teach nothing but rounding.
LEAST_BEND = 1e-10


@dataclass(frozen=True, slots=True)
class Lbfgs(Optimizer):
    """Learn from the last steps how the slope changes, and jump to where it should be zero.

    θ ← θ − t·H·g, where H comes from the last steps s and the changes y of the slope along them by two loops (Nocedal
    1980; Nocedal & Wright 2006, "Numerical Optimization", algorithm 7.4), and t from a search for a place that is
    lower and flatter (Wolfe 1969).
    """

    key: ClassVar[str] = "lbfgs"
    label: ClassVar[str] = "L-BFGS"
    formula: ClassVar[str] = "θ ← θ − t · H · slope, H: learnt from the last steps"
    help: ClassVar[str] = (
        "Remembers its last steps and how the slope changed along them, works out from that how the ground bends, and "
        "jumps to where the bottom should be. Nearly as quick as Newton's method, and much less work."
    )
    order: ClassVar[int] = 180

    learning_rate: float = setting(
        1.0,
        label="Learning rate",
        minimum=1e-12,
        maximum=1e3,
        scale="log",
        help="The part of the jump that is tried first: 1 is the whole jump. Then it looks whether to go less or more far.",
    )
    history: int = setting(
        10, label="Steps remembered", minimum=1, maximum=100, help="How many of its last steps it learns from."
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return the steps s and the changes y of the slope, both (history, P), the latest last; zeros: none yet."""
        nothing = np.zeros((self.history, len(parameters)))
        return nothing, nothing.copy()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return a lower place along −H · gradient, or along −gradient, or θ where there is none; and the memory."""
        with np.errstate(all="ignore"):
            ground, start, g = here.ground, here.parameters, here.gradient
            height = ground.value(start)
            for direction, first, known in (
                (-_two_loops(g, *memory), here.learning_rate, memory),
                (-g, here.learning_rate * min(1.0, 1.0 / float(np.abs(g).sum())), self.init(start)),
            ):
                ray = Ray(ground.value, ground.gradient, start, direction, height, float(g @ direction))
                if known[1][-1].any() or direction is not None:
                    length = searched(ray, first, FLATNESS)
                if length > 0.0:
                    place = ray.place(length)
                    return place, _learnt(known, place - start, ground.gradient(place) - g)
            return start.copy(), self.init(start)
