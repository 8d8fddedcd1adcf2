"""The tools of the optimizers that look around: steps along a ray, and least squares without squaring."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.least_squares import LeastSquares, column_lengths
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.ray import Ray, backtracked, polished, searched
from gd_visualizer.core.registry import registered
from tests.core.builders import EIGHT_X, EIGHT_Y
from tests.core.test_second_order import Absolute, Exponential

POINTS = Dataset.from_arrays(EIGHT_X, EIGHT_Y)


def ray(height: object, slope: object, first_slope: float | None = None) -> Ray:
    """Make a ray over a function of one variable that starts at 0 and goes to the right."""

    def gradient(place: FloatArray) -> FloatArray:
        return np.array([slope(place[0])])  # type: ignore[operator]

    def value(place: FloatArray) -> float:
        return float(height(place[0]))  # type: ignore[operator]

    start = np.zeros(1)
    return Ray(
        value, gradient, start, np.ones(1), value(start), gradient(start)[0] if first_slope is None else first_slope
    )


def parabola(bottom: float) -> Ray:
    return ray(lambda t: (t - bottom) ** 2, lambda t: 2.0 * (t - bottom))


def test_backtracking_halves_until_the_promise_is_kept() -> None:
    assert backtracked(parabola(1.0), 0.5) == 0.5
    assert backtracked(parabola(1.0), 16.0) == 1.0
    assert backtracked(ray(lambda t: np.nan if t > 0.3 else -t, lambda t: -1.0), 1.0) == 0.25


def test_there_is_no_step_where_nothing_goes_down() -> None:
    rising = ray(lambda t: t, lambda t: 1.0)
    lying = ray(lambda t: t, lambda t: 1.0, first_slope=-1.0)
    for way in (rising, lying):
        assert backtracked(way, 1.0) == 0.0
        assert searched(way, 1.0, 0.5) == 0.0
    # A lie far from the origin ends where steps no longer move anything.
    far = Ray(lambda place: float(place[0]), lambda place: np.ones(1), np.array([1e9]), np.ones(1), 1e9, -1.0)
    assert backtracked(far, 1.0) == 0.0


@pytest.mark.parametrize("first", [1e-6, 0.3, 1.0, 1e6])
@pytest.mark.parametrize("flatness", [0.01, 0.9])
def test_a_search_keeps_both_conditions_of_wolfe(first: float, flatness: float) -> None:
    for way in (
        parabola(1.0),
        ray(lambda t: -np.sin(t), lambda t: -np.cos(t)),
        ray(lambda t: np.exp(t) - 3.0 * t if t < 5.0 else np.nan, lambda t: np.exp(t) - 3.0),
        ray(lambda t: -t / (t * t + 2.0), lambda t: (t * t - 2.0) / (t * t + 2.0) ** 2),
    ):
        length = searched(way, first, flatness)
        assert way.keeps_promise(length, way.height_at(length))
        assert abs(way.slope_at(length)) <= flatness * abs(way.slope)


def test_a_search_without_end_takes_what_it_has() -> None:
    assert searched(ray(lambda t: -t, lambda t: -1.0), 1.0, 0.5) > 1e50


def test_a_polished_step_is_the_bottom_of_a_parabola() -> None:
    assert polished(parabola(3.0), 2.2) == pytest.approx(3.0, rel=1e-15)
    bumpy = ray(lambda t: 5.0 if 1.9 < t < 2.1 else -t, lambda t: 2.0 * (t - 2.0))
    assert polished(bumpy, 1.0) == 1.0
    assert polished(ray(lambda t: -t, lambda t: -1.0), 1.0) == 1.0


def test_steps_agree_with_the_textbook() -> None:
    rng = np.random.default_rng(5)
    J, r = rng.normal(size=(9, 3)), rng.normal(size=9)
    problem = LeastSquares.of(J, r)
    assert problem is not None
    assert problem.rank == 3
    assert problem.lengths == pytest.approx(np.linalg.norm(J, axis=0))
    for damping in (0.0, 0.3, 10.0):
        charge = damping * np.diag(problem.lengths**2)
        step = problem.step(damping)
        assert step == pytest.approx(-np.linalg.solve(J.T @ J + charge, J.T @ r))
        gain = 0.5 * np.sum(r**2) - 0.5 * np.sum((J @ step + r) ** 2)
        assert problem.gain(step) == pytest.approx(gain)
    other = rng.normal(size=9)
    assert problem.toward(other).step() == pytest.approx(-np.linalg.lstsq(J, other, rcond=None)[0])


def test_nine_digits_remain_where_squaring_would_leave_none() -> None:
    x = 1e6 + np.arange(7.0)
    J = np.column_stack([x, np.ones(7)])
    problem = LeastSquares.of(J, -(J @ [2.0, -3.0]))
    assert problem is not None
    assert problem.step() == pytest.approx([2.0, -3.0], rel=1e-3)
    assert J @ problem.step() == pytest.approx(J @ [2.0, -3.0], rel=1e-12)


def test_what_the_points_do_not_tell_apart_stays() -> None:
    problem = LeastSquares.of(np.array([[1.0, 1.0, 0.0], [2.0, 2.0, 0.0]]), np.array([-2.0, -4.0]))
    assert problem is not None
    assert problem.rank == 1
    assert problem.step() == pytest.approx([1.0, 1.0, 0.0])
    for J, r in ((np.zeros((4, 2)), np.ones(4)), (np.zeros((0, 2)), np.zeros(0))):
        nothing = LeastSquares.of(J, r)
        assert nothing is not None
        assert nothing.rank == 0
        assert nothing.step().tolist() == [0.0, 0.0]


def test_numbers_that_are_none_are_refused() -> None:
    assert LeastSquares.of(np.array([[np.nan]]), np.zeros(1)) is None
    assert LeastSquares.of(np.ones((1, 1)), np.array([np.inf])) is None
    assert LeastSquares.of(np.ones((1, 1)), np.ones(1), np.array([np.inf])) is None


def test_lengths_of_columns_do_not_overflow() -> None:
    assert column_lengths(np.array([[3e200, 0.0], [4e200, 0.0]])) == pytest.approx([5e200, 0.0])
    assert column_lengths(np.zeros((0, 3))).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("key", [*registered("losses"), "corner"])
@pytest.mark.parametrize("penalty", [Penalty(), Penalty(l2=0.3), Penalty(l1=0.2), Penalty(l2=0.1, l1=0.4)])
@pytest.mark.parametrize("climb", [False, True])
def test_a_linearized_landscape_has_the_same_slope(key: str, penalty: Penalty, climb: bool) -> None:
    loss = Absolute() if key == "corner" else registered("losses")[key]()
    objective = Objective.of(Exponential(), loss, POINTS, penalty, climb).downhill()
    for parameters in (np.array([0.5, -0.5]), np.array([0.0, 0.3])):
        J, r = objective.linearized(parameters)
        assert J.T @ r == pytest.approx(objective.gradient(parameters), abs=1e-14)
        assert np.isfinite(J).all()


def test_for_squares_it_is_the_landscape_of_gauss_and_newton() -> None:
    objective = Objective.of(Exponential(), MeanSquaredError(), POINTS, Penalty(l2=0.3))
    parameters = np.array([0.5, -0.5])
    J, r = objective.linearized(parameters)
    squared = J.T @ J
    assert squared == pytest.approx(objective.gauss_newton(parameters))
    assert 0.5 * r @ r == pytest.approx(objective.value(parameters))


@pytest.mark.parametrize("penalty", [Penalty(), Penalty(l2=0.3)])
def test_the_swerve_is_the_second_derivative_along_the_step(penalty: Penalty) -> None:
    objective = Objective.of(Exponential(), MeanSquaredError(), POINTS, penalty)
    parameters, step = np.array([0.5, -0.5]), np.array([1e-2, -2e-2])
    swerve = objective.swerve(parameters, step)
    curve = np.exp(0.5 * POINTS.x) * (0.5 * POINTS.x**2 * step[1] ** 2 - 2.0 * POINTS.x * step[0] * step[1])
    assert swerve[:8] == pytest.approx(np.sqrt(2.0 / 8.0) * curve, rel=1e-4, abs=1e-9)
    assert swerve[8:].tolist() == ([0.0, 0.0] if penalty else [])
    straight = Objective.of(Linear(), MeanSquaredError(), POINTS, penalty)
    assert not straight.swerve(parameters, step).any()


def test_without_points_there_is_nothing_to_fit() -> None:
    objective = Objective.of(Exponential(), MeanSquaredError(), Dataset.from_arrays([], []))
    J, r = objective.linearized(np.zeros(2))
    assert (J.shape, r.shape) == ((0, 2), (0,))
