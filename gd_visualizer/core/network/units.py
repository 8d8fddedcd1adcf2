"""What the single units of a network say: their own small curves, and what each of the last adds to ŷ."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.network.activations import Activation
from gd_visualizer.core.network.layout import Layout


def unit_values(layout: Layout, activation: Activation, parameters: FloatArray, x: FloatArray) -> list[FloatArray]:
    """Return the value of every hidden unit for each input, layer by layer, each (units, N).

    Parameters
    ----------
    parameters : (P,) float64
    x : (N,) float64
    """
    values, found = x[np.newaxis, :], []
    with np.errstate(all="ignore"):
        for layer in layout.layers(parameters)[:-1]:
            values = layer.weights @ values + layer.biases
            activation.value(values, values)
            found.append(values)
    return found


def shares(layout: Layout, activation: Activation, parameters: FloatArray, x: FloatArray) -> FloatArray:
    """Return what each unit of the last hidden layer adds to ŷ, (units, N); with the last bias they sum up to ŷ."""
    last = layout.layers(parameters)[-1]
    with np.errstate(all="ignore"):
        return np.asarray(last.weights[0][:, np.newaxis] * unit_values(layout, activation, parameters, x)[-1])
