"""Levenberg-Marquardt: a bold jump where the ground is as expected, a careful step downhill where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.least_squares import LeastSquares, column_lengths
from gd_visualizer.core.optimizers.base import Ground, Here, Memory, Optimizer
from gd_visualizer.core.ray import height_of
from gd_visualizer.core.settings import setting, validate

MOST_TRIES = 60
# A step must bring at least this share of the gain it promised.
PROMISE = 1e-4
LEAST_DAMPING = 1e-20
# How fast the largest influence of a parameter so far is forgotten, by the step.
FADING = 0.5
# A step that bends by more than this share of its length is too long to be trusted.
MOST_BEND = 0.75
# Steps smaller than this share of the parameters are straight, but for rounding.
STRAIGHT = 1e-5


@dataclass(frozen=True, slots=True)
class LevenbergMarquardt(Optimizer):
    """Jump like Gauss–Newton, but less far the more often that went wrong, and then rather straight downhill.

    θ ← θ + δ with the δ that makes ‖J·δ + r‖² + λ·‖D·δ‖² least (Levenberg 1944; Marquardt 1963). D measures each
    parameter by its influence (Moré 1978), but forgets in time; the damping λ follows how much of the promised gain
    came true (Nielsen 1999); and δ is bent the way the model bends (Transtrum & Sethna 2012, arXiv:1201.5885).
    """

    key: ClassVar[str] = "levenberg_marquardt"
    label: ClassVar[str] = "Levenberg–Marquardt"
    formula: ClassVar[str] = "θ ← θ + δ, δ makes ‖J·δ + r‖² + λ·‖D·δ‖² least"
    help: ClassVar[str] = (
        "Jumps to where the fit should be best, but is careful: where a jump goes wrong, the next one is shorter and "
        "goes more steeply downhill; where it goes well, it grows bolder. The usual way to fit a curve to points."
    )
    order: ClassVar[int] = 160
    looks_around: ClassVar[bool] = True
    memory_names: ClassVar[tuple[str, ...]] = ("damping", "lengths of the parameters")

    learning_rate: float = common.learning_rate(
        1.0, "The part of each step that is taken: 1 is the whole step. How far that is, it finds out itself.", most=1.0
    )
    damping: float = setting(
        0.1,
        label="First damping",
        minimum=1e-12,
        maximum=1e6,
        scale="log",
        help="How careful the first step is: small jumps far, large goes a little way downhill. Then it adapts.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def init(self, parameters: FloatArray) -> Memory:
        """Return the damping λ (1,), and lengths D (P,) that are not known yet."""
        return np.array([self.damping]), np.zeros(len(parameters))

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return the first better place that some damping leads to, or θ where none does; and λ and D for the next."""
        with np.errstate(all="ignore"):
            ground, start = here.ground, here.parameters
            height = ground.value(start)
            J, r = ground.linearized(start)
            lengths = np.maximum(FADING * memory[1], column_lengths(J))
            problem = LeastSquares.of(J, r, lengths)
            if problem is None or not np.isfinite(height):
                return start.copy(), self.init(start)
            damping, growth = float(memory[0][0]), 2.0
            for _ in range(MOST_TRIES):
                straight, step = bent(ground, start, problem, damping)
                place = start + here.learning_rate * step
                if np.array_equal(place, start):
                    break
                share = _share(height, height_of(ground.value, place), problem.gain(here.learning_rate * straight))
                if share > PROMISE or (share == 0.0 and _flatter(ground, place, here.gradient, problem.lengths)):
                    # λ · max(1/3, 1 − (2ϱ − 1)³), Nielsen 1999, equation 2.4
                    calmer = damping * max(1.0 / 3.0, 1.0 - (2.0 * min(share, 1.0) - 1.0) ** 3)
                    return place, (np.array([max(calmer, LEAST_DAMPING)]), lengths)
                damping, growth = damping * growth, 2.0 * growth
            return start.copy(), self.init(start)


def _share(height: float, new_height: float, promised: float) -> float:
    """Return how much of the promised gain came true; 0 on the level."""
    if new_height == height:
        return 0.0
    return (height - new_height) / promised if promised > 0.0 else -1.0


def _flatter(ground: Ground, place: FloatArray, gradient: FloatArray, lengths: FloatArray) -> bool:
    """Return True if the slope at the new place is smaller: the last digits, where the height shows none."""
    return bool(np.linalg.norm(ground.gradient(place) / lengths) < np.linalg.norm(gradient / lengths))


def bent(ground: Ground, start: FloatArray, problem: LeastSquares, damping: float) -> tuple[FloatArray, FloatArray]:
    """Return δ (P,) and the same bent with the ground, δ + ½·a (P,); nan where it bends too much to be trusted.

    a makes ‖J·a + r″‖² + λ·‖D·a‖² least, where r″ says how r leaves the straight line along δ.
    """
    straight = problem.step(damping)
    if (np.abs(straight) <= STRAIGHT * np.abs(start)).all():
        return straight, straight
    bend = problem.toward(ground.swerve(start, straight)).step(damping)
    size = float(np.linalg.norm(problem.lengths * straight))
    fits = 2.0 * float(np.linalg.norm(problem.lengths * bend)) <= MOST_BEND * size
    return straight, straight + 0.5 * bend if fits else np.full_like(straight, np.nan)
