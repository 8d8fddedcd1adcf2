"""The walk: take a number of steps and hand back every one of them. Pure, so any step can be walked again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gd_visualizer.core.arrays import BoolArray, FloatArray, frozen
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Here, Memory
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.schedules.constant import Constant

# So many steps are walked again in a moment.
WAYPOINT_EVERY = 256


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
    waypoints : tuple of DescentState
        States on the way from which one can walk on, where walking there again would take long.
    """

    parameters: FloatArray
    losses: FloatArray
    state: DescentState
    left_range: bool = False
    waypoints: tuple[DescentState, ...] = ()


def first_state(plan: Plan, parameters: FloatArray) -> DescentState:
    """Return the state before the first step."""
    return DescentState(0, frozen(parameters), plan.optimizer.init(parameters))


def advance(objective: Objective, plan: Plan, state: DescentState, steps: int) -> Chunk:
    """Take up to ``steps`` steps; stop early only where the next numbers would no longer be finite.

    Parameters
    ----------
    objective : Objective
    plan : Plan
    state : DescentState
        Where to go on from.
    steps : int
        At least 0.
    """
    with np.errstate(all="ignore"):
        path, memory, waypoints = _walk(objective, plan, state, steps)
        losses = objective.values(path)
        # A step whose loss overflows is not kept; its slope may overflow a step before that.
        finite = np.isfinite(path).all(axis=1) & np.isfinite(losses) & _slopes_fit(objective, path)
    if finite.all():
        kept = frozen(path)
        # A copy: a view of its last row would keep the whole path in memory.
        last = frozen(kept[-1].copy()) if len(kept) else state.parameters
        return Chunk(kept, frozen(losses), DescentState(state.step + len(kept), last, memory), waypoints=waypoints)
    count = int(np.argmin(finite))
    shorter = advance(objective, plan, state, count)
    return replace(shorter, left_range=True)


def _walk(
    objective: Objective, plan: Plan, state: DescentState, steps: int
) -> tuple[FloatArray, Memory, tuple[DescentState, ...]]:
    """Return the parameters after each step, (steps, P), whether finite or not, the last memory, and waypoints."""
    batches = plan.uses_batches(len(objective.data))
    if objective.bowl is not None and not (batches or objective.climb) and isinstance(plan.schedule, Constant):
        quick = plan.optimizer.walk_in_bowl(objective.bowl, state.parameters, state.memory, steps)
        if quick is not None:
            return *quick, ()
    path = np.empty((steps, len(state.parameters)))
    parameters, memory = state.parameters, state.memory
    waypoints: list[DescentState] = []
    whole = objective.downhill()
    forward = objective.model.repeated_forward()
    for row in range(steps):
        step = state.step + row
        ground = whole.on(plan.batch(step, len(whole.data))) if batches else whole
        gradient = ground.gradient(parameters, forward)
        if not np.isfinite(gradient).all():
            path[max(0, row - 1) :] = np.nan
            break
        here = Here(parameters, gradient, plan.rate_at(step), step, ground)
        parameters, memory = plan.optimizer.update(here, memory)
        path[row] = parameters
        if not (step + 1) % WAYPOINT_EVERY:
            waypoints.append(DescentState(step + 1, frozen(parameters.copy()), memory))
    return path, memory, tuple(waypoints)


def here_of(objective: Objective, plan: Plan, state: DescentState) -> Here:
    """Return what the optimizer would look at for the step that comes after a state."""
    whole = objective.downhill()
    count = len(whole.data)
    ground = whole.on(plan.batch(state.step, count)) if plan.uses_batches(count) else whole
    return Here(state.parameters, ground.gradient(state.parameters), plan.rate_at(state.step), state.step, ground)


def _slopes_fit(objective: Objective, path: FloatArray) -> BoolArray:
    """Return for each place whether its slope is finite, (K,); the walk itself saw to all but the last."""
    if objective.bowl is not None:
        return np.isfinite(objective.gradient_norms(path))
    fits = np.ones(len(path), dtype=bool)
    fits[-1:] = [np.isfinite(objective.gradient(row)).all() for row in path[-1:]]
    return fits
