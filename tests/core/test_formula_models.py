"""The models that are formulas."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.expression.display import plain
from gd_visualizer.core.expression.errors import FormulaError
from gd_visualizer.core.expression.graph_model import AT_ONCE, GraphModel
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.formula import Formula
from gd_visualizer.core.models.step import Step
from gd_visualizer.core.registry import create

X = np.linspace(0.25, 3.0, 12)
KEYS = ["proportional", "exponential", "power", "sine", "logistic", "step", "formula"]
BY_HAND = {
    "proportional": lambda p, x: p[0] * x,
    "exponential": lambda p, x: p[0] * np.exp(p[1] * x) + p[2],
    "power": lambda p, x: p[0] * x ** p[1],
    "sine": lambda p, x: p[0] * np.sin(p[1] * x + p[2]) + p[3],
    "logistic": lambda p, x: p[0] / (1.0 + np.exp(-p[1] * (x - p[2]))),
    "step": lambda p, x: p[0] * (x > p[1]) + p[2],
    "formula": lambda p, x: p[0] * np.exp(-p[1] * x) + p[2],
}


def some(model: GraphModel, count: int = 1) -> FloatArray:
    return np.random.default_rng(3).normal(0.0, 1.0, (count, len(model.parameter_names)))


@pytest.mark.parametrize("key", KEYS)
def test_predictions_are_those_worked_out_by_hand(key: str) -> None:
    model = create("models", key)
    for parameters in some(model, 5):
        predictions, backward = model.forward(parameters, X)
        assert predictions == pytest.approx(BY_HAND[key](parameters, X), rel=1e-12)
        assert np.array_equal(predictions, model.predict(parameters, X))
        push = np.cos(X)
        assert backward(push) == pytest.approx(push @ model.jacobian(parameters, X), rel=1e-12)


@pytest.mark.parametrize("key", KEYS)
def test_many_at_once_are_one_by_one(key: str) -> None:
    model = create("models", key)
    x = np.linspace(0.1, 2.0, AT_ONCE // 8)
    rows = some(model, 20)
    assert np.array_equal(model.predict_rows(rows, x), [model.predict(row, x) for row in rows])
    assert model.predict_rows(rows[:0], x).shape == (0, len(x))
    assert model.predict_rows(rows, x[:0]).shape == (20, 0)
    assert model.predict(rows[0], x[:0]).shape == (0,)
    assert model.jacobian(rows[0], x[:0]).shape == (0, len(model.parameter_names))


@pytest.mark.parametrize("key", KEYS)
def test_curvature_is_the_difference_of_backward_walks(key: str) -> None:
    model = create("models", key)
    parameters, push = some(model)[0], np.cos(X)
    curvature = model.curvature(parameters, X, push)
    for place in range(len(parameters)):
        nudge = np.zeros(len(parameters))
        nudge[place] = 1e-5
        up, down = (model.forward(parameters + by, X)[1](push) for by in (nudge, -nudge))
        assert curvature[place] == pytest.approx((up - down) / 2e-5, rel=1e-5, abs=1e-6)


DATA = {
    "some": Dataset.from_arrays([0.5, 1.0, 4.0], [2.0, 1.0, 3.0]),
    "none": Dataset.from_arrays([], []),
    "one": Dataset.from_arrays([2.0], [1.0]),
    "far apart": Dataset.from_arrays([-1e308, 1e308], [0.0, 0.0]),
    "far out": Dataset.from_arrays([1e9, 1e9 + 1.0], [0.0, 1e9]),
    "close together": Dataset.from_arrays([1.0, np.nextafter(1.0, 2.0)], [0.0, 0.0]),
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", DATA)
def test_a_walk_can_start_anywhere(key: str, name: str) -> None:
    model, data = create("models", key), DATA[name]
    start = model.first_parameters(data)
    assert start.shape == (len(model.parameter_names),)
    assert not start.flags.writeable
    assert np.isfinite(start).all()
    assert np.array_equal(start, model.first_parameters(data, 0))
    if (key, name) != ("power", "far apart"):  # there is no answer below 0
        assert np.isfinite(model.predict(start, data.x)).all()


def test_first_parameters_have_the_size_of_the_data() -> None:
    data = DATA["some"]
    assert create("models", "sine").first_parameters(data) == pytest.approx([1.0, 2.0 * np.pi / 3.5, 0.0, 0.0])
    assert create("models", "logistic").first_parameters(data) == pytest.approx([1.0, 4.0 / 3.5, 2.25])
    assert create("models", "step").first_parameters(data) == pytest.approx([1.0, 2.25, 0.0])
    assert create("models", "exponential").first_parameters(data) == pytest.approx([1.0, 0.25, 0.0])
    assert create("models", "proportional").first_parameters(data).tolist() == [0.0]


def test_a_formula_starts_where_there_are_numbers() -> None:
    data = Dataset.from_arrays([1.0, 2.0], [1.0, 2.0])
    assert Formula("a*x + b").first_parameters(data).tolist() == [1.0, 1.0]
    assert Formula("exp(a*800*x)").first_parameters(data).tolist() == [0.1]
    assert Formula("log(-a)*x").first_parameters(data).tolist() == [-0.1]
    assert Formula("log(a - 5)*x").first_parameters(data).tolist() == [1.0]


def test_a_typed_formula_is_the_model() -> None:
    model = Formula("ŷ = a*x^2 + b*sin(x)")
    assert model == create("models", "formula", text="ŷ = a*x^2 + b*sin(x)")
    assert model.parameter_names == ("a", "b")
    assert model.written_formula == "a·x² + b·sin(x)"
    assert model.linear_in_parameters
    assert model.differentiable
    assert not Formula().linear_in_parameters
    assert not Formula("a*x + 5").linear_in_parameters
    assert not Formula("a*step(x - b)").differentiable
    assert Formula("a*step(x)").differentiable
    assert plain(model.graph.nodes[-1].tree) == "a*x^2 + b*sin(x)"


def test_predictions_are_arrays_of_their_own() -> None:
    x = np.linspace(0.0, 1.0, 4)
    found = Formula("x + 0*a").predict(np.array([1.0]), x)
    found[:] = 7.0
    assert x.max() == 1.0
    assert Formula("a").predict(np.array([3.0]), x).tolist() == [3.0] * 4
    assert Formula("a").predict_rows(np.array([[3.0], [4.0]]), x).tolist() == [[3.0] * 4, [4.0] * 4]
    assert Formula("a").jacobian(np.array([3.0]), x).tolist() == [[1.0]] * 4


@pytest.mark.parametrize("text", ["", "x^2", "3", "a +", "foo(x)", "a" * 501])
def test_a_formula_that_cannot_be_trained_is_refused(text: str) -> None:
    with pytest.raises(FormulaError) as caught:
        Formula(text)
    assert 0 <= caught.value.position <= max(0, len(text))
    with pytest.raises(InputError):
        create("models", "formula", text=text)


def test_a_formula_without_a_letter_says_so() -> None:
    with pytest.raises(FormulaError, match="no parameter: write at least one letter other than x"):
        Formula("x^2")


def test_training_says_nothing_about_where_a_jump_is() -> None:
    model = Step()
    jacobian = model.jacobian(np.array([2.0, 1.0, 0.0]), X)
    assert not model.differentiable
    assert not jacobian[:, 1].any()
    assert jacobian[:, 0].tolist() == (X > 1.0).tolist()
    assert model.predict(np.array([2.0, X[3], 1.0]), X[3:5]).tolist() == [1.0, 3.0]


def test_numbers_out_of_range_are_values_and_no_warnings() -> None:
    model = Formula("exp(a*x) + log(b)")
    assert model.predict(np.array([1e5, 1.0]), X).tolist() == [np.inf] * len(X)
    assert np.isnan(model.predict(np.array([1.0, -1.0]), X)).all()
    assert not np.isfinite(model.jacobian(np.array([1e5, 0.0]), X)).any()
    assert not np.isfinite(model.predict_rows(np.array([[1e5, 1.0]]), X)).any()
    predictions, backward = model.forward(np.array([1e5, 0.0]), X)
    assert np.isnan(predictions).all()
    assert not np.isfinite(backward(np.ones(len(X)))).any()
    assert not np.isfinite(model.curvature(np.array([1e5, 0.0]), X, np.ones(len(X))).diagonal()).any()


def test_a_model_that_says_nothing_is_differentiable_and_not_linear() -> None:
    assert not Model().linear_in_parameters
    assert Model().differentiable
    assert all(isinstance(create("models", key), Model) for key in KEYS)
