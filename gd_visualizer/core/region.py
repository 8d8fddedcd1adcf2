"""A region of the landscape: which values of two parameters the map shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.objective import Objective

MARGIN = 0.12
ROUND_THE_BEST = 0.75
EQUAL_SCALE_UP_TO = 4.0
# Beyond this a map would leave the range of numbers.
FARTHEST = 1e300


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle: the first parameter from p_min to p_max, the second from q_min to q_max."""

    p_min: float
    p_max: float
    q_min: float
    q_max: float

    @property
    def width(self) -> float:
        """Return the extent of the first parameter."""
        return self.p_max - self.p_min

    @property
    def height(self) -> float:
        """Return the extent of the second parameter."""
        return self.q_max - self.q_min

    def contains(self, p: float, q: float) -> bool:
        """Return True if the place lies inside, edges included."""
        return self.p_min <= p <= self.p_max and self.q_min <= q <= self.q_max

    def cell_centres(self, cells: int) -> tuple[FloatArray, FloatArray]:
        """Return the centres of the cells along both sides, (G,) each."""
        middle = (np.arange(cells) + 0.5) / cells
        return self.p_min + self.width * middle, self.q_min + self.height * middle

    def grown_to(self, p: float, q: float) -> Region:
        """Return a region that also shows this place, with air around it; the same object if it already does.

        Each side grows about its own middle in steps of at least a quarter, so that a walk that leaves the map
        does not make it crawl frame by frame.
        """
        if self.contains(p, q) or not (np.isfinite(p) and np.isfinite(q)):
            return self
        left, right = _stretched(self.p_min, self.p_max, p)
        low, high = _stretched(self.q_min, self.q_max, q)
        grown = Region(left, right, low, high)
        return grown if np.isfinite([grown.width, grown.height]).all() else self


def fitted_region(objective: Objective, places: list[FloatArray], aspect: float = 1.3) -> Region:
    """Return a region that shows the best place, the given places and enough of the slopes around them.

    Parameters
    ----------
    objective : Objective
        Must be usable.
    places : list of (2,) float64
        The start, the present parameters.
    aspect : float
        Width over height of the map on screen. Where that serves, one unit of both parameters gets the same
        length, so that downhill stands at right angles to the bands.
    """
    least = np.minimum(_least_half_widths(objective), FARTHEST)
    shown = np.array(places_in_range(objective, places), dtype=float)
    best = objective.best_parameters
    if best is not None:
        # The best place shall not stand at the edge: its valley is what the walk is about.
        shown = np.concatenate([shown, [best - ROUND_THE_BEST * least, best + ROUND_THE_BEST * least]])
    low, high = shown.min(axis=0), shown.max(axis=0)
    centre, half = (low + high) / 2.0, (high - low) / 2.0 * (1.0 + 2.0 * MARGIN)
    half = np.maximum(half, least)
    half = np.maximum(half, 1e-9 * np.maximum(np.abs(centre), 1e-290))
    with np.errstate(all="ignore"):
        wanted = half[0] / (half[1] * aspect)
    if 1.0 / EQUAL_SCALE_UP_TO <= wanted <= EQUAL_SCALE_UP_TO:
        half = np.array([max(half[0], half[1] * aspect), max(half[1], half[0] / aspect)])
    return Region(
        float(centre[0] - half[0]), float(centre[0] + half[0]), float(centre[1] - half[1]), float(centre[1] + half[1])
    )


def places_in_range(objective: Objective, places: list[FloatArray]) -> list[FloatArray]:
    """Return the best place, if it is known, and those of the places at which the loss is still a number."""
    best = objective.best_parameters
    inside = [place for place in places if np.abs(place).max() < FARTHEST and np.isfinite(objective.value(place))]
    return [*inside, *([] if best is None else [best])]


def _least_half_widths(objective: Objective) -> FloatArray:
    """Return how far the map must at least reach from its centre so that slopes show, (2,).

    One band of the bowl as high as the spread of y (or, where y is constant, as one unit): the ellipse
    L − best = Δ reaches sqrt(Δ/Sxx) across and sqrt(Δ·(1 + x̄²/Sxx)) up.
    """
    bowl = objective.bowl
    if bowl is None:
        return np.array([1.0, 1.0])
    rise = max(bowl.variance_y, bowl.floor) or 1.0
    if bowl.spread == 0.0:
        up = np.sqrt(rise)
        return np.array([up / max(abs(bowl.mean_x), 1.0), up])
    return np.sqrt([rise / bowl.spread, rise * (1.0 + bowl.mean_x**2 / bowl.spread)])


def _stretched(low: float, high: float, place: float) -> tuple[float, float]:
    if low <= place <= high:
        return low, high
    step = 0.25 * (high - low)
    with np.errstate(all="ignore"):
        if place > high:
            return low, max(high + step, place + MARGIN * (place - low))
        return min(low - step, place - MARGIN * (high - place)), high
