"""Walking a walk again: the same settings take the same steps, to the last digit."""

from __future__ import annotations

import time

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.descent import advance
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.teller import Teller, tell_nobody
from gd_visualizer.session.trace import Leg
from gd_visualizer.session.walk import Walk

AT_ONCE = 20_000
# A stretch ends so soon that nobody waits for Cancel.
STRETCH_SECONDS = 0.05
# What the steps of a walk may hold together, so that a file which asks for more does not fill the memory.
MOST_NUMBERS = 50_000_000


class WalkAgain:
    """A walk that is taken again, stretch by stretch.

    Attributes
    ----------
    walk : Walk
        As far as it has come.
    """

    def __init__(
        self, objective: Objective, plan: Plan, place: FloatArray, steps: int, legs: tuple[Leg, ...] = ()
    ) -> None:
        """Begin at a place, (P,); ``legs`` come first, and ``plan`` takes the rest of the ``steps`` steps."""
        self.walk = Walk(objective, legs[0].plan if legs else plan, place)
        self._plan, self._legs = plan, legs
        self._steps = min(steps, MOST_NUMBERS // (len(place) + 1))
        self._is_stuck = False

    @property
    def is_done(self) -> bool:
        """Return True where nothing is left to walk."""
        return self._is_stuck or self.walk.last_step >= self._steps

    def go_on(self, tell: Teller = tell_nobody, seconds: float = float("inf")) -> None:
        """Walk to the end, or for so many seconds; it can be gone on with, also where ``tell`` has ended the work."""
        walk, stretch, ends_at = self.walk, 1, time.perf_counter() + seconds
        while not self.is_done and time.perf_counter() < ends_at:
            before, began = walk.last_step, time.perf_counter()
            tell(before / self._steps)
            plan, end = self._leg_after(before)
            walk.use(plan)
            walk.take_part(advance(walk.trace.objective, plan, walk.state(), min(end - before, stretch)))
            if walk.last_step == end:
                walk.note_flat_ground()
            self._is_stuck = walk.last_step == before
            if time.perf_counter() - began < STRETCH_SECONDS:
                stretch = min(2 * stretch, AT_ONCE)

    def _leg_after(self, step: int) -> tuple[Plan, int]:
        """Return by which plan the step after this one is taken, and where its leg ends."""
        end = 0
        for leg in self._legs:
            end += leg.steps
            if step < end:
                return leg.plan, min(end, self._steps)
        return self._plan, self._steps


def walk_of(snapshot: Snapshot, desk: Desk) -> WalkAgain:
    """Return the walk of a desk over the landscape of a snapshot, still to be taken."""
    document = snapshot.document
    place = frozen(desk.walk_from or document.start)
    return WalkAgain(snapshot.objective, document.plan, place, desk.last_step, desk.legs)
