"""Backpropagation, Jacobian and curvature of networks against differences made without any calculus."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.network import curvature, predictions
from gd_visualizer.core.network.activations import ACTIVATIONS
from gd_visualizer.core.network.backpropagation import Pass
from gd_visualizer.core.network.layout import layout_of
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.registry import create

X = np.linspace(-2.1, 2.4, 13)
PUSH = np.cos(np.arange(13.0))
DEEP = (3, 2, 4)

# Written once more for complex numbers, and without matrices.
COMPLEX: dict[str, Callable[[complex], complex]] = {
    "tanh": lambda z: complex(np.tanh(z)),
    "relu": lambda z: z if z.real > 0 else 0j,
    "sigmoid": lambda z: complex(1.0 / (1.0 + np.exp(-z))),
    "sin": lambda z: complex(np.sin(z)),
    "identity": lambda z: z,
}


def parameters_of(model: Network, seed: int = 3) -> FloatArray:
    return np.random.default_rng(seed).normal(0.0, 0.7, len(model.parameter_names))


def one_by_one(model: Network, parameters: list[complex], x: float) -> complex:
    """Return ŷ, unit by unit, with every parameter looked up by its name."""
    named = dict(zip(model.parameter_names, parameters, strict=True))
    values: list[complex] = [complex(x)]
    widths = (*model.hidden, 1)
    for layer, width in enumerate(widths, 1):
        sums = [
            named[f"b{layer}[{unit}]"]
            + sum(named[f"W{layer}[{unit},{source}]"] * value for source, value in enumerate(values, 1))
            for unit in range(1, width + 1)
        ]
        values = sums if layer == len(widths) else [COMPLEX[model.activation](z) for z in sums]
    return values[0]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_predictions_are_those_of_units_one_by_one(activation: str) -> None:
    model = Network(DEEP, activation)
    parameters = parameters_of(model)
    wanted = [one_by_one(model, list(parameters), x).real for x in X]
    assert model.predict(parameters, X) == pytest.approx(wanted, rel=1e-13)
    assert model.forward(parameters, X)[0] == pytest.approx(wanted, rel=1e-13)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(1,), DEEP])
def test_slopes_are_complex_steps(hidden: tuple[int, ...], activation: str) -> None:
    model = Network(hidden, activation)
    parameters = parameters_of(model)
    wanted = np.empty((len(X), len(parameters)))
    for column in range(len(parameters)):
        moved = parameters.astype(complex)
        moved[column] += 1e-30j
        wanted[:, column] = [one_by_one(model, list(moved), x).imag / 1e-30 for x in X]
    assert model.jacobian(parameters, X) == pytest.approx(wanted, rel=1e-11, abs=1e-14)
    assert model.forward(parameters, X)[1](PUSH) == pytest.approx(PUSH @ wanted, rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradient_is_the_central_difference_of_the_loss(activation: str) -> None:
    objective = Objective.of(
        Network((4, 2), activation), create("losses", "mean_squared_error"), Dataset.from_arrays(X, np.sin(X))
    )
    parameters = parameters_of(objective.model)  # type: ignore[arg-type]
    steps = 1e-6 * np.eye(len(parameters))
    wanted = (objective.values(parameters + steps) - objective.values(parameters - steps)) / 2e-6
    assert objective.gradient(parameters) == pytest.approx(wanted, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(3,), DEEP])
def test_the_curvature_is_how_the_gradient_changes(hidden: tuple[int, ...], activation: str) -> None:
    model = Network(hidden, activation)
    parameters = parameters_of(model)
    found = model.curvature(parameters, X, PUSH)
    for column in range(len(parameters)):
        step = np.zeros(len(parameters))
        step[column] = 1e-6
        by_hand = model.forward(parameters + step, X)[1](PUSH) - model.forward(parameters - step, X)[1](PUSH)
        assert found[column] == pytest.approx(by_hand / 2e-6, rel=1e-6, abs=1e-7)
    assert np.array_equal(found, found.T)
    assert np.any(found != 0.0)


def test_the_curvature_is_the_same_a_few_directions_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Network((3, 3))
    parameters = parameters_of(model)
    at_once = model.curvature(parameters, X, PUSH)
    monkeypatch.setattr(curvature, "AT_ONCE", 200)
    assert model.curvature(parameters, X, PUSH) == pytest.approx(at_once, rel=1e-12, abs=1e-14)


def test_the_hessian_of_the_loss_is_the_difference_of_its_gradient() -> None:
    objective = Objective.of(Network((3,)), create("losses", "mean_squared_error"), Dataset.from_arrays(X, np.sin(X)))
    parameters = parameters_of(objective.model)  # type: ignore[arg-type]
    steps = 1e-5 * np.eye(len(parameters))
    wanted = [(objective.gradient(parameters + s) - objective.gradient(parameters - s)) / 2e-5 for s in steps]
    assert objective.hessian(parameters) == pytest.approx(np.array(wanted), rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_slope_and_bend_of_activations(activation: str) -> None:
    bent = ACTIVATIONS[activation]
    z = np.linspace(-4.0, 4.0, 30)

    def value(z: FloatArray) -> FloatArray:
        a = np.empty_like(z)
        bent.value(z, a)
        return a

    def slope(z: FloatArray) -> FloatArray:
        found = np.empty_like(z)
        bent.slope(z, value(z), found)
        return found

    assert value(z) == pytest.approx([COMPLEX[activation](complex(one)).real for one in z], rel=1e-14, abs=1e-300)
    assert slope(z) == pytest.approx((value(z + 1e-6) - value(z - 1e-6)) / 2e-6, rel=1e-6, abs=1e-9)
    assert bent.bend(z, value(z)) == pytest.approx((slope(z + 1e-6) - slope(z - 1e-6)) / 2e-6, rel=1e-5, abs=1e-9)


def test_at_its_corner_relu_has_no_slope() -> None:
    slope = np.empty(4)
    ACTIVATIONS["relu"].slope(np.array([-1.0, -0.0, 0.0, 1.0]), np.zeros(4), slope)
    assert slope.tolist() == [0.0, 0.0, 0.0, 1.0]
    model = Network((1,), "relu")
    assert model.jacobian(np.array([2.0, 0.0, 3.0, 0.5]), np.zeros(1)).tolist() == [[0.0, 0.0, 0.0, 1.0]]


def test_sigmoid_far_out_is_0_or_1_without_a_word() -> None:
    z, a = np.array([-1e300, -800.0, -700.0, 800.0, 1e300]), np.empty(5)
    ACTIVATIONS["sigmoid"].value(z, a)
    assert a == pytest.approx([0.0, 0.0, np.exp(-700.0), 1.0, 1.0], rel=1e-12, abs=1e-307)


@pytest.mark.parametrize("count", [1, 7])
def test_several_inputs_and_outputs(count: int) -> None:
    layout, tanh = layout_of((2, 3, 2)), ACTIVATIONS["tanh"]
    rng = np.random.default_rng(5)
    parameters, x, push = rng.normal(size=layout.count), rng.normal(size=(2, count)), rng.normal(size=(2, count))
    way = Pass(layout, tanh, count)
    outputs = way.forward(parameters, x).copy()
    assert outputs.shape == (2, count)
    assert predictions.predictions(layout, tanh, parameters, x) == pytest.approx(outputs, rel=1e-14)
    rows = parameters + rng.normal(size=(4, layout.count))
    at_once = predictions.predictions_of_rows(layout, tanh, rows, x)
    for row, found in zip(rows, at_once, strict=True):
        assert found == pytest.approx(predictions.predictions(layout, tanh, row, x), rel=1e-13, abs=1e-15)
    gradient = way.backward(push)
    by_point = curvature.slopes_by_point(layout, tanh, parameters, x, push)
    assert by_point.sum(axis=0) == pytest.approx(gradient, rel=1e-12, abs=1e-14)
    second = curvature.second_derivatives(layout, tanh, parameters, x, push)
    for column in range(layout.count):
        step = np.zeros(layout.count)
        step[column] = 1e-6
        ahead, behind = (
            float(np.sum(push * predictions.predictions(layout, tanh, parameters + s, x))) for s in (step, -step)
        )
        assert gradient[column] == pytest.approx((ahead - behind) / 2e-6, rel=1e-6, abs=1e-8)
        way.forward(parameters + step, x)
        after = way.backward(push)
        way.forward(parameters - step, x)
        assert second[column] == pytest.approx((after - way.backward(push)) / 2e-6, rel=1e-6, abs=1e-7)
