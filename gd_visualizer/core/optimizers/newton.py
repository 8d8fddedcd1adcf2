"""Newton's method: look at the slope and at the bend, and jump to the bottom of the bowl they suggest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.ray import Ray, backtracked
from gd_visualizer.core.settings import validate

ROUNDING = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Newton(Optimizer):
    """Look at the slope and at the bend, and jump to where the bowl's bottom should be.

    θ ← θ − t·H⁻¹·g with the second derivatives H. Where the ground bends downwards, the negative eigenvalues of H are
    turned round, so that the step goes away from a ridge and not onto it (Gill, Murray & Wright 1981, "Practical
    Optimization", 4.4.2; Nocedal & Wright 2006, "Numerical Optimization", 3.4). t is halved until the loss falls.
    """

    key: ClassVar[str] = "newton"
    label: ClassVar[str] = "Newton's method"
    formula: ClassVar[str] = "θ ← θ − H⁻¹ · slope, H: how the ground bends"
    help: ClassVar[str] = (
        "Looks at the slope and at the bend of the ground, and jumps to where the bottom of the bowl should be. "
        "In a true bowl one step is enough. A jump that would not go down is made shorter."
    )
    order: ClassVar[int] = 140
    looks_around: ClassVar[bool] = True

    learning_rate: float = common.learning_rate(
        1.0, "The part of the jump that is tried first: 1 is the whole jump to the supposed bottom.", most=1.0
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return θ − t · H⁻¹ · gradient; straight downhill where that does not go down; θ where nothing does."""
        with np.errstate(all="ignore"):
            ground, g = here.ground, here.gradient
            height = ground.value(here.parameters)
            for direction in (jump(ground.hessian(here.parameters), g), -g):
                ray = Ray(ground.value, ground.gradient, here.parameters, direction, height, float(g @ direction))
                length = backtracked(ray, here.learning_rate)
                if length > 0.0:
                    return ray.place(length), memory
            return here.parameters.copy(), memory


def jump(H: FloatArray, g: FloatArray) -> FloatArray:
    """Return −|H|⁻¹·g, (P,), the shortest where the ground is flat in some direction; −g where H is no help.

    |H| has the eigenvectors of H, and the size of its eigenvalues. They are those of H in units in which each parameter
    bends as much as the others: a parameter may be a million times larger than another.
    """
    bend = np.diag(H)
    unit = np.sqrt(np.where(bend > 0.0, bend, np.abs(H).max(axis=0)))
    unit = np.where(unit > 0.0, unit, 1.0)
    even = 0.5 * (H + H.T) / np.outer(unit, unit)
    if not (np.isfinite(even).all() and even.any()):
        return -g
    values, axes = np.linalg.eigh(even)
    size = np.abs(values)
    pull = axes.T @ (g / unit)
    flat = size <= 10.0 * len(g) * ROUNDING * size.max()
    # Flat ground with a slope is no bottom: go down there, as far as a gentle bend allows.
    sloping = np.abs(pull) > 1e-8 * np.abs(pull).max(initial=0.0)
    size = np.where(flat, np.where(sloping, 1e-3 * size.max(), np.inf), size)
    return -np.asarray(axes @ (pull / size)) / unit
