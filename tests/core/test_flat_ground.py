"""Coming to rest where no formula tells the best loss."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.diagnostics import (
    DataState,
    arrival_loss,
    data_state,
    has_flattened,
    is_calm,
    level_loss,
    predicted_decrease,
)
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from tests.core.builders import EIGHT_X, EIGHT_Y, bowl, line, point_by_point

START = np.array([-2.4, -2.0])


@dataclass(frozen=True)
class Ball(Optimizer):
    """Heavy ball (Polyak 1964)."""

    learning_rate: float = 0.01
    momentum: float = 0.9

    def init(self, parameters: FloatArray) -> Memory:
        return (0.0 * parameters,)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        speed = self.momentum * memory[0] + here.gradient
        return here.parameters - here.learning_rate * speed, (speed,)


@dataclass(frozen=True)
class AdamLike(Optimizer):
    """Adam (Kingma & Ba 2015)."""

    learning_rate: float = 0.05

    def init(self, parameters: FloatArray) -> Memory:
        return (0.0 * parameters, 0.0 * parameters)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        first = 0.9 * memory[0] + 0.1 * here.gradient
        second = 0.999 * memory[1] + 0.001 * here.gradient**2
        speed = first / (1.0 - 0.9 ** (here.step + 1))
        size = np.sqrt(second / (1.0 - 0.999 ** (here.step + 1)))
        return here.parameters - here.learning_rate * speed / (size + 1e-8), (first, second)


class Jumpy(Linear):
    differentiable = False


class Curved(Linear):
    linear_in_parameters = False


class BottomlessError(MeanSquaredError):
    squared = False
    bounded_below = False


class CornerError(MeanSquaredError):
    """Absolute error: no curvature anywhere."""

    squared = False

    def of_residual(self, residual: FloatArray) -> FloatArray:
        return np.abs(residual)

    def derivative(self, residual: FloatArray) -> FloatArray:
        return np.sign(residual)

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        return np.zeros_like(residual)


def walked(optimizer: Optimizer, steps: int, batch_size: int = 0) -> tuple[FloatArray, FloatArray]:
    objective = point_by_point()
    plan = Plan(optimizer, batch_size=batch_size)
    chunk = advance(objective, plan, first_state(plan, START), steps)
    return chunk.parameters, chunk.losses


def first_rest(path: FloatArray, losses: FloatArray) -> int | None:
    objective = point_by_point()
    found = (step for step in range(len(path)) if has_flattened(objective, path[step], losses[: step + 1]))
    return next(found, None)


@pytest.mark.parametrize("optimizer", [GradientDescent(0.1), Ball(), Ball(0.002, 0.98), AdamLike()], ids=str)
def test_a_walk_rests_at_the_best_and_not_before(optimizer: Optimizer) -> None:
    path, losses = walked(optimizer, 3000)
    step = first_rest(path, losses)
    assert step is not None
    near = 1e-10 * bowl().variance_y
    assert losses[step] - bowl().floor <= near
    # Whatever it passes on the way, all of the last fifty steps lie as low.
    assert (losses[step - 50 : step + 1] - bowl().floor <= 2.0 * near).all()
    arrived = int(np.argmax(losses <= bowl().floor + near))
    assert arrived <= step <= arrived + 2000


def test_a_turning_point_and_a_dip_are_no_rest() -> None:
    path, losses = walked(Ball(0.002, 0.98), 600)
    turns = np.flatnonzero((losses[1:-1] > losses[:-2]) & (losses[1:-1] > losses[2:])) + 1
    dips = np.flatnonzero((losses[1:-1] < losses[:-2]) & (losses[1:-1] < losses[2:])) + 1
    assert len(turns) >= 3
    assert len(dips) >= 3
    for step in [*turns, *dips]:
        assert not has_flattened(point_by_point(), path[step], losses[: step + 1])
    # Right through the best place, at speed.
    best = bowl().best_parameters
    assert predicted_decrease(point_by_point(), best) < 1e-20
    assert not has_flattened(point_by_point(), best, losses[:300])


def test_a_tiny_learning_rate_is_no_rest() -> None:
    @dataclass(frozen=True)
    class Snail(GradientDescent):
        """Slower than the settings of the program allow."""

        def __post_init__(self) -> None:
            pass

    path, losses = walked(Snail(1e-14), 200)
    assert is_calm(losses, level_loss(point_by_point()))
    assert first_rest(path, losses) is None


def test_mini_batches_never_come_to_rest() -> None:
    path, losses = walked(GradientDescent(0.05), 2000, batch_size=2)
    assert first_rest(path, losses) is None
    # Not even where a lucky step ends on the best place of all.
    assert not has_flattened(point_by_point(), bowl().best_parameters, np.append(losses, bowl().floor))


def test_calm_is_fifty_steps_of_the_same_loss() -> None:
    assert is_calm(np.ones(51), 1.0)
    assert not is_calm(np.ones(50), 1.0)
    assert not is_calm(np.append(np.ones(50), 1.0 + 1e-9), 1.0)
    assert is_calm(np.append([5.0], np.ones(51)), 1.0)
    assert not is_calm(np.append(np.ones(50), np.nan), 1.0)


def test_the_predicted_decrease_of_a_bowl_is_how_high_it_stands() -> None:
    for place in ([0.0, 0.0], [1.4, 0.6], [30.0, -17.0]):
        height = float(bowl().loss(*place)) - bowl().floor
        assert predicted_decrease(point_by_point(), np.array(place)) == pytest.approx(height, rel=1e-10)


def test_units_change_nothing() -> None:
    million = point_by_point(1e6 * np.array(EIGHT_X), EIGHT_Y)
    usual = predicted_decrease(point_by_point(), np.array([1.4, 0.6]))
    assert predicted_decrease(million, np.array([1.4e-6, 0.6])) == pytest.approx(usual, rel=1e-8)


def test_slopes_without_curvature_promise_everything() -> None:
    data = Dataset.from_arrays(EIGHT_X, EIGHT_Y)
    corner = Objective.of(Linear(), CornerError(), data)
    assert predicted_decrease(corner, START) == np.inf
    assert predicted_decrease(point_by_point(), np.array([1e308, 0.0])) == np.inf
    # Both knobs of one point have curvature, but only one direction matters.
    assert predicted_decrease(point_by_point([2.0], [3.0]), np.zeros(2)) == pytest.approx(9.0, rel=1e-9)
    # At x = 0 the slope m does not matter at all.
    assert predicted_decrease(point_by_point([0.0, 0.0], [1.0, 3.0]), np.zeros(2)) == pytest.approx(4.0, rel=1e-12)
    assert predicted_decrease(point_by_point([0.0], [0.0]), np.zeros(2)) == 0.0


def test_where_there_is_nothing_to_find_nobody_rests() -> None:
    data, still = Dataset.from_arrays(EIGHT_X, EIGHT_Y), np.full(60, bowl().floor)
    best = bowl().best_parameters
    assert has_flattened(point_by_point(), best, still)
    assert not has_flattened(replace(point_by_point(), climb=True), best, still)
    assert not has_flattened(Objective.of(Jumpy(), MeanSquaredError(), data), best, still)
    assert not has_flattened(Objective.of(Linear(), BottomlessError(), data), best, still)
    assert not has_flattened(point_by_point(), best, np.array([]))
    assert not has_flattened(point_by_point([1.0, 2.0], [3.0, 3.0]), np.zeros(2), np.full(60, np.inf))
    # With constant y the first loss sets the scale.
    level = np.concatenate([[9.0], np.zeros(60)])
    assert has_flattened(point_by_point([1.0, 2.0], [3.0, 3.0]), np.array([0.0, 3.0]), level)


def test_arrival_by_formula_holds_for_every_exact_form() -> None:
    data = Dataset.from_arrays(EIGHT_X, EIGHT_Y)
    cubic = Objective.of(Polynomial(3), MeanSquaredError(), data)
    assert cubic.form is not None
    assert arrival_loss(cubic, 1.0) == cubic.form.floor + 1e-10 * cubic.form.variance_y
    assert level_loss(cubic) == pytest.approx(cubic.form.variance_y)
    assert arrival_loss(replace(line(), climb=True), 1.0) is None
    assert data_state(data, cubic) is DataState.ORDINARY
    assert data_state(data, point_by_point()) is DataState.ORDINARY
    large = Dataset.from_arrays([1e40, 1.0], [1.0, 2.0])
    assert data_state(large, Objective.of(Polynomial(5), MeanSquaredError(), large)) is DataState.TOO_LARGE
    high = Dataset.from_arrays([1.0, 2.0], [1e200, 1.0])
    assert data_state(high, Objective.of(Curved(), MeanSquaredError(), high)) is DataState.TOO_LARGE
