"""Slices: the loss while one parameter moves alone, through the present place; it is lowest where its slope is zero."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.notation import slope_for
from gd_visualizer.session.numbers import shown, significant
from gd_visualizer.session.snapshot import Snapshot

Side = Literal["across", "up"]

SAMPLES, FEWEST = 129, 33
# Points times parameters times samples, where no formula gives the loss.
WORK = 2_000_000
HALVINGS = 30
# Less steep than this share of the steepest place in view: flat, as far as an eye can tell.
LEVEL_SHARE = 0.01
# The top of the scale: the first of these times a power of ten that leaves the present loss in its lower part.
LARGEST = 1e307
TOPS, AIR = (1.5, 3.0, 6.0, 15.0), 2.5


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """The loss along one axis of the map.

    Attributes
    ----------
    side : {"across", "up"}
    label : str
        The name of the parameter, or of the direction.
    along, losses : (S,) float64
        Values of the parameter over the map, and the loss there while all else stays as it is now.
    here, loss, slope : float
        The present value, the loss there, and how fast the loss grows with this parameter alone.
    climbs : bool
        Training goes up: the step follows the slope instead of opposing it.
    """

    side: Side
    label: str
    along: FloatArray
    losses: FloatArray
    here: float
    loss: float
    slope: float
    climbs: bool

    @property
    def way(self) -> int:
        """Return which way the next small step should go: 1 to larger values, −1 to smaller ones, 0 nowhere."""
        direction = (self.slope < 0.0) - (self.slope > 0.0)
        return -direction if self.climbs else direction

    @property
    def is_level_here(self) -> bool:
        """Return True where the curve is far less steep than elsewhere; a slope that is small everywhere is a slope."""
        with np.errstate(all="ignore"):
            steepest = np.fmax.reduce(np.abs(np.diff(self.losses) / np.diff(self.along)))
        return bool(abs(self.slope) < LEVEL_SHARE * steepest)

    def flat_place(self) -> float | None:
        """Return where the curve is level, the place nearest to the present one; None where it never is in view.

        Where the samples turn, a parabola through three of them: exact where the loss is quadratic.
        """
        with np.errstate(all="ignore"):
            rises = np.sign(np.diff(self.losses))
        turns = np.flatnonzero((rises[:-1] * rises[1:] < 0.0) | ((rises[1:] == 0.0) & (rises[:-1] != 0.0))) + 1
        if not len(turns):
            return None
        middle = int(turns[np.argmin(np.abs(self.along[turns] - self.here))])
        before, at, after = (float(loss) for loss in self.losses[middle - 1 : middle + 2])
        bend = before - 2.0 * at + after
        width = float(self.along[middle + 1] - self.along[middle])
        shift = 0.5 * (before - after) / bend if bend and math.isfinite(bend) else 0.0
        return float(self.along[middle]) + shift * width


def slice_of(snapshot: Snapshot, side: Side, low: float, high: float) -> Slice | None:
    """Return the slice through the present place, over a range of the map; None where there is no landscape."""
    plane, objective, loss = snapshot.plane, snapshot.objective, snapshot.loss
    direction = plane.across if side == "across" else plane.up
    if snapshot.surface is None or loss is None or not direction.any() or not high > low:
        return None
    here = plane.place_of(snapshot.parameters)[0 if side == "across" else 1]
    count = SAMPLES
    if objective.exact is None:
        count = WORK // max(1, len(objective.data) * len(snapshot.parameters))
        count = min(SAMPLES, max(FEWEST, count)) | 1
    along = np.linspace(low, high, count)
    with np.errstate(all="ignore"):
        places = snapshot.parameters + (along - here)[:, np.newaxis] * direction
        losses = objective.values(places)
        # Where another parameter has no slope, this one may have its own.
        slope = float(np.sum((snapshot.gradient * direction)[direction != 0.0]))
    if not math.isfinite(slope):
        return None
    label = plane.across_label if side == "across" else plane.up_label
    return Slice(side, label, along, losses, here, loss, slope, snapshot.document.climb)


def exact_flat_place(snapshot: Snapshot, found: Slice) -> float | None:
    """Return the same place with all its digits: by halving, where the slope itself changes its sign."""
    flat = found.flat_place()
    if flat is None or snapshot.objective.exact is not None:
        return flat
    direction = snapshot.plane.across if found.side == "across" else snapshot.plane.up
    width = float(found.along[1] - found.along[0])

    def slope(place: float) -> float:
        with np.errstate(all="ignore"):
            slopes = snapshot.objective.gradient(snapshot.parameters + (place - found.here) * direction) * direction
        return float(np.sum(slopes[direction != 0.0]))

    low, high = flat - width, flat + width
    if not slope(low) * slope(high) < 0.0:
        return flat
    rising = slope(high) > 0.0
    for _halving in range(HALVINGS):
        middle = 0.5 * (low + high)
        if (slope(middle) > 0.0) == rising:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high)


def scale_of(found: Slice, floor_is_zero: bool) -> tuple[float, float]:
    """Return the lowest and highest loss on the axis of a slice.

    Parameters
    ----------
    floor_is_zero : bool
        No loss lies below zero; elsewhere the present loss stands in the middle.
    """
    size = abs(found.loss)
    if not size:
        finite = found.losses[np.isfinite(found.losses)]
        size = float(np.median(np.abs(finite))) / AIR if len(finite) else 0.0
    top = _round_up(min(AIR * size, LARGEST)) if size else 1.0
    if floor_is_zero and found.loss >= 0.0:
        return 0.0, top
    return max(found.loss - top, -10.0 * LARGEST), min(found.loss + top, 10.0 * LARGEST)


def _round_up(value: float) -> float:
    exponent = math.floor(math.log10(value)) - 1
    tops = (float(f"{top}e{exponent + more}") for more in (0, 1, 2) for top in TOPS[:3])
    return next((top for top in tops if top >= value), value)


def slope_words(found: Slice, symbols: bool, looks_flat: bool = False) -> tuple[str, str]:
    """Return how steep it is, and which way that sends the parameter.

    Parameters
    ----------
    looks_flat : bool
        No eye can see that the tangent is not level.
    """
    if looks_flat and found.slope:
        steep = f"{slope_for(found.label, True)} ≈ 0" if symbols else _("slope almost 0")
        return steep, _("flat here")
    steep = f"{slope_for(found.label, True)} = {shown(found.slope)}"
    if not symbols:
        steep = _("slope {slope}").format(slope=shown(found.slope))
    if found.way == 0:
        return steep, _("flat here")
    ways = {"across": (_("so go right"), _("so go left")), "up": (_("so go up"), _("so go down"))}[found.side]
    return steep, ways[0 if found.way > 0 else 1]


def spoken(snapshot: Snapshot, found: Slice) -> str:
    """Return a slice in words: how steep it is here, and where it is flat."""
    words = _("Loss when only {name} moves. At {place} the slope is {slope}.").format(
        name=found.label, place=shown(found.here), slope=shown(found.slope)
    )
    flat = exact_flat_place(snapshot, found)
    if found.slope == 0.0:
        return f"{words} {_('It is flat here.')}"
    falls = _("It falls to larger values.") if found.slope < 0.0 else _("It falls to smaller values.")
    where = _("It is flat at {place}.").format(place=significant(flat, 3)) if flat is not None else ""
    return " ".join(filter(None, (words, falls, where)))
