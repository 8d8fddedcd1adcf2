"""The desk: what lies around a document when it is saved, so that opening it shows what was left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.session.axes import Axes
from gd_visualizer.session.snapshot import EarlierRun, Snapshot
from gd_visualizer.session.trace import Leg

MOST_ROWS, MOST_NUMBERS = 20_000, 400_000
# There may be eight, and they are written down again and again.
MOST_NUMBERS_OF_A_RUN = 10_000
# Another machine may round the last digit of a sine otherwise, and a walk carries that on.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class KeptPath:
    """A path as it was walked, for other programs and to compare with.

    Attributes
    ----------
    steps : tuple of int
        All of them, or evenly chosen ones of a long walk, the ends always.
    losses : tuple of float or None
        None where the loss was no number.
    parameters : (S, P) float64
    """

    steps: tuple[int, ...]
    losses: tuple[float | None, ...]
    parameters: FloatArray

    @classmethod
    def of(cls, snapshot: Snapshot) -> KeptPath:
        """Return the path of a snapshot."""
        return cls._thinned(np.arange(snapshot.last_step + 1), snapshot.losses, snapshot.path, MOST_NUMBERS)

    @classmethod
    def of_run(cls, run: EarlierRun) -> KeptPath:
        """Return the path of an earlier run."""
        return cls._thinned(run.steps, run.losses, run.parameters, MOST_NUMBERS_OF_A_RUN)

    @classmethod
    def _thinned(cls, steps: NDArray[np.number], losses: FloatArray, path: FloatArray, most: int) -> KeptPath:
        rows = max(2, min(len(steps), MOST_ROWS, most // max(1, path.shape[1])))
        kept = np.unique(np.linspace(0, len(steps) - 1, rows).round().astype(np.int64))
        return cls(
            tuple(map(int, steps[kept])),
            tuple(loss if np.isfinite(loss) else None for loss in losses[kept].tolist()),
            path[kept],
        )

    def run(self, label: str, first_label: str, is_hidden: bool) -> EarlierRun:
        """Return the earlier run that walked this path; it gets its number where it is put back."""
        losses = [np.inf if loss is None else loss for loss in self.losses]
        return EarlierRun(0, frozen(self.steps), self.parameters, frozen(losses), label, first_label, is_hidden)

    def is_walked_by(self, snapshot: Snapshot) -> bool:
        """Return True where a walk passes the same places, as far as it has come."""
        steps = np.array(self.steps)
        come = steps <= snapshot.last_step
        return _same_places(snapshot.path[steps[come]], self.parameters[come])


def _same_places(places: FloatArray, kept: FloatArray) -> bool:
    scale = np.max(np.abs(places), initial=1.0)
    return places.shape == kept.shape and np.allclose(places, kept, rtol=TOLERANCE, atol=TOLERANCE * scale)


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """Everything that is kept besides the document; None and "" mean: as it is.

    Attributes
    ----------
    page : str
        The view in the middle of the window.
    ticks : tuple of (str, bool)
        What is shown and hidden.
    logarithmic_bands, logarithmic_loss : bool or None
    axes : Axes or None
        What the map shows.
    step, last_step : int
        Which step is shown, and how far the walk went.
    walk_from : tuple of float
        Where the walk began, if it is not the start of the document; () is the start.
    legs : tuple of Leg
        What of the walk was taken with other settings than those of the document; those took the rest.
    come_to : tuple of float
        Where the walk has come to, () where that is not known: what was trained stays trained, also where nobody
        waits until all steps are walked again.
    chapter : str
        The chapter of the lessons that was open last.
    chapters_done : tuple of str
    path : KeptPath or None
    earlier_runs : tuple of EarlierRun
        What stays in grey, with the names that a person gave.
    kept_in : str
        In recovery files alone: the session file that the document belongs to.
    kept_digest : str
        In recovery files alone: what that file held when it was read or written last, as hexadecimal digits.
    """

    page: str = ""
    ticks: tuple[tuple[str, bool], ...] = ()
    logarithmic_bands: bool | None = None
    logarithmic_loss: bool | None = None
    axes: Axes | None = None
    step: int = 0
    last_step: int = 0
    walk_from: tuple[float, ...] = ()
    legs: tuple[Leg, ...] = ()
    come_to: tuple[float, ...] = ()
    chapter: str = ""
    chapters_done: tuple[str, ...] = ()
    path: KeptPath | None = None
    earlier_runs: tuple[EarlierRun, ...] = ()
    kept_in: str = ""
    kept_digest: str = ""

    def is_walked_by(self, snapshot: Snapshot) -> bool:
        """Return True where a walk that was taken again to its end is the one that was kept."""
        ends_there = not self.come_to or _same_places(snapshot.path[-1:], np.array([self.come_to]))
        return ends_there and (self.path is None or self.path.is_walked_by(snapshot))
