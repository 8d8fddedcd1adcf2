from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core import line_surfaces
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.line_surfaces import line_loss_grid
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.pieces import Pieces
from gd_visualizer.core.registry import create

LOSSES: list[Loss] = [
    create("losses", key, **settings)
    for key, settings in (
        ("mean_absolute_error", {}),
        ("huber", {"delta": 1e-4}),
        ("huber", {"delta": 1.0}),
        ("huber", {"delta": 1e3}),
        ("smooth_l1", {"beta": 0.0}),
        ("smooth_l1", {"beta": 0.5}),
        ("quantile", {"quantile": 0.9}),
        ("quantile", {"quantile": 0.001}),
    )
]
M, B = np.linspace(-3.0, 3.0, 23), np.linspace(-8.0, 8.0, 37)
with_every_loss = pytest.mark.parametrize("loss", LOSSES, ids=repr)


def points(count: int, noise: float = 0.8) -> Dataset:
    rng = np.random.default_rng(count)
    x = np.linspace(-5.0, 5.0, count)
    return Dataset.from_arrays(x, 0.7 * x + 1.0 + rng.normal(0.0, noise, count))


def directly(loss: Loss, data: Dataset, slopes: FloatArray, heights: FloatArray) -> FloatArray:
    with np.errstate(all="ignore"):
        columns = [np.mean(loss.of_residual(m * data.x + heights[:, None] - data.y), axis=1) for m in slopes]
    return np.stack(columns, axis=1)


def quickly(loss: Loss, data: Dataset, slopes: FloatArray = M, heights: FloatArray = B) -> FloatArray:
    found = line_loss_grid(loss, data, slopes, heights)
    assert found is not None
    assert found.shape == (len(heights), len(slopes))
    return found


def exactly(loss: Loss, data: Dataset, m: float, b: float) -> Fraction:
    pieces = loss.pieces()
    assert pieces is not None
    total = Fraction()
    for x, y in zip(data.x.tolist(), data.y.tolist(), strict=True):
        r = Fraction(m) * Fraction(x) + Fraction(b) - Fraction(y)
        a0, a1, a2 = pieces.coefficients[sum(r > Fraction(place) for place in pieces.breakpoints)]
        total += Fraction(a0) + Fraction(a1) * r + Fraction(a2) * r * r
    return total / len(data)


@with_every_loss
@pytest.mark.parametrize("count", [1, 2, 24, 25, 26, 333, 1_000])
def test_it_is_the_mean_over_all_points(loss: Loss, count: int) -> None:
    data = points(count)
    assert quickly(loss, data) == pytest.approx(directly(loss, data, M, B), rel=1e-12, abs=0.0)


@with_every_loss
@given(
    places=st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=1, max_size=60),
    slopes=st.lists(st.floats(-50.0, 50.0), min_size=1, max_size=5),
    heights=st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=8),
)
def test_any_points_and_any_grid(loss: Loss, places: Any, slopes: list[float], heights: list[float]) -> None:
    x, y = np.array(places).T
    data, m, b = Dataset.from_arrays(x, y), np.array(slopes), np.array(heights)
    # m·x + b − y itself is rounded, which only shows where lines meet their points.
    rounding = 4e-16 * max(np.abs(m).max() * np.abs(x).max(), np.abs(b).max(), np.abs(y).max())
    steepest = max(1.0, float(np.abs(loss.derivative(np.array([1e9]))).max()))
    expected = directly(loss, data, m, b)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_surfaces, "FEW_POINTS", 0)
        found = quickly(loss, data, m, b)
    assert (np.abs(found - expected) <= 1e-12 * expected + steepest * rounding).all()


@with_every_loss
def test_a_narrow_crowd_and_a_far_one(loss: Loss) -> None:
    # Near b = 0 the losses are tiny, near b = 1e5 a large part of the points is met: both make sums lose digits.
    rng = np.random.default_rng(5)
    y = np.concatenate([rng.normal(0.0, 1e-7, 300), 1e5 + rng.normal(0.0, 0.3, 250)])
    data = Dataset.from_arrays(np.zeros(550), y)
    heights = np.concatenate([np.linspace(-1e-6, 1e-6, 7), 1e5 + np.linspace(-2.0, 2.0, 9), [3e4]])
    found = quickly(loss, data, np.array([0.0, 2.0]), heights)
    assert found == pytest.approx(directly(loss, data, np.array([0.0, 2.0]), heights), rel=1e-12, abs=0.0)


def test_without_care_a_narrow_parabola_would_lose_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    loss, data = create("losses", "huber", delta=1e-6), points(3_000, noise=30.0)
    level, heights = np.zeros(1), np.concatenate([data.y[::100], data.y[::90] + 3e-7])
    expected = directly(loss, data, level, heights)

    def error() -> float:
        return float(np.abs(quickly(loss, data, level, heights) / expected - 1.0).max())

    assert error() < 1e-12
    monkeypatch.setattr(line_surfaces, "LARGEST_TERMS", 1e300)
    unguarded = error()
    monkeypatch.setattr(line_surfaces, "NARROW", math.inf)
    assert 1e-12 < unguarded < 1e-9 < error()


@with_every_loss
@pytest.mark.parametrize("offset", [1e6, -1e6])
def test_points_far_from_zero_are_as_exact_as_their_residuals(loss: Loss, offset: float) -> None:
    near = points(40)
    data = Dataset.from_arrays(near.x + offset, near.y + offset)
    slopes = np.array([0.5, 0.7, 1.3])
    heights = offset * 0.3 + np.linspace(-2.0, 2.0, 5)
    found = quickly(loss, data, slopes, heights)
    for row, b in enumerate(heights.tolist()):
        for column, m in enumerate(slopes.tolist()):
            exact = exactly(loss, data, m, b)
            steepest = max(1e-4, float(np.abs(loss.derivative(np.array([1e9, float(exact)]))).max()))
            rounding = 4e-16 * abs(m * offset)
            assert abs(float(Fraction(found[row, column]) - exact)) <= steepest * rounding + 1e-12 * float(exact)


@with_every_loss
def test_the_order_of_the_grid_and_ties_do_not_matter(loss: Loss) -> None:
    x = np.repeat([-1.0, 0.0, 2.0], 20)
    data = Dataset.from_arrays(x, np.round(x))
    slopes, heights = np.array([1.0, -2.0, 0.5]), np.array([3.0, 0.0, -1.0, 1.0, 0.0])
    found = quickly(loss, data, slopes, heights)
    assert found == pytest.approx(directly(loss, data, slopes, heights), rel=1e-12, abs=0.0)
    assert found[1, 0] == found[4, 0] == 0.0


def test_the_plain_difference_has_straight_slopes() -> None:
    loss, data = create("losses", "plain_difference"), points(100)
    assert quickly(loss, data) == pytest.approx(directly(loss, data, M, B), rel=1e-12, abs=1e-14)


@with_every_loss
def test_numbers_too_large_come_out_as_from_the_plain_mean(loss: Loss) -> None:
    data = points(50)
    slopes, heights = np.array([1e308, 1.0, math.nan]), np.array([-1e308, 0.0, 1e200, math.inf])
    expected = directly(loss, data, slopes, heights)
    assert not np.isfinite(expected).all()
    assert quickly(loss, data, slopes, heights) == pytest.approx(expected, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("key", ["mean_squared_error", "log_cosh", "cauchy"])
def test_a_loss_that_is_not_made_of_pieces_has_no_quick_way(key: str) -> None:
    assert line_loss_grid(create("losses", key), points(50), M, B) is None


def test_nothing_to_add_up() -> None:
    loss = create("losses", "huber")
    assert np.isnan(quickly(loss, Dataset.from_arrays([], []))).all()
    assert quickly(loss, points(50), np.empty(0), B).size == 0
    assert quickly(loss, points(50), M, np.empty(0)).size == 0


def test_where_the_outer_pieces_balance() -> None:
    assert Pieces((0.0,), ((0.0, -1.0, 0.0), (0.0, 1.0, 0.0))).share_above == 0.5
    assert Pieces((0.0,), ((0.0, -0.9, 0.0), (0.0, 0.1, 0.0))).share_above == pytest.approx(0.9)
    assert Pieces((), ((0.0, -1.0, 0.0),)).share_above == 0.5
    assert Pieces((), ((0.0, 0.0, 1.0),)).share_above == 0.5
