"""Activations: what a unit makes of its sum. Each stands beside its slope and its bend."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gd_visualizer.core.arrays import FloatArray

# exp(709) is the largest power that float64 holds; 1 / (1 + exp(709)) is 0 but for 1e-308.
_LARGEST_POWER = 709.0

Into = Callable[[FloatArray, FloatArray], object]
FromBothInto = Callable[[FloatArray, FloatArray, FloatArray], object]
FromBoth = Callable[[FloatArray, FloatArray], FloatArray]


class Activation(NamedTuple):
    """A function of one number, with its first and second derivative; all work on arrays of any shape.

    Attributes
    ----------
    label : str
        What people call it.
    value : function of z and out
        Writes a = f(z) into the array ``out``.
    slope : function of z, a and out
        Writes f′(z) into the array ``out``; a is at hand because many slopes follow from it.
    bend : function of z and a
        Returns f″(z), new.
    """

    label: str
    value: Into
    slope: FromBothInto
    bend: FromBoth


def tanh(z: FloatArray, out: FloatArray) -> None:
    """Write tanh(z): an S from −1 to 1."""
    np.tanh(z, out)


def tanh_slope(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
    """Write 1 − tanh²(z)."""
    np.multiply(a, a, out)
    np.subtract(1.0, out, out)


def tanh_bend(z: FloatArray, a: FloatArray) -> FloatArray:
    """Return −2·tanh(z)·(1 − tanh²(z))."""
    return -2.0 * a * (1.0 - a * a)


def relu(z: FloatArray, out: FloatArray) -> None:
    """Write max(z, 0): nothing below 0, the number itself above (Nair & Hinton 2010)."""
    np.maximum(z, 0.0, out=out)


def relu_slope(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
    """Write 1 where z is above 0, else 0; 0 at the corner too."""
    np.heaviside(z, 0.0, out)


def sigmoid(z: FloatArray, out: FloatArray) -> None:
    """Write 1 / (1 + exp(−z)): an S from 0 to 1."""
    np.maximum(z, -_LARGEST_POWER, out=out)
    np.negative(out, out)
    np.exp(out, out)
    np.add(out, 1.0, out)
    np.divide(1.0, out, out)


def sigmoid_slope(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
    """Write a·(1 − a)."""
    np.subtract(1.0, a, out)
    np.multiply(out, a, out)


def sigmoid_bend(z: FloatArray, a: FloatArray) -> FloatArray:
    """Return a·(1 − a)·(1 − 2·a)."""
    return a * (1.0 - a) * (1.0 - 2.0 * a)


def sine(z: FloatArray, out: FloatArray) -> None:
    """Write sin(z): a wave (Sitzmann et al. 2020)."""
    np.sin(z, out)


def sine_slope(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
    """Write cos(z)."""
    np.cos(z, out)


def sine_bend(z: FloatArray, a: FloatArray) -> FloatArray:
    """Return −sin(z)."""
    return -a


def identity(z: FloatArray, out: FloatArray) -> None:
    """Write z itself: then the whole network is no more than a straight line."""
    np.copyto(out, z)


def identity_slope(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
    """Write 1."""
    out.fill(1.0)


def no_bend(z: FloatArray, a: FloatArray) -> FloatArray:
    """Return 0: made of straight pieces."""
    return np.zeros_like(z)


ACTIVATIONS: dict[str, Activation] = {
    "tanh": Activation("Tanh: an S from −1 to 1", tanh, tanh_slope, tanh_bend),
    "relu": Activation("ReLU: a hinge at 0", relu, relu_slope, no_bend),
    "sigmoid": Activation("Sigmoid: an S from 0 to 1", sigmoid, sigmoid_slope, sigmoid_bend),
    "sin": Activation("Sine: a wave", sine, sine_slope, sine_bend),
    "identity": Activation("None: straight lines only", identity, identity_slope, no_bend),
}
