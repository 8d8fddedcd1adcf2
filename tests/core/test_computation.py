"""Every model with every loss as a calculation: its slopes are those of the objective."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.computation import computation_of
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.formula import Formula
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.nudging import Nudge, nudged, of_all_points, of_one_point
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import create, registered

X = np.array([0.4, 0.9, 1.3, 1.8, 2.2, 2.9])
Y = np.array([-1.2, 0.7, 0.3, 2.1, 1.6, 4.0])
DATA = Dataset.from_arrays(X, Y)
MORE = [
    Polynomial(10),
    Network((5, 4, 3), activation="relu"),
    Network((30, 30)),
    Network((4,), activation="sin"),
    Formula("a*x^b + 2^c - max(a, x)/min(3, b) + abs(x - c)^0.5"),
    Formula("a"),
    Formula("sigmoid(a*x)*a - -x"),
]
MODELS = [create("models", key) for key in registered("models")] + MORE
LOSSES = [create("losses", key) for key in registered("losses")]


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.key)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.written_formula)
def test_slopes_are_those_of_the_objective(model, loss) -> None:
    objective = Objective.of(model, loss, DATA)
    rng = np.random.default_rng(3)
    parameters = rng.uniform(0.3, 1.2, len(model.parameter_names))
    computation = computation_of(model, loss)
    run = computation.run(parameters, X, Y)
    wanted = objective.gradient(parameters)
    each = [np.mean(np.abs(computation.slopes(run, place))) for place in range(len(parameters))]
    assert np.abs(computation.gradient(run) - wanted) == pytest.approx(0.0, abs=1e-12 * max(1.0, *each))
    assert np.mean(run.values[-1]) == pytest.approx(objective.value(parameters), rel=1e-12, abs=1e-12)
    assert computation.parameter_names == model.parameter_names
    alone = of_one_point(objective, 2)
    here = [computation.slopes(run, place)[2] for place in range(len(parameters))]
    assert here == pytest.approx(alone.gradient(parameters), rel=1e-11, abs=1e-12 * max(1.0, *each))


@pytest.mark.parametrize("model", [m for m in MODELS if m != MORE[2]], ids=lambda model: model.written_formula)
def test_the_chain_rule_holds_at_every_part(model) -> None:
    loss = MeanSquaredError()
    computation = computation_of(model, loss)
    run = computation.run(np.full(len(model.parameter_names), 0.7), X, Y)
    for index, part in enumerate(computation.parts):
        assert all(operand < index for operand in part.operands)
        assert len(run.factors[index]) == len(part.operands)
        assert run.values[index].shape == X.shape
        blame = run.blames[index]
        if blame is None or part.kind == "mean":
            continue
        passed = [
            run.blames[place] * run.factors[place][other.operands.index(index)] * other.operands.count(index)
            for place, other in enumerate(computation.parts)
            if index in other.operands and run.blames[place] is not None
        ]
        if part.kind == "operation" and part.operation in ("max", "min"):
            continue
        assert sum(passed) == pytest.approx(blame, rel=1e-12, abs=1e-12)


def test_the_line_of_the_picture() -> None:
    x, y = np.array([-1.5]), np.array([-0.4])
    computation = computation_of(Linear(), MeanSquaredError())
    assert [part.name for part in computation.parts] == ["m", "x", "m·x", "b", "ŷ", "y", "r", "ℓ", "L"]
    run = computation.run(np.array([1.0665, -0.35]), x, y)
    assert [round(float(value[0]), 2) for value in run.values] == [
        1.07,
        -1.5,
        -1.6,
        -0.35,
        -1.95,
        -0.4,
        -1.55,
        2.4,
        2.4,
    ]
    blames = [None if blame is None else round(float(blame[0]), 2) for blame in run.blames]
    assert blames == [4.65, None, -3.1, -3.1, -3.1, None, -3.1, 1.0, 1.0]


def test_fixed_exponents_belong_to_their_power() -> None:
    computation = computation_of(Formula("a*x^3"), MeanSquaredError())
    assert [part.formula for part in computation.parts] == ["a", "x", "x³", "a·x³", "y", "ŷ − y", "ℓ(r)", "mean(ℓ)"]
    assert computation.parts[2].exponent == 3.0


def test_units_own_their_weights_and_blocks_those_of_a_layer() -> None:
    model = Network((2, 3))
    computation = computation_of(model, MeanSquaredError())
    names = model.parameter_names
    owned = [[names[place] for place in computation.parameters_of(part)] for part in range(len(computation.parts))]
    assert owned[1] == ["W1[1,1]", "b1[1]"]
    assert owned[3] == ["W2[1,1]", "W2[1,2]", "b2[1]"]
    assert owned[6] == ["W3[1,1]", "W3[1,2]", "W3[1,3]", "b3[1]"]
    assert owned[0] == owned[7] == owned[-1] == []
    assert sorted(name for part in owned for name in part) == sorted(names)
    blocks = computation_of(Network((30, 30)), MeanSquaredError())
    assert [part.members for part in blocks.parts[1:3]] == [30, 30]
    assert len(blocks.parameters_of(2)) == 30 * 31
    with pytest.raises(IndexError):
        computation.slopes(computation.run(np.zeros(len(names)), X, Y), len(names))
    line = computation_of(Linear(), MeanSquaredError())
    assert [line.parameters_of(part) for part in range(4)] == [(0,), (), (), (1,)]


def test_no_points_and_huge_points_leave_numbers_out_and_nothing_breaks() -> None:
    for model in (Linear(), Polynomial(3), Network((2,))):
        computation = computation_of(model, MeanSquaredError())
        parameters = np.ones(len(model.parameter_names))
        run = computation.run(parameters, np.empty(0), np.empty(0))
        assert run.values[-1].shape == (0,)
        computation.run(parameters * 1e300, np.array([1e300]), np.array([-1e300]))


def test_nudging_finds_the_slope_of_the_picture() -> None:
    objective = Objective.of(Linear(), MeanSquaredError(), Dataset.from_arrays([-1.5, 1.0], [-0.4, 2.0]))
    parameters = np.array([1.0665, -0.35])
    alone = of_one_point(objective, 0)
    backward = alone.gradient(parameters)
    nudge = nudged(alone, parameters, 0, backward[0])
    assert nudge.size == 0.001
    assert nudge.difference == nudge.up - nudge.down
    assert nudge.slope == pytest.approx(backward[0], rel=1e-11)
    assert nudge.agrees
    assert nudge.digits >= 10


def test_nudges_suit_the_landscape() -> None:
    large = Objective.of(Formula("a*x"), MeanSquaredError(), DATA)
    assert nudged(large, np.array([4321.0]), 0, 1.0).size == 1.0
    steep = Objective.of(Formula("exp(k*x*900)"), MeanSquaredError(), DATA)
    parameters = np.array([0.001])
    nudge = nudged(of_all_points(steep), parameters, 0, steep.gradient(parameters)[0])
    assert nudge.size < 0.001
    assert nudge.agrees


def test_nudging_includes_the_penalty_where_it_belongs() -> None:
    objective = Objective.of(Linear(), MeanSquaredError(), DATA, Penalty(l2=0.5))
    parameters = np.array([1.0, 2.0])
    whole = of_all_points(objective)
    assert nudged(whole, parameters, 1, objective.gradient(parameters)[1]).agrees
    assert not of_one_point(objective, 0).penalty


def test_slopes_that_cannot_be_compared_say_so() -> None:
    assert not Nudge(0.001, 1.0, 2.0, 5.0, -3.0).agrees
    assert Nudge(0.001, 1.0, 2.0, 5.0, -3.0).digits == 0
    assert Nudge(0.001, 1.0, 1.0, 0.0, 0.0).digits == 15
    lost = Nudge(0.001, np.inf, 1.0, np.inf, 1.0)
    assert (lost.is_finite, lost.digits, lost.agrees) == (False, 0, False)
    assert Nudge(0.001, 1e6, 1e6, 1e-9, -1e-9).agrees
    objective = Objective.of(Formula("exp(exp(a*x))"), MeanSquaredError(), DATA)
    assert not nudged(objective, np.array([900.0]), 0, 1.0).is_finite
    jump = Objective.of(Formula("abs(a)*x"), replace(MeanSquaredError()), DATA)
    assert nudged(jump, np.array([0.0]), 0, 0.0).size in (1e-3, 1e-4, 1e-5, 1e-6)
