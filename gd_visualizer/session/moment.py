"""A moment: the numbers about one step of a walk that its sentence is made from."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.session.document import Document
from gd_visualizer.session.snapshot import Status

# From here on a slope that is no number comes from numbers that are too large.
ORDINARY = 1e100


class Happening(enum.Enum):
    """What the person did last, where the sentence depends on it."""

    NOTHING = "nothing"
    START_MOVED = "start moved"
    POINTS_CHANGED = "points changed"
    GOAL_CHANGED = "goal changed"
    CRAWLING = "crawling"


@dataclass(frozen=True, slots=True)
class Moment:
    """The numbers the narrator needs.

    Attributes
    ----------
    letters : tuple of str
        The names of the parameters.
    is_line : bool
        The model is a straight line.
    has_exact, ties : bool
        A formula gives the answer; it gives many equally good ones.
    climbs, in_batches, never_ends : bool
        Training goes up; it looks at a few points at a time; the loss has no lowest place.
    off_by_is_loss : bool
        The loss is the mean of the squares alone, so that ``off_by`` falls and rises with it.
    loss_before : float or None
        The loss one step earlier, or before the start was moved.
    off_by : float or None
        The root of the mean squared residual, in units of y.
    above_best : float or None
        How far the loss is above the lowest there is.
    """

    data_state: DataState
    status: Status
    happening: Happening
    letters: tuple[str, ...]
    is_line: bool
    has_exact: bool
    ties: bool
    climbs: bool
    in_batches: bool
    never_ends: bool
    off_by_is_loss: bool
    step: int
    last_step: int
    arrival_step: int | None
    loss: float | None
    loss_before: float | None
    off_by: float | None
    above_best: float | None
    gradient: FloatArray
    left_range: bool

    @property
    def has_no_slope(self) -> bool:
        """Return True where the formula has no slope though its loss is an ordinary number."""
        ordinary = self.loss is not None and abs(self.loss) < ORDINARY
        return ordinary and not bool(np.isfinite(self.gradient).all())

    @property
    def stands_still(self) -> bool:
        """Return True where the slope is zero in every direction."""
        return not self.gradient.any()


def what_happened(old: Document, new: Document) -> Happening:
    """Return what an edit that begins a new walk did."""
    if old.dataset is not new.dataset:
        return Happening.POINTS_CHANGED
    return Happening.START_MOVED if old.goal == new.goal else Happening.GOAL_CHANGED
