"""The walk: take a number of steps and hand back every one of them. Pure, so any step can be walked again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Memory, Optimizer


@dataclass(frozen=True, slots=True, eq=False)
class DescentState:
    """All that is needed to take the next step.

    Attributes
    ----------
    step : int
        How many steps were taken.
    parameters : (P,) float64
    memory : tuple of arrays
        What the optimizer carries along.
    """

    step: int
    parameters: FloatArray
    memory: Memory = ()


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Some steps in a row, each one kept.

    Attributes
    ----------
    parameters : (K, P) float64
        The parameters after each step; every number is finite.
    losses : (K,) float64
        The loss after each step; every number is finite.
    state : DescentState
        Where it ended.
    left_range : bool
        True if the next step would leave the range of numbers: it was not taken.
    """

    parameters: FloatArray
    losses: FloatArray
    state: DescentState
    left_range: bool = False


def first_state(optimizer: Optimizer, parameters: FloatArray) -> DescentState:
    """Return the state before the first step."""
    return DescentState(0, frozen(parameters), optimizer.init(parameters))


def advance(objective: Objective, optimizer: Optimizer, state: DescentState, steps: int) -> Chunk:
    """Take up to ``steps`` steps; stop early only where the next numbers would no longer be finite.

    Parameters
    ----------
    objective : Objective
    optimizer : Optimizer
    state : DescentState
        Where to go on from.
    steps : int
        At least 0.
    """
    with np.errstate(all="ignore"):
        path, memory = _walk(objective, optimizer, state, steps)
        losses = objective.values(path)
        slopes = objective.gradient_norms(path)
        # A step whose loss overflows is not kept; its slope may overflow a step before that.
        finite = np.isfinite(path).all(axis=1) & np.isfinite(losses) & np.isfinite(slopes)
    if finite.all():
        kept = frozen(path)
        # A copy: a view of its last row would keep the whole path in memory.
        last = frozen(kept[-1].copy()) if len(kept) else state.parameters
        return Chunk(kept, frozen(losses), DescentState(state.step + len(kept), last, memory))
    count = int(np.argmin(finite))
    shorter = advance(objective, optimizer, state, count)
    return Chunk(shorter.parameters, shorter.losses, shorter.state, left_range=True)


def _walk(objective: Objective, optimizer: Optimizer, state: DescentState, steps: int) -> tuple[FloatArray, Memory]:
    """Return the parameters after each step, (steps, P), whether finite or not, and the last memory."""
    width = len(state.parameters)
    if objective.bowl is not None:
        quick = optimizer.walk_in_bowl(objective.bowl, state.parameters, steps)
        if quick is not None:
            flat = np.fromiter(chain.from_iterable(quick), np.float64, steps * width)
            return flat.reshape(steps, width), state.memory
    path = np.empty((steps, width))
    parameters, memory = state.parameters, state.memory
    for row in range(steps):
        parameters, memory = optimizer.update(parameters, objective.gradient(parameters), memory)
        path[row] = parameters
    return path, memory
