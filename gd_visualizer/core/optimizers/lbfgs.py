"""L-BFGS: learn how the ground bends from the last steps, and use it for the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
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
    formula: ClassVar[str] = "θ ← θ − t · H⁻¹ · slope, H⁻¹: learnt from the last steps"
    help: ClassVar[str] = (
        "Remembers its last steps and how the slope changed along them, works out from that how the ground bends, and "
        "jumps to where the bottom should be. Nearly as quick as Newton's method, and much less work."
    )
    order: ClassVar[int] = 180
    looks_around: ClassVar[bool] = True
    memory_names: ClassVar[tuple[str, ...]] = ("last steps", "last changes of the slope")

    learning_rate: float = common.learning_rate(
        1.0, "The part of the jump that is tried first: 1 is the whole jump. Then it may go less far or farther."
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
            # The first step has at most the length that the learning rate says, as torch.optim.LBFGS has it.
            short = here.learning_rate * float(min(1.0, np.divide(1.0, np.abs(g).sum())))
            ways = [(-g, short, self.init(start))]
            if memory[0].any():
                ways.insert(0, (-two_loops(g, *memory), here.learning_rate, memory))
            for direction, first, known in ways:
                ray = Ray(ground.value, ground.gradient, start, direction, height, float(g @ direction))
                length = searched(ray, first, FLATNESS)
                if length > 0.0:
                    place = ray.place(length)
                    return place, _learnt(known, place - start, ground.gradient(place) - g)
            return start.copy(), self.init(start)


def _learnt(memory: Memory, step: FloatArray, change: FloatArray) -> Memory:
    """Return the memory with one more step, without the oldest; as it was where the slope did not grow along it."""
    bend = float(step @ change)
    if not bend > LEAST_BEND * float(np.linalg.norm(step) * np.linalg.norm(change)):
        return memory
    return tuple(np.vstack([old[1:], new]) for old, new in zip(memory, (step, change), strict=True))


def two_loops(g: FloatArray, steps: FloatArray, changes: FloatArray) -> FloatArray:
    """Return H·g, (P,), from the steps s and changes y, (history, P), by the two loops of Nocedal (1980)."""
    known = np.flatnonzero(steps.any(axis=1))
    weights = {row: 1.0 / float(steps[row] @ changes[row]) for row in known}
    shares = {}
    turned = g
    for row in known[::-1]:
        shares[row] = weights[row] * float(steps[row] @ turned)
        turned = turned - shares[row] * changes[row]
    latest = changes[known[-1]]
    turned = turned / (weights[known[-1]] * float(latest @ latest))
    for row in known:
        turned = turned + (shares[row] - weights[row] * float(changes[row] @ turned)) * steps[row]
    return np.asarray(turned)
