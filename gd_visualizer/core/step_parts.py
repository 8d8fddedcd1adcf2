"""The parts of a step: what the memory of earlier slopes does, and what the slope here adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.descent import DescentState, here_of
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Memory, Optimizer
from gd_visualizer.core.plan import Plan

# What of a memory pushes on by itself, the first that an optimizer has; all else only sets the length of its steps.
PUSHES_ON = ("velocity", "mean of slopes")


@dataclass(frozen=True, slots=True, eq=False)
class StepParts:
    """One step, taken apart: parameters after − parameters before = memory + push + decay.

    Attributes
    ----------
    memory : (P,) float64
        What is left of the earlier slopes moves by this much.
    push : (P,) float64
        The slope here moves by this much.
    decay : (P,) float64
        Shrinking towards zero that has nothing to do with slopes (AdamW); zero for most optimizers.
    """

    memory: FloatArray
    push: FloatArray
    decay: FloatArray

    @property
    def result(self) -> FloatArray:
        """Return the whole step, (P,)."""
        return np.asarray(self.memory + self.push + self.decay)


def step_parts(objective: Objective, plan: Plan, state: DescentState) -> StepParts | None:
    """Return the parts of the step that would come next; None for an optimizer that carries no push along.

    The push is the step that the same optimizer takes with nothing of its memory pushing on: its sizes, such as the
    mean of squared slopes, stay as they are, so that both parts are measured alike. The memory is what is left.
    """
    place = _what_pushes_on(plan.optimizer)
    if place is None:
        return None
    with np.errstate(all="ignore"):
        here = here_of(objective, plan, state)
        after, _memory = plan.optimizer.update(here, state.memory)
        alone, _memory = plan.optimizer.update(here, _at_rest(state.memory, place))
        decay = _decay(plan.optimizer, here.parameters, here.learning_rate)
        push = alone - here.parameters - decay
        memory = after - alone
    if not (np.isfinite(push).all() and np.isfinite(memory).all()):
        return None
    return StepParts(frozen(memory), frozen(push), frozen(decay))


def _what_pushes_on(optimizer: Optimizer) -> int | None:
    names = optimizer.memory_names
    place = next((names.index(name) for name in PUSHES_ON if name in names), None)
    return place if place is not None and not optimizer.looks_around else None


def _at_rest(memory: Memory, place: int) -> Memory:
    return tuple(np.zeros_like(part) if at == place else part for at, part in enumerate(memory))


def _decay(optimizer: Optimizer, parameters: FloatArray, rate: float) -> FloatArray:
    apart = getattr(optimizer, "decoupled", False) or getattr(optimizer, "decoupled_weight_decay", False)
    return np.asarray(parameters * (-rate * getattr(optimizer, "weight_decay", 0.0) if apart else 0.0))
