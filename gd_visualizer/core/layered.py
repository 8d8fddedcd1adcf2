"""Layered drawing: boxes in columns from left to right, in an order with few crossings, none upon another.

Sugiyama, Tagawa & Toda 1981, "Methods for visual understanding of hierarchical system structures": columns by the
longest way, dummies where a line passes a column, orders by the mean place of neighbours, and then heights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gd_visualizer.core.arrays import FloatArray

SWEEPS = 12
# How much room a line needs that passes a column.
LANE = 14.0
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is.

    Attributes
    ----------
    layers : tuple of K int
        The column of each box, 0 at the left.
    heights : (K,) float64
        The y of each box's centre line, growing downward from 0 at the top edge of the topmost.
    lanes : tuple of tuples of float
        For each line the y at which it passes each column between its ends.
    total : float
        The height of all.
    """

    layers: tuple[int, ...]
    heights: FloatArray
    lanes: tuple[tuple[float, ...], ...]
    total: float


def placed(extents: Sequence[tuple[float, float]], lines: Sequence[tuple[int, int]]) -> Places:
    """Return places for K boxes, each with its room above and below its centre line, and lines between them.

    Parameters
    ----------
    extents : K pairs of float
    lines : pairs of int
        From a box to one that stands behind it; there is no circle.
    """
    layers = layers_of(len(extents), lines)
    drawing = _Drawing(extents, layers, lines)
    drawing.order()
    heights = drawing.settle()
    top = min((height - drawing.above[place] for place, height in enumerate(heights)), default=0.0)
    bottom = max((height + drawing.below[place] for place, height in enumerate(heights)), default=0.0)
    lanes = tuple(tuple(float(heights[dummy]) - top for dummy in chain) for chain in drawing.chains)
    return Places(layers, heights[: len(extents)] - top, lanes, float(bottom - top))


def layers_of(count: int, lines: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the column of each box: behind all it needs; what needs nothing stands right before its first user."""
    found = [0] * count
    for _ in range(count):
        before = list(found)
        for begin, end in lines:
            found[end] = max(found[end], found[begin] + 1)
        if found == before:
            break
    needs = {end for _, end in lines}
    for place in range(count):
        users = [found[end] for begin, end in lines if begin == place]
        if place not in needs and users:
            found[place] = min(users) - 1
    return tuple(found)


def separated(wanted: FloatArray, gaps: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the places nearest to the wanted ones (by weighted squares) of which each pair keeps its distance.

    Pool adjacent violators (Ayer and others 1955): where two come too close they move as one.

    Parameters
    ----------
    wanted : (J,) float64
    gaps : (J − 1,) float64
        The smallest distance between neighbours.
    weights : (J,) float64
    """
    shift = np.concatenate([[0.0], np.cumsum(gaps)])
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip((wanted - shift).tolist(), weights.tolist(), strict=True):
        block = (value, weight, 1)
        while blocks and blocks[-1][0] >= block[0]:
            other = blocks.pop()
            both = other[1] + block[1]
            block = ((other[0] * other[1] + block[0] * block[1]) / both, both, other[2] + block[2])
        blocks.append(block)
    return np.asarray(np.concatenate([np.full(size, value) for value, _, size in blocks]) + shift)


class _Drawing:
    """Boxes and dummies in columns, on their way to an order and to heights."""

    def __init__(
        self, extents: Sequence[tuple[float, float]], layers: tuple[int, ...], lines: Sequence[tuple[int, int]]
    ) -> None:
        self.above, self.below = [pair[0] for pair in extents], [pair[1] for pair in extents]
        self.real = len(extents)
        self.columns: list[list[int]] = [[] for _ in range(max(layers, default=-1) + 1)]
        for place, layer in enumerate(layers):
            self.columns[layer].append(place)
        self.chains: list[list[int]] = []
        self.pieces: list[list[tuple[int, int]]] = [[] for _ in self.columns]
        for begin, end in lines:
            chain = [self._dummy(layer) for layer in range(layers[begin] + 1, layers[end])]
            self.chains.append(chain)
            for offset, pair in enumerate(zip([begin, *chain], [*chain, end], strict=True)):
                self.pieces[layers[begin] + offset].append(pair)
        self.left: list[list[int]] = [[] for _ in self.above]
        self.right: list[list[int]] = [[] for _ in self.above]
        for begin, end in (pair for pieces in self.pieces for pair in pieces):
            self.right[begin].append(end)
            self.left[end].append(begin)

    def _dummy(self, layer: int) -> int:
        self.above.append(_HALF * LANE)
        self.below.append(_HALF * LANE)
        self.columns[layer].append(len(self.above) - 1)
        return len(self.above) - 1

    def order(self) -> None:
        """Sort each column by the mean place of its neighbours, to and fro, and keep the order with least crossings."""
        best, fewest = [list(column) for column in self.columns], self.crossings()
        for sweep in range(SWEEPS):
            forward = sweep % 2 == 1
            neighbours = self.left if forward else self.right
            for column in self.columns if forward else reversed(self.columns):
                ranks = self._ranks()
                column.sort(key=_by_mean(neighbours, ranks))
            now = self.crossings()
            if now < fewest:
                best, fewest = [list(column) for column in self.columns], now
        self.columns = best

    def crossings(self) -> int:
        """Return how often lines cross between neighbouring columns."""
        ranks, found = self._ranks(), 0
        for pieces in self.pieces:
            begins = np.array([ranks[begin] for begin, _ in pieces])
            ends = np.array([ranks[end] for _, end in pieces])
            found += int(np.sum((begins[:, None] < begins) & (ends[:, None] > ends)))
        return found

    def _ranks(self) -> dict[int, int]:
        return {place: rank for column in self.columns for rank, place in enumerate(column)}

    def settle(self) -> FloatArray:
        """Return heights at which lines are as level as the room allows."""
        heights = np.zeros(len(self.above))
        for sweep in range(2 * SWEEPS):
            forward = sweep % 2 == 0
            for column in self.columns if forward else reversed(self.columns):
                wanted = [self._wanted(place, heights, sweep, forward) for place in column]
                gaps = [self.below[upper] + self.above[lower] for upper, lower in pairwise(column)]
                weights = [4.0 if place >= self.real else 1.0 for place in column]
                heights[column] = separated(np.array(wanted), np.array(gaps), np.array(weights))
        return heights

    def _wanted(self, place: int, heights: FloatArray, sweep: int, forward: bool) -> float:
        """Return the mean height of the neighbours on one side at first, of both at last."""
        beside = self.left[place] if forward else self.right[place]
        both = self.left[place] + self.right[place]
        near = both if sweep >= SWEEPS or not beside else beside
        return float(np.mean(heights[near])) if near else float(heights[place])


def _by_mean(neighbours: list[list[int]], ranks: dict[int, int]) -> Callable[[int], float]:
    """Return the key to sort by: where the neighbours are in the mean, or where it is where it has none."""

    def key(place: int) -> float:
        near = neighbours[place]
        return sum(ranks[other] for other in near) / len(near) if near else float(ranks[place])

    return key
