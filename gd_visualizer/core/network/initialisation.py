"""Initialisation: the numbers with which a network begins, before it has learned anything."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.network.layout import Layer, Layout

Fill = Callable[[np.random.Generator, Layer], None]


def zeros(rng: np.random.Generator, layer: Layer) -> None:
    """Begin with nothing but zeros: all units of a layer are alike, and most stay so for ever."""


def uniform(rng: np.random.Generator, layer: Layer) -> None:
    """Draw weights and biases evenly from ±1/√inputs (LeCun et al. 1998; what ``torch.nn.Linear`` does)."""
    bound = 1.0 / math.sqrt(layer.weights.shape[1])
    layer.weights[...] = rng.uniform(-bound, bound, layer.weights.shape)
    layer.biases[...] = rng.uniform(-bound, bound, layer.biases.shape)


def xavier(rng: np.random.Generator, layer: Layer) -> None:
    """Draw weights evenly from ±√(6 / (inputs + outputs)), biases are 0 (Glorot & Bengio 2010, equation 16)."""
    bound = math.sqrt(6.0 / sum(layer.weights.shape))
    layer.weights[...] = rng.uniform(-bound, bound, layer.weights.shape)


def he(rng: np.random.Generator, layer: Layer) -> None:
    """Draw weights from a bell curve as wide as √(2 / inputs), biases are 0 (He et al. 2015, equation 10)."""
    layer.weights[...] = rng.normal(0.0, math.sqrt(2.0 / layer.weights.shape[1]), layer.weights.shape)


INITIALISATIONS: dict[str, tuple[str, Fill]] = {
    "zeros": ("All zero", zeros),
    "uniform": ("Evenly random", uniform),
    "xavier": ("Xavier: suits tanh and sigmoid", xavier),
    "he": ("He: suits ReLU", he),
}


def first_numbers(layout: Layout, initialisation: str, seed: int) -> FloatArray:
    """Return the first parameters, (P,), the same for the same seed; layer after layer is drawn.

    Parameters
    ----------
    layout : Layout
    initialisation : one of the keys of ``INITIALISATIONS``
    seed : int
        At least 0.
    """
    parameters = np.zeros(layout.count)
    rng = np.random.default_rng(seed)
    _label, fill = INITIALISATIONS[initialisation]
    for layer in layout.layers(parameters):
        fill(rng, layer)
    return frozen(parameters)
