"""The trace: every step of one walk, so that any of them can be looked at and walked on from."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.descent import WAYPOINT_EVERY, Chunk, DescentState, advance, first_state
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan

FIRST_ROOM = 256


@dataclass(frozen=True, slots=True)
class Segment:
    """From which step on which plan was followed."""

    first_step: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a walk that was taken by one plan.

    Attributes
    ----------
    steps : int
        How many, at least one.
    plan : Plan
    """

    steps: int
    plan: Plan


class Trace:
    """Parameters and loss of steps 0 to K in one growing table, whose rows are never rewritten.

    ``parameters`` and ``losses`` are read-only windows on the rows written so far; a window handed out stays
    true while the walk goes on. The gradient is computed when asked for: it would cost a third more memory.
    """

    def __init__(self, objective: Objective, plan: Plan, start: FloatArray) -> None:
        """Begin a walk at ``start``, (P,)."""
        self.objective = objective
        self._width = len(start)
        self._table = np.empty((FIRST_ROOM, self._width + 1))
        self._table[0, :-1] = start
        self._table[0, -1] = objective.value(start)
        self._rows = 1
        self._segments = [Segment(0, plan)]
        self._checkpoints = [first_state(plan, start)]
        # The state at the end of the last chunk: walking on from the end, as playing does, need not walk again.
        self._latest = self._checkpoints[-1]
        self.left_range = False

    @property
    def last_step(self) -> int:
        """Return K, the number of steps walked."""
        return self._rows - 1

    @property
    def parameters(self) -> FloatArray:
        """Return the path, (K + 1, P), read-only."""
        return self._window()[:, :-1]

    @property
    def losses(self) -> FloatArray:
        """Return the loss of each step, (K + 1,), read-only."""
        return self._window()[:, -1]

    @property
    def plan(self) -> Plan:
        """Return the plan that is followed at the end of the trace."""
        return self._segments[-1].plan

    def use(self, plan: Plan) -> None:
        """Walk on from the last step with another plan."""
        if plan == self.plan:
            return
        self.left_range = False
        state, walked_by = self.taken_over(self.last_step, plan), self.plan_before(self.last_step)
        if self._segments[-1].first_step == self.last_step:
            self._segments.pop()
        if self._checkpoints[-1].step == self.last_step:
            self._checkpoints.pop()
        if self._segments and plan == walked_by:
            # Changed and changed back before a step was taken: the walk goes on as if nothing had happened.
            self._latest = self._checkpoints[-1]
            return
        self._segments.append(Segment(self.last_step, plan))
        self._checkpoints.append(state)
        self._latest = state

    def append(self, chunk: Chunk) -> None:
        """Keep the steps of a chunk that goes on from the last step."""
        count = len(chunk.losses)
        if self._rows + count > len(self._table):
            # A power of two, so that a million steps take 24 MiB however they came in.
            larger = np.empty((1 << (self._rows + count - 1).bit_length(), self._width + 1))
            larger[: self._rows] = self._table[: self._rows]
            self._table = larger
        self._table[self._rows : self._rows + count, :-1] = chunk.parameters
        self._table[self._rows : self._rows + count, -1] = chunk.losses
        self._rows += count
        self.left_range = chunk.left_range
        self._latest = chunk.state
        for state in (*chunk.waypoints, chunk.state):
            if state.step - self._checkpoints[-1].step >= WAYPOINT_EVERY:
                self._checkpoints.append(state)

    def state_at(self, step: int) -> DescentState:
        """Return everything needed to walk on from a step, by walking again from the checkpoint before it."""
        if step == self._latest.step:
            return self._latest
        place = bisect.bisect_right(self._checkpoints, step, key=lambda state: state.step) - 1
        return self._walked_on(self._checkpoints[place], step)

    def taken_over(self, step: int, plan: Plan) -> DescentState:
        """Return the state from which a plan goes on that takes over at a step, for whatever came after it.

        Its optimizer goes on with the memory of the one that walked there, if it is of the same kind and remembers
        as much: with another setting an optimizer may keep more than before.
        """
        if self.goes_on_with(step, plan):
            return self.state_at(step)
        state = self._arrived_at(step)
        fresh = plan.optimizer.init(state.parameters)
        same_kind = type(plan.optimizer) is type(self.plan_before(step).optimizer)
        if same_kind and [part.shape for part in fresh] == [part.shape for part in state.memory]:
            return state
        return DescentState(step, state.parameters, fresh)

    def walked_by(self) -> tuple[Plan, ...]:
        """Return the plans by which at least one step of this walk was taken, in order."""
        return tuple(part.plan for part in self._segments if part.first_step < self.last_step)

    def legs(self, *ends: int) -> tuple[Leg, ...]:
        """Return the parts before the last one, which is the present plan's; each ends at a change or in ``ends``."""
        changes = {part.first_step for part in self._segments}
        places = sorted({0, *changes, *(step for step in ends if step < self.last_step)})
        return tuple(Leg(later - earlier, self.plan_after(earlier)) for earlier, later in pairwise(places))

    def plan_before(self, step: int) -> Plan:
        """Return the plan that led to this step; at step 0 the one that leads from there."""
        return self.plan_after(max(0, step - 1))

    def plan_after(self, step: int) -> Plan:
        """Return the plan that led, or would lead, from this step to the next."""
        place = bisect.bisect_right(self._segments, step, key=lambda segment: segment.first_step) - 1
        return self._segments[place].plan

    def goes_on_with(self, step: int, plan: Plan) -> bool:
        """Return True if every kept step after this one was taken by this plan."""
        return self.plan_after(step) == plan and self._segments[-1].first_step <= step

    def cut_at(self, step: int) -> Trace:
        """Return a new trace with the steps up to this one; the old one stays as it is."""
        shorter = Trace.__new__(Trace)
        shorter.objective = self.objective
        shorter._width = self._width
        shorter._rows = step + 1
        shorter._table = self._table[: max(shorter._rows, FIRST_ROOM)].copy()
        # The plan of a segment that begins at the cut led to none of the steps that are kept.
        shorter._segments = [part for part in self._segments if part.first_step < step] or self._segments[:1]
        shorter._checkpoints = [state for state in self._checkpoints if state.step < step] + [self._arrived_at(step)]
        shorter._latest = shorter._checkpoints[-1]
        shorter.left_range = False
        return shorter

    def _arrived_at(self, step: int) -> DescentState:
        """Return the state at a step with the memory of the optimizer that walked there, not of the next one."""
        place = max(0, bisect.bisect_left(self._checkpoints, step, key=lambda state: state.step) - 1)
        return self._walked_on(self._checkpoints[place], step)

    def _walked_on(self, state: DescentState, step: int) -> DescentState:
        if state.step == step:
            return state
        return advance(self.objective, self.plan_after(state.step), state, step - state.step).state

    def _window(self) -> FloatArray:
        window = self._table[: self._rows]
        window.flags.writeable = False
        return window
