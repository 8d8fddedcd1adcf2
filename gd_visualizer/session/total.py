"""The total: what every miss costs, all of it together, and the least it could be."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.mean_absolute_error import MeanAbsoluteError
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot

# The bar ends at one of these times a power of ten, and holds the total within this share of its length.
STOPS = (1.0, 2.0, 4.0, 6.0, 10.0)
FULLEST, EMPTIEST = 0.95, 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Total:
    """The prices of all misses, and their sum.

    Attributes
    ----------
    prices : (N,) float64
        What each point adds to the total: its square, where the loss is the mean of the squares.
    total : float
    best : float or None
        The total of the exact answer, where there is one.
    words, spoken : str
        The sum in one line, and for screen readers.
    """

    prices: FloatArray
    total: float
    best: float | None
    words: str
    spoken: str

    @property
    def brief_words(self) -> str:
        """Return the sum alone, for a narrow window; there must be a point."""
        return self._divided(self.total)

    @property
    def best_words(self) -> str:
        """Return the least sum in the same way; there must be one."""
        return "" if self.best is None else self._divided(self.best)

    def _divided(self, total: float) -> str:
        count = len(self.prices)
        return f"{shown(total)} ÷ {counted(count)} = {shown(total / count)}"

    @property
    def can_be_drawn(self) -> bool:
        """Return True where the prices make up a bar: none of them pays instead of costing."""
        return bool(len(self.prices)) and math.isfinite(self.total) and bool((self.prices >= 0.0).all())


def total_of(snapshot: Snapshot) -> Total:
    """Return the total of a snapshot."""
    objective = snapshot.objective
    with np.errstate(all="ignore"):
        prices = objective.loss.of_residual(objective.residuals(snapshot.parameters))
        total = float(np.sum(prices))
        answer = objective.best_parameters
        best = None if answer is None else float(np.sum(objective.loss.of_residual(objective.residuals(answer))))
    if best is not None and not math.isfinite(best):
        best = None
    return Total(prices, total, best, *_words(snapshot, total, best))


def _words(snapshot: Snapshot, total: float, best: float | None) -> tuple[str, str]:
    count = len(snapshot.document.dataset)
    if not count or not math.isfinite(total):
        return "", ""
    loss = snapshot.document.loss
    name = _("All prices")
    if loss.squared:
        name = _("All squares")
    elif isinstance(loss, MeanAbsoluteError):
        name = _("All misses")
    mean = shown(total / count)
    words = _("{name} {total} ÷ {n} = {mean}")
    if snapshot.symbols:
        name = "Σr²" if loss.squared else "Σ|r|" if isinstance(loss, MeanAbsoluteError) else f"Σ {_('price')}"
        words = "{name} = {total},  {name} / N = {mean}"
    words = words.format(name=name, total=shown(total), n=counted(count), mean=mean)
    if snapshot.objective.penalty:
        words = _("{sum}, with the penalty {loss}").format(sum=words, loss=shown(snapshot.loss))
    spoken = _("{name}: {total}, that is {mean} for each of {n} points.")
    spoken = spoken.format(name=name, total=shown(total), mean=mean, n=counted(count))
    if best is not None:
        spoken = _("{sentence} The best possible total is {best}.").format(sentence=spoken, best=shown(best))
    return words, spoken


def length_for(total: float, before: float | None, may_shrink: bool) -> float:
    """Return how much a whole bar stands for: it changes seldom, so that lengths can be compared.

    Parameters
    ----------
    total : float
        What has to fit.
    before : float or None
        What the bar stood for so far.
    may_shrink : bool
        Nothing is being compared at present.
    """
    if before is not None and total <= FULLEST * before and (not may_shrink or total >= EMPTIEST * before):
        return before
    if total <= 0.0:
        return before or 1.0
    power = 10.0 ** math.floor(math.log10(total))
    if power == 0.0 or not math.isfinite(10.0 * power):
        return total
    return next((stop * power for stop in STOPS if total <= FULLEST * stop * power), 20.0 * power)
