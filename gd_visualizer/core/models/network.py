"""A neural network: layers of simple units, of which each adds up what it reads and bends the sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.models.base import Backward, Forward, Model
from gd_visualizer.core.network.activations import ACTIVATIONS, Activation
from gd_visualizer.core.network.backpropagation import Pass
from gd_visualizer.core.network.curvature import second_derivatives, slopes_by_point
from gd_visualizer.core.network.initialisation import INITIALISATIONS, first_numbers
from gd_visualizer.core.network.layout import Layout, layout_of
from gd_visualizer.core.network.predictions import predictions, predictions_of_rows
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Network(Model):
    """A neural network: many simple units in layers, each reading the layer before it, together draw any curve.

    A layer with the values a before it has the values f(W·a + b); the last layer has no f, so that ŷ may be any
    number. The order of the parameters is W1 row by row, b1, W2 row by row, b2, and so on: W1[2,1] is the weight by
    which unit 2 of layer 1 multiplies its input 1. A network that starts at zero shows what symmetry does: with tanh
    only the last bias ever learns.
    """

    key: ClassVar[str] = "network"
    label: ClassVar[str] = "Neural network"
    formula: ClassVar[str] = "W2·f(W1·x + b1) + b2"
    help: ClassVar[str] = (
        "Layers of units, each of which adds up what the layer before says and bends the sum. Enough of them come "
        "close to any curve without jumps. The numbers go in as they are: data far from zero, or spread far apart, are "
        "hard to learn."
    )
    order: ClassVar[int] = 100

    hidden: tuple[int, ...] = setting(
        (6, 6),
        label="Units in each hidden layer",
        minimum=1,
        maximum=64,
        help="One number for each layer between input and output, with commas between. More units draw finer curves.",
    )
    activation: str = setting(
        "tanh",
        label="Activation",
        choices=tuple((key, activation.label) for key, activation in ACTIVATIONS.items()),
        help="How each unit bends its sum. Without a bend, even many layers draw only a straight line.",
    )
    initialisation: str = setting(
        "xavier",
        label="Start",
        choices=tuple((key, label) for key, (label, _fill) in INITIALISATIONS.items()),
        help="How the first numbers are drawn. If all are zero, the units are alike and cannot become different.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    @property
    def layout(self) -> Layout:
        """Return where in the flat row each layer keeps its parameters."""
        return layout_of((1, *self.hidden, 1))

    @property
    def bends(self) -> Activation:
        """Return the activation itself, of which ``activation`` is the name."""
        return ACTIVATIONS[self.activation]

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """Return "W1[1,1]", …, "b1[1]", …: layer, then output unit, then input unit."""
        return self.layout.names()

    @property
    def written_formula(self) -> str:
        """Return the formula layer by layer, such as "W2·tanh(W1·x + b1) + b2"."""
        name = "" if self.activation == "identity" else self.activation
        text = "x"
        for number in range(1, len(self.hidden) + 1):
            text = f"{name}(W{number}·{text} + b{number})"
        last = len(self.hidden) + 1
        return f"W{last}·{text} + b{last}"

    def parameter_groups(self) -> tuple[IntArray, ...]:
        """Return which places belong together: the weights into each unit, and the biases of each layer."""
        return self.layout.groups()

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return the numbers drawn for this seed, (P,); the data play no part."""
        return first_numbers(self.layout, self.initialisation, seed)

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions ŷ, (N,)."""
        return np.asarray(predictions(self.layout, self.bends, parameters, x[None, :])[0])

    def predict_rows(self, rows: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions of many networks at once, (K, N)."""
        return predictions_of_rows(self.layout, self.bends, rows, x[None, :])[:, 0]

    def forward(self, parameters: FloatArray, x: FloatArray) -> tuple[FloatArray, Backward]:
        """Run forward, and return ŷ (N,) with the function that runs backward."""
        return self.repeated_forward()(parameters, x)

    def repeated_forward(self) -> Forward:
        """Return ``forward`` for one walk, with room of its own that every step uses again."""
        return _Repeated(self.layout, self.bends).forward

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ∂ŷ/∂θ, (N, P), by backpropagation of all points side by side."""
        return slopes_by_point(self.layout, self.bends, parameters, x[None, :], np.ones((1, len(x))))

    def curvature(self, parameters: FloatArray, x: FloatArray, push: FloatArray) -> FloatArray:
        """Return Σ push·∂²ŷ/∂θ², (P, P), exactly; at a corner of ReLU the bend is 0."""
        return second_derivatives(self.layout, self.bends, parameters, x[None, :], push[None, :])


class _Repeated:
    """Forward for one input and one output, again and again in the same arrays while the number of points stays."""

    __slots__ = ("_activation", "_layout", "_pass")

    def __init__(self, layout: Layout, activation: Activation) -> None:
        self._layout, self._activation = layout, activation
        self._pass: Pass | None = None

    def forward(self, parameters: FloatArray, x: FloatArray) -> tuple[FloatArray, Backward]:
        """Return ŷ (N,) and backward; both hold until the next call."""
        if self._pass is None or self._pass.count != len(x):
            self._pass = Pass(self._layout, self._activation, len(x))
        return self._pass.forward(parameters, x[None, :])[0], self._backward

    def _backward(self, push: FloatArray) -> FloatArray:
        assert self._pass is not None
        return self._pass.backward(push[None, :])
