"""Exact surfaces of a line for losses made of straight lines and parabolas, without adding up every point per cell.

For one slope m only u = y − m·x matters: every line of this slope has the residuals b − u. With the u in order,
those residuals that lie on one piece of the loss stand side by side, so a search finds them, and running sums of u
and u² give the sum of their losses: O(A·(N·log N + B·log N)) for A slopes and B heights instead of O(A·B·N).

Running sums lose digits if they are careless. Four things keep them: u is measured from the place in the middle of
the column where the loss is lowest, the running sums go outwards from there, those of narrow parabolas carry along
what rounding cut off (Knuth's two-sum; Ogita, Rump & Oishi 2005, "Accurate sum and dot product"), and every cell
whose terms cancel too much all the same is added up point by point.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.pieces import Pieces

# With fewer points adding them up is as quick.
FEW_POINTS = 24
# Numbers worked on at a time: what fits into the fast memory of a processor.
ROOM = 1 << 15
# Cells worked on at a time: larger arrays are fetched from the system and handed back each time, which takes longer.
CELLS = 12_000
# The terms of a cell may be so many times larger than their sum: they cost it no more than a few 1e-13.
LARGEST_TERMS = 500.0
# Parabolas are narrow where lines of the map stand so many of their widths away.
NARROW = 100.0


def line_loss_grid(loss: Loss, data: Dataset, slopes: FloatArray, heights: FloatArray) -> FloatArray | None:
    """Return the mean loss of every line ŷ = m·x + b of a grid, (B, A), or None where there is no quick exact way.

    Parameters
    ----------
    loss : Loss
        Must say its ``pieces``.
    data : Dataset
        (N) points; without any the losses are nan.
    slopes, heights : (A,), (B,) float64
        The values of m and b, in any order.

    Notes
    -----
    Agrees with the mean over all points to 1e-12 of itself, as long as rounding of m·x + b − y itself allows it:
    far from zero that has an error of about 1e-16·|m·x|, which the plain mean has as well.
    """
    pieces = loss.pieces()
    if pieces is None:
        return None
    losses = np.full((len(heights), len(slopes)), np.nan)
    if not len(data) or not losses.size:
        return losses
    with np.errstate(all="ignore"):
        if len(data) <= FEW_POINTS:
            return _by_column(loss, data, slopes, heights)
        columns = max(1, min(ROOM // len(data), CELLS // max(1, len(heights))))
        sums = _RunningSums(min(columns, len(slopes)), len(data))
        for first in range(0, len(slopes), columns):
            part = slice(first, first + columns)
            found, terms = _shifted(pieces, data, slopes[part], heights, sums)
            losses[:, part] = found.T
            # Written so that a cell that is no number is looked at again too.
            unsure = np.argwhere(~((terms <= LARGEST_TERMS * np.abs(found)) & (terms < np.inf)))
            for cells in _batches(unsure, len(data)):
                m, b = slopes[part][cells[:, 0]], heights[cells[:, 1]]
                residuals = m[:, np.newaxis] * data.x + b[:, np.newaxis] - data.y
                losses[cells[:, 1], first + cells[:, 0]] = np.mean(loss.of_residual(residuals), axis=1)
    return losses


def _by_column(loss: Loss, data: Dataset, slopes: FloatArray, heights: FloatArray) -> FloatArray:
    """Return the mean losses, (B, A), point by point."""
    total = np.zeros((len(heights), len(slopes)))
    for x, y in zip(data.x.tolist(), data.y.tolist(), strict=True):
        total += loss.of_residual(slopes * x + heights[:, np.newaxis] - y)
    return total / len(data)


def _batches(cells: IntArray, points: int) -> Iterator[IntArray]:
    at_once = max(1, ROOM // points)
    for first in range(0, len(cells), at_once):
        yield cells[first : first + at_once]


def _shifted(
    pieces: Pieces, data: Dataset, slopes: FloatArray, heights: FloatArray, sums: _RunningSums
) -> tuple[FloatArray, FloatArray]:
    """Return the mean losses and the mean size of the terms they were put together from, (A, B) each."""
    count = len(data)
    levels = np.multiply(slopes[:, np.newaxis], data.x, out=sums.levels[: len(slopes)])
    np.subtract(data.y, levels, out=levels)
    levels.sort(axis=1)
    edges = _edges(pieces, levels, heights)
    middle = min(count - 1, int(count * (1.0 - pieces.share_above)))
    centres = levels[:, middle : middle + 1].copy()
    height = heights - centres
    levels -= centres
    steepest = max(abs(slope) for _, slope, _ in pieces.coefficients)
    roundest = max(square for _, _, square in pieces.coefficients)
    careful = 2.0 * roundest * float(np.abs(height).max()) > NARROW * steepest > 0.0
    first_sums = sums.up_to(edges, levels, middle, careful)
    second_sums = sums.up_to(edges, np.multiply(levels, levels, out=levels), middle, careful) if roundest else []
    total, terms = np.zeros_like(height), np.zeros_like(height)
    for piece, (constant, slope, square) in enumerate(pieces.coefficients):
        inside = edges[piece] - edges[piece + 1]
        first, lift = _between(first_sums, piece), inside * height
        total += slope * (lift - first)
        terms += abs(slope) * np.abs(lift)
        if constant:
            total += constant * inside
            terms += abs(constant) * inside
        if square:
            lift *= square * height
            total += lift + (square * _between(second_sums, piece) - (2.0 * square) * height * first)
            terms += lift
    return total / count, terms / count


def _edges(pieces: Pieces, levels: FloatArray, heights: FloatArray) -> list[IntArray]:
    """Return where the points of each piece begin and end in each sorted column, K + 2 times (A, B), descending.

    Point i of a column has the residual b − u[i]: on piece k are the points from edge k + 1 up to edge k.
    """
    ends = np.zeros((len(levels), 1), np.intp)
    edges = [ends + levels.shape[1]]
    for breakpoint_ in pieces.breakpoints:
        wanted, found = heights - breakpoint_, np.empty((len(levels), len(heights)), np.intp)
        for column, row in zip(levels, found, strict=True):
            row[:] = column.searchsorted(wanted)
        edges.append(found)
    return [*edges, ends]


def _between(tables: list[list[FloatArray]], piece: int) -> FloatArray:
    """Return the sum over the points of one piece, (A, B): from the large sums, then from what they lost."""
    total = tables[0][piece] - tables[0][piece + 1]
    for table in tables[1:]:
        total += table[piece] - table[piece + 1]
    return total


class _RunningSums:
    """Sums of each sorted column up to every place, in memory that is used again and again."""

    def __init__(self, columns: int, points: int) -> None:
        self.levels = np.empty((columns, points))
        self._sums = np.empty((columns, points + 1))
        self._lost, self._seen = np.empty((2, columns, points))

    def up_to(self, edges: list[IntArray], values: FloatArray, middle: int, careful: bool) -> list[list[FloatArray]]:
        """Return the sums up to each edge; a second time for what rounding cut off, if that shall be kept."""
        tables = [self._taken(edges, values, middle)]
        if careful:
            tables.append(self._taken(edges, self._cut_off(values, middle), middle))
        return tables

    def _taken(self, edges: list[IntArray], values: FloatArray, middle: int) -> list[FloatArray]:
        """Sum outwards from ``middle``, below it with a minus, and return the sums up to each edge."""
        sums = self._sums[: len(values)]
        sums[:, middle] = 0.0
        np.cumsum(values[:, middle:], axis=1, out=sums[:, middle + 1 :])
        below = np.cumsum(values[:, :middle][:, ::-1], axis=1, out=sums[:, :middle][:, ::-1])
        np.negative(below, out=below)
        starts = sums.shape[1] * np.arange(len(values))[:, np.newaxis]
        return [sums.ravel().take(edge + starts) for edge in edges]

    def _cut_off(self, values: FloatArray, middle: int) -> FloatArray:
        """Return what rounding cut off in each addition of the last sums, (A, N), to be summed like the values."""
        sums, lost, seen = (work[: len(values)] for work in (self._sums, self._lost, self._seen))
        # Outwards means up above the middle; below it, where the sums have a minus, it is the same with signs turned.
        for before, after, side, sign in (
            (sums[:, middle:-1], sums[:, middle + 1 :], slice(middle, None), np.subtract),
            (sums[:, 1 : middle + 1], sums[:, :middle], slice(0, middle), np.add),
        ):
            really, rest = seen[:, side], lost[:, side]
            np.subtract(after, before, out=really)
            np.subtract(after, really, out=rest)
            np.subtract(before, rest, out=rest)
            if sign is np.add:
                np.negative(rest, out=rest)
            # Above: (value − really) + rest. Below, where −value was added: (value + really) − rest.
            sign(values[:, side], really, out=really)
            rest += really
        return lost
