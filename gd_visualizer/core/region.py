"""A region of the landscape: which values of two parameters the map shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.diagnostics import level_loss
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.planes import Plane, form_on
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.quadratic_form import QuadraticForm

MARGIN = 0.12
ROUND_THE_BEST = 0.75
EQUAL_SCALE_UP_TO = 4.0
# Beyond this a map would leave the range of numbers.
FARTHEST = 1e300
# How far to look for a rise of the loss, in units of the places' own size: 2⁻¹² to 2⁸.
STRIDES = 2.0 ** np.arange(-12, 9)


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


def fitted_region(
    objective: Objective, places: list[FloatArray], aspect: float = 1.3, plane: Plane | None = None
) -> Region:
    """Return a region that shows the best place, the given places and enough of the slopes around them.

    Parameters
    ----------
    objective : Objective
        Must be usable.
    places : list of (P,) float64
        The start, the present parameters.
    aspect : float
        Width over height of the map on screen. Where that serves, one unit of both parameters gets the same
        length, so that downhill stands at right angles to the bands.
    plane : Plane, optional
        Which cut the map shows; a model with two parameters needs none.
    """
    form = form_on(objective, plane)
    seen = places_in_range(objective, places) or [np.array(objective.model.first_parameters(objective.data))]
    shown = np.array(seen, dtype=float) if plane is None else plane.project(np.array(seen, dtype=float))
    if form is not None and plane is not None:
        # The best place on the map is what matters here, which need not lie below the best of all.
        shown = np.concatenate([shown[:-1], form.best_parameters[np.newaxis]])
    best = form.best_parameters if form is not None else objective.best_parameters
    if form is not None:
        least = _half_widths_of_form(form)
    elif objective.bowl is not None:
        least = _least_half_widths(objective.bowl)
    else:
        least = _half_widths_by_looking(objective, shown, plane)
    least = np.minimum(least, FARTHEST)
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


def _least_half_widths(bowl: Bowl) -> FloatArray:
    """Return how far the map must at least reach from its centre so that slopes show, (2,).

    One band of the bowl as high as the spread of y (or, where y is constant, as one unit): the ellipse
    L − best = Δ reaches sqrt(Δ/Sxx) across and sqrt(Δ·(1 + x̄²/Sxx)) up.
    """
    rise = max(bowl.variance_y, bowl.floor) or 1.0
    if bowl.spread == 0.0:
        up = np.sqrt(rise)
        return np.array([up / max(abs(bowl.mean_x), 1.0), up])
    return np.asarray(np.sqrt([rise / bowl.spread, rise * (1.0 + bowl.mean_x**2 / bowl.spread)]))


def _half_widths_of_form(form: QuadraticForm) -> FloatArray:
    """Return the same for any exact form of two numbers: the ellipse reaches sqrt(Δ·(A⁻¹)ᵢᵢ) with A = RᵀR.

    In a valley the ellipse has no end, so there it is how far one can go along each axis alone, sqrt(Δ/Aᵢᵢ).
    """
    rise = max(form.variance_y, form.floor) or 1.0
    with np.errstate(all="ignore"):
        if not form.is_valley:
            return np.asarray(np.sqrt(rise) * np.linalg.norm(np.linalg.inv(form.root), axis=1))
        alone = np.sqrt(rise / np.sum(form.root * form.root, axis=0))
    return np.asarray(np.where(np.isfinite(alone), alone, np.min(alone, initial=1.0)))


def _half_widths_by_looking(objective: Objective, shown: FloatArray, plane: Plane | None) -> FloatArray:
    """Return the same where there is no formula: walk away from the last place until the loss has risen enough.

    Enough is the loss of a level line, or the loss at the place itself if that is more. Looks in strides that
    double; along a direction in which the loss never rises so much, the places themselves give the size.
    """
    here = shown[-1]
    natural = np.maximum(np.ptp(shown, axis=0), np.maximum(np.abs(here), 1.0) if plane is None else 1.0)
    ways = np.concatenate([STRIDES, -STRIDES])
    found = np.array(natural)
    for axis in (0, 1):
        rows = np.tile(here, (len(ways) + 1, 1))
        rows[1:, axis] += ways * natural[axis]
        losses = objective.values(rows if plane is None else plane.points(rows[:, 0], rows[:, 1]))
        rise = max(level_loss(objective), abs(float(losses[0]))) or 1.0
        # A loss that is no number any more has risen enough, too.
        with np.errstate(all="ignore"):
            risen = ~(losses[1:] - losses[0] < rise)
        either = risen[: len(STRIDES)] | risen[len(STRIDES) :]
        if either.any():
            found[axis] = natural[axis] * STRIDES[int(np.argmax(either))]
    return found


def _stretched(low: float, high: float, place: float) -> tuple[float, float]:
    if low <= place <= high:
        return low, high
    step = 0.25 * (high - low)
    with np.errstate(all="ignore"):
        if place > high:
            return low, max(high + step, place + MARGIN * (place - low))
        return min(low - step, place - MARGIN * (high - place)), high
