"""Earlier runs: walks that were left behind and stay in grey."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.snapshot import EarlierRun
from gd_visualizer.session.walk import Walk

AT_MOST = 8
LONGEST_NAME = 60
ROWS_AT_MOST = 4000


class EarlierRuns:
    """The last few walks that had at least one step."""

    def __init__(self) -> None:
        """Begin with none."""
        self.runs: tuple[EarlierRun, ...] = ()
        self.shown: tuple[EarlierRun, ...] = ()
        self._next = 1

    def keep(self, walk: Walk) -> None:
        """Keep a walk that is left behind; one without steps leaves nothing to see."""
        if not walk.last_step:
            return
        label = _label(walk.trace.walked_by())
        # A path in grey needs no more places than a screen has dots; a million of them would only cost memory.
        stride = -(-walk.last_step // ROWS_AT_MOST)
        steps = np.append(np.arange(0, walk.last_step, stride), walk.last_step)
        rows = frozen(walk.trace.parameters[steps])
        run = EarlierRun(self._next, frozen(steps), rows, frozen(walk.trace.losses[steps]), label, label)
        self.put_back((run,))

    def put_back(self, runs: tuple[EarlierRun, ...]) -> None:
        """Keep runs as the newest ones, with new numbers."""
        for run in runs:
            self.runs = (*self.runs, replace(run, number=self._next))[-AT_MOST:]
            self._next += 1
        self._keep(self.runs)

    def clear(self) -> None:
        """Forget them all."""
        self._keep(())

    def name(self, number: int, name: str) -> None:
        """Call a run something else; an empty name gives it back its first one."""
        label = " ".join(name.split())[:LONGEST_NAME]
        self._keep(
            tuple(replace(run, label=label or run.first_label) if run.number == number else run for run in self.runs)
        )

    def show(self, number: int, shown: bool) -> None:
        """Show a run in the plots, or hide it."""
        self._keep(tuple(replace(run, is_hidden=not shown) if run.number == number else run for run in self.runs))

    def remove(self, number: int) -> None:
        """Forget one run."""
        self._keep(tuple(run for run in self.runs if run.number != number))

    def _keep(self, runs: tuple[EarlierRun, ...]) -> None:
        self.runs = runs
        self.shown = tuple(run for run in runs if not run.is_hidden)


def _label(plans: tuple[Plan, ...]) -> str:
    """Return what tells a run from others: its learning rate, and its optimizer where that is no plain one.

    Of the plans only those count that led to a step: the last one chosen may have led to none.
    """
    kinds = {type(plan.optimizer) for plan in plans}
    rates = {plan.learning_rate for plan in plans}
    if len(kinds) > 1:
        return _("earlier run, several optimizers")
    if len(rates) > 1:
        return _("earlier run, several rates")
    rate, optimizer = exact(rates.pop(), 3), plans[0].optimizer
    if isinstance(optimizer, GradientDescent):
        return _("earlier run, rate {rate}").format(rate=rate)
    return _("earlier run, {optimizer}, rate {rate}").format(optimizer=_(optimizer.label), rate=rate)
