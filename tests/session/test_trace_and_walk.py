from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gd_visualizer.core.descent import WAYPOINT_EVERY, Chunk, advance
from gd_visualizer.core.plan import Plan
from gd_visualizer.session.earlier_runs import AT_MOST, ROWS_AT_MOST, EarlierRuns
from gd_visualizer.session.trace import FIRST_ROOM, Trace
from gd_visualizer.session.walk import Walk
from tests.core.builders import bowl, line, point_by_point
from tests.session.documents import START, plain, rolling, walk

SLOW, FAST = plain(0.02), plain(0.1)


def trace(plan: Plan = SLOW) -> Trace:
    return Trace(line(), plan, START)


def go(path: Trace, steps: int) -> Chunk:
    chunk = advance(path.objective, path.plan, path.state_at(path.last_step), steps)
    path.append(chunk)
    return chunk


def test_a_trace_begins_with_its_start() -> None:
    path = trace()
    assert path.last_step == 0
    assert path.parameters.tolist() == [START.tolist()]
    assert path.losses.tolist() == [line().value(START)]
    assert path.state_at(0).step == 0


def test_rows_once_handed_out_are_never_rewritten() -> None:
    path = trace()
    go(path, 5)
    seen, losses = path.parameters, path.losses
    copy = seen.copy()
    go(path, 3 * FIRST_ROOM)
    assert np.array_equal(seen, copy)
    assert np.array_equal(path.parameters[:6], copy)
    assert np.array_equal(path.losses[:6], losses)
    assert not seen.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        path.losses[0] = 1.0
    assert len(path.losses) == path.last_step + 1 == 6 + 3 * FIRST_ROOM


@pytest.mark.parametrize("plan", [SLOW, rolling(0.02)], ids=["plain", "rolling"])
@pytest.mark.parametrize("sizes", [[1] * 700, [700], [300, 1, 399], [5, 255, 256, 184]])
def test_any_step_can_be_walked_on_from_bit_for_bit(plan: Plan, sizes: list[int]) -> None:
    path = trace(plan)
    for size in sizes:
        go(path, size)
    whole = advance(line(), plan, path.state_at(0), 720)
    for step in (0, 1, 4, 255, 256, 257, 299, 300, 301, 511, 512, 699, 700):
        state = path.state_at(step)
        assert state.step == step
        assert np.array_equal(state.parameters, path.parameters[step])
        again = advance(line(), plan, state, 20)
        assert np.array_equal(again.parameters, whole.parameters[step : step + 20])


def test_checkpoints_are_few() -> None:
    path = trace()
    for _ in range(2000):
        go(path, 1)
    assert len(path._checkpoints) <= 2 + 2000 // WAYPOINT_EVERY


def test_a_long_stretch_leaves_places_to_walk_on_from() -> None:
    at_once, by_ones = (Trace(point_by_point(), rolling(0.02), START) for _time in range(2))
    go(at_once, 300)
    go(at_once, 2000)
    for _step in range(2300):
        go(by_ones, 1)
    places = [state.step for state in at_once._checkpoints]
    assert max(np.diff(places)) < 2 * WAYPOINT_EVERY
    for step in (255, 256, 700, 1999, 2300):
        found, wanted = at_once.state_at(step), by_ones.state_at(step)
        assert found.step == wanted.step == step
        for part, other in zip((found.parameters, *found.memory), (wanted.parameters, *wanted.memory), strict=True):
            assert np.array_equal(part, other)


def test_places_beyond_a_stop_are_not_kept() -> None:
    stopped = Walk(point_by_point(), plain(1.001 * line().largest_stable_rate), START)
    stopped.take(advance(stopped.trace.objective, stopped.trace.plan, stopped.state(), 5000), stop_where_flat=True)
    assert WAYPOINT_EVERY < stopped.last_step < 5000
    assert stopped.trace._checkpoints[-1].step <= stopped.last_step
    state = stopped.state()
    assert (state.step, state.parameters.tolist()) == (stopped.last_step, stopped.trace.parameters[-1].tolist())


def test_a_million_steps_fit_into_little_memory() -> None:
    path = trace()
    for _ in range(10):
        go(path, 20_000)
    kept = sum(state.parameters.nbytes for state in path._checkpoints)
    assert kept == 16 * len(path._checkpoints)
    assert all(state.parameters.base is None or state.parameters.base.nbytes <= 16 for state in path._checkpoints)


def test_another_plan_goes_on_from_the_last_step() -> None:
    path = trace()
    go(path, 300)
    path.use(FAST)
    go(path, 50)
    assert path.plan == FAST
    assert (path.plan_after(299), path.plan_after(300)) == (SLOW, FAST)
    assert (path.plan_before(0), path.plan_before(300), path.plan_before(301)) == (SLOW, SLOW, FAST)
    by_hand = advance(line(), FAST, path.state_at(300), 50)
    assert np.array_equal(path.parameters[301:], by_hand.parameters)
    assert np.array_equal(path.state_at(320).parameters, path.parameters[320])
    assert path.goes_on_with(300, FAST)
    assert not path.goes_on_with(299, FAST)
    assert not path.goes_on_with(299, SLOW)
    assert not path.goes_on_with(300, SLOW)


def test_using_the_same_again_changes_nothing() -> None:
    path = trace()
    go(path, 10)
    path.use(plain(0.02))
    assert path.goes_on_with(0, SLOW)


def test_changed_and_changed_back_is_as_if_nothing_had_happened() -> None:
    path = trace(rolling(0.02))
    go(path, 10)
    before = path.state_at(10)
    path.use(FAST)
    path.use(rolling(0.02))
    assert path.goes_on_with(0, rolling(0.02))
    assert np.array_equal(path.state_at(10).memory[0], before.memory[0])
    at_start = trace()
    at_start.use(FAST)
    at_start.use(SLOW)
    assert at_start.plan_after(0) == SLOW
    assert at_start.goes_on_with(0, SLOW)


def test_other_settings_keep_the_memory_and_another_kind_begins_anew() -> None:
    path = trace(rolling(0.02))
    go(path, 10)
    memory = path.state_at(10).memory[0]
    path.use(rolling(0.03))
    assert np.array_equal(path.state_at(10).memory[0], memory)
    path.use(plain(0.03))
    assert path.state_at(10).memory == ()
    path.use(rolling(0.05))
    assert np.array_equal(path.state_at(10).memory[0], memory)
    path.use(plain(0.03))
    go(path, 5)
    path.use(rolling(0.05))
    assert path.state_at(15).memory[0].tolist() == [0.0, 0.0]


def test_a_trace_can_be_cut_and_the_old_one_stays() -> None:
    path = trace()
    go(path, 400)
    old = path.parameters.copy()
    for step in (0, 1, 256, 400):
        shorter = path.cut_at(step)
        assert shorter.last_step == step
        shorter.use(FAST)
        go(shorter, 3)
        assert np.array_equal(shorter.parameters[: step + 1], old[: step + 1])
        assert not np.array_equal(shorter.parameters[-1], old[min(step + 3, 400)])
        assert np.array_equal(path.parameters, old)
        assert path.plan == SLOW


def test_a_cut_forgets_the_plan_that_walked_no_step_of_it() -> None:
    path = trace(rolling(0.02))
    go(path, 10)
    memory = path.state_at(10).memory[0]
    path.use(FAST)
    go(path, 10)
    shorter = path.cut_at(10)
    assert shorter.plan == rolling(0.02)
    assert np.array_equal(shorter.state_at(10).memory[0], memory)
    assert path.cut_at(11).plan == FAST
    go(shorter, 5)
    straight = trace(rolling(0.02))
    go(straight, 15)
    assert np.array_equal(shorter.parameters, straight.parameters)


plans = st.lists(st.tuples(st.sampled_from([0.01, 0.05, 0.2]), st.integers(0, 40), st.booleans()), max_size=8)


@given(plans, st.integers(0, 400))
@settings(deadline=None)
def test_replays_are_bit_identical_whatever_happened(plan: list[tuple[float, int, bool]], place: int) -> None:
    path = trace(rolling(0.02))
    for rate, steps, rolls in plan:
        path.use(rolling(rate) if rolls else plain(rate))
        go(path, steps)
    for step in {place % (path.last_step + 1), path.last_step, 0}:
        state = path.state_at(step)
        assert np.array_equal(state.parameters, path.parameters[step])
        if step < path.last_step:
            after = advance(line(), path.plan_after(step), state, 1)
            assert np.array_equal(after.parameters[0], path.parameters[step + 1])


# ----------------------------------------------------------------------------------------------------------- walk


def take(found: Walk, steps: int, stop_where_flat: bool = True) -> bool:
    chunk = advance(found.trace.objective, found.trace.plan, found.state(), steps)
    return found.take(chunk, stop_where_flat)


@pytest.mark.parametrize("size", [1, 7, 500])
def test_a_walk_stops_at_the_first_flat_step(size: int) -> None:
    found = walk()
    while not take(found, size):
        assert not found.has_arrived
    assert found.has_arrived
    assert found.step == found.last_step
    threshold = bowl().floor + 1e-10 * bowl().variance_y
    assert found.trace.losses[-1] <= threshold < found.trace.losses[-2]
    assert np.array_equal(found.state().parameters, found.trace.parameters[-1])
    step = found.step
    assert not take(found, 3)
    assert found.step == step + 3


def test_a_walk_goes_past_flat_ground_when_told_to() -> None:
    found = walk()
    assert not take(found, 1000, stop_where_flat=False)
    assert found.step == 1000
    assert found.has_arrived


def test_a_loss_near_the_largest_number_is_compared_without_overflow() -> None:
    found = Walk(line(), plain(0.05), np.array([5e153, 0.0]))
    assert found.trace.losses[0] > 1e307
    assert not found.has_run_away
    take(found, 20)
    assert not found.has_run_away


@pytest.mark.parametrize("size", [1, 3, 500])
def test_a_walk_that_runs_away_is_stopped_once(size: int) -> None:
    found = walk(rate=0.6)
    while not take(found, size):
        assert not found.has_run_away
    assert found.has_run_away
    assert found.runaway_step == found.step == found.last_step
    losses = found.trace.losses
    assert (np.diff(losses[-5:]) > 0).all()
    assert losses[-1] > 10 * losses.min()
    assert found.best_step == int(np.argmin(losses))
    step = found.step
    assert not take(found, 2)
    assert found.step == step + 2
    assert found.has_run_away
    while not take(found, 500):
        pass
    assert found.trace.left_range
    assert found.has_run_away
    assert np.isfinite(found.trace.losses).all()
    assert take(found, 5)


def test_truncated_chunks_make_the_same_walk_as_single_steps() -> None:
    for rate in (0.05, 0.6):
        one, many = walk(rate=rate), walk(rate=rate)
        while not take(one, 1):
            pass
        while not take(many, 400):
            pass
        assert np.array_equal(one.trace.parameters, many.trace.parameters)
        assert one.best_step == many.best_step
        assert (one.has_arrived, one.has_run_away) == (many.has_arrived, many.has_run_away)


def test_a_walk_that_leaves_the_range_at_once_stays() -> None:
    found = walk(rate=1e3, start=np.array([1e152, 1e152]))
    assert take(found, 10)
    assert found.trace.left_range
    assert found.last_step <= 1
    assert found.has_run_away


def test_a_walk_without_points_goes_nowhere() -> None:
    found = walk(objective=line([], []))
    assert not found.has_arrived
    assert found.best_step == 0


def test_a_walk_whose_best_is_unknown_never_arrives() -> None:
    assert not walk(objective=point_by_point(), start=np.array([1.42, 0.67])).has_arrived


def test_a_cut_walk_knows_its_best_step() -> None:
    found = walk(rate=0.43)
    take(found, 20, stop_where_flat=False)
    found.step = 6
    shorter = found.cut_here()
    assert (shorter.step, shorter.last_step, shorter.runaway_step) == (6, 6, None)
    assert shorter.best_step == int(np.argmin(found.trace.losses[:7]))
    assert found.last_step == 20


# ------------------------------------------------------------------------------------------------------ earlier runs


def test_walks_left_behind_are_kept_thinned_out() -> None:
    earlier = EarlierRuns()
    earlier.keep(walk())
    assert earlier.runs == ()
    for steps in (1, 3, ROWS_AT_MOST, 10 * ROWS_AT_MOST + 7, *range(5, 5 + AT_MOST - 2)):
        found = walk()
        take(found, steps, stop_where_flat=False)
        earlier.keep(found)
    assert len(earlier.runs) == AT_MOST
    assert [run.number for run in earlier.runs] == list(range(3, 3 + AT_MOST))
    long = earlier.runs[1]
    assert len(long.steps) <= ROWS_AT_MOST + 2
    assert (long.steps[0], long.steps[-1]) == (0, 10 * ROWS_AT_MOST + 7)
    assert (np.diff(long.steps) > 0).all()
    assert len(long.losses) == len(long.parameters) == len(long.steps)
    assert long.label == "earlier run, rate 0.05"
    earlier.clear()
    assert earlier.runs == ()
