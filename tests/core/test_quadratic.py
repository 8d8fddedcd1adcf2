from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.quadratic import Bowl
from tests.core.builders import EIGHT_X, EIGHT_Y, Exact, bowl, line, point_by_point, relative_error

PLACES = [(0.0, 0.0), (1.4, 0.6), (-2.4, -2.0), (30.0, -17.0)]


@pytest.mark.parametrize("place", PLACES)
def test_loss_and_gradient_are_those_of_numpy(place: tuple[float, float]) -> None:
    m, b = place
    x, y = np.array(EIGHT_X), np.array(EIGHT_Y)
    r = m * x + b - y
    assert float(bowl().loss(m, b)) == pytest.approx(np.mean(r * r), rel=1e-13)
    assert [float(g) for g in bowl().gradient(m, b)] == pytest.approx([2 * np.mean(r * x), 2 * np.mean(r)], rel=1e-12)


@pytest.mark.parametrize("place", PLACES)
def test_gradient_is_the_central_difference_of_the_loss(place: tuple[float, float]) -> None:
    m, b = place
    h = 1e-5
    by_hand = [
        (float(bowl().loss(m + h, b)) - float(bowl().loss(m - h, b))) / (2 * h),
        (float(bowl().loss(m, b + h)) - float(bowl().loss(m, b - h))) / (2 * h),
    ]
    assert [float(g) for g in bowl().gradient(m, b)] == pytest.approx(by_hand, rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("offset_x", [0.0, 1e3, 1e6, -1e6])
@pytest.mark.parametrize("offset_y", [0.0, 1e6])
def test_digits_survive_an_offset_of_a_million(offset_x: float, offset_y: float) -> None:
    rng = np.random.default_rng(7)
    x = offset_x + rng.uniform(-5, 5, 40)
    y = offset_y + 1.5 * (x - offset_x) + rng.normal(0, 1, 40)
    exact, found = Exact(x, y), bowl(x, y)
    m, b = exact.best()
    assert relative_error(found.floor, exact.loss(m, b)) <= 1e-9
    assert relative_error(found.best_slope, m) <= 1e-9
    assert relative_error(found.best_height, b) <= 1e-9
    for tilt, lift in [(0.0, 0.0), (1e-3, 0.5), (0.3, -2.0), (-1.0, 10.0)]:
        slope = float(m) + tilt
        height = float(b) - tilt * offset_x + lift
        assert relative_error(float(found.loss(slope, height)), exact.loss(slope, height)) <= 1e-9
        if tilt or lift:
            for number, wanted in zip(found.gradient(slope, height), exact.gradient(slope, height), strict=True):
                assert relative_error(float(number), wanted) <= 1e-9


def test_loss_takes_whole_grids() -> None:
    m, b = np.linspace(-1, 1, 4), np.linspace(-2, 2, 5)
    grid = bowl().loss(m[np.newaxis, :], b[:, np.newaxis])
    assert grid.shape == (5, 4)
    assert grid[3, 2] == bowl().loss(m[2], b[3])


def test_the_best_line_is_that_of_least_squares() -> None:
    A = np.column_stack([EIGHT_X, np.ones(len(EIGHT_X))])
    m, b = np.linalg.lstsq(A, np.array(EIGHT_Y), rcond=None)[0]
    assert bowl().best_slope == pytest.approx(m, rel=1e-12)
    assert bowl().best_height == pytest.approx(b, rel=1e-12)
    assert float(bowl().loss(m, b)) == pytest.approx(bowl().floor, rel=1e-14)
    assert max(abs(float(g)) for g in bowl().gradient(m, b)) < 1e-13


def test_the_hessian_is_that_of_the_columns() -> None:
    A = np.column_stack([EIGHT_X, np.ones(len(EIGHT_X))])
    assert bowl().hessian == pytest.approx(2.0 / len(A) * A.T @ A, rel=1e-13)


@pytest.mark.parametrize("x", [EIGHT_X, [0, 1, 2, 3], np.linspace(1947, 2005, 30), [5, 5.001], [7.0, 7.0]])
def test_eigenvalues_are_those_of_numpy(x: list[float]) -> None:
    found = bowl(x, np.arange(len(x)))
    smallest, largest = np.linalg.eigvalsh(found.hessian)
    assert found.eigenvalues[1] == pytest.approx(largest, rel=1e-12)
    assert found.eigenvalues[0] == pytest.approx(smallest, rel=1e-6, abs=1e-9 * largest)
    assert found.eigenvalues[0] * largest == pytest.approx(4 * found.spread, rel=1e-12)
    assert found.largest_stable_rate == 2.0 / found.eigenvalues[1]


def test_all_points_at_one_x_make_a_valley() -> None:
    found = bowl([3.0, 3.0, 3.0], [1.0, 2.0, 6.0])
    assert found.is_valley
    assert (found.best_slope, found.best_height) == (0.0, 3.0)
    assert found.eigenvalues[0] == 0.0
    for m in (-4.0, 0.0, 2.5):
        assert float(found.loss(m, 3.0 - 3.0 * m)) == pytest.approx(found.floor, rel=1e-14)
    assert not bowl().is_valley


def test_equal_numbers_give_exactly_themselves() -> None:
    found = bowl([0.1] * 7, [0.3] * 7)
    assert (found.mean_x, found.mean_y, found.spread, found.floor, found.variance_y) == (0.1, 0.3, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([], []),
        ([1e300, 2.0], [1.0, 2.0]),
        ([1.0, 2.0], [1e300, 2.0]),
        ([1.0, 2.0], [1e200, 1e200]),
        ([1e160, 1e160], [1.0, 2.0]),
        ([0.0, 1e-300], [1.0, 2.0]),
        ([1e-200, 2e-200], [0.0, 0.0]),
        ([0.0, 1e-160], [1.0, 2.0]),
        ([1.7e308, -1.7e308], [0.0, 0.0]),
    ],
)
def test_where_squares_do_not_fit_there_is_no_bowl(x: list[float], y: list[float]) -> None:
    assert Bowl.of(Dataset.from_arrays(x, y)) is None
    assert not line(x, y).is_usable


anything = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(anything, anything), min_size=1, max_size=6))
def test_a_bowl_never_holds_a_number_that_is_not_finite(points: list[tuple[float, float]]) -> None:
    found = Bowl.of(Dataset.from_arrays([x for x, _ in points], [y for _, y in points]))
    if found is not None:
        numbers = [found.mean_x, found.mean_y, found.spread, found.floor, found.variance_y, found.best_slope]
        assert np.isfinite([*numbers, found.best_height, *found.eigenvalues, found.largest_stable_rate]).all()
        assert np.isfinite(found.hessian).all()
        assert min(found.spread, found.floor, found.variance_y) >= 0.0
        assert 0.0 < found.largest_stable_rate <= 1.0


def test_point_by_point_agrees_with_the_bowl() -> None:
    exact, slow = line(), point_by_point()
    path = np.array(PLACES)
    assert slow.bowl is None
    assert (slow.best_parameters, slow.best_loss) == (None, None)
    assert slow.values(path) == pytest.approx(exact.values(path), rel=1e-13)
    assert slow.gradient_norms(path) == pytest.approx(exact.gradient_norms(path), rel=1e-12)
    assert slow.value(path[2]) == pytest.approx(exact.value(path[2]), rel=1e-13)
    assert slow.gradient(path[2]) == pytest.approx(exact.gradient(path[2]), rel=1e-12)
    assert exact.residuals(path[1]) == pytest.approx(1.4 * np.array(EIGHT_X) + 0.6 - EIGHT_Y)
    assert exact.best_loss == exact.value(exact.best_parameters)


def test_without_points_there_is_no_loss_and_no_slope() -> None:
    empty = line([], [])
    assert np.isnan(empty.value(np.zeros(2)))
    assert empty.gradient(np.zeros(2)).tolist() == [0.0, 0.0]
    assert empty.best_loss is None


def test_too_large_a_loss_is_infinite_and_silent() -> None:
    assert line().value(np.array([1e200, 0.0])) == np.inf
    assert point_by_point([1e300], [0.0]).value(np.array([1.0, 0.0])) == np.inf


def test_the_worked_example_of_the_documentation() -> None:
    found = bowl([0, 1, 2], [1, 3, 4])
    assert float(found.loss(0, 0)) == pytest.approx(26 / 3)
    assert [float(g) for g in found.gradient(0, 0)] == pytest.approx([-22 / 3, -16 / 3])
    assert float(found.loss(0.1 * 22 / 3, 0.1 * 16 / 3)) == pytest.approx(2.4074, abs=1e-4)
    assert (found.best_slope, found.best_height, found.floor) == pytest.approx((1.5, 7 / 6, 1 / 18))
    assert found.eigenvalues == pytest.approx((0.5585, 4.7749), abs=1e-4)
    assert found.largest_stable_rate == pytest.approx(0.4189, abs=1e-4)
