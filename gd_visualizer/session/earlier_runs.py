"""Earlier runs: walks that were left behind and stay in grey."""

from __future__ import annotations

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import frozen
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.snapshot import EarlierRun
from gd_visualizer.session.walk import Walk

AT_MOST = 5
ROWS_AT_MOST = 4000


class EarlierRuns:
    """The last few walks that had at least one step."""

    def __init__(self) -> None:
        """Begin with none."""
        self.runs: tuple[EarlierRun, ...] = ()
        self._next = 1

    def keep(self, walk: Walk) -> None:
        """Keep a walk that is left behind; one without steps leaves nothing to see."""
        if not walk.last_step:
            return
        # Not the optimizer at the end of the trace: that one may just have been chosen and have walked no step.
        rates = {optimizer.learning_rate for optimizer in walk.trace.walked_by()}
        if len(rates) == 1:
            label = _("earlier run, rate {rate}").format(rate=exact(rates.pop(), 3))
        else:
            label = _("earlier run, several rates")
        # A path in grey needs no more places than a screen has dots; a million of them would only cost memory.
        stride = -(-walk.last_step // ROWS_AT_MOST)
        steps = np.append(np.arange(0, walk.last_step, stride), walk.last_step)
        rows = frozen(walk.trace.parameters[steps])
        run = EarlierRun(self._next, frozen(steps), rows, frozen(walk.trace.losses[steps]), label)
        self._next += 1
        self.runs = (*self.runs, run)[-AT_MOST:]

    def clear(self) -> None:
        """Forget them all."""
        self.runs = ()
