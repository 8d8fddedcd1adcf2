"""What networks predict: one network for many inputs, or very many networks at once, as a landscape needs them."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.network.activations import Activation
from gd_visualizer.core.network.layout import Layer, Layout

# So many numbers of a layer at a time stay in the cache of the processor, which is twice as fast as all at once.
AT_ONCE = 1 << 15


def predictions(layout: Layout, activation: Activation, parameters: FloatArray, x: FloatArray) -> FloatArray:
    """Return ŷ, (outputs, N), for parameters (P,) and inputs (inputs, N)."""
    values = x
    *hidden, last = layout.layers(parameters)
    for layer in hidden:
        values = _sums(layer, values)
        activation.value(values, values)
    return _sums(last, values)


def predictions_of_rows(layout: Layout, activation: Activation, rows: FloatArray, x: FloatArray) -> FloatArray:
    """Return ŷ of K networks at once, (K, outputs, N), for rows (K, P) and inputs (inputs, N).

    Layers at the beginning in which all the networks are alike are worked out once: over a landscape of two
    parameters most layers stay as they are.
    """
    found = np.empty((len(rows), layout.widths[-1], x.shape[1]))
    if not len(rows):
        return found
    values = x
    *hidden, last = layout.layers(rows)
    while hidden and _all_alike(hidden[0]):
        layer = hidden.pop(0)
        values = _sums(Layer(layer.weights[0], layer.biases[0]), values)
        activation.value(values, values)
    at_once = max(1, AT_ONCE // (max(layout.widths) * max(1, x.shape[1])))
    for first in range(0, len(rows), at_once):
        some = slice(first, first + at_once)
        part = values
        for layer in hidden:
            part = _sums(Layer(layer.weights[some], layer.biases[some]), part)
            activation.value(part, part)
        found[some] = _sums(Layer(last.weights[some], last.biases[some]), part)
    return found


def _all_alike(layer: Layer) -> bool:
    return bool((layer.weights == layer.weights[0]).all() and (layer.biases == layer.biases[0]).all())


def _sums(layer: Layer, values: FloatArray) -> FloatArray:
    """Return z = W·a + b for one network, or for many that read the same or different values."""
    if layer.weights.ndim > values.ndim:
        # All networks read the same: one large product instead of many small ones.
        count, outputs, inputs = layer.weights.shape
        sums: FloatArray = np.dot(layer.weights.reshape(count * outputs, inputs), values).reshape(count, outputs, -1)
    else:
        sums = np.matmul(layer.weights, values)
    sums += layer.biases
    return sums
