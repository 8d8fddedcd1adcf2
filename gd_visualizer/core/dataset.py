"""The points: what was measured, the ground truth that the line shall meet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gd_visualizer.core.arrays import FloatArray, IntArray, frozen


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Points (x, y), each with a number of its own that it keeps while it moves.

    Attributes
    ----------
    x, y : (N,) float64
        Where the points are, in the units they were given in.
    ids : (N,) int64
        The lasting number of each point.
    next_id : int
        The number the next new point will get.
    x_name, y_name : str
        What the axes are called.
    """

    x: FloatArray
    y: FloatArray
    ids: IntArray
    next_id: int = 0
    x_name: str = "x"
    y_name: str = "y"

    @classmethod
    def from_arrays(cls, x: ArrayLike, y: ArrayLike, x_name: str = "x", y_name: str = "y") -> Dataset:
        """Make a data set from two columns of equal length.

        Raises
        ------
        ValueError
            If the columns differ in length or hold a number that is not finite.
        """
        x, y = frozen(x), frozen(y)
        if x.ndim != 1 or x.shape != y.shape:
            raise ValueError(f"x and y must be columns of equal length, got {x.shape} and {y.shape}")
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            raise ValueError("every coordinate must be a finite number")
        return cls(x, y, _ids(np.arange(len(x))), len(x), x_name, y_name)

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.x)

    def index_of(self, point_id: int) -> int:
        """Return the row of the point with this number.

        Raises
        ------
        KeyError
            If no point has the number.
        """
        found = np.flatnonzero(self.ids == point_id)
        if not len(found):
            raise KeyError(point_id)
        return int(found[0])

    def added(self, x: float, y: float) -> Dataset:
        """Return the data with one more point; its number is the old ``next_id``."""
        return replace(
            self,
            x=frozen(np.append(self.x, x)),
            y=frozen(np.append(self.y, y)),
            ids=_ids(np.append(self.ids, self.next_id)),
            next_id=self.next_id + 1,
        )

    def moved(self, point_id: int, x: float, y: float) -> Dataset:
        """Return the data with one point at another place."""
        row = self.index_of(point_id)
        new_x, new_y = self.x.copy(), self.y.copy()
        new_x[row], new_y[row] = x, y
        return replace(self, x=frozen(new_x), y=frozen(new_y))

    def removed(self, point_id: int) -> Dataset:
        """Return the data without one point."""
        return self.kept(np.arange(len(self)) != self.index_of(point_id))

    def kept(self, keep: NDArray[np.bool_]) -> Dataset:
        """Return the data with only some of the points: those where ``keep`` (N,) is true."""
        return replace(self, x=frozen(self.x[keep]), y=frozen(self.y[keep]), ids=_ids(self.ids[keep]))

    def placed(self, x: ArrayLike, y: ArrayLike) -> Dataset:
        """Return the data with other coordinates x and y; those beyond the last row are new points.

        Parameters
        ----------
        x, y : (M,) float64
            For all N points and M − N new ones.
        """
        x, y = frozen(x), frozen(y)
        new = np.arange(self.next_id, self.next_id + len(x) - len(self))
        return replace(self, x=x, y=y, ids=_ids(np.append(self.ids, new)), next_id=self.next_id + len(new))

    def cleared(self) -> Dataset:
        """Return the data with no point at all; numbers are not used again."""
        return replace(self, x=frozen([]), y=frozen([]), ids=_ids(np.empty(0)))


def _ids(values: ArrayLike) -> IntArray:
    array = np.array(values, dtype=np.int64)
    array.flags.writeable = False
    return array
