"""What the small label beside the mouse says, and of which place it speaks."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.notation import loss_is, meaning
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.surface.markers import IS_SLICE_FROM

# A place of the map, and the lines of words for it.
Tip = tuple[tuple[float, float], tuple[str, ...]]


def of_place(snapshot: Snapshot, place: tuple[float, float], is_foggy: bool = False) -> Tip:
    """Speak of any place: the loss there is that of the true function, and in fog nobody can tell it."""
    if is_foggy:
        return place, (_words(snapshot, place, _("{p} {m}, {q} {b}")),)
    loss = snapshot.objective.value(snapshot.plane.point(*place))
    return place, (_words(snapshot, place, _("{p} {m}, {q} {b}")), loss_is(loss, snapshot.symbols))


def of_here(snapshot: Snapshot) -> Tip:
    """Speak of where the walk is."""
    words = "θₖ: {p} {m}, {q} {b}" if snapshot.symbols else _("You are here: {p} {m}, {q} {b}")
    place, lines = _tip(snapshot, snapshot.parameters, words)
    return place, (*lines, meaning("θₖ")) if snapshot.symbols else lines


def of_best(snapshot: Snapshot, best: tuple[float, float]) -> Tip:
    """Speak of the lowest place of the map."""
    text = _("Lowest of this slice: {p} {m}, {q} {b}")
    if len(snapshot.parameters) < IS_SLICE_FROM:
        text = "θ∗: {p} {m}, {q} {b}" if snapshot.symbols else _("Best spot: {p} {m}, {q} {b}")
    loss = snapshot.objective.value(snapshot.plane.point(*best))
    lines = (_words(snapshot, best, text), loss_is(loss, snapshot.symbols))
    return best, (*lines, meaning("θ∗")) if snapshot.symbols else lines


def of_step(snapshot: Snapshot, step: int) -> Tip:
    """Speak of a past step."""
    words = _("Step {k}: click to go there").format(k=counted(step))
    return snapshot.plane.place_of(snapshot.path[step]), (
        words,
        loss_is(float(snapshot.losses[step]), snapshot.symbols),
    )


def _tip(snapshot: Snapshot, parameters: FloatArray, words: str) -> Tip:
    place = snapshot.plane.place_of(parameters)
    return place, (_words(snapshot, place, words), loss_is(snapshot.objective.value(parameters), snapshot.symbols))


def _words(snapshot: Snapshot, place: tuple[float, float], words: str) -> str:
    plane = snapshot.plane
    return words.format(p=plane.across_label, q=plane.up_label, m=shown(place[0]), b=shown(place[1]))
