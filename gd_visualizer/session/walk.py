"""The walk: one trace, the step looked at, and what the trace says about itself."""

from __future__ import annotations

import math

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.descent import Chunk, DescentState
from gd_visualizer.core.diagnostics import (
    CALM_STEPS,
    RISES_IN_A_ROW,
    RUNAWAY_FACTOR,
    arrival_loss,
    first_arrival,
    first_runaway,
    has_flattened,
)
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan
from gd_visualizer.session.trace import Leg, Trace


class Walk:
    """A trace with a place in it. Arrival and running away are found as the steps come in.

    Attributes
    ----------
    trace : Trace
    step : int
        The step all views show.
    runaway_step : int or None
        The step at which the walk was stopped because it had run away.
    arrival_step : int or None
        The first step at which the ground counted as flat.
    reach : tuple of two (P,) float64
        The smallest and the largest value each parameter has had: what a map must show to show the whole path.
    """

    def __init__(self, objective: Objective, plan: Plan, start: FloatArray) -> None:
        """Begin at step 0."""
        self.trace = Trace(objective, plan, start)
        self.step = 0
        self.reach = (self.trace.parameters[0], self.trace.parameters[0])
        self.runaway_step: int | None = None
        self._best_step = 0
        self.arrival_step: int | None = None
        self._flat_from: int | None = None
        self._arrival = arrival_loss(objective, float(self.trace.losses[0])) if objective.is_usable else None
        self._note_arrival(self.trace.losses, 0)

    @property
    def last_step(self) -> int:
        """Return the last step kept."""
        return self.trace.last_step

    @property
    def best_step(self) -> int:
        """Return the step with the lowest loss so far."""
        return self._best_step

    @property
    def can_go_on(self) -> bool:
        """Return True where there is a next step to take."""
        return self.trace.objective.is_usable and math.isfinite(self.trace.losses[self.step])

    @property
    def has_arrived(self) -> bool:
        """Return True if the ground counts as flat at the present step."""
        if self._arrival is None:
            return self._flat_from is not None and self.step >= self._flat_from
        return float(self.trace.losses[self.step]) <= self._arrival

    @property
    def has_run_away(self) -> bool:
        """Return True at the end of a walk that ran away or left the range of numbers."""
        if self.step < self.last_step:
            return False
        losses = self.trace.losses
        # Divided, not multiplied: the lowest loss may itself be near the largest number there is.
        still_high = losses[self.step] / RUNAWAY_FACTOR > losses[self._best_step]
        return self.trace.left_range or (self.runaway_step is not None and bool(still_high))

    def state(self) -> DescentState:
        """Return everything needed to walk on from the last step kept."""
        return self.trace.state_at(self.last_step)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Return the parts of the walk that its present plan has not taken, or at whose end it came to rest."""
        return self.trace.legs(*(() if self._flat_from is None else (self._flat_from,)))

    def use(self, plan: Plan) -> None:
        """Walk on from the last step with another plan."""
        if plan != self.trace.plan:
            self.trace.use(plan)
            self.runaway_step = None

    def take(self, chunk: Chunk, stop_where_flat: bool) -> bool:
        """Keep the steps of a chunk and go to the last of them; return True if the walk should stop there.

        See ``take_part``. Whether the ground is flat is looked at after the last step as well.
        """
        return self.take_part(chunk, stop_where_flat) or self.note_flat_ground()

    def take_part(self, chunk: Chunk, stop_where_flat: bool = False) -> bool:
        """Keep the steps of a chunk after which more are to come; return True if the walk should stop there.

        Steps after the first at which the walk has arrived (if asked for) or run away are not kept. A walk that was
        stopped for running away once may go on, until its numbers leave their range.
        """
        lowest = float(self.trace.losses[self._best_step])
        stops = []
        flat = first_arrival(chunk.losses, self._arrival) if stop_where_flat and not self.has_arrived else None
        if flat is not None:
            stops.append(flat + 1)
        gone = self._first_runaway(chunk.losses, lowest) if self.runaway_step is None else None
        if gone is not None:
            stops.append(gone)
        count = min(stops, default=len(chunk.losses))
        if count == gone:
            self.runaway_step = self.last_step + count
        left_range = chunk.left_range and count == len(chunk.losses)
        self._keep(chunk, count)
        return bool(stops) or left_range

    def note_flat_ground(self) -> bool:
        """Where no formula tells the best, see whether the walk has come to rest; return True if it just has."""
        trace = self.trace
        if self._arrival is not None or self._flat_from is not None or not trace.objective.is_usable:
            return False
        # What looks around for a lower place and finds none is at rest; what only follows slopes may still roll.
        calm_steps = 1 if trace.plan.optimizer.looks_around else CALM_STEPS
        losses = trace.losses[-CALM_STEPS - 1 :]
        if has_flattened(trace.objective, trace.parameters[-1], losses, calm_steps):
            self._flat_from = self.arrival_step = self.last_step
        return self._flat_from is not None

    def _first_runaway(self, losses: FloatArray, lowest: float) -> int | None:
        """Return how many of these next steps lead to the point where the walk has run away, or None."""
        tail = self.trace.losses[-RISES_IN_A_ROW:]
        place = first_runaway(np.concatenate([tail, losses]), lowest)
        return None if place is None or place < len(tail) else place - len(tail) + 1

    def _keep(self, chunk: Chunk, count: int) -> None:
        """Append the first ``count`` steps; the state after fewer steps than walked is found by walking again."""
        first = self.last_step + 1
        if count < len(chunk.losses):
            passed = tuple(waypoint for waypoint in chunk.waypoints if waypoint.step < first + count)
            chunk = Chunk(chunk.parameters[:count], chunk.losses[:count], self.state(), waypoints=passed)
        self.trace.append(chunk)
        self._note_arrival(chunk.losses, first)
        if count:
            low, high = self.reach
            # Column by column: numpy takes many times as long for all rows of two numbers at once.
            columns = chunk.parameters.T
            self.reach = (
                np.minimum(low, [column.min() for column in columns]),
                np.maximum(high, [column.max() for column in columns]),
            )
            lowest = int(np.argmin(chunk.losses)) + first
            if self.trace.losses[lowest] < self.trace.losses[self._best_step]:
                self._best_step = lowest
        self.step = self.last_step

    def _note_arrival(self, losses: FloatArray, first: int) -> None:
        """Remember the first flat step, if these losses, which begin at step ``first``, hold it."""
        place = first_arrival(losses, self._arrival) if self.arrival_step is None else None
        if place is not None:
            self.arrival_step = first + place

    def cut_here(self) -> Walk:
        """Return a walk with the steps up to the present one."""
        shorter = Walk.__new__(Walk)
        shorter.trace = self.trace.cut_at(self.step)
        shorter.step = self.step
        path, path_losses = shorter.trace.parameters, shorter.trace.losses
        shorter.reach = (path.min(axis=0), path.max(axis=0))
        shorter.runaway_step = None
        shorter._best_step = int(np.argmin(shorter.trace.losses))
        shorter._arrival = self._arrival
        shorter._flat_from = None
        shorter.arrival_step = None
        shorter._note_arrival(path_losses, 0)
        return shorter
