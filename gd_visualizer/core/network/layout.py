"""The layout: where in the flat row of parameters each layer of a network keeps its weights and biases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray


class Part(NamedTuple):
    """The places of one layer in the flat row.

    Attributes
    ----------
    outputs, inputs : int
        How many units the layer has, and how many numbers each of them reads.
    weights, biases : slice
        Where they are.
    """

    outputs: int
    inputs: int
    weights: slice
    biases: slice


class Layer(NamedTuple):
    """What one layer knows.

    Attributes
    ----------
    weights : (…, outputs, inputs) float64
        The matrix W that multiplies the input from the left.
    biases : (…, outputs, 1) float64
        The column b that is added.
    """

    weights: FloatArray
    biases: FloatArray


@dataclass(frozen=True, slots=True)
class Layout:
    """The order of the parameters: W1 row by row, then b1, then W2 row by row, then b2, and so on.

    Attributes
    ----------
    widths : tuple of int
        How many numbers there are in each place, from the inputs through the hidden layers to the outputs.
    parts : tuple of Part
        The places of each layer.
    """

    widths: tuple[int, ...]
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """Return P, the number of parameters."""
        return int(self.parts[-1].biases.stop)

    def layers(self, parameters: FloatArray) -> list[Layer]:
        """Return the layers inside parameters (P,), or inside each row of (K, P); one row is not copied."""
        lead = parameters.shape[:-1]
        return [
            Layer(
                parameters[..., weights].reshape(*lead, outputs, inputs),
                parameters[..., biases].reshape(*lead, outputs, 1),
            )
            for outputs, inputs, weights, biases in self.parts
        ]

    def names(self) -> tuple[str, ...]:
        """Return the P names, such as "W1[2,1]": layer 1, from input 1 to unit 2; all count from 1."""
        found: list[str] = []
        for number, part in enumerate(self.parts, 1):
            units = range(1, part.outputs + 1)
            found += [f"W{number}[{unit},{source}]" for unit in units for source in range(1, part.inputs + 1)]
            found += [f"b{number}[{unit}]" for unit in units]
        return tuple(found)

    def groups(self) -> tuple[IntArray, ...]:
        """Return the places that belong together: the weights into each unit, and the biases of each layer.

        Every parameter is in one group. A random direction in which each group is as long as the parameters of that
        group makes landscapes of different networks comparable (Li et al. 2018, "filter normalization").
        """
        found: list[IntArray] = []
        for part in self.parts:
            rows = np.arange(part.weights.start, part.weights.stop).reshape(part.outputs, part.inputs)
            found += [*rows, np.arange(part.biases.start, part.biases.stop)]
        return tuple(found)


@lru_cache(maxsize=256)
def layout_of(widths: tuple[int, ...]) -> Layout:
    """Return the layout of a network with these widths, from the inputs to the outputs."""
    parts, place = [], 0
    for inputs, outputs in pairwise(widths):
        middle = place + outputs * inputs
        parts.append(Part(outputs, inputs, slice(place, middle), slice(middle, middle + outputs)))
        place = middle + outputs
    return Layout(widths, tuple(parts))
