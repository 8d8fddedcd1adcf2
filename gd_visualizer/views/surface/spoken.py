"""What a screen reader says about the map."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import Snapshot


def description(snapshot: Snapshot, has_landscape: bool, start_selected: bool) -> str:
    """Return where the walk is, where the best spot lies from there, and how the start can be moved."""
    if not has_landscape:
        return _("There is no landscape to show yet.")
    m, b = (shown(float(value)) for value in snapshot.parameters[:2])
    where = _("You are at m {m}, b {b}, loss {loss}.").format(m=m, b=b, loss=shown(snapshot.loss))
    start_m, start_b = (shown(float(value)) for value in snapshot.document.start[:2])
    start = _("Start, m {m}, b {b}. Arrow keys move it.").format(m=start_m, b=start_b)
    said = [where, _way_to_best(snapshot), start]
    return " ".join([said[2], said[0], said[1]] if start_selected else said)


def _way_to_best(snapshot: Snapshot) -> str:
    """Return in which direction the best spot lies."""
    bowl, best = snapshot.objective.bowl, snapshot.objective.best_parameters
    if bowl is None or best is None:
        return ""
    if bowl.is_valley:
        return _("Many lines are equally good.")
    across, up = (best - snapshot.parameters)[:2].tolist()
    if snapshot.status == "arrived" or (across == 0.0 and up == 0.0):
        return _("This is the best spot.")
    side = _("right") if across > 0.0 else _("left")
    height = _("up") if up > 0.0 else _("down")
    return _("Best is {side} and {height}.").format(side=side, height=height)
