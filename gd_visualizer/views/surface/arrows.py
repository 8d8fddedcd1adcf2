"""The arrows on the map: straight downhill, and what the next step is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.surface.markers import Spot

# How long the downhill arrow is: this part of the slope in units of the map, but within these pixels.
DOWNHILL, SHORTEST, LONGEST = 0.36, 24.0, 90.0
# Parts of a step that are shorter than this are drawn larger, all by the same round factor.
PARTS_UP_TO, LARGEST_FACTOR = 100.0, 1e6
LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow, in pixels of the map.

    Attributes
    ----------
    kind : str
        "downhill", "memory", "push", "decay" or "step".
    begin, end : (x, y)
    """

    kind: str
    begin: Spot
    end: Spot


def downhill_arrow(snapshot: Snapshot, frame: Frame, here: Spot | None) -> Arrow | None:
    """Return the arrow against the slope, along it where training climbs; None where the ground is level."""
    plane = snapshot.plane
    if here is None or snapshot.status == "arrived" or not np.isfinite(snapshot.gradient).all():
        return None
    with np.errstate(all="ignore"):
        way = -1.0 if not snapshot.document.climb else 1.0
        slopes = way * np.array([snapshot.gradient @ plane.across, snapshot.gradient @ plane.up])
        across, up = (DOWNHILL * slopes * _pixels_a_unit(frame)).tolist()
        length = math.hypot(across, up)
    if not (math.isfinite(length) and length > 0.0):
        return None
    shown = min(max(length, SHORTEST), LONGEST) / length
    return Arrow("downhill", here, (here[0] + shown * across, here[1] - shown * up))


def part_arrows(snapshot: Snapshot, frame: Frame, here: Spot | None) -> tuple[tuple[Arrow, ...], float]:
    """Return the parts of the next step tip to tail, then all of it, and how many times too long they are drawn."""
    parts = snapshot.parts
    if here is None or parts is None:
        return (), 1.0
    named = [("memory", parts.memory), ("push", parts.push), ("decay", parts.decay)]
    ways = [(kind, _on_map(snapshot, frame, part)) for kind, part in named if part.any()]
    whole = _on_map(snapshot, frame, parts.result)
    reach = max((math.hypot(*way) for _kind, way in [*ways, ("step", whole)]), default=0.0)
    if not (reach > 0.0 and math.isfinite(reach)):
        return (), 1.0
    # No longer than leaves the map room for it, but never shorter than it is.
    room = min((_room(frame, here, way) for _kind, way in [*ways, ("step", whole)]), default=math.inf)
    factor = round_factor(min(PARTS_UP_TO / reach, room))
    found, at = [], here
    for kind, (across, down) in ways:
        end = (at[0] + factor * across, at[1] + factor * down)
        found.append(Arrow(kind, at, end))
        at = end
    return (*found, Arrow("step", here, (here[0] + factor * whole[0], here[1] + factor * whole[1]))), factor


def _room(frame: Frame, here: Spot, way: Spot) -> float:
    """Return how many times a way from a place fits into the map."""
    sides = ((frame.width - here[0], -here[0]), (frame.height - here[1], -here[1]))
    return min(
        (side[0 if part > 0.0 else 1] / part for part, side in zip(way, sides, strict=True) if part), default=1.0
    )


def round_factor(most: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20 … that is not above ``most``; never below 1."""
    if most < 2.0:
        return 1.0
    most = min(most, LARGEST_FACTOR)
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most)


def ghost_of(snapshot: Snapshot, frame: Frame, here: Spot | None) -> Spot | None:
    """Return where the next step lands on the map; None where it hardly moves, or leaves the map."""
    preview = snapshot.preview
    if here is None or preview is None or not len(preview.parameters):
        return None
    place = snapshot.plane.place_of(preview.parameters[0])
    if not frame.region.contains(*place):
        return None
    pixel = frame.pixel(*place)
    return (pixel.x(), pixel.y()) if math.dist((pixel.x(), pixel.y()), here) > LEAST else None


def _pixels_a_unit(frame: Frame) -> FloatArray:
    return np.array([frame.width / frame.region.width, frame.height / frame.region.height])


def _on_map(snapshot: Snapshot, frame: Frame, way: FloatArray) -> Spot:
    """Return how far a change of the parameters goes on the map, in pixels to the right and down."""
    plane = snapshot.plane
    with np.errstate(all="ignore"):
        ends = plane.project(np.vstack([snapshot.parameters, snapshot.parameters + way]))
        across, up = ((ends[1] - ends[0]) * _pixels_a_unit(frame)).tolist()
    return across, -up
