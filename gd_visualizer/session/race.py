"""The race: several optimizers walk from one start over one landscape, step for step together."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.base import Optimizer
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.optimizers.lbfgs import Lbfgs
from gd_visualizer.core.optimizers.momentum import Momentum
from gd_visualizer.core.optimizers.rmsprop import RMSprop
from gd_visualizer.core.plan import Plan
from gd_visualizer.session.document import Document
from gd_visualizer.session.walk import Walk

RACERS_AT_MOST = 8
# Nobody walks further than this.
STEPS_AT_MOST = 100_000
# The rates that a fair race tries for each racer, and how many steps each of them gets.
FAIR_RATES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
FAIR_STEPS = 100
# The goal is this part of the way down from the start, rounded.
GOAL_SHARE = 1e-3
# Where no formula knows the best loss, a scout walks ahead; points times parameters that it can look at.
SCOUTED_SHARE, SCOUT_STEPS, SCOUT_UP_TO = 1e-2, 200, 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One racer at the present step.

    Attributes
    ----------
    place : int
        Its lasting place in the list, which decides its colour, dash and mark.
    optimizer : Optimizer
    path, losses : (K + 1, P) and (K + 1,) float64
        All it has walked.
    step : int
        Its step at present: that of the race, or its last where it stopped earlier.
    reached : int or None
        The first step at which it was at the goal.
    stopped : {"", "flat", "gone"}
        Why it walks no further.
    """

    place: int
    optimizer: Optimizer
    path: FloatArray
    losses: FloatArray
    step: int
    reached: int | None
    stopped: str

    @property
    def parameters(self) -> FloatArray:
        """Return where it is now, (P,)."""
        return np.asarray(self.path[self.step])

    @property
    def loss(self) -> float:
        """Return its loss now."""
        return float(self.losses[self.step])


def default_racers(document: Document) -> tuple[Optimizer, ...]:
    """Return four well-known optimizers, plain descent with the rate of the document."""
    rate = document.optimizer.learning_rate
    return (GradientDescent(rate), Momentum(rate, momentum=0.6), RMSprop(0.05), Adam(0.2))


class Race:
    """Walks of several optimizers with one step index; each is the walk that its optimizer would take alone.

    Attributes
    ----------
    objective : Objective
    step : int
        The step all views show.
    goal : float or None
        The loss that must be reached, None where there is no lowest one.
    margin : float
        How far the goal lies above the best loss.
    """

    def __init__(self, objective: Objective, document: Document, racers: tuple[Optimizer, ...]) -> None:
        """Stand at the start."""
        self.objective = objective
        self.step = 0
        start = frozen(document.start)
        plan = document.plan
        self._walks = [Walk(objective, replace(plan, optimizer=racer), start) for racer in racers]
        self._optimizers = racers
        self.margin = 0.0
        self.goal = self._goal()

    @property
    def last_step(self) -> int:
        """Return the last step that anybody walked."""
        return max((walk.last_step for walk in self._walks), default=0)

    @property
    def can_walk(self) -> bool:
        """Return True where somebody can take a step beyond the last."""
        usable = self.objective.is_usable and self.last_step < STEPS_AT_MOST
        return usable and any(not self._stopped(walk) for walk in self._walks)

    def _goal(self) -> float | None:
        """Return a loss a thousandth of the way above the best; where no formula knows that, above the best found."""
        objective = self.objective
        if not self._walks or not objective.is_usable or objective.climb or not objective.loss.bounded_below:
            return None
        trace = self._walks[0].trace
        first, floor, share = float(trace.losses[0]), objective.best_loss, GOAL_SHARE
        if floor is None:
            floor, share = self._scouted(trace.parameters[0]), SCOUTED_SHARE
        way = (first - floor) * share
        if not (way > 0.0 and math.isfinite(way)):
            return None
        self.margin = float(f"{way:.0e}")
        return floor + self.margin

    def _scouted(self, start: FloatArray) -> float:
        """Return the lowest loss that a scout finds from the same start: L-BFGS, which looks where it steps."""
        objective = self.objective
        if len(objective.data) * len(start) > SCOUT_UP_TO:
            return 0.0
        plan = Plan(Lbfgs())
        losses = advance(objective, plan, first_state(plan, start), SCOUT_STEPS).losses
        return float(losses.min()) if len(losses) else math.inf

    @staticmethod
    def _stopped(walk: Walk) -> str:
        if walk.arrival_step is not None:
            return "flat"
        return "gone" if walk.trace.left_range or walk.runaway_step is not None else ""

    def advance(self, steps: int, seconds: float = math.inf) -> None:
        """Go on by so many steps, as far as the time reaches; steps that were walked before are only shown."""
        ends_at = time.perf_counter() + seconds
        target = min(self.step + steps, STEPS_AT_MOST)
        # All together in small portions: no racer gets ahead of the others where the time ends.
        while self.step < target:
            until = min(target, self.step + 50)
            for walk in self._walks:
                missing = until - walk.last_step
                if missing > 0 and not self._stopped(walk) and self.objective.is_usable:
                    chunk = advance(self.objective, walk.trace.plan, walk.state(), missing)
                    walk.take(chunk, stop_where_flat=True)
            if self.last_step <= self.step:
                return
            self.step = min(until, self.last_step)
            if time.perf_counter() > ends_at:
                return

    def lanes(self) -> tuple[Lane, ...]:
        """Return every racer at the present step."""
        found = []
        for place, (walk, optimizer) in enumerate(zip(self._walks, self._optimizers, strict=True)):
            trace = walk.trace
            step = min(self.step, walk.last_step)
            stopped = self._stopped(walk) if self.step >= walk.last_step else ""
            found.append(
                Lane(place, optimizer, trace.parameters, trace.losses, step, self._reached(trace.losses), stopped)
            )
        return tuple(found)

    def _reached(self, losses: FloatArray) -> int | None:
        if self.goal is None:
            return None
        there = losses <= self.goal
        return int(np.argmax(there)) if there.any() else None


def fair_racers(
    objective: Objective, document: Document, racers: tuple[Optimizer, ...]
) -> Iterator[tuple[float, tuple[Optimizer, ...]]]:
    """Give each racer its best rate of ``FAIR_RATES``: the one with the lowest loss after ``FAIR_STEPS`` steps.

    Yields the share that is done and the racers as far as they are known, after each rate that was tried, so that a
    window stays alive meanwhile. Of equals the smaller rate wins; where every rate leads away, the racer keeps its own.
    """
    found = list(racers)
    start = frozen(document.start)
    for place, racer in enumerate(racers):
        best = math.inf
        for tried, rate in enumerate(FAIR_RATES):
            candidate = _with_rate(racer, rate)
            if candidate is not None:
                plan = replace(document.plan, optimizer=candidate)
                loss = _loss_after(objective, plan, start)
                if loss < best * (1.0 - 1e-12):
                    best, found[place] = loss, candidate
            yield (place * len(FAIR_RATES) + tried + 1) / (len(racers) * len(FAIR_RATES)), tuple(found)


def _with_rate(racer: Optimizer, rate: float) -> Optimizer | None:
    try:
        return replace(racer, learning_rate=rate)  # type: ignore[type-var]
    except ValueError:
        # Some optimizers take no rate above 1.
        return None


def _loss_after(objective: Objective, plan: Plan, start: FloatArray) -> float:
    chunk = advance(objective, plan, first_state(plan, start), FAIR_STEPS)
    if chunk.left_range or not len(chunk.losses):
        return math.inf
    return float(chunk.losses[-1])
