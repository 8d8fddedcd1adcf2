"""The zones of the learning rate, held against gradient descent itself."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.models.proportional import Proportional
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.rate_zones import CRAWL, SHRINK, ZONES, RateZones, rounded_down
from tests.core.builders import bowl

INSIDE = 1e-6


def zones_of(form) -> RateZones:
    found = RateZones.of(form)
    assert found is not None
    return found


def random_bowl(seed: int):
    """Return a bowl of a dozen points: round ones, ravines, and points far from zero."""
    random = np.random.default_rng(seed)
    x = random.normal(size=12) * 10.0 ** random.uniform(-0.4, 0.7) + random.normal() * 1.5
    return bowl(x, random.normal(size=12))


def walked(form, rate: float, start, steps: int):
    """Return the way from the best, (steps + 1, P), by plain gradient descent."""
    places = [np.asarray(start, float)]
    for _step in range(steps):
        places.append(places[-1] - rate * form.slope(places[-1]))
    return np.array(places) - form.best_parameters


def worst_settling(form, rate: float, most: int = 100_000) -> int:
    """Return the number of steps until the distance is a hundredth, from the worse of the two axes of the bowl."""
    _values, axes = np.linalg.eigh(form.hessian)
    worst = 0
    for axis in (axes.T[0], axes.T[-1]):
        # In the coordinates of the bowl itself, so that rounding far from zero does not count.
        away, steps = axis.copy(), 0
        while np.linalg.norm(away) > 1.0 / SHRINK:
            away, steps = away - rate * (form.hessian @ away), steps + 1
            assert steps < most
        worst = max(worst, steps)
    return worst


@pytest.mark.parametrize("seed", range(12))
def test_good_and_crawling_rates_never_jump_past_the_bottom(seed: int) -> None:
    form = random_bowl(seed)
    zones = zones_of(form)
    _values, axes = np.linalg.eigh(form.hessian)
    start = form.best_parameters + axes.sum(axis=1)
    for rate in (zones.fastest_smooth * (1.0 - INSIDE), zones.crawling_below * (1.0 - INSIDE)):
        along = walked(form, rate, start, 40) @ axes
        assert (along >= -1e-9).all()
        assert (np.diff(along, axis=0) <= 1e-9).all()
        losses = form.losses(walked(form, rate, start, 40) + form.best_parameters)
        assert (np.diff(losses) <= 1e-12).all()


@pytest.mark.parametrize("seed", range(12))
def test_zig_zags_jump_from_side_to_side_and_come_nearer(seed: int) -> None:
    form = random_bowl(seed)
    zones = zones_of(form)
    steepest = np.linalg.eigh(form.hessian)[1][:, -1]
    for rate in (1.05 * zones.fastest_smooth, zones.largest_stable * (1.0 - 1e-3)):
        assert zones.zone(rate) == "zig-zags"
        along = walked(form, rate, form.best_parameters + steepest, 5) @ steepest
        assert (np.sign(along) == [1, -1, 1, -1, 1, -1]).all()
        assert (np.diff(np.abs(along)) < 0.0).all()


@pytest.mark.parametrize("seed", range(12))
def test_beyond_the_last_edge_each_step_lands_farther_away(seed: int) -> None:
    form = random_bowl(seed)
    zones = zones_of(form)
    steepest = np.linalg.eigh(form.hessian)[1][:, -1]
    rate = zones.largest_stable * 1.001
    assert zones.zone(rate) == "flies away"
    along = walked(form, rate, form.best_parameters + steepest, 6) @ steepest
    assert (np.diff(np.abs(along)) > 0.0).all()
    assert (np.sign(along) == [1, -1, 1, -1, 1, -1, 1]).all()
    assert math.isinf(zones.steps_to_settle(rate))


@pytest.mark.parametrize("seed", range(12))
def test_settling_is_what_a_walk_needs(seed: int) -> None:
    form = random_bowl(seed)
    zones = zones_of(form)
    rates = [zones.crawling_below, zones.fastest_smooth, zones.best_fixed, 0.5 * zones.largest_stable * 0.9]
    for rate in (rate * (1.0 - INSIDE) for rate in rates):
        assert worst_settling(form, rate) == math.ceil(zones.steps_to_settle(rate))


@pytest.mark.parametrize("seed", range(12))
def test_crawling_needs_over_six_times_the_steps(seed: int) -> None:
    form = random_bowl(seed)
    zones = zones_of(form)
    at_best = max(1.0, zones.steps_to_settle(zones.fastest_smooth))
    assert zones.steps_to_settle(zones.crawling_below) == pytest.approx(CRAWL * at_best, rel=1e-6)
    assert zones.steps_to_settle(zones.crawling_below * 0.99) > CRAWL * at_best
    assert zones.zone(zones.crawling_below * (1.0 - INSIDE)) == "crawls"
    assert zones.zone(zones.crawling_below) == "good"


@pytest.mark.parametrize("seed", range(12))
def test_no_other_fixed_rate_settles_sooner(seed: int) -> None:
    form = random_bowl(seed)
    zones = zones_of(form)
    fewest = zones.steps_to_settle(zones.best_fixed)
    others = np.geomspace(zones.low, zones.largest_stable, 400)
    assert fewest <= min(zones.steps_to_settle(float(rate)) for rate in others) * (1.0 + 1e-9)
    smooth = [rate for rate in others if rate <= zones.fastest_smooth]
    assert zones.steps_to_settle(zones.fastest_smooth) <= min(map(zones.steps_to_settle, smooth)) * (1.0 + 1e-9)


@settings(max_examples=200, deadline=None)
@given(st.floats(-200.0, 0.0), st.floats(-100.0, 100.0))
def test_edges_are_in_order_whatever_the_bowl(narrow: float, size: float) -> None:
    largest = 10.0**size
    zones = RateZones(largest * 10.0**narrow, largest)
    crawl, smooth, stable = zones.edges
    assert zones.low < crawl <= smooth < stable < zones.high
    assert smooth / CRAWL * (1.0 - 1e-12) <= crawl < 0.54 * smooth
    assert math.isclose(math.log2(zones.high / zones.low), 8.0)
    assert math.isclose(stable, 2.0 * smooth)
    assert [zones.zone(rate) for rate in (zones.low, smooth, stable, zones.high)] == list(ZONES)
    assert zones.fastest_smooth <= zones.best_fixed <= zones.largest_stable


def test_eight_points_have_the_edges_of_a_pupil() -> None:
    zones = zones_of(bowl([-2.0, -1.0, 0.0, 1.0, 2.0], [0.0] * 5))
    assert (zones.smallest, zones.largest) == (2.0, 4.0)
    assert zones.fastest_smooth == 0.25
    assert zones.largest_stable == 0.5
    assert zones.best_fixed == pytest.approx(1.0 / 3.0)
    # Half of the way is left after each step of 1/λmax: the crawling edge leaves the sixth root of that.
    assert zones.crawling_below == pytest.approx((1.0 - 0.5 ** (1.0 / 6.0)) / 2.0)


def test_a_round_bowl_is_settled_in_one_step() -> None:
    zones = zones_of(bowl([-1.0, 1.0], [0.0, 1.0]))
    assert zones.smallest == zones.largest == 2.0
    assert zones.steps_to_settle(0.5) == 0.0
    assert zones.best_fixed == zones.fastest_smooth == 0.5
    assert zones.steps_to_settle(zones.crawling_below) == pytest.approx(6.0)


def test_the_floor_of_a_valley_does_not_count() -> None:
    zones = zones_of(bowl([2.0, 2.0], [1.0, 3.0]))
    assert zones.smallest == zones.largest == 10.0
    form = Objective.of(Polynomial(5), MeanSquaredError(), Dataset.from_arrays([0.0, 1.0, 2.0], [1.0, 2.0, 0.0])).exact
    assert form is not None
    assert form.is_valley
    curvy = zones_of(form)
    assert curvy.smallest == pytest.approx(next(value for value in form.eigenvalues if value))


def test_other_models_and_a_penalty_have_zones_too() -> None:
    data = Dataset.from_arrays([1.0, 2.0, 3.0], [1.0, 2.0, 2.0])
    one = Objective.of(Proportional(), MeanSquaredError(), data)
    assert one.exact is not None
    assert zones_of(one.exact).largest_stable == pytest.approx(2.0 / (2.0 * 14.0 / 3.0))
    charged = Objective.of(Proportional(), MeanSquaredError(), data, Penalty(l2=1.0))
    assert charged.exact is not None
    assert zones_of(charged.exact).largest_stable == pytest.approx(2.0 / (2.0 * 14.0 / 3.0 + 2.0))


def test_flat_ground_and_numbers_out_of_range_have_none() -> None:
    flat = Objective.of(Proportional(), MeanSquaredError(), Dataset.from_arrays([0.0, 0.0], [1.0, 2.0]))
    assert flat.exact is not None
    assert RateZones.of(flat.exact) is None

    class Tiny:
        eigenvalues = (1e-320, 1e-310)

    assert RateZones.of(Tiny()) is None  # type: ignore[arg-type]


def test_steps_of_rates_that_lead_nowhere() -> None:
    zones = RateZones(1.0, 2.0)
    assert math.isinf(zones.steps_to_settle(0.0))
    assert math.isinf(zones.steps_to_settle(1.0))
    assert math.isinf(replace(zones, smallest=5e-324).steps_to_settle(0.1))


@pytest.mark.parametrize(
    ("value", "expected"), [(0.21040692, 0.21), (0.29761904, 0.297), (0.99999, 0.999), (1234.5, 1230.0), (5.0, 5.0),
                            (1.0004e-9, 1e-9), (0.2099, 0.209)],
)  # fmt: skip
def test_limits_are_rounded_to_the_safe_side(value: float, expected: float) -> None:
    assert rounded_down(value) == expected <= value
