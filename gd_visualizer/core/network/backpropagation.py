"""Backpropagation: forward through all layers, and backward through the same layers in reverse.

Linnainmaa 1970; Rumelhart, Hinton & Williams 1986. The arrays have one column for each point; inputs and outputs may be
several. The last layer has no activation.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.network.activations import Activation
from gd_visualizer.core.network.layers import activate, activate_backward, weigh, weigh_backward, weigh_slope
from gd_visualizer.core.network.layout import Layer, Layout


class Hidden(NamedTuple):
    """The arrays of a hidden layer, each (units, N) float64: what it summed, its value, its slope and its push."""

    layer: Layer
    sums: FloatArray
    values: FloatArray
    slope: FloatArray
    push: FloatArray


class Pass:
    """One way forward and back, for so many points; used again, it writes over what it had.

    It belongs to whoever made it and to one thread. The arrays it needs are made once, which is what makes training
    fast: a step of a small network is then little more than three calls of numpy for each layer and direction.

    Attributes
    ----------
    count : int
        How many points it is for.
    hidden : list of Hidden
    outputs : (outputs, N) float64
        ŷ of the last way forward.
    """

    __slots__ = (
        "_activation",
        "_gradient",
        "_last",
        "_ones",
        "_parameters",
        "_slopes",
        "_x",
        "count",
        "hidden",
        "outputs",
    )

    def __init__(self, layout: Layout, activation: Activation, count: int) -> None:
        """Make room for ``count`` points."""
        self.count = count
        self._activation = activation
        self._parameters, self._gradient = np.empty(layout.count), np.empty(layout.count)
        self._slopes = layout.layers(self._gradient)
        *layers, self._last = layout.layers(self._parameters)
        self.hidden = [Hidden(layer, *np.empty((4, len(layer.biases), count))) for layer in layers]
        self.outputs = np.empty((layout.widths[-1], count))
        self._ones = np.ones((count, 1))
        self._x = self.outputs

    def forward(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ŷ, (outputs, N), for parameters (P,) and inputs (inputs, N); ŷ is written over next time."""
        self._parameters[:] = parameters
        self._x = values = x
        for layer, sums, next_values, _slope, _push in self.hidden:
            weigh(layer, values, sums)
            activate(self._activation, sums, next_values)
            values = next_values
        weigh(self._last, values, self.outputs)
        return self.outputs

    def backward(self, push: FloatArray) -> FloatArray:
        """Return ∂L/∂θ, (P,), new, for ∂L/∂ŷ of (outputs, N), after a way forward."""
        later = self._last
        for number in range(len(self.hidden) - 1, -1, -1):
            layer, sums, values, slope, passed = self.hidden[number]
            weigh_slope(self._slopes[number + 1], values, push, self._ones)
            weigh_backward(later, push, passed)
            activate_backward(self._activation, sums, values, passed, slope)
            later, push = layer, passed
        weigh_slope(self._slopes[0], self._x, push, self._ones)
        return self._gradient.copy()
