"""The marks on the map: start, present place, best spot, past steps; where each is, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.surface import segments
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.theme import Theme

START, START_HALO = 7.5, 13.0
HERE = 8.0
STAR = 10.0
LOWEST = 11.0
DISC, DISC_GAP, DISCS_BELOW = 3.2, 9.0, 60
# Two marks nearer than this are drawn as one.
TOGETHER = 9.0
GRAB_START, GRAB_STEP, GRAB_BEST = 20.0, 9.0, 15.0

Spot = tuple[float, float]
IS_SLICE_FROM = 3


@dataclass(frozen=True, slots=True)
class Markers:
    """Where the marks are, in pixels of the map; None where there is none or it is out of view.

    Attributes
    ----------
    start, here, best : (x, y) or None
    lowest : (x, y) or None
        The step with the lowest loss of a walk that ran away.
    valley : two (x, y) or None
        The line of equally good places, where there is no single best one.
    discs : tuple of (x, y)
        Past steps, as long as they are few.
    """

    start: Spot | None = None
    here: Spot | None = None
    best: Spot | None = None
    lowest: Spot | None = None
    valley: tuple[Spot, Spot] | None = None
    discs: tuple[Spot, ...] = ()

    @property
    def here_is_start(self) -> bool:
        """Return True where the present place lies on the start."""
        return are_together(self.here, self.start)

    @property
    def here_is_best(self) -> bool:
        """Return True where the present place lies on the best spot."""
        return are_together(self.here, self.best)


def mark_scale(theme: Theme) -> float:
    """Return how much larger marks are at the present text size: half as much as letters grow."""
    return 1.0 + 0.5 * (theme.scale - 1.0)


def are_together(one: Spot | None, other: Spot | None, reach: float = TOGETHER) -> bool:
    """Return True if both are there and nearer to each other than their marks are wide."""
    return one is not None and other is not None and math.dist(one, other) < reach


def markers_of(snapshot: Snapshot, frame: Frame, shows_best: bool = True) -> Markers:
    """Return where the marks of a snapshot are, the best spot and the valley only if asked for."""
    bowl, plane = snapshot.objective.bowl, snapshot.plane
    is_valley = bowl is not None and bowl.is_valley and plane.is_natural
    best = best_place(snapshot)
    show_lowest = snapshot.status == "diverged" and snapshot.best_step != snapshot.step
    return Markers(
        start=spot(frame, plane.place_of(np.array(snapshot.document.start))),
        here=spot(frame, plane.place_of(snapshot.parameters)),
        best=None if best is None or not shows_best else spot(frame, best),
        lowest=spot(frame, plane.place_of(snapshot.path[snapshot.best_step])) if show_lowest else None,
        valley=_valley(snapshot, frame) if is_valley and shows_best else None,
        discs=_discs(snapshot, frame),
    )


def best_place(snapshot: Snapshot) -> Spot | None:
    """Return the lowest place that the map shows, None where there is no single one or no formula gives it.

    On a slice through many parameters that is the lowest place of the slice, not the best of all.
    """
    objective, plane, surface = snapshot.objective, snapshot.plane, snapshot.surface
    if surface is None or objective.ties or objective.best_parameters is None:
        return None
    if surface.form is None:
        return plane.place_of(objective.best_parameters)
    across, up = surface.form.best_parameters.tolist()
    return None if surface.form.is_valley and len(plane.origin) > 1 else (across, up)


def spot(frame: Frame, place: tuple[float, float]) -> Spot | None:
    """Return where a place is, or None if it is out of view."""
    p, q = (float(value) for value in place)
    if not frame.region.contains(p, q):
        return None
    pixel = frame.pixel(p, q)
    return pixel.x(), pixel.y()


def _valley(snapshot: Snapshot, frame: Frame) -> tuple[Spot, Spot] | None:
    """Return the visible part of b = ȳ − m·x̄, along which all lines are equally good."""
    bowl = snapshot.objective.bowl
    assert bowl is not None
    m = np.array([frame.region.p_min, frame.region.p_max])
    ends = frame.pixels(np.column_stack([m, bowl.mean_y - m * bowl.mean_x]))
    begins, ends = segments.clipped(ends[:1], ends[1:], frame.rect)
    if not len(begins):
        return None
    (x0, y0), (x1, y1) = begins[0].tolist(), ends[0].tolist()
    return (x0, y0), (x1, y1)


def _discs(snapshot: Snapshot, frame: Frame) -> tuple[Spot, ...]:
    """Return the past steps that get a disc: while there are few, and none on top of another."""
    if not 0 < snapshot.step < DISCS_BELOW:
        return ()
    places = frame.pixels(snapshot.plane.project(snapshot.path[: snapshot.step + 1]))
    taken = places[segments.spaced(places, DISC_GAP)[1:]]
    here = places[-1]
    return tuple((x, y) for x, y in taken.tolist() if math.dist((x, y), here) >= HERE)
