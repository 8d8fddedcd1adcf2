from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core import quadratic_form
from gd_visualizer.core.basis import Basis, centred_powers
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.double_double import added, multiplied, summed, two_product, two_sum
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.quadratic_form import QuadraticForm
from tests.core.builders import EIGHT_X, EIGHT_Y, Exact, bowl, line, point_by_point

X, Y = np.array(EIGHT_X), np.array(EIGHT_Y)


class UnsquaredError(MeanSquaredError):
    squared = False


def of(degree: int, x: object = X, y: object = Y, penalty: Penalty | None = None, loss: object = None) -> Objective:
    return Objective.of(Polynomial(degree), loss or MeanSquaredError(), Dataset.from_arrays(x, y), penalty)  # type: ignore[arg-type]


def form(degree: int, x: object = X, y: object = Y, penalty: Penalty | None = None) -> QuadraticForm:
    found = of(degree, x, y, penalty).form
    assert found is not None
    return found


numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9)


@given(numbers, numbers)
def test_sums_and_products_have_twice_the_digits(a: list[float], b: list[float]) -> None:
    count = min(len(a), len(b))
    first, second = np.array(a[:count]), np.array(b[:count])
    for found, exact in [
        (two_sum(first, second), [Fraction(x) + Fraction(y) for x, y in zip(a, b, strict=False)]),
        (two_product(first, second), [Fraction(x) * Fraction(y) for x, y in zip(a, b, strict=False)]),
    ]:
        for high, low, wanted in zip(*found, exact, strict=True):
            assert abs(Fraction(float(high)) + Fraction(float(low)) - wanted) <= Fraction(1, 10**300)
    total = summed(two_product(first, second))
    wanted = sum((Fraction(x) * Fraction(y) for x, y in zip(a, b, strict=False)), Fraction())
    size = sum(abs(x * y) for x, y in zip(a, b, strict=False))
    assert abs(Fraction(float(total[0])) + Fraction(float(total[1])) - wanted) <= 1e-29 * size + 1e-300
    square = multiplied(two_sum(first, second), two_sum(first, second))
    for high, low, x, y in zip(*square, a, b, strict=False):
        exact_square = (Fraction(x) + Fraction(y)) ** 2
        assert abs(Fraction(float(high)) + Fraction(float(low)) - exact_square) <= 1e-29 * exact_square + 1e-300
    twice = added(two_sum(first, second), two_sum(first, second))
    for high, low, x, y in zip(*twice, a, b, strict=False):
        exact_twice = 2 * (Fraction(x) + Fraction(y))
        assert abs(Fraction(float(high)) + Fraction(float(low)) - exact_twice) <= 1e-29 * abs(exact_twice)


@pytest.mark.parametrize("degree", [0, 1, 2, 5, 10])
def test_the_other_columns_span_the_same_curves(degree: int) -> None:
    x = np.linspace(1947.0, 2005.0, 30)
    basis = centred_powers(x, degree)
    assert np.abs(basis.columns).max() <= 1.0
    weights = np.random.default_rng(3).normal(0, 1, degree + 1)
    high, low = basis.to_parameters((weights, np.zeros(degree + 1)))
    for place, prediction in zip(x.tolist(), (basis.columns @ weights).tolist(), strict=True):
        exact = sum(
            (Fraction(a) + Fraction(b)) * Fraction(place) ** k for k, (a, b) in enumerate(zip(high, low, strict=True))
        )
        assert float(exact) == pytest.approx(prediction, abs=1e-12)
    small = centred_powers(np.linspace(-1.0, 2.0, 9), degree)
    there, _rest = small.to_parameters((weights, np.zeros(degree + 1)))
    assert small.from_parameters @ there == pytest.approx(weights, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("degree", [0, 1, 2, 4])
@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_loss_and_slope_are_those_of_the_points(degree: int, l2: float) -> None:
    penalty = Penalty(l2=l2)
    exact, slow = of(degree, penalty=penalty), of(degree, penalty=penalty, loss=UnsquaredError())
    assert exact.form is not None
    assert slow.exact is None
    rows = np.random.default_rng(4).normal(0, 2, (6, degree + 1))
    assert exact.values(rows) == pytest.approx(slow.values(rows), rel=1e-12)
    assert [exact.value(row) for row in rows] == exact.values(rows).tolist()
    assert exact.gradient_norms(rows) == pytest.approx(slow.gradient_norms(rows), rel=1e-11)
    for row in rows:
        assert exact.gradient(row) == pytest.approx(slow.gradient(row), rel=1e-10, abs=1e-10)
    assert exact.form.hessian == pytest.approx(slow.hessian(rows[0]), rel=1e-11)
    best = exact.best_parameters
    assert best is not None
    assert slow.gradient(best) == pytest.approx(np.zeros(degree + 1), abs=1e-11)
    assert exact.best_loss == pytest.approx(slow.value(best), rel=1e-13)
    assert exact.value(best) == pytest.approx(exact.form.floor, rel=1e-15)
    assert exact.is_usable


def test_the_form_of_a_line_is_its_bowl() -> None:
    for x in (X, X + 1e6, np.array([3.0, 3.0])):
        y = Y[: len(x)]
        mine, theirs = QuadraticForm.of(Linear().basis(x), y), bowl(x, y)
        assert mine is not None
        assert mine.floor == pytest.approx(theirs.floor, rel=1e-12)
        assert mine.variance_y == pytest.approx(theirs.variance_y, rel=1e-12)
        assert mine.hessian == pytest.approx(theirs.hessian, rel=1e-12)
        assert mine.eigenvalues[1] == pytest.approx(theirs.eigenvalues[1], rel=1e-12)
        assert (mine.rank, mine.is_valley) == (theirs.rank, theirs.is_valley)
        assert mine.largest_stable_rate == pytest.approx(theirs.largest_stable_rate)
        assert mine.condition_number == pytest.approx(theirs.condition_number, rel=1e-3)
        assert theirs.root.T @ theirs.root == pytest.approx(mine.root.T @ mine.root, rel=1e-9)
        rows = np.array([[0.5, 1.0], [-2.0, 3.0]])
        assert theirs.losses(rows) == pytest.approx(mine.losses(rows), rel=1e-9)
        assert theirs.slope(rows[0]) == pytest.approx(mine.slope(rows[0]), rel=1e-9)
        if not mine.is_valley:
            assert mine.best_parameters == pytest.approx(theirs.best_parameters, rel=1e-13)


@pytest.mark.parametrize("offset", [1e3, 1e6, -1e6])
def test_digits_survive_an_offset_of_a_million(offset: float) -> None:
    rng = np.random.default_rng(7)
    x = offset + rng.uniform(-5, 5, 40)
    y = 1.5 * (x - offset) + rng.normal(0, 1, 40)
    found = form(1, x, y)
    exact = Exact(x, y)
    m, b = exact.best()
    assert found.best_parameters[1] == pytest.approx(float(m), rel=1e-14)
    assert found.best_parameters[0] == pytest.approx(float(b), rel=1e-14)
    assert found.floor == pytest.approx(float(exact.loss(m, b)), rel=1e-14)
    height = float(b) - 0.25 * offset + 3.0
    assert found.losses(np.array([[height, float(m) + 0.25]]))[0] == pytest.approx(
        float(exact.loss(float(m) + 0.25, height)), rel=1e-9
    )


def test_with_too_few_points_many_curves_are_equally_good() -> None:
    found = form(3, [1.0, 2.0], [5.0, 7.0])
    assert (found.rank, found.is_valley) == (2, True)
    assert found.floor == pytest.approx(0.0, abs=1e-28)
    assert found.eigenvalues[:2] == (0.0, 0.0)
    assert found.eigenvalues[2] > 0.0
    assert found.condition_number == np.inf
    assert Polynomial(3).predict(found.best_parameters, np.array([1.0, 2.0])) == pytest.approx([5.0, 7.0])
    # Along the valley nothing changes: (x − 1)·(x − 2) is zero at both points.
    rows = np.array([found.best_parameters, found.best_parameters + np.array([200.0, -300.0, 100.0, 0.0])])
    assert found.losses(rows) == pytest.approx([0.0, 0.0], abs=1e-22)
    same_place = form(2, [3.0, 3.0, 3.0], [1.0, 2.0, 6.0])
    assert same_place.best_parameters.tolist() == [3.0, 0.0, 0.0]
    assert same_place.rank == 1


def test_a_model_that_cannot_move_is_all_valley() -> None:
    found = QuadraticForm.of(Basis.own(np.zeros((3, 1))), np.array([1.0, 2.0, 3.0]))
    assert found is not None
    assert (found.rank, found.eigenvalues, found.largest_stable_rate) == (0, (0.0,), np.inf)
    assert found.floor == pytest.approx(14 / 3)
    assert found.losses(np.array([[7.0]])).tolist() == [found.floor]
    assert found.slope(np.array([7.0])).tolist() == [0.0]


def test_ridge_pulls_to_zero() -> None:
    strong, weak = form(2, penalty=Penalty(l2=1e5)), form(2, penalty=Penalty(l2=1e-9))
    assert np.abs(strong.best_parameters).max() < 1e-3
    assert weak.best_parameters == pytest.approx(form(2).best_parameters, rel=1e-6)
    assert not form(5, [1.0, 2.0], [5.0, 7.0], Penalty(l2=0.1)).is_valley
    assert of(2, penalty=Penalty(l1=0.1)).exact is None
    assert of(2, penalty=Penalty(l1=0.1)).is_usable
    charged = Objective.of(Linear(), MeanSquaredError(), Dataset.from_arrays(X, Y), Penalty(l2=0.2))
    assert charged.bowl is None
    assert charged.exact is charged.form is not None


def test_many_points_are_improved_more_cheaply(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = form(4)
    monkeypatch.setattr(quadratic_form, "IMPROVED_UP_TO", 3)
    quick = form(4)
    assert quick.best_parameters == pytest.approx(careful.best_parameters, rel=1e-11)
    assert quick.best_parameters.tolist() != careful.best_parameters.tolist() or quick.floor == careful.floor
    assert quick.floor == pytest.approx(careful.floor, rel=1e-12)


@pytest.mark.parametrize(
    ("x", "y", "degree"),
    [
        ([], [], 2),
        ([1e200, 1.0], [1.0, 2.0], 2),
        ([1e40, 1.0], [1.0, 2.0], 5),
        ([1.0, 2.0], [1e200, 1.0], 2),
        ([1.0, 2.0], [1.7e308, -1.7e308], 1),
        ([0.0, 1e-170, 2e-170], [1.0, 2.0, 5.0], 2),
        ([-1.7e308, 1.7e308], [1.0, 2.0], 2),
    ],
)
def test_where_squares_do_not_fit_there_is_no_form(x: list[float], y: list[float], degree: int) -> None:
    found = of(degree, x, y)
    assert found.form is None
    assert not found.is_usable


def test_a_weight_beyond_numbers_is_no_form() -> None:
    assert QuadraticForm.of(Basis.own(np.full((2, 1), 1e-160)), np.array([1e150, 1e150])) is None
    assert QuadraticForm.of(Basis.own(np.ones((0, 1))), np.array([])) is None


def test_points_on_the_axis_need_no_improvement() -> None:
    assert form(2, [1.0, 2.0, 3.0, 4.0], np.zeros(4)).best_parameters.tolist() == [0.0, 0.0, 0.0]


places = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(places, places), min_size=1, max_size=6), st.integers(0, 4))
def test_a_form_never_holds_a_number_that_is_not_finite(points: list[tuple[float, float]], degree: int) -> None:
    found = of(degree, [x for x, _ in points], [y for _, y in points]).form
    if found is not None:
        assert np.isfinite(found.best_parameters).all()
        assert np.isfinite(found.root).all()
        assert np.isfinite([found.floor, found.variance_y, *found.eigenvalues]).all()
        assert min(found.floor, found.variance_y) >= 0.0


def test_any_landscape_with_finite_losses_can_be_walked_on() -> None:
    assert line().is_usable
    assert point_by_point().is_usable
    assert not point_by_point([], []).is_usable
    assert np.isnan(point_by_point([], []).values(np.zeros((3, 2)))).all()
    assert not point_by_point([1.0, 2.0], [1e200, 1.0]).is_usable
    batch = of(2).on(np.array([0, 1]))
    assert (batch.exact, batch.bowl, batch.form) == (None, None, None)
    climbing = Objective.of(Polynomial(2), MeanSquaredError(), Dataset.from_arrays(X, Y), climb=True)
    assert climbing.exact is not None
    assert climbing.downhill().exact is None
    assert climbing.downhill().value(np.ones(3)) == pytest.approx(-climbing.value(np.ones(3)))
