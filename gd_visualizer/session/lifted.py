"""A landscape while one of its points is dragged: what the resting points add up to is worked out once."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dragged_surface import DraggedSurface
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.region import Region


class LiftedLand:
    """Recognises that one point of the last landscape has moved, and answers as fast for many points as for few."""

    def __init__(self) -> None:
        """Begin without a landscape."""
        self._last: Objective | None = None
        self._grid: tuple[Region, int] | None = None
        self._point: int | None = None
        self._land: DraggedSurface | None = None

    def losses(self, objective: Objective, region: Region, cells: int) -> FloatArray | None:
        """Return the losses at the centres of the cells, (G, G), or None where more than one point has changed.

        Parameters
        ----------
        objective : Objective
            Of a model with two parameters.
        region : Region
        cells : int
            G, the number of cells along each side.
        """
        last, self._last = self._last, objective
        grid, self._grid = self._grid, (region, cells)
        point = None if last is None else moved_point(last, objective)
        if point is None or grid != self._grid:
            self._land = None
            return None
        if self._land is None or point != self._point:
            self._point = point
            self._land = DraggedSurface.lifted(objective, objective.data.removed(point), *region.cell_centres(cells))
        row = objective.data.index_of(point)
        return self._land.with_point(float(objective.data.x[row]), float(objective.data.y[row]))


def moved_point(old: Objective, new: Objective) -> int | None:
    """Return the number of the one point in which two landscapes differ, or None where they differ in other ways."""
    before, after = old.data, new.data
    same_goal = (old.model, old.loss, old.penalty, old.sign) == (new.model, new.loss, new.penalty, new.sign)
    if not same_goal or not np.array_equal(before.ids, after.ids):
        return None
    changed = np.flatnonzero((before.x != after.x) | (before.y != after.y))
    return int(after.ids[changed[0]]) if len(changed) == 1 else None
