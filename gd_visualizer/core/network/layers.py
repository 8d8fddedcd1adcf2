"""One layer, forward and backward side by side: everything backpropagation needs is in these few lines.

All arrays have one column for each of N points. Each function writes into arrays that are handed to it: the steps of
training come through here, and making new arrays would take as long as the arithmetic.
"""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.network.activations import Activation
from gd_visualizer.core.network.layout import Layer


def weigh(layer: Layer, inputs: FloatArray, sums: FloatArray) -> None:
    """Run forward through the weights: each unit adds up what it reads, z = W·a + b.

    Parameters
    ----------
    layer : Layer
    inputs : (inputs, N) float64
        a, what the layer reads.
    sums : (outputs, N) float64
        z, written by this.
    """
    weights, biases = layer
    np.dot(weights, inputs, sums)
    np.add(sums, biases, sums)


def weigh_backward(layer: Layer, push: FloatArray, passed: FloatArray) -> None:
    """Run backward through the weights: all units push on what they read, ∂L/∂a = Wᵀ·∂L/∂z.

    Parameters
    ----------
    layer : Layer
    push : (outputs, N) float64
        ∂L/∂z, what came back to the layer.
    passed : (inputs, N) float64
        ∂L/∂a, written by this.
    """
    np.dot(layer.weights.T, push, passed)


def weigh_slope(slope: Layer, inputs: FloatArray, push: FloatArray, ones: FloatArray) -> None:
    """Write down how the loss answers to the knobs of the layer: ∂L/∂W = ∂L/∂z·aᵀ and ∂L/∂b = Σ ∂L/∂z.

    Parameters
    ----------
    slope : Layer
        ∂L/∂W and ∂L/∂b, written by this.
    inputs : (inputs, N) float64
        a, what the layer read on the way forward.
    push : (outputs, N) float64
        ∂L/∂z, what came back to the layer.
    ones : (N, 1) float64
        Nothing but ones: times these is the sum over the points.
    """
    weights, biases = slope
    np.dot(push, inputs.T, weights)
    np.dot(push, ones, biases)


def activate(activation: Activation, sums: FloatArray, values: FloatArray) -> None:
    """Run forward through the activation: a = f(z), written into ``values``, (outputs, N)."""
    activation.value(sums, values)


def activate_backward(
    activation: Activation, sums: FloatArray, values: FloatArray, push: FloatArray, slope: FloatArray
) -> None:
    """Run backward through the activation: a unit is pushed on as far as it answers, ∂L/∂z = ∂L/∂a·f′(z).

    Parameters
    ----------
    sums, values : (outputs, N) float64
        z and a of the way forward.
    push : (outputs, N) float64
        ∂L/∂a; turned into ∂L/∂z by this.
    slope : (outputs, N) float64
        f′(z), written by this.
    """
    activation.slope(sums, values, slope)
    np.multiply(push, slope, push)
