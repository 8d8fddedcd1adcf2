"""What the small label beside the mouse says, and of which place it speaks."""

from __future__ import annotations

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot

# A place (m, b), and the lines of words for it.
Tip = tuple[tuple[float, float], tuple[str, ...]]


def of_place(snapshot: Snapshot, place: tuple[float, float]) -> Tip:
    """Speak of any place: the loss there is that of the true function."""
    return _tip(snapshot, place, _("m {m}, b {b}"))


def of_here(snapshot: Snapshot) -> Tip:
    """Speak of where the walk is."""
    return _tip(snapshot, _pair(snapshot.parameters), _("You are here: m {m}, b {b}"))


def of_best(snapshot: Snapshot, best: FloatArray) -> Tip:
    """Speak of the best spot."""
    return _tip(snapshot, _pair(best), _("Best spot: m {m}, b {b}"))


def of_step(snapshot: Snapshot, step: int) -> Tip:
    """Speak of a past step."""
    words = _("Step {k}: click to go there").format(k=counted(step))
    return _pair(snapshot.path[step]), (words, _loss(float(snapshot.losses[step])))


def _tip(snapshot: Snapshot, place: tuple[float, float], words: str) -> Tip:
    m, b = place
    return place, (words.format(m=shown(m), b=shown(b)), _loss(snapshot.objective.value(np.array(place))))


def _loss(loss: float) -> str:
    return _("loss {loss}").format(loss=shown(loss))


def _pair(row: FloatArray) -> tuple[float, float]:
    return float(row[0]), float(row[1])
