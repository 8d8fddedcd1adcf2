"""The network as a model: names, order, beginnings, many at once, training, and going too far."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.network import predictions
from gd_visualizer.core.network.activations import ACTIVATIONS
from gd_visualizer.core.network.initialisation import INITIALISATIONS, first_numbers
from gd_visualizer.core.network.layout import layout_of
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create
from gd_visualizer.core.settings import settings_of

X = np.linspace(-3.0, 3.0, 40)
WAVE = Dataset.from_arrays(X, np.sin(X))


def objective_of(model: Network, data: Dataset = WAVE) -> Objective:
    return Objective.of(model, create("losses", "mean_squared_error"), data)


def test_names_stand_in_the_order_of_the_flat_row() -> None:
    wanted = "W1[1,1] W1[2,1] b1[1] b1[2] W2[1,1] W2[1,2] W2[2,1] W2[2,2] W2[3,1] W2[3,2] b2[1] b2[2] b2[3]"
    assert Network((2, 3)).parameter_names == (*wanted.split(), "W3[1,1]", "W3[1,2]", "W3[1,3]", "b3[1]")
    first, second, third = layout_of((1, 2, 3, 1)).layers(np.arange(17.0))
    assert first.weights.tolist() == [[0], [1]]
    assert first.biases.tolist() == [[2], [3]]
    assert second.weights.tolist() == [[4, 5], [6, 7], [8, 9]]
    assert second.biases.tolist() == [[10], [11], [12]]
    assert third.weights.tolist() == [[13, 14, 15]]
    assert third.biases.tolist() == [[16]]


def test_written_formulas() -> None:
    assert Network((3,)).written_formula == "W2·tanh(W1·x + b1) + b2"
    assert Network((3, 2), "relu").written_formula == "W3·relu(W2·relu(W1·x + b1) + b2) + b3"
    assert Network((3,), "identity").written_formula == "W2·(W1·x + b1) + b2"


def test_settings_make_a_form() -> None:
    kinds = {item.key: item.kind for item in settings_of(Network)}
    assert kinds == {"hidden": "widths", "activation": "choice", "initialisation": "choice"}
    assert create("models", "network", hidden="5, 3", activation="relu") == Network((5, 3), "relu")
    for wrong in ({"hidden": (0,)}, {"hidden": (65,)}, {"activation": "softmax"}, {"initialisation": "ones"}):
        with pytest.raises(InputError, match=next(iter(wrong))):
            Network(**wrong)  # type: ignore[arg-type]


def test_groups_hold_each_parameter_once() -> None:
    groups = [group.tolist() for group in Network((2, 3)).parameter_groups()]
    assert groups == [[0], [1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11, 12], [13, 14, 15], [16]]


@pytest.mark.parametrize("initialisation", INITIALISATIONS)
def test_the_same_seed_begins_the_same_way(initialisation: str) -> None:
    model = Network((6, 6), initialisation=initialisation)
    first = model.first_parameters(WAVE, 4)
    assert first.shape == (len(model.parameter_names),)
    assert not first.flags.writeable
    assert np.array_equal(first, model.first_parameters(WAVE, 4))
    assert np.array_equal(first, model.first_parameters(WAVE, 5)) == (initialisation == "zeros")


@pytest.mark.parametrize(
    ("initialisation", "spread", "bound", "biased"),
    [
        ("zeros", 0.0, 0.0, False),
        ("uniform", 1.0 / np.sqrt(3 * 64), 1.0 / 8.0, True),
        ("xavier", np.sqrt(2.0 / (64 + 48)), np.sqrt(6.0 / (64 + 48)), False),
        ("he", np.sqrt(2.0 / 64), np.inf, False),
    ],
)
def test_how_widely_the_first_numbers_are_spread(
    initialisation: str, spread: float, bound: float, biased: bool
) -> None:
    layout = layout_of((1, 64, 48, 1))
    middle = layout.layers(first_numbers(layout, initialisation, 1))[1]
    assert middle.weights.shape == (48, 64)
    assert float(np.std(middle.weights)) == pytest.approx(spread, rel=0.03)
    assert abs(float(np.mean(middle.weights))) <= spread / 10.0
    assert np.all(np.abs(middle.weights) <= bound)
    assert bool(np.any(middle.biases)) == biased
    assert np.all(np.abs(middle.biases) <= bound)


def test_started_at_zero_only_the_last_bias_learns() -> None:
    model = Network((4, 3), initialisation="zeros")
    data = Dataset.from_arrays(X, np.sin(X) + 2.0)
    plan = Plan(GradientDescent(0.1))
    chunk = advance(objective_of(model, data), plan, first_state(plan, model.first_parameters(data)), 200)
    assert not np.any(chunk.parameters[:, :-1])
    assert chunk.parameters[-1, -1] == pytest.approx(2.0)
    assert chunk.losses[-1] == pytest.approx(np.mean(np.sin(X) ** 2))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(1,), (5,), (4, 2, 3)])
def test_many_networks_at_once_predict_what_each_predicts(hidden: tuple[int, ...], activation: str) -> None:
    model = Network(hidden, activation)
    rows = np.random.default_rng(8).normal(size=(300, len(model.parameter_names)))
    wanted = np.array([model.predict(row, X) for row in rows])
    assert model.predict_rows(rows, X) == pytest.approx(wanted, rel=1e-12, abs=1e-14)


def test_a_landscape_of_two_parameters_is_the_same_whichever_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Network((3, 2))
    base = np.random.default_rng(9).normal(size=len(model.parameter_names))
    for budget in (predictions.AT_ONCE, 400):
        monkeypatch.setattr(predictions, "AT_ONCE", budget)
        for first in range(len(base)):
            rows = np.repeat(base[None], 25, axis=0)
            rows[:, first] = np.linspace(-2, 2, 25)
            rows[:, -1] = np.tile(np.linspace(-1, 1, 5), 5)
            wanted = np.array([model.predict(row, X) for row in rows])
            assert model.predict_rows(rows, X) == pytest.approx(wanted, rel=1e-12, abs=1e-14)


def test_no_points_and_no_rows() -> None:
    model, nothing = Network((3,)), np.empty(0)
    parameters = model.first_parameters(WAVE)
    assert model.predict(parameters, nothing).shape == (0,)
    assert model.predict_rows(np.empty((0, 10)), X).shape == (0, 40)
    assert model.predict_rows(parameters[None], nothing).shape == (1, 0)
    assert model.jacobian(parameters, nothing).shape == (0, 10)
    assert not model.forward(parameters, nothing)[1](nothing).any()
    assert not model.curvature(parameters, nothing, nothing).any()


def test_what_is_handed_out_stays_as_it_is() -> None:
    model = Network((4,))
    parameters, push = model.first_parameters(WAVE, 1), np.ones(40)
    y, backward = model.forward(parameters, X)
    kept, gradient = y.copy(), backward(push)
    kept_gradient = gradient.copy()
    other, other_backward = model.forward(2.0 * parameters, X)
    other_backward(3.0 * push)
    assert np.array_equal(y, kept)
    assert np.array_equal(gradient, kept_gradient)
    assert np.array_equal(backward(push), kept_gradient)
    assert not np.array_equal(other, y)
    assert push.tolist() == [1.0] * 40


def test_forward_again_and_again_is_forward() -> None:
    model = Network((4, 3), "sigmoid")
    forward = model.repeated_forward()
    for seed, count in enumerate((40, 40, 7, 1, 40)):
        parameters, push = model.first_parameters(WAVE, seed), np.cos(X[:count])
        y, backward = forward(parameters, X[:count])
        fresh, fresh_backward = model.forward(parameters, X[:count])
        assert np.array_equal(y, fresh)
        assert np.array_equal(backward(push), fresh_backward(push))


def test_gradients_handed_out_by_a_walk_are_kept() -> None:
    model = Network((4,))
    forward = model.repeated_forward()
    gradients = [forward(model.first_parameters(WAVE, seed), X)[1](np.ones(40)) for seed in (1, 2)]
    again = forward(model.first_parameters(WAVE, 1), X)[1](np.ones(40))
    assert np.array_equal(gradients[0], again)
    assert not np.array_equal(gradients[0], gradients[1])


@pytest.mark.parametrize(
    ("activation", "initialisation", "rate"),
    [("tanh", "xavier", 0.1), ("relu", "he", 0.05), ("sin", "uniform", 0.1), ("sigmoid", "xavier", 0.5)],
)
def test_a_network_learns_a_wave(activation: str, initialisation: str, rate: float) -> None:
    model = Network((8,), activation, initialisation)
    plan = Plan(GradientDescent(rate))
    objective, first = objective_of(model), model.first_parameters(WAVE, 3)
    chunk = advance(objective, plan, first_state(plan, first), 4000)
    assert chunk.losses[-1] < objective.value(first) / 10.0


def test_mini_batches_with_a_shorter_last_one() -> None:
    model = Network((4,))
    plan = Plan(GradientDescent(0.05), batch_size=12, seed=1)
    objective = objective_of(model)
    state = first_state(plan, model.first_parameters(WAVE, 1))
    chunk = advance(objective, plan, state, 8)
    parameters = state.parameters
    for step in range(8):
        parameters = parameters - 0.05 * objective.on(plan.batch(step, 40)).gradient(parameters)
        assert np.array_equal(chunk.parameters[step], parameters)


def test_deep_and_wide() -> None:
    model = Network((64,) * 8, "tanh")
    assert len(model.parameter_names) == 2 * 64 + 7 * (64 * 64 + 64) + 65
    parameters = model.first_parameters(WAVE, 1)
    objective = objective_of(model)
    gradient = objective.gradient(parameters)
    direction = gradient / np.linalg.norm(gradient)
    slope = (objective.value(parameters + 1e-6 * direction) - objective.value(parameters - 1e-6 * direction)) / 2e-6
    assert slope == pytest.approx(np.linalg.norm(gradient), rel=1e-5)
    plan = Plan(GradientDescent(0.01))
    chunk = advance(objective, plan, first_state(plan, parameters), 5)
    assert chunk.losses[-1] < objective.value(parameters)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_too_large_steps_end_the_walk_without_a_warning(activation: str) -> None:
    model = Network((4, 4), activation, "he")
    plan = Plan(GradientDescent(1e3))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chunk = advance(objective_of(model), plan, first_state(plan, model.first_parameters(WAVE, 1)), 2000)
    assert chunk.left_range
    assert len(chunk.parameters) < 2000
    assert np.isfinite(chunk.parameters).all()
    assert np.isfinite(chunk.losses).all()
    assert chunk.state.step == len(chunk.parameters)
