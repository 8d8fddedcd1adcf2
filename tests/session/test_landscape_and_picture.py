from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance
from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.planes import coordinate_plane
from gd_visualizer.core.registry import create
from gd_visualizer.session.landscape import Landscape
from gd_visualizer.session.moment import Happening
from gd_visualizer.session.picture import LOOKS_AHEAD, STEPS_AHEAD, moment_of, preview_of, status_of, steps_ahead
from tests.core.builders import line, point_by_point
from tests.session.documents import START, walk

LAND = line()
NATURAL = coordinate_plane(LAND.model, 0, 1, START)
places = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)).map(frozen)


def test_the_same_map_is_kept_while_nothing_changes() -> None:
    landscape = Landscape()
    first = landscape.surface(LAND, NATURAL, [START])
    assert first is not None
    assert landscape.surface(LAND, NATURAL, [START]) is first
    assert landscape.surface(LAND, NATURAL, [frozen([0.0, 0.0]), START]) is first


@given(st.lists(places, max_size=8))
def test_the_map_grows_and_never_shrinks_or_recolours(walked: list[np.ndarray]) -> None:
    landscape = Landscape()
    before = landscape.surface(LAND, NATURAL, [START])
    assert before is not None
    for place in walked:
        after = landscape.surface(LAND, NATURAL, [place])
        assert after is not None
        assert after.region.contains(*place)
        assert after.region.p_min <= before.region.p_min < before.region.p_max <= after.region.p_max
        assert after.region.q_min <= before.region.q_min < before.region.q_max <= after.region.q_max
        assert after.levels is before.levels
        before = after


def test_other_points_keep_the_region_and_get_bands_of_their_own() -> None:
    landscape = Landscape()
    before = landscape.surface(LAND, NATURAL, [START])
    after = landscape.surface(line([-2, 0, 2.5], [-3, 1, 4]), NATURAL, [START])
    assert before is not None
    assert after is not None
    assert after.region == before.region
    assert after.levels is not before.levels


def test_a_map_is_fitted_anew_when_asked() -> None:
    landscape = Landscape()
    first = landscape.surface(LAND, NATURAL, [START])
    wide = landscape.surface(LAND, NATURAL, [frozen([50.0, 0.0])])
    assert first is not None
    assert wide is not None
    landscape.forget()
    again = landscape.surface(LAND, NATURAL, [START])
    assert again is not None
    assert again.region == first.region != wide.region


def test_bands_can_be_spaced_by_logarithm() -> None:
    landscape = Landscape()
    before = landscape.surface(LAND, NATURAL, [START])
    landscape.use_spacing("logarithm")
    after = landscape.surface(LAND, NATURAL, [START])
    assert before is not None
    assert after is not None
    assert after.region == before.region
    assert after.levels[0] < before.levels[0]


@pytest.mark.parametrize("objective", [line([], []), line([1e200], [1.0])])
def test_without_a_landscape_there_is_no_map(objective: object) -> None:
    landscape = Landscape()
    landscape.surface(LAND, NATURAL, [START])
    assert landscape.surface(objective, NATURAL, [START]) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("place", [[1e200, 0.0], [1.7e308, -1.7e308], [0.0, 1e160]])
def test_a_start_beyond_numbers_does_not_stretch_the_map(place: list[float]) -> None:
    found = Landscape().surface(LAND, NATURAL, [frozen(place)])
    assert found is not None
    assert max(found.region.width, found.region.height) < 100.0


def test_the_status_is_one_word() -> None:
    found = walk()
    assert status_of(found, playing=False) == "ready"
    assert status_of(found, playing=True) == "running"
    found.take(advance(LAND, found.trace.plan, found.state(), 3), stop_where_flat=False)
    assert status_of(found, playing=False) == "paused"
    found.take(advance(LAND, found.trace.plan, found.state(), 999), stop_where_flat=True)
    assert status_of(found, playing=False) == "arrived"
    gone = walk(rate=0.9)
    gone.take(advance(LAND, gone.trace.plan, gone.state(), 999), stop_where_flat=True)
    assert status_of(gone, playing=False) == "diverged"
    gone.step = 2
    assert status_of(gone, playing=False) == "paused"


def test_a_moment_holds_the_numbers_of_the_present_step() -> None:
    found = walk()
    found.take(advance(LAND, found.trace.plan, found.state(), 3), stop_where_flat=False)
    found.step = 2
    moment = moment_of(found, DataState.ORDINARY, "paused", Happening.NOTHING, 7.0)
    assert (moment.step, moment.last_step) == (2, 3)
    assert moment.loss == found.trace.losses[2]
    assert moment.loss_before == found.trace.losses[1]
    assert LAND.best_loss is not None
    assert moment.above_best == found.trace.losses[2] - LAND.best_loss
    found.step = 0
    assert moment_of(found, DataState.ORDINARY, "ready", Happening.NOTHING, 7.0).loss_before == 7.0
    far = walk(start=frozen([1e200, 0.0]))
    assert moment_of(far, DataState.ORDINARY, "ready", Happening.NOTHING, None).loss is None
    unknown = walk(objective=point_by_point())
    assert moment_of(unknown, DataState.ORDINARY, "ready", Happening.NOTHING, None).above_best is None


def test_the_preview_is_where_the_next_steps_land() -> None:
    found = walk()
    ahead = preview_of(found)
    assert ahead is not None
    found.take(advance(LAND, found.trace.plan, found.state(), STEPS_AHEAD), stop_where_flat=False)
    assert np.array_equal(found.trace.parameters[1:], ahead.parameters)
    assert np.array_equal(found.trace.losses[1:], ahead.losses)
    assert preview_of(found) is None
    assert preview_of(walk(objective=line([], []))) is None
    flying = preview_of(walk(rate=100.0))
    assert flying is not None
    assert len(flying.losses) < STEPS_AHEAD
    assert np.isfinite(flying.parameters).all()


def test_as_many_steps_are_looked_ahead_as_there_is_time_for() -> None:
    plain, newton = Plan(GradientDescent()), Plan(create("optimizers", "newton"))
    crowd = Dataset.from_arrays(np.arange(1000.0), np.arange(1000.0))
    assert steps_ahead(LAND, plain) == STEPS_AHEAD
    assert steps_ahead(LAND, newton) == LOOKS_AHEAD
    network = Objective.of(create("models", "network"), create("losses", "mean_squared_error"), crowd)
    assert steps_ahead(network, newton) == 1
    assert 1 < steps_ahead(network, plain) < STEPS_AHEAD
