"""The landscape: the loss over a region of two parameters, and the heights at which its bands begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.line_surfaces import line_loss_grid
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.planes import Plane, form_on
from gd_visualizer.core.quadratic_form import QuadraticForm
from gd_visualizer.core.region import Region

BANDS = 10
LOG_DECADES = 4.0
PERCENTILE = 95.0

Spacing = Literal["square root", "logarithm"]


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """The loss on a grid over a region, ready to be drawn as bands.

    Attributes
    ----------
    objective : Objective
    region : Region
        Cells lie with their centres inside it: the first centre half a cell from the edge.
    losses : (G, G) float64
        ``losses[i, j]`` belongs to the i-th value of the second and the j-th value of the first parameter.
    base : float
        The height the bands start from: the best loss, or the lowest on the grid where the best is not known.
    levels : (10,) float64
        The upper edge of each band; what lies above the last belongs to the last band.
    plane : Plane or None
        Which cut through the landscape it shows; None for the two parameters of a model that has two.
    form : QuadraticForm or None
        The exact form of the loss on that plane, where there is one.
    """

    objective: Objective
    region: Region
    losses: FloatArray
    base: float
    levels: FloatArray
    plane: Plane | None = None
    form: QuadraticForm | None = None

    def band_indices(self, finer: int = 1) -> np.ndarray:
        """Return the number of the band of each cell, 0 to 9, (G·finer, G·finer) uint8.

        Parameters
        ----------
        finer : int
            Into how many parts each side of a cell is cut; between the centres of cells the loss is taken to run
            straight, as the contour lines take it to run.
        """
        losses = self.losses if finer == 1 else _cut_finer(_cut_finer(self.losses, finer).T, finer).T
        return np.searchsorted(self.levels[:-1], losses.ravel(), side="right").astype(np.uint8).reshape(losses.shape)


def _cut_finer(losses: FloatArray, parts: int) -> FloatArray:
    """Return (G·parts, G) losses, straight between the centres of cells and level beyond the outermost ones."""
    count = len(losses)
    places = np.clip((np.arange(count * parts) + 0.5) / parts - 0.5, 0.0, count - 1.0)
    before = places.astype(np.intp)
    share = (places - before)[:, np.newaxis]
    after = np.minimum(before + 1, count - 1)
    with np.errstate(all="ignore"):
        mixed = losses[before] * (1.0 - share) + losses[after] * share
    # Between a number and none there is none: it belongs to the highest band.
    mixed[np.isnan(mixed)] = np.inf
    return np.asarray(mixed)


def loss_grid(
    objective: Objective, p: FloatArray, q: FloatArray, plane: Plane | None = None, form: QuadraticForm | None = None
) -> FloatArray:
    """Return the loss over a grid, (len(q), len(p)): exact sums where they exist, point by point elsewhere.

    Parameters
    ----------
    objective : Objective
    p, q : (A,) and (B,) float64
        Values of the two parameters, or of u and v on the plane.
    plane : Plane, optional
        Which cut to show; a model with two parameters needs none.
    form : QuadraticForm, optional
        The exact form on the plane, if it is known already.
    """
    with np.errstate(all="ignore"):
        if plane is None and objective.bowl is not None:
            return objective.bowl.loss(p[np.newaxis, :], q[:, np.newaxis])
        form = form or form_on(objective, plane)
        if plane is None and form is None and objective.model.key == "linear":
            quick = line_loss_grid(objective.loss, objective.data, p, q)
            if quick is not None:
                return objective.sign * (quick + _charges(objective, p, q))
        # A row at a time: the places of a whole grid, with all their parameters, would fill the memory.
        rows = (np.column_stack([p, np.full_like(p, second)]) for second in q)
        if form is not None:
            return np.array([form.losses(row) for row in rows])
        if plane is None:
            return np.array([objective.values(row) for row in rows])
        return np.array([objective.values(plane.points(row[:, 0], row[:, 1])) for row in rows])


def _charges(objective: Objective, p: FloatArray, q: FloatArray) -> FloatArray:
    """Return the penalty at each place of a grid of lines, (len(q), len(p))."""
    across, up = objective.penalty.value(p[:, np.newaxis]), objective.penalty.value(q[:, np.newaxis])
    return np.asarray(across + up[:, np.newaxis])


def band_levels(losses: FloatArray, base: float, spacing: Spacing = "square root") -> FloatArray:
    """Return the upper edges of ten bands, (10,), the last about the 95th percentile of the losses.

    Equal steps of sqrt(loss − base), or of its logarithm over four decades: equal steps of the loss itself
    would leave the inner quarter of the bowl empty.
    """
    finite = losses[np.isfinite(losses)]
    # The value itself, not np.percentile: that one loads a part of numpy that nothing else here needs.
    place = int(PERCENTILE / 100.0 * (len(finite) - 1))
    top = float(np.partition(finite, place)[place]) if len(finite) else base
    height = max(top - base, np.finfo(float).tiny)
    part = np.arange(1, BANDS + 1) / BANDS
    shape = part * part if spacing == "square root" else 10.0 ** (LOG_DECADES * (part - 1.0))
    return frozen(base + height * shape)


def surface_of(
    objective: Objective,
    region: Region,
    cells: int,
    levels: FloatArray | None = None,
    spacing: Spacing = "square root",
    plane: Plane | None = None,
    losses: FloatArray | None = None,
) -> Surface:
    """Return the landscape over a region.

    Parameters
    ----------
    objective : Objective
        Must be usable.
    region : Region
    cells : int
        G, the number of cells along each side.
    levels : (10,) float64, optional
        Keep these band edges, so that colours do not change during a run; computed when left out.
    spacing : {"square root", "logarithm"}
    plane : Plane, optional
        Which cut to show; a model with two parameters needs none.
    losses : (G, G) float64, optional
        The losses at the centres of the cells, where they are known already.
    """
    form = form_on(objective, plane)
    if losses is None:
        losses = loss_grid(objective, *region.cell_centres(cells), plane, form)
    losses = frozen(losses)
    best = objective.best_loss if form is None else form.floor
    base = best if best is not None else float(np.min(losses[np.isfinite(losses)], initial=np.inf))
    base = base if np.isfinite(base) else 0.0
    if levels is None:
        levels = band_levels(losses[:: max(1, cells // 64), :: max(1, cells // 64)], base, spacing)
    return Surface(objective, region, losses, base, levels, plane, form)
