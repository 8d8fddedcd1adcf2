"""The trail: the walked path in pixels, thinned, and kept up to date as steps come in."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray
from gd_visualizer.core.planes import Plane
from gd_visualizer.views.surface.frame import Frame

# Two places closer than this look the same.
CELL = 0.75
# With more different pieces than this, look less closely.
PIECES_AT_MOST = 20_000
BLOCK = 65_536
_SIDE = 1 << 14


class Trail:
    """The different pieces of a walked path, each with the step at which it was first walked.

    A walk of a million steps ends on a few pixels or jumps to and fro between the same ones: only pieces that are
    new to the eye are kept. The path up to any step is a beginning of this list.

    Attributes
    ----------
    steps : (K,) int64
        The step at the end of each piece, growing.
    begins, ends : (K, 2) float64
        In pixels of the frame.
    """

    def __init__(self) -> None:
        """Begin without a path."""
        self._table: FloatArray | None = None
        self._frame: Frame | None = None
        self._plane: Plane | None = None
        self._forget(CELL)

    def follow(self, path: FloatArray, frame: Frame, plane: Plane) -> bool:
        """Take over a path (K + 1, P) that may have grown; return True if it looks another one than before."""
        # The rows of a walk are windows on one table that is only ever added to.
        table = path if path.base is None else path.base
        turned = plane is not self._plane and (self._plane is None or not plane.projects_like(self._plane))
        self._plane = plane
        fresh = table is not self._table or frame != self._frame or len(path) < self._rows or turned
        if fresh:
            self._table, self._frame = table, frame
            self._forget(CELL)
        while self._rows < len(path):
            self._extend(frame.pixels(plane.project(path[self._rows : self._rows + BLOCK])))
            if len(self.steps) > PIECES_AT_MOST:
                self._forget(2.0 * self._cell)
                fresh = True
        return fresh

    def count_up_to(self, step: int) -> int:
        """Return how many pieces were walked up to a step."""
        return int(np.searchsorted(self.steps, step, side="right"))

    def nearest_step(self, x: float, y: float, reach: float, step: int) -> int | None:
        """Return the step up to ``step`` that is nearest to a pixel, or None if none is within reach."""
        count = self.count_up_to(step)
        if not count:
            return None
        away = np.hypot(self.ends[:count, 0] - x, self.ends[:count, 1] - y)
        nearest = int(np.argmin(away))
        return int(self.steps[nearest]) if away[nearest] <= reach else None

    def _forget(self, cell: float) -> None:
        self._cell = cell
        self._rows = 0
        self._last: FloatArray | None = None
        self._seen = np.empty(0, dtype=np.int64)
        self.steps: IntArray = np.empty(0, dtype=np.int64)
        self.begins: FloatArray = np.empty((0, 2))
        self.ends: FloatArray = np.empty((0, 2))

    def _extend(self, points: FloatArray) -> None:
        """Add the pieces that lead to these points, as far as they are new to the eye."""
        first_step = self._rows
        self._rows += len(points)
        if self._last is None:
            self._last = points[0]
            first_step, points = first_step + 1, points[1:]
        joined = np.concatenate([self._last[np.newaxis], points])
        names = self._cell_names(joined)
        moved = np.flatnonzero(names[1:] != names[:-1])
        if not len(moved):
            return
        # Each piece leads from the last point kept to the next: those in between lie in the same cell.
        begins = joined[np.concatenate([[0], moved[:-1] + 1])]
        ends = joined[moved + 1]
        before, after = names[moved], names[moved + 1]
        pairs = np.minimum(before, after) * (_SIDE * _SIDE) + np.maximum(before, after)
        new, first = np.unique(pairs, return_index=True)
        place = np.searchsorted(self._seen, new)
        known = np.zeros(len(new), dtype=bool)
        within = place < len(self._seen)
        known[within] = self._seen[place[within]] == new[within]
        chosen = np.sort(first[~known])
        self._last = ends[-1]
        if len(chosen):
            self._seen = np.insert(self._seen, place[~known], new[~known])
            self.steps = np.concatenate([self.steps, first_step + moved[chosen]])
            self.begins = np.concatenate([self.begins, begins[chosen]])
            self.ends = np.concatenate([self.ends, ends[chosen]])

    def _cell_names(self, points: FloatArray) -> IntArray:
        """Return one number for the cell of each point; all cells far off the map share those at the edge."""
        cells = points * (1.0 / self._cell)
        np.floor(cells, out=cells)
        cells += _SIDE // 4
        np.clip(cells, 0, _SIDE - 1, out=cells)
        # Numbers so small are exact in float64 too.
        return np.asarray((cells[:, 0] * _SIDE + cells[:, 1]).astype(np.int64))
