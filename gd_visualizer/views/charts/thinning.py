"""Thin a row of losses out to what the columns of a screen can show, and keep that up to date as steps come in."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray

COLUMN = 1.5
# A point so near to the straight way, in pixels, bends a line less than anyone can see.
ASIDE = 0.06
STRIDES = (4, 16, 64)


class ThinLosses:
    """The lowest, highest and first loss in each column of pixels, for walks of any length.

    The rows of a walk are windows on one table that is only ever added to: what was looked at once is not looked at
    again.
    """

    def __init__(self) -> None:
        """Begin without losses."""
        self._table: object = None
        self._peak_table: object = None
        self._shape = (0, 0)
        self._rows = 0
        self._peak_rows = 0
        self._least, self._peak = 0.0, 0.0
        self._starts: IntArray = np.empty(0, dtype=np.int64)
        self._low: FloatArray = np.empty(0)
        self._high: FloatArray = np.empty(0)

    def ends(self, losses: FloatArray) -> tuple[float, float]:
        """Return the smallest of all losses, or 0 if it is larger, and the largest; only new ones are looked at."""
        table = losses if losses.base is None else losses.base
        if table is not self._peak_table or len(losses) < self._peak_rows:
            self._peak_table, self._peak_rows, self._peak, self._least = table, 0, 0.0, 0.0
        if len(losses) > self._peak_rows:
            self._peak = max(self._peak, float(np.fmax.reduce(losses[self._peak_rows :])))
            self._least = min(self._least, float(np.fmin.reduce(losses[self._peak_rows :])))
            self._peak_rows = len(losses)
        return self._least, self._peak

    def between(
        self, losses: FloatArray, first: int, end: int, last: int, width: float
    ) -> tuple[FloatArray, FloatArray]:
        """Return (steps, losses) of a line that looks the same as one through the losses of all steps first … end.

        Parameters
        ----------
        losses : (K + 1,) float64
        first, end : int
            The ends of the line, both included.
        last : int
            The step at the right edge.
        width : float
            How many pixels steps 0 to ``last`` take.
        """
        columns = max(1, int(width / COLUMN))
        if last <= 2 * columns or end - first < 3:
            whole = np.arange(first, end + 1, dtype=np.float64)
            return whole, np.asarray(losses[first : end + 1], dtype=np.float64)
        self._follow(losses, last, columns)
        begin = int(np.searchsorted(self._starts, first, side="right"))
        stop = max(begin, int(np.searchsorted(self._starts, end, side="right")) - 1)
        starts, low, high = self._starts[begin:stop], self._low[begin:stop], self._high[begin:stop]
        heads, tails = losses[starts], losses[self._starts[begin + 1 : stop + 1] - 1]
        middle = starts + 0.5 * last / columns
        # A column with a bump gets its highest and lowest loss as well, in the order that suits its slope.
        rising = heads < tails
        steps: FloatArray = np.column_stack([starts.astype(np.float64), middle, middle])
        values = np.column_stack([heads, np.where(rising, low, high), np.where(rising, high, low)])
        bump = (high > np.fmax(heads, tails)) | (low < np.fmin(heads, tails))
        keep = np.column_stack([np.ones(len(starts), dtype=bool), bump, bump]).ravel()
        head = _summary(losses, first, int(self._starts[begin]))
        tail = _summary(losses, int(self._starts[stop]), end + 1)
        thin = steps.ravel()[keep], values.ravel()[keep]
        return np.concatenate([head[0], thin[0], tail[0]]), np.concatenate([head[1], thin[1], tail[1]])

    def _follow(self, losses: FloatArray, last: int, columns: int) -> None:
        """Bring the columns up to date."""
        table = losses if losses.base is None else losses.base
        if table is not self._table or self._shape != (last, columns) or len(losses) < self._rows:
            self._table, self._shape, self._rows = table, (last, columns), 0
            self._starts = -(-np.arange(columns + 1) * last // columns)
            self._low, self._high = np.zeros(columns + 1), np.zeros(columns + 1)
        if len(losses) == self._rows:
            return
        # The column of the last row seen may have been half full.
        begin = max(0, int(np.searchsorted(self._starts, self._rows, side="right")) - 1)
        stop = int(np.searchsorted(self._starts, len(losses), side="left"))
        offset = int(self._starts[begin])
        places = self._starts[begin:stop] - offset
        self._low[begin:stop] = np.fmin.reduceat(losses[offset:], places)
        self._high[begin:stop] = np.fmax.reduceat(losses[offset:], places)
        self._rows = len(losses)


def thinned(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a line in pixels through fewer points that looks the same; x must not fall."""
    cells = np.floor(x / COLUMN)
    starts = np.flatnonzero(np.append(True, cells[1:] != cells[:-1]))
    if len(x) <= 3 * len(starts):
        return x, y
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    across = np.repeat(x[starts], 2)
    return np.append(across, x[-1]), np.append(np.column_stack([low, high]).ravel(), y[-1])


def _summary(losses: FloatArray, first: int, stop: int) -> tuple[FloatArray, FloatArray]:
    """Return (steps, losses) of a part of a column: its first, highest, lowest and last."""
    part = losses[first:stop]
    if not len(part):
        return np.empty(0), np.empty(0)
    places = np.unique([0, int(np.argmax(part)), int(np.argmin(part)), len(part) - 1])
    return (first + places).astype(np.float64), part[places]


def bends(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a line in pixels without the points that lie on the straight way between others."""
    keep = np.ones(len(x), dtype=bool)
    for stride in STRIDES:
        count = (len(x) - 1) // stride
        if not count:
            break
        end = count * stride
        xs, ys = x[:end].reshape(count, stride), y[:end].reshape(count, stride)
        across, up = x[stride : end + 1 : stride] - xs[:, 0], y[stride : end + 1 : stride] - ys[:, 0]
        aside = np.abs((ys - ys[:, :1]) * across[:, np.newaxis] - (xs - xs[:, :1]) * up[:, np.newaxis]).max(axis=1)
        # Twice the area of a triangle is its base times its height.
        straight = aside <= ASIDE * np.hypot(across, up)
        keep[:end].reshape(count, stride)[straight, 1:] = False
    return x[keep], y[keep]
