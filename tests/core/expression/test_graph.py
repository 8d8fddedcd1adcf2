from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings

from gd_visualizer.core.expression.graph import Graph, graph_of
from gd_visualizer.core.expression.operations import OPERATIONS
from gd_visualizer.core.expression.parser import parse
from gd_visualizer.core.expression.tree import Call, Number, Tree, constant_value, parameters_of
from tests.core.expression.trees import trees

X = np.linspace(-2.0, 3.0, 11)
PUSH = np.linspace(-1.0, 2.0, 11)
SMOOTH = [
    "a*exp(-b*x) + c",
    "a*sin(b*x + c)^2 + a/b",
    "a^3*x + b^2*a - 1/(1 + exp(-c*(x - a)))",
    "sigmoid(a*x + b)*tanh(c*x)/(2 + cos(a*b))",
    "sinh(a)*cosh(b*x)*arctan(c + x) - tan(a/9)",
    "(a*a + b*b + 1)^c + sqrt(a^2 + 1)*log(b^2 + x^2 + 1)",
    "(a*x)*(a*x) + (a*x)/(1 + (a*x)^2)",
    "a^2*b^2*c^2 + 2^(a*x)",
]


def walk(graph: Graph, parameters: np.ndarray, x: np.ndarray = X) -> list[np.ndarray]:
    with np.errstate(all="ignore"):
        return graph.forward(parameters, x)


def test_what_occurs_twice_is_one_node() -> None:
    graph = graph_of("exp(a*x) + exp(a*x)*exp(2*pi)")
    assert [node.operation for node in graph.nodes] == [
        *("parameter", "input", "times", "exp", "number", "times", "plus")
    ]
    assert graph.nodes[4].value == pytest.approx(np.exp(2 * np.pi))
    assert graph.nodes[4].tree == parse("exp(2pi)")
    assert [node.operands for node in graph.nodes[2:]] == [(0, 1), (2,), (), (3, 4), (3, 5)]
    assert [sorted(node.depends_on) for node in graph.nodes] == [[0], [], [0], [0], [], [0], [0]]
    assert graph.parameter_names == ("a",)
    assert graph_of("exp(a*x) + exp(a*x)*exp(2*pi)") is graph


def test_every_node_shows_its_number_and_its_slope() -> None:
    graph = graph_of("(a*x + b)^2")
    values = graph.forward([3.0, 1.0], np.array([2.0]))
    moved = graph.backward(values, np.array([1.0]))
    shown = [(node.operation, float(np.squeeze(value))) for node, value in zip(graph.nodes, values, strict=True)]
    assert shown == [
        ("parameter", 3),
        ("input", 2),
        ("times", 6),
        ("parameter", 1),
        ("plus", 7),
        ("number", 2),
        ("power", 49),
    ]
    assert [None if m is None else m.tolist() for m in moved] == [[28], None, [14], [14], [14], None, [1]]


def worth(tree: Tree, letters: dict[str, np.ndarray]) -> np.ndarray:
    """Work a tree out by itself, without the graph."""
    if isinstance(tree, Call):
        return OPERATIONS[tree.operation].value(*[worth(operand, letters) for operand in tree.operands])
    known = constant_value(tree)
    return letters[tree.name] if known is None else known  # type: ignore[union-attr]


@settings(max_examples=400, deadline=None)
@given(trees())
def test_the_graph_is_worth_what_the_tree_is(tree: Tree) -> None:
    graph = Graph.of(tree)
    assert graph.parameter_names == parameters_of(tree)
    parameters = np.linspace(0.3, 1.7, len(graph.parameter_names))
    letters = dict(zip(graph.parameter_names, parameters, strict=True)) | {"x": X}
    with np.errstate(all="ignore"):
        expected = np.broadcast_to(worth(tree, letters), X.shape)
        values = graph.forward(parameters, X)
        slopes = graph.slopes(values, np.ones(len(X)))
        curvature = graph.curvature(values, PUSH)
    # A fixed exponent is worked out as such, a*a for a², which may differ in the last digit.
    np.testing.assert_allclose(np.broadcast_to(values[-1], X.shape), expected, rtol=1e-9)
    assert [slope.shape for slope in slopes] == [X.shape] * len(parameters)
    assert np.array_equal(curvature, curvature.T, equal_nan=True)


@pytest.mark.parametrize("text", SMOOTH)
def test_slopes_and_curvature_are_complex_steps(text: str) -> None:
    graph = graph_of(text)
    for parameters in np.random.default_rng(5).normal(0.0, 1.0, (5, len(graph.parameter_names))):
        values = walk(graph, parameters)
        slopes, curvature = graph.slopes(values, np.ones(len(X))), graph.curvature(values, PUSH)
        for place in range(len(parameters)):
            nudge = np.zeros(len(parameters), dtype=complex)
            nudge[place] = 1e-30j
            nudged = walk(graph, parameters + nudge)
            assert slopes[place] == pytest.approx(np.imag(nudged[-1]) / 1e-30, rel=1e-11, abs=1e-13)
            exact = np.imag(graph.gradient(nudged, PUSH)) / 1e-30
            assert curvature[place] == pytest.approx(exact, rel=1e-10, abs=1e-11)
        assert graph.gradient(values, PUSH) == pytest.approx([PUSH @ slope for slope in slopes], rel=1e-12)


@pytest.mark.parametrize("text", SMOOTH)
def test_curvature_is_the_difference_of_gradients(text: str) -> None:
    graph = graph_of(text)
    parameters = np.random.default_rng(6).normal(0.0, 1.0, len(graph.parameter_names))
    curvature = graph.curvature(walk(graph, parameters), PUSH)
    for place in range(len(parameters)):
        nudge = np.zeros(len(parameters))
        nudge[place] = 1e-5
        up, down = (graph.gradient(walk(graph, parameters + by), PUSH) for by in (nudge, -nudge))
        assert curvature[place] == pytest.approx((up - down) / 2e-5, rel=1e-5, abs=1e-5)


def test_a_fixed_power_of_negative_numbers_needs_no_logarithm() -> None:
    graph = graph_of("(a*x)^3 + b*x^2")
    with warnings.catch_warnings(), np.errstate(all="raise"):
        values = graph.forward(np.array([-2.0, 1.0]), X)
        slopes = graph.slopes(values, np.ones(len(X)))
        curvature = graph.curvature(values, PUSH)
    assert values[-1] == pytest.approx((-2.0 * X) ** 3 + X**2)
    assert slopes[0] == pytest.approx(3.0 * 4.0 * X**3)
    assert slopes[1] == pytest.approx(X**2)
    assert curvature == pytest.approx(np.array([[float(PUSH @ (6.0 * -2.0 * X**3)), 0.0], [0.0, 0.0]]))


def test_a_formula_without_parameters_has_no_slopes() -> None:
    graph = graph_of("x^2")
    values = graph.forward([], X)
    assert values[-1] == pytest.approx(X**2)
    assert graph.backward(values, PUSH) == [None] * 3
    assert graph.gradient(values, PUSH).shape == (0,)
    assert graph.curvature(values, PUSH).shape == (0, 0)
    assert graph_of("2").forward([], X) == [2.0]


def test_too_few_parameters_are_not_overlooked() -> None:
    with pytest.raises(ValueError, match="shorter"):
        graph_of("a*x + b").forward([1.0], X)


LINEAR = {
    # formula: linear in all parameters, a weighted sum of them
    "a*x^2 + b*sin(x)": (True, True),
    "m*x + b": (True, True),
    "-(a - 2*b)/x": (True, True),
    "a*exp(2)*(x + 1) + 0": (True, True),
    "a^1*x": (True, False),
    "a*x + 5": (True, False),
    "a + x": (True, False),
    "x": (True, False),
    "a*b*x": (False, False),
    "a*a": (False, False),
    "a^2*x": (False, False),
    "a^b": (False, False),
    "x/a": (False, False),
    "exp(a*x)": (False, False),
    "relu(a*x)": (False, False),
    "a*relu(x) + b*step(x)": (True, True),
    "step(x - a)": (False, False),
}


@pytest.mark.parametrize("text", LINEAR)
def test_linearity_is_seen_in_the_formula(text: str) -> None:
    graph = graph_of(text)
    assert (graph.is_linear_in(graph.parameter_names), graph.is_weighted_sum) == LINEAR[text]
    if graph.is_linear_in(graph.parameter_names):
        values = walk(graph, np.full(len(graph.parameter_names), 0.7), np.abs(X) + 1.0)
        assert not graph.curvature(values, PUSH).any()


def test_linearity_in_some_parameters() -> None:
    graph = graph_of("a*exp(-b*x) + c")
    assert graph.is_linear_in(["a", "c"])
    assert graph.is_linear_in([])
    assert not graph.is_linear_in(["b"])
    assert not graph_of("a*b").is_linear_in(["a", "b"])
    assert graph_of("a*b").is_linear_in(["b"])


def test_numbers_have_their_own_nodes() -> None:
    assert [node.value for node in graph_of("x*2 + 3").nodes if node.operation == "number"] == [2.0, 3.0]
    assert Graph.of(Number(4.0)).nodes[0].value == 4.0
