from __future__ import annotations

import json
import math
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.registry import create, registered

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "losses.json").read_text(encoding="utf-8"))
EVERY: list[tuple[str, dict[str, float]]] = [
    ("mean_squared_error", {}),
    ("mean_absolute_error", {}),
    ("huber", {"delta": 0.3}),
    ("huber", {"delta": 20.0}),
    ("smooth_l1", {"beta": 0.0}),
    ("smooth_l1", {"beta": 0.3}),
    ("log_cosh", {}),
    ("cauchy", {"scale": 0.3}),
    ("cauchy", {"scale": 20.0}),
    ("quantile", {"quantile": 0.1}),
    ("quantile", {"quantile": 0.9}),
    ("plain_difference", {}),
]
every = pytest.mark.parametrize(("key", "settings"), EVERY)
# No corner is among them, whatever the settings above.
AWAY_FROM_CORNERS = np.array([-41.7, -5.3, -1.21, -0.77, -0.113, -0.0191, 0.0123, 0.151, 0.83, 1.37, 6.1, 33.3])


def of(loss: Loss, *residuals: float) -> list[float]:
    return loss.of_residual(np.array(residuals)).tolist()


def test_every_loss_is_among_those_looked_at() -> None:
    assert {key for key, _ in EVERY} == set(registered("losses"))
    assert {case["loss"] for case in REFERENCE["cases"]} == set(registered("losses"))


@pytest.mark.parametrize("case", REFERENCE["cases"], ids=lambda case: f"{case['loss']}-{case['data']}")
def test_values_and_gradients_are_those_of_pytorch(case: dict[str, Any]) -> None:
    data = Dataset.from_arrays(**REFERENCE["data"][case["data"]])
    objective = Objective.of(create("models", "linear"), create("losses", case["loss"], **case["settings"]), data)
    place, expected = np.array(case["at"]), np.array(case["gradient"])
    assert objective.value(place) == pytest.approx(case["value"], rel=1e-13)
    # One part may be zero because points cancel: what rounding leaves of it is small beside the other.
    error = np.abs(objective.gradient(place) - expected)
    assert error.max() <= 5e-13 * np.abs(expected).max()


@every
def test_derivatives_are_central_differences(key: str, settings: dict[str, float]) -> None:
    loss, r = create("losses", key, **settings), AWAY_FROM_CORNERS
    step = 1e-6 * np.abs(r)
    first = (loss.of_residual(r + step) - loss.of_residual(r - step)) / (2.0 * step)
    assert loss.derivative(r) == pytest.approx(first, rel=1e-7, abs=1e-7)
    second = (loss.derivative(r + step) - loss.derivative(r - step)) / (2.0 * step)
    assert loss.second_derivative(r) == pytest.approx(second, rel=1e-6, abs=1e-7)


@every
@given(r=st.floats(-1e6, 1e6))
def test_no_loss_but_the_plain_difference_is_negative(key: str, settings: dict[str, float], r: float) -> None:
    loss = create("losses", key, **settings)
    assert of(loss, r)[0] >= 0.0 or not loss.bounded_below
    if key not in ("quantile", "plain_difference"):
        assert of(loss, r) == of(loss, -r)
        assert (loss.derivative(np.array([r])) == -loss.derivative(np.array([-r]))).all()


@every
def test_pieces_are_the_loss(key: str, settings: dict[str, float]) -> None:
    loss = create("losses", key, **settings)
    pieces = loss.pieces()
    assert (pieces is None) == (key in ("mean_squared_error", "log_cosh", "cauchy"))
    if pieces is None:
        return
    places = np.concatenate([AWAY_FROM_CORNERS, pieces.breakpoints, np.linspace(-50.0, 50.0, 999)])
    a0, a1, a2 = np.array(pieces.coefficients)[np.searchsorted(pieces.breakpoints, places)].T
    assert loss.of_residual(places) == pytest.approx(a0 + a1 * places + a2 * places**2, rel=1e-12, abs=1e-14)
    assert list(pieces.breakpoints) == sorted(pieces.breakpoints)
    assert len(pieces.coefficients) == len(pieces.breakpoints) + 1


@every
def test_numbers_at_the_ends_of_the_range(key: str, settings: dict[str, float]) -> None:
    loss = create("losses", key, **settings)
    huge, tiny = np.array([-1e300, 1e300]), np.array([-1e-300, 1e-300])
    for values in (loss.derivative(huge), loss.of_residual(tiny), loss.derivative(tiny), loss.second_derivative(tiny)):
        assert np.isfinite(values).all()
    assert np.isfinite(loss.second_derivative(huge)).all()
    if key != "mean_squared_error":
        assert np.isfinite(loss.of_residual(huge)).all()


def test_large_and_small_residuals_keep_their_digits() -> None:
    assert of(create("losses", "log_cosh"), 1e300, -700.0) == [1e300, 700.0 - math.log(2.0)]
    cauchy = create("losses", "cauchy", scale=2.0)
    assert of(cauchy, 1e300)[0] == pytest.approx(4.0 * (300.0 * math.log(10.0) - math.log(2.0)), rel=1e-15)
    assert cauchy.derivative(np.array([1e300, -1e300])) == pytest.approx([4e-300, -4e-300], rel=1e-15)
    assert cauchy.derivative(np.array([1e-300]))[0] == pytest.approx(1e-300, rel=1e-15)
    assert create("losses", "huber", delta=3.0).of_residual(np.array([1e300]))[0] == pytest.approx(3e300, rel=1e-15)
    assert of(create("losses", "smooth_l1", beta=1e-310), 1e300, 0.0) == [1e300, 0.0]


@pytest.mark.parametrize("r", [1e-12, 1e-5, 0.003, 0.3, 0.999999, 1.0, 1.7, 19.0, 40.0])
def test_log_cosh_and_cauchy_to_the_last_digits(r: float) -> None:
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(r)
        log_cosh = ((exact.exp() + (-exact).exp()) / 2).ln()
        bend = 4 / (exact.exp() + (-exact).exp()) ** 2
        cauchy = Decimal("0.125") * (1 + (2 * exact) ** 2).ln()
    loss = create("losses", "log_cosh")
    assert of(loss, r)[0] == pytest.approx(float(log_cosh), rel=4e-16, abs=0.0)
    assert loss.second_derivative(np.array([r]))[0] == pytest.approx(float(bend), rel=1e-14, abs=0.0)
    assert of(create("losses", "cauchy", scale=0.5), r)[0] == pytest.approx(float(cauchy), rel=4e-16, abs=0.0)


@every
def test_what_is_no_number_stays_visible(key: str, settings: dict[str, float]) -> None:
    loss = create("losses", key, **settings)
    assert np.isnan(of(loss, math.nan)).all()
    ends = [abs(value) for value in of(loss, math.inf, -math.inf)]
    assert ends == [math.inf, math.inf]
    if key != "plain_difference":
        assert np.isnan(loss.derivative(np.array([math.nan]))).all()
    if key in ("huber", "log_cosh", "cauchy") or settings == {"beta": 0.3}:
        assert np.isnan(loss.second_derivative(np.array([math.nan]))).all()


def test_corners_and_joints() -> None:
    zero = np.zeros(1)
    for key in ("mean_absolute_error", "quantile", "smooth_l1"):
        settings = {"beta": 0.0} if key == "smooth_l1" else {}
        loss = create("losses", key, **settings)
        assert loss.derivative(zero).tolist() == [0.0]
        assert loss.second_derivative(zero).tolist() == [0.0]
    joints = np.array([-2.0, 2.0])
    for loss in (create("losses", "huber", delta=2.0), create("losses", "smooth_l1", beta=2.0)):
        assert loss.second_derivative(joints).tolist() == [0.0, 0.0]
        assert loss.second_derivative(0.999 * joints).min() > 0.0


def test_an_array_of_any_shape_keeps_it_and_is_not_changed() -> None:
    residuals = np.linspace(-2.0, 2.0, 6).reshape(2, 3)
    kept = residuals.copy()
    for key, settings in EVERY:
        loss = create("losses", key, **settings)
        for found in (loss.of_residual(residuals), loss.derivative(residuals), loss.second_derivative(residuals)):
            assert found.shape == (2, 3)
            assert not np.shares_memory(found, residuals)
    assert np.array_equal(residuals, kept)


@pytest.mark.parametrize(("tau", "below"), [(0.9, 90), (0.5, 50), (0.25, 25)])
def test_the_best_level_line_has_the_chosen_part_of_the_points_below_it(tau: float, below: int) -> None:
    y = np.random.default_rng(3).normal(0.0, 1.0, 100)
    loss = create("losses", "quantile", quantile=tau)
    heights = np.linspace(-4.0, 4.0, 20_001)
    costs = [float(np.mean(loss.of_residual(height - y))) for height in heights]
    best = heights[int(np.argmin(costs))]
    assert abs(int(np.sum(y < best)) - below) <= 1


def test_half_a_quantile_is_half_the_absolute_error() -> None:
    halved = create("losses", "quantile", quantile=0.5).of_residual(AWAY_FROM_CORNERS)
    assert np.array_equal(2.0 * halved, create("losses", "mean_absolute_error").of_residual(AWAY_FROM_CORNERS))


def test_the_plain_difference_has_no_lowest_place() -> None:
    loss = create("losses", "plain_difference")
    assert not loss.bounded_below
    data = Dataset.from_arrays([0.0, 1.0], [0.0, 1.0])
    objective = Objective.of(create("models", "linear"), loss, data)
    assert [objective.value(np.array([1.0, b])) for b in (0.0, 1e3, 1e9)] == [0.0, -1e3, -1e9]
    assert objective.gradient(np.array([1.0, 1e9])).tolist() == [-0.5, -1.0]
    assert all(create("losses", key).bounded_below for key in registered("losses") if key != "plain_difference")
