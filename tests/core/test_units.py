"""Single units: their values layer by layer, and shares that add up to the prediction."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.models.network import Network
from gd_visualizer.core.network.units import shares, unit_values

X = np.linspace(-3.0, 3.0, 41)


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "sin", "identity"])
@pytest.mark.parametrize("hidden", [(1,), (4,), (6, 6), (3, 5, 2)])
def test_shares_and_the_last_bias_add_up_to_the_prediction(hidden: tuple[int, ...], activation: str) -> None:
    model = Network(hidden=hidden, activation=activation)
    parameters = np.random.default_rng(3).normal(size=model.layout.count)
    found = shares(model.layout, model.bends, parameters, X)
    assert found.shape == (hidden[-1], len(X))
    assert found.sum(axis=0) + parameters[-1] == pytest.approx(model.predict(parameters, X), rel=1e-12, abs=1e-12)


def test_values_of_the_first_layer_are_what_the_formula_says() -> None:
    model = Network(hidden=(2, 3))
    parameters = np.arange(1.0, model.layout.count + 1.0) / 10.0
    first, second = unit_values(model.layout, model.bends, parameters, X)
    assert first[1] == pytest.approx(np.tanh(0.2 * X + 0.4))
    weights = parameters[4:10].reshape(3, 2)
    assert second[2] == pytest.approx(np.tanh(weights[2] @ first + parameters[12]))
