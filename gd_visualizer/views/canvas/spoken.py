"""What a screen reader says about the data canvas, and the short words beside a point."""

from __future__ import annotations

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.session.numbers import counted, shown, significant
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.rounding import coordinate_words

# More numbers than this nobody wants to hear.
NUMBERS_SAID = 6


def about_plot(snapshot: Snapshot) -> str:
    """Return how many points there are and how the line lies among them."""
    count = len(snapshot.document.dataset)
    line = _model_words(snapshot)
    if not count:
        return " ".join([_("Your data, no points yet. Press N to place one."), line])
    points = translate_plural("Your data, 1 point.", "Your data, {n} points.", count).format(n=counted(count))
    if snapshot.loss is None or not np.isfinite(snapshot.loss):
        return " ".join([points, line, _("The misses are too large to show.")])
    return " ".join([points, line, _("Off by about {r}.").format(r=significant(snapshot.off_by))])


def _model_words(snapshot: Snapshot) -> str:
    """Return what the model is and its first few numbers."""
    model, numbers = snapshot.document.model, [shown(value) for value in snapshot.parameters[:NUMBERS_SAID].tolist()]
    if isinstance(model, Linear):
        return _("Line: slope {m}, height {b}.").format(m=numbers[0], b=numbers[1])
    pairs = ", ".join(f"{name} {number}" for name, number in zip(model.parameter_names, numbers, strict=False))
    return _("Curve: {formula}, with {numbers}.").format(formula=model.written_formula, numbers=pairs)


def about_point(snapshot: Snapshot, row: int) -> str:
    """Return where one point is and by how much the line misses it; points are counted from left to right."""
    data = snapshot.document.dataset
    place = int(np.flatnonzero(np.argsort(data.x, kind="stable") == row)[0]) + 1
    miss = miss_of(snapshot, row)
    if miss == 0.0:
        text = _("Point {k} of {n}, x {x}, y {y}, the line goes through it.")
    elif miss > 0.0:
        text = _("Point {k} of {n}, x {x}, y {y}, missed by {miss}, line is above.")
    else:
        text = _("Point {k} of {n}, x {x}, y {y}, missed by {miss}, line is below.")
    x, y = (coordinate_words(float(values[row])) for values in (data.x, data.y))
    return text.format(k=counted(place), n=counted(len(data)), x=x, y=y, miss=shown(abs(miss)))


def about_cross(place: tuple[str, str]) -> str:
    """Return where the cross of the keyboard is."""
    return _("Cross at x {x}, y {y}. Arrow keys move it, Enter places a point, Escape ends.").format(
        x=place[0], y=place[1]
    )


def miss_of(snapshot: Snapshot, row: int) -> float:
    """Return how far above a point the line runs there; below zero where it runs below."""
    data = snapshot.document.dataset
    with np.errstate(all="ignore"):
        predicted = snapshot.document.model.predict(snapshot.parameters, data.x[row : row + 1])
        return float(predicted[0] - data.y[row])
