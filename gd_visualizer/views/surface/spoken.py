"""What a screen reader says about the map."""

from __future__ import annotations

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.surface.markers import best_place


def description(snapshot: Snapshot, has_landscape: bool, start_selected: bool, is_foggy: bool = False) -> str:
    """Return where the walk is, where the best spot lies unless in fog, and how the start can be moved."""
    if not has_landscape:
        return _("There is no landscape to show yet.")
    plane = snapshot.plane
    letters = {"p": plane.across_label, "q": plane.up_label}
    m, b = (shown(value) for value in plane.place_of(snapshot.parameters))
    where = _("You are at {p} {m}, {q} {b}, loss {loss}.").format(m=m, b=b, loss=shown(snapshot.loss), **letters)
    start_m, start_b = (shown(value) for value in plane.place_of(np.array(snapshot.document.start)))
    start = _("Start, {p} {m}, {q} {b}. Arrow keys move it.").format(m=start_m, b=start_b, **letters)
    way = _("Fog hides the landscape.") if is_foggy else _way_to_best(snapshot)
    return " ".join([start, where, way] if start_selected else [where, way, start])


def _way_to_best(snapshot: Snapshot) -> str:
    """Return in which direction the best spot lies."""
    objective, plane = snapshot.objective, snapshot.plane
    if objective.ties:
        return _("Many places are equally good.")
    best = best_place(snapshot)
    if best is None:
        return ""
    here = plane.place_of(snapshot.parameters)
    across, up = best[0] - here[0], best[1] - here[1]
    if snapshot.status == "arrived" or (across == 0.0 and up == 0.0):
        return _("This is the best spot.")
    side = _("right") if across > 0.0 else _("left")
    height = _("up") if up > 0.0 else _("down")
    return _("Best is {side} and {height}.").format(side=side, height=height)
