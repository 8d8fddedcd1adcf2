"""What the small label beside the mouse says, and of which place it speaks."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.surface.markers import IS_SLICE_FROM

# A place of the map, and the lines of words for it.
Tip = tuple[tuple[float, float], tuple[str, ...]]


def of_place(snapshot: Snapshot, place: tuple[float, float]) -> Tip:
    """Speak of any place: the loss there is that of the true function."""
    loss = snapshot.objective.value(snapshot.plane.point(*place))
    return place, (_words(snapshot, place, _("{p} {m}, {q} {b}")), _loss(loss))


def of_here(snapshot: Snapshot) -> Tip:
    """Speak of where the walk is."""
    return _tip(snapshot, snapshot.parameters, _("You are here: {p} {m}, {q} {b}"))


def of_best(snapshot: Snapshot, best: tuple[float, float]) -> Tip:
    """Speak of the lowest place of the map."""
    text = _("Lowest of this slice: {p} {m}, {q} {b}")
    if len(snapshot.parameters) < IS_SLICE_FROM:
        text = _("Best spot: {p} {m}, {q} {b}")
    return best, (_words(snapshot, best, text), _loss(snapshot.objective.value(snapshot.plane.point(*best))))


def of_step(snapshot: Snapshot, step: int) -> Tip:
    """Speak of a past step."""
    words = _("Step {k}: click to go there").format(k=counted(step))
    return snapshot.plane.place_of(snapshot.path[step]), (words, _loss(float(snapshot.losses[step])))


def _tip(snapshot: Snapshot, parameters: FloatArray, words: str) -> Tip:
    place = snapshot.plane.place_of(parameters)
    return place, (_words(snapshot, place, words), _loss(snapshot.objective.value(parameters)))


def _words(snapshot: Snapshot, place: tuple[float, float], words: str) -> str:
    plane = snapshot.plane
    return words.format(p=plane.across_label, q=plane.up_label, m=shown(place[0]), b=shown(place[1]))


def _loss(loss: float) -> str:
    return _("loss {loss}").format(loss=shown(loss))
