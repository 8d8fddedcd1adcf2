"""The cloud of points: which of them hold still, and which one is on its way."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset


class Cloud:
    """Tells the one point that moves from those that can stay painted.

    Attributes
    ----------
    data : Dataset or None
        What was taken last.
    mover : int or None
        The row of the point that is moving.
    version : int
        Grows whenever anything but the mover changed.
    """

    def __init__(self) -> None:
        """Begin without points."""
        self.data: Dataset | None = None
        self.mover: int | None = None
        self.version = 0

    def take(self, data: Dataset) -> bool:
        """Take the present points; return False where they are the ones of last time."""
        old, self.data = self.data, data
        if old is data:
            return False
        if old is None or not np.array_equal(old.ids, data.ids):
            self._begin_anew(None)
            return True
        changed = np.flatnonzero((old.x != data.x) | (old.y != data.y))
        if len(changed) > 1:
            self._begin_anew(None)
        elif len(changed) == 1 and int(changed[0]) != self.mover:
            self._begin_anew(int(changed[0]))
        return True

    def resting(self) -> tuple[FloatArray, FloatArray]:
        """Return x and y of the points that hold still."""
        assert self.data is not None
        if self.mover is None:
            return self.data.x, self.data.y
        return np.delete(self.data.x, self.mover), np.delete(self.data.y, self.mover)

    def moving(self) -> tuple[FloatArray, FloatArray]:
        """Return x and y of the point that moves, as arrays of length one or none."""
        assert self.data is not None
        rows = slice(0, 0) if self.mover is None else slice(self.mover, self.mover + 1)
        return self.data.x[rows], self.data.y[rows]

    def _begin_anew(self, mover: int | None) -> None:
        self.mover = mover
        self.version += 1
