"""How a network bends: the slope of each single point, and the exact second derivatives of all."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.network.activations import Activation
from gd_visualizer.core.network.backpropagation import Pass
from gd_visualizer.core.network.layout import Layout

# So many numbers of a layer at a time: many directions are followed at once, but not too many for the memory.
AT_ONCE = 1 << 18


def slopes_by_point(
    layout: Layout, activation: Activation, parameters: FloatArray, x: FloatArray, push: FloatArray
) -> FloatArray:
    """Return the gradient that each point makes alone, (N, P): backpropagation that leaves out the sum over the points.

    Parameters
    ----------
    parameters : (P,) float64
    x : (inputs, N) float64
    push : (outputs, N) float64
        ∂L/∂ŷ; all ones for ∂ŷ/∂θ itself where there is one output.
    """
    count = x.shape[1]
    way = Pass(layout, activation, count)
    way.forward(parameters, x)
    way.backward(push)
    found = np.empty((count, layout.count))
    read = [x, *(hidden.values for hidden in way.hidden)]
    pushes = [*(hidden.push for hidden in way.hidden), push]
    for part, values, pushed in zip(layout.parts, read, pushes, strict=True):
        found[:, part.weights] = (pushed.T[:, :, None] * values.T[:, None, :]).reshape(
            count, part.outputs * part.inputs
        )
        found[:, part.biases] = pushed.T
    return found


def second_derivatives(
    layout: Layout, activation: Activation, parameters: FloatArray, x: FloatArray, push: FloatArray
) -> FloatArray:
    """Return Σ push·∂²ŷ/∂θ², (P, P), exactly: how the gradient changes along each knob (Pearlmutter 1994).

    Parameters
    ----------
    parameters : (P,) float64
    x : (inputs, N) float64
    push : (outputs, N) float64
        ∂L/∂ŷ, taken as fixed.
    """
    way = Pass(layout, activation, x.shape[1])
    way.forward(parameters, x)
    way.backward(push)
    found = np.empty((layout.count, layout.count))
    at_once = max(1, AT_ONCE // (max(layout.widths) * max(1, x.shape[1]) + layout.count))
    for first in range(0, layout.count, at_once):
        directions = np.eye(layout.count)[first : first + at_once]
        found[first : first + at_once] = _change_of_gradient(layout, activation, way, parameters, directions, x, push)
    # Rounding leaves the two halves a little apart.
    return np.asarray((found + found.T) / 2.0)


def _change_of_gradient(
    layout: Layout,
    activation: Activation,
    way: Pass,
    parameters: FloatArray,
    directions: FloatArray,
    x: FloatArray,
    push: FloatArray,
) -> FloatArray:
    """Return how the gradient changes along each of D directions (D, P), (D, P).

    Every line of forward and backward is differentiated once more by the product rule; what ends in ``_change`` is the
    derivative of what has the name without it, (D, units, N).
    """
    layers, changes = layout.layers(parameters), layout.layers(directions)
    found = np.empty_like(directions)
    slopes = layout.parts
    read_change: list[FloatArray] = [np.zeros((len(directions), *x.shape))]
    sums_change: list[FloatArray] = []
    for layer, change, read, hidden in zip(
        layers, changes, [x, *(h.values for h in way.hidden)], way.hidden, strict=False
    ):
        sums_change.append(change.weights @ read + layer.weights @ read_change[-1] + change.biases)
        read_change.append(hidden.slope * sums_change[-1])
    push_change = np.zeros((len(directions), *push.shape))
    for number in range(len(layers) - 1, -1, -1):
        if number < len(way.hidden):
            hidden, later = way.hidden[number], layers[number + 1]
            value_push = later.weights.T @ push
            value_push_change = changes[number + 1].weights.transpose(0, 2, 1) @ push + later.weights.T @ push_change
            bend = activation.bend(hidden.sums, hidden.values)
            push = hidden.push
            push_change = value_push_change * hidden.slope + value_push * bend * sums_change[number]
        read = way.hidden[number - 1].values if number else x
        weights_change = push_change @ read.T + push @ read_change[number].transpose(0, 2, 1)
        found[:, slopes[number].weights] = weights_change.reshape(len(directions), -1)
        found[:, slopes[number].biases] = push_change.sum(axis=2)
    return found
