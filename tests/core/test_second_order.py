"""Optimizers that look around before they step."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Here, Optimizer
from gd_visualizer.core.optimizers.conjugate_gradient import ConjugateGradient
from gd_visualizer.core.optimizers.gauss_newton import GaussNewton
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.optimizers.lbfgs import Lbfgs
from gd_visualizer.core.optimizers.levenberg_marquardt import LevenbergMarquardt
from gd_visualizer.core.optimizers.line_search import LineSearch
from gd_visualizer.core.optimizers.newton import Newton
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import registered
from tests.core.builders import EIGHT_X, EIGHT_Y, line, point_by_point

ALL = [LineSearch, Newton, GaussNewton, LevenbergMarquardt, ConjugateGradient, Lbfgs]
BOUNDED = [key for key, loss in registered("losses").items() if loss.bounded_below]
START = np.array([-2.4, -2.0])


@dataclass(frozen=True, slots=True)
class Exponential(Model):
    """ŷ = a·exp(−b·x), which flies away for large negative b."""

    @property
    def parameter_names(self) -> tuple[str, ...]:
        return ("a", "b")

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray(parameters[0] * np.exp(-parameters[1] * x))

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        wave = np.exp(-parameters[1] * x)
        return np.column_stack([wave, -parameters[0] * x * wave])

    def curvature(self, parameters: FloatArray, x: FloatArray, push: FloatArray) -> FloatArray:
        wave = push * np.exp(-parameters[1] * x)
        across = -float(wave @ x)
        return np.array([[0.0, across], [across, parameters[0] * float(wave @ (x * x))]])


@dataclass(frozen=True, slots=True)
class Rosenbrock(Exponential):
    """Two predictions, 10·(b − a²) at x = 0 and 1 − a at x = 1: with y = 0 their squares are Rosenbrock's valley."""

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        a, b = parameters
        return np.where(x == 0.0, 10.0 * (b - a * a), 1.0 - a)

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        return np.column_stack([np.where(x == 0.0, -20.0 * parameters[0], -1.0), np.where(x == 0.0, 10.0, 0.0)])

    def curvature(self, parameters: FloatArray, x: FloatArray, push: FloatArray) -> FloatArray:
        return np.array([[-20.0 * float(push @ (x == 0.0)), 0.0], [0.0, 0.0]])


@dataclass(frozen=True, slots=True)
class Absolute(Loss):
    """|r|, with a corner and no bend."""

    def of_residual(self, residual: FloatArray) -> FloatArray:
        return np.abs(residual)

    def derivative(self, residual: FloatArray) -> FloatArray:
        return np.sign(residual)

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        return np.zeros_like(residual)


@dataclass
class Hills:
    """A landscape given by formulas, or by what goes wrong."""

    height: float | None = None
    bend: FloatArray = field(default_factory=lambda: np.diag([1.0, -2.0]))
    rows: tuple[FloatArray, FloatArray] | None = None

    def value(self, parameters: FloatArray) -> float:
        return float(0.5 * parameters @ self.bend @ parameters) if self.height is None else self.height

    def gradient(self, parameters: FloatArray) -> FloatArray:
        return np.asarray(self.bend @ parameters)

    def hessian(self, parameters: FloatArray) -> FloatArray:
        return self.bend

    gauss_newton = hessian

    def linearized(self, parameters: FloatArray) -> tuple[FloatArray, FloatArray]:
        return self.rows or (np.eye(2), self.gradient(parameters))

    def swerve(self, parameters: FloatArray, step: FloatArray) -> FloatArray:
        return np.zeros(2)


def walked(objective: Objective, optimizer: Optimizer, steps: int, start: FloatArray = START) -> FloatArray:
    """Return the place after each step, (steps, P)."""
    plan = Plan(optimizer)
    return advance(objective, plan, first_state(plan, start), steps).parameters


def steps_to(objective: Objective, optimizer: Optimizer, loss: float, start: FloatArray, most: int) -> int:
    """Return after how many steps the loss is below a bound, or ``most``."""
    below = objective.values(walked(objective, optimizer, most, start)) <= loss
    return int(np.argmax(below)) + 1 if below.any() else most


def exponential(start: float = 3.0) -> Objective:
    x = np.linspace(0.0, 4.0, 21)
    return Objective.of(Exponential(), MeanSquaredError(), Dataset.from_arrays(x, start * np.exp(-0.7 * x)))


def rosenbrock() -> Objective:
    return Objective.of(Rosenbrock(), MeanSquaredError(), Dataset.from_arrays([0.0, 1.0], [0.0, 0.0]))


@pytest.mark.parametrize("optimizer", [Newton(), GaussNewton()])
@pytest.mark.parametrize("offset", [0.0, 100.0])
@pytest.mark.parametrize("make", [line, point_by_point])
def test_one_step_to_the_bottom_of_a_bowl(optimizer: Optimizer, offset: float, make: object) -> None:
    objective = make(np.array(EIGHT_X) + offset, EIGHT_Y)  # type: ignore[operator]
    bowl = line(np.array(EIGHT_X) + offset, EIGHT_Y).bowl
    assert bowl is not None
    assert walked(objective, optimizer, 1)[0] == pytest.approx([bowl.best_slope, bowl.best_height], rel=1e-7)


@pytest.mark.parametrize("offset", [0.0, 3.0, 20.0])
@pytest.mark.parametrize("rate", [0.01, 1.0, 100.0])
def test_conjugate_gradient_needs_as_many_steps_as_there_are_parameters(offset: float, rate: float) -> None:
    objective = line(np.array(EIGHT_X) + offset, EIGHT_Y)
    path = walked(objective, ConjugateGradient(rate), 2)
    assert objective.value(path[0]) > 1.05 * float(objective.best_loss or 0.0)
    assert objective.value(path[1]) == pytest.approx(float(objective.best_loss or 0.0), rel=1e-9)


def test_levenberg_marquardt_fits_a_curve_in_a_few_steps() -> None:
    assert walked(exponential(), LevenbergMarquardt(), 20, np.array([1.0, 0.0]))[-1] == pytest.approx([3.0, 0.7])
    assert walked(rosenbrock(), LevenbergMarquardt(), 40, np.array([-1.2, 1.0]))[-1] == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("optimizer", [Newton(), GaussNewton(), Lbfgs(), ConjugateGradient()])
def test_the_others_come_through_a_winding_valley_too(optimizer: Optimizer) -> None:
    assert walked(rosenbrock(), optimizer, 80, np.array([-1.2, 1.0]))[-1] == pytest.approx([1.0, 1.0], rel=1e-5)
    assert walked(exponential(), optimizer, 80, np.array([1.0, 0.0]))[-1] == pytest.approx([3.0, 0.7], rel=1e-5)


def test_memory_of_the_last_steps_is_worth_it_in_a_ravine() -> None:
    objective = line(np.array(EIGHT_X) + 20.0, EIGHT_Y)
    assert objective.bowl is not None
    bound = 1.0001 * objective.bowl.floor
    quick = steps_to(objective, Lbfgs(), bound, START, 3000)
    slow = steps_to(objective, GradientDescent(0.9 * objective.bowl.largest_stable_rate), bound, START, 3000)
    assert quick <= 20
    assert slow > 20 * quick


def test_what_lies_too_far_back_is_forgotten() -> None:
    objective = rosenbrock()
    short, long = (walked(objective, Lbfgs(1.0, history), 12, np.array([-1.2, 1.0])) for history in (1, 10))
    assert np.array_equal(short[:2], long[:2])
    assert not np.array_equal(short[3:], long[3:])


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("key", [*BOUNDED, "corner"])
@pytest.mark.parametrize("penalty", [Penalty(), Penalty(l2=0.1, l1=0.2)])
def test_no_step_goes_uphill(kind: type[Optimizer], key: str, penalty: Penalty) -> None:
    loss = Absolute() if key == "corner" else registered("losses")[key]()
    data = Dataset.from_arrays(EIGHT_X, EIGHT_Y)
    for model, start in ((Linear(), START), (Exponential(), np.array([0.5, -0.5]))):
        objective = Objective.of(model, loss, data, penalty)
        losses = objective.values(np.vstack([start, walked(objective, kind(), 25, start)]))
        assert (np.diff(losses) <= 1e-14 * losses[0]).all()
        assert losses[-1] < 0.9 * losses[0]


@pytest.mark.parametrize("kind", ALL)
def test_climbing_goes_up(kind: type[Optimizer]) -> None:
    data = Dataset.from_arrays(EIGHT_X, EIGHT_Y)
    objective = Objective.of(Linear(), Absolute(), data, climb=True)
    losses = objective.values(np.vstack([START, walked(objective, kind(), 5)]))
    assert (np.diff(losses) >= 0.0).all()
    assert losses[-1] > losses[0]


@pytest.mark.parametrize("kind", ALL)
def test_a_stack_of_points_leaves_what_it_does_not_tell(kind: type[Optimizer]) -> None:
    objective = line([2.0, 2.0, 2.0], [1.0, 2.0, 6.0])
    for make in (line, point_by_point):
        path = walked(make([2.0, 2.0, 2.0], [1.0, 2.0, 6.0]), kind(), 60)
        assert objective.value(path[-1]) == pytest.approx(14.0 / 3.0)
        assert np.abs(path).max() < 10.0


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("height", [np.nan, np.inf, 7.0])
def test_ground_that_is_no_help_is_not_left(kind: type[Optimizer], height: float) -> None:
    ground, here = Hills(height), np.array([1.0, 1.0])
    after, memory = kind().update(Here(here, ground.gradient(here), 1.0, 0, ground), kind().init(here))
    assert after.tolist() == [1.0, 1.0]
    assert after is not here
    assert all(np.isfinite(part).all() for part in memory)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_bends_that_are_no_numbers_do_no_harm(kind: type[Optimizer], bad: float) -> None:
    ground, here = Hills(rows=(np.full((2, 2), bad), np.zeros(2))), np.array([1.0, 1.0])
    ground.hessian = lambda parameters: np.full((2, 2), bad)  # type: ignore[method-assign]
    after, _ = kind().update(Here(here, ground.gradient(here), 1.0, 0, ground), kind().init(here))
    assert np.isfinite(after).all()
    assert ground.value(after) < ground.value(here) or kind is LevenbergMarquardt


@pytest.mark.parametrize("kind", ALL)
def test_the_same_step_is_taken_again_and_nothing_is_changed(kind: type[Optimizer]) -> None:
    objective, optimizer = exponential(), kind()
    place = np.array([1.0, 0.0])
    memory = optimizer.init(place)
    for step in range(4):
        kept = [part.copy() for part in memory]
        here = Here(place, objective.gradient(place), optimizer.learning_rate, step, objective)
        first, after = optimizer.update(here, memory)
        again, same = optimizer.update(here, memory)
        assert np.array_equal(first, again)
        assert all(np.array_equal(a, b) for a, b in zip(after, same, strict=True))
        assert all(np.array_equal(old, now) for old, now in zip(kept, memory, strict=True))
        assert [part.shape for part in after] == [part.shape for part in memory]
        place, memory = first, after


@pytest.mark.parametrize("kind", ALL)
def test_the_bottom_is_not_left_again(kind: type[Optimizer]) -> None:
    path = walked(exponential(), kind(), 500, np.array([2.9, 0.69]))
    assert np.isfinite(path).all()
    assert path[-1] == pytest.approx([3.0, 0.7], rel=1e-6)


@pytest.mark.parametrize("kind", ALL)
def test_a_walk_over_few_points_at_a_time_stays_on_the_ground(kind: type[Optimizer]) -> None:
    objective = exponential()
    plan = Plan(kind(), batch_size=5, seed=3)
    chunk = advance(objective, plan, first_state(plan, np.array([1.0, 0.0])), 60)
    assert not chunk.left_range
    assert chunk.losses[-1] < 0.01 * objective.value(np.array([1.0, 0.0]))


def test_a_search_for_a_damping_ends() -> None:
    ground, here = Hills(rows=(np.array([[1.0, 1.0], [1.0, -1.0]]), np.full(2, 1.7e308))), np.array([1.0, 1.0])
    optimizer = LevenbergMarquardt()
    after, memory = optimizer.update(Here(here, ground.gradient(here), 1.0, 0, ground), optimizer.init(here))
    assert after.tolist() == [1.0, 1.0]
    assert memory[0].tolist() == [optimizer.damping]


def test_newton_leaves_a_saddle_downhill() -> None:
    ground, here = Hills(), np.array([1.0, 1e-3])
    after, _ = Newton().update(Here(here, ground.gradient(here), 1.0, 0, ground), ())
    assert after == pytest.approx([0.0, 2e-3])


def test_newton_goes_down_where_the_ground_slopes_but_does_not_bend() -> None:
    tilted = Hills(bend=np.diag([1.0, 0.0]))
    tilted.value = lambda parameters: 0.5 * parameters[0] ** 2 - parameters[1]  # type: ignore[method-assign]
    here = np.array([1.0, 0.0])
    after, _ = Newton().update(Here(here, np.array([1.0, -1.0]), 1.0, 0, tilted), ())
    assert after == pytest.approx([0.0, 1000.0])
    level = Hills(bend=np.zeros((2, 2)))
    level.value = tilted.value  # type: ignore[method-assign]
    assert Newton().update(Here(here, np.array([1.0, -1.0]), 1.0, 0, level), ())[0].tolist() == [0.0, 1.0]


def test_the_learning_rate_shortens_the_jump() -> None:
    best = walked(line(), Newton(), 1)[0]
    for kind in (Newton, GaussNewton):
        assert walked(line(), kind(0.25), 1)[0] == pytest.approx(START + 0.25 * (best - START))
    careful = walked(line(), LevenbergMarquardt(0.5, 1e-12), 1)[0]
    assert careful == pytest.approx(START + 0.5 * (best - START))
    assert walked(line(), LineSearch(1e-3), 1)[0] == pytest.approx(START - 1e-3 * line().gradient(START))
