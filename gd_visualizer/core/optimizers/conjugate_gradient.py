"""Conjugate gradient: never undo what an earlier step has won."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.ray import Ray, polished, searched
from gd_visualizer.core.settings import validate

# The way is followed to its lowest place: conjugate directions live on that.
FLATNESS = 0.1


@dataclass(frozen=True, slots=True)
class ConjugateGradient(Optimizer):
    """Turn each new direction so that it does not undo what the last step has won.

    d ← −g + β·d, β = max(0, g·(g − g′) / g′·g′) with the slope g′ one step before, and a step along d to its lowest
    place (Polak & Ribière 1969; Nocedal & Wright 2006, "Numerical Optimization", 5.2). In a bowl it arrives after at
    most as many steps as there are parameters.
    """

    key: ClassVar[str] = "conjugate_gradient"
    label: ClassVar[str] = "Conjugate gradient"
    formula: ClassVar[str] = "d ← −slope + β · d;  θ ← θ + t · d to the lowest place along d"
    help: ClassVar[str] = (
        "Goes along each direction to its lowest place, and turns the next direction so that it does not undo what "
        "was won. In a true bowl it arrives after as many steps as there are parameters, or fewer."
    )
    order: ClassVar[int] = 170
    looks_around: ClassVar[bool] = True
    memory_names: ClassVar[tuple[str, ...]] = ("last slope", "last direction", "last gain")

    learning_rate: float = common.learning_rate(
        1.0, "The first step that is tried, for a slope of one. How far to go it then finds out by looking."
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return the last slope (P,), the last direction (P,) and the gain last expected (1,): nothing yet."""
        return np.zeros(len(parameters)), np.zeros(len(parameters)), np.zeros(1)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return the lowest place along the next direction, or θ where no place is lower; and what to remember."""
        with np.errstate(all="ignore"):
            ground, start, g = here.ground, here.parameters, here.gradient
            last_slope, last_direction, last_gain = memory
            height, size = ground.value(start), float(last_slope @ last_slope)
            share = max(0.0, float(g @ (g - last_slope)) / size) if size > 0.0 else 0.0
            for direction in (share * last_direction - g, -g):
                ray = Ray(ground.value, ground.gradient, start, direction, height, float(g @ direction))
                # As much gain as the last step had seems likely (Nocedal & Wright 2006, equation 3.60).
                likely = float(last_gain[0]) / -ray.slope if last_gain[0] > 0.0 > ray.slope else here.learning_rate
                length = searched(ray, likely, FLATNESS)
                if length > 0.0:
                    length = polished(ray, length)
                    return ray.place(length), (g.copy(), direction, np.array([-length * ray.slope]))
            return start.copy(), self.init(start)
