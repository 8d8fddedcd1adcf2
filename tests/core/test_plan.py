from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.momentum import Momentum
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create, registered
from gd_visualizer.core.schedules.step_decay import StepDecay
from tests.core.builders import line, point_by_point

START = np.array([-2.4, -2.0])


@pytest.mark.parametrize(("batch_size", "count"), [(1, 5), (3, 8), (4, 8), (7, 8)])
def test_every_epoch_visits_each_point_once(batch_size: int, count: int) -> None:
    plan = Plan(Adam(), batch_size=batch_size, seed=2)
    in_epoch = -(-count // batch_size)
    orders = []
    for epoch in range(4):
        batches = [plan.batch(epoch * in_epoch + place, count) for place in range(in_epoch)]
        assert [len(batch) for batch in batches[:-1]] == [batch_size] * (in_epoch - 1)
        orders.append(np.concatenate(batches).tolist())
        assert sorted(orders[-1]) == list(range(count))
    assert len(set(map(tuple, orders))) > 1


def test_batches_are_those_of_numpys_generator_whenever_they_are_asked_for() -> None:
    plan = Plan(Adam(), batch_size=3, seed=9)
    forwards = [plan.batch(step, 8).tolist() for step in range(60)]
    assert [plan.batch(step, 8).tolist() for step in reversed(range(60))] == forwards[::-1]
    for step in (0, 4, 59):
        order = np.random.default_rng((9, step // 3)).permutation(8)
        assert forwards[step] == order[step % 3 * 3 : step % 3 * 3 + 3].tolist()


def test_batches_cannot_be_changed_by_those_who_get_them() -> None:
    batch = Plan(Adam(), batch_size=3).batch(0, 8)
    with pytest.raises(ValueError, match="read-only"):
        batch[0] = 5


def test_seeds_lead_to_other_batches() -> None:
    found = {tuple(Plan(Adam(), batch_size=4, seed=seed).batch(0, 8).tolist()) for seed in range(8)}
    assert len(found) == 8


@pytest.mark.parametrize("key", registered("optimizers"))
@pytest.mark.parametrize("size", [1, 7, 16])
def test_a_walk_with_batches_can_be_walked_again_from_any_checkpoint(key: str, size: int) -> None:
    plan = Plan(create("optimizers", key), StepDecay(every=10, gamma=0.5), batch_size=3, seed=4)
    state = first_state(plan, START)
    whole = advance(line(), plan, state, 48)
    rows, states = [], [state]
    while state.step < 48:
        chunk = advance(line(), plan, state, min(size, 48 - state.step))
        rows.append(chunk.parameters)
        state = chunk.state
        states.append(state)
    assert np.concatenate(rows).tobytes() == whole.parameters.tobytes()
    for checkpoint in reversed(states):
        again = advance(line(), plan, checkpoint, 48 - checkpoint.step).state
        assert again.parameters.tobytes() == whole.state.parameters.tobytes()
        assert [part.tobytes() for part in again.memory] == [part.tobytes() for part in whole.state.memory]


@pytest.mark.parametrize("batch_size", [8, 9, 1000])
def test_a_batch_of_all_points_is_the_full_batch(batch_size: int) -> None:
    for objective in (line(), point_by_point()):
        full, plan = Plan(Momentum()), Plan(Momentum(), batch_size=batch_size, seed=3)
        assert not plan.uses_batches(8)
        paths = [advance(objective, each, first_state(each, START), 30).parameters for each in (full, plan)]
        assert paths[0].tobytes() == paths[1].tobytes()


def test_batches_and_their_seed_change_the_walk() -> None:
    plans = [Plan(Momentum()), *(Plan(Momentum(), batch_size=2, seed=seed) for seed in range(3))]
    ends = {advance(line(), plan, first_state(plan, START), 30).state.parameters.tobytes() for plan in plans}
    assert len(ends) == 4


def test_the_rate_is_the_optimizers_times_the_schedules() -> None:
    plan = Plan(Adam(learning_rate=0.2), StepDecay(every=10, gamma=0.5))
    assert plan.learning_rate == 0.2
    assert [plan.rate_at(step) for step in (0, 9, 10, 25)] == [0.2, 0.2, 0.1, 0.05]
