"""What the optimizers do beyond what PyTorch does, and what each remembers."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import blended, decayed
from gd_visualizer.core.descent import DescentState, advance, first_state
from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.base import Here, Memory, Optimizer
from gd_visualizer.core.optimizers.momentum import Momentum
from gd_visualizer.core.optimizers.rmsprop import RMSprop
from gd_visualizer.core.optimizers.rprop import Rprop
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create
from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.schedules.cosine import Cosine
from tests.core.builders import bowl, line

START = np.array([-2.4, -2.0])


def pushed(optimizer: Optimizer, slopes: list[list[float]]) -> tuple[list[list[float]], Memory]:
    """Return where an optimizer goes that meets these slopes one after the other, and what it remembers then."""
    parameters: FloatArray = np.zeros(len(slopes[0]))
    memory, path = optimizer.init(parameters), []
    for step, slope in enumerate(slopes):
        here = Here(parameters, np.array(slope), optimizer.learning_rate, step, line())
        parameters, memory = optimizer.update(here, memory)
        path.append(parameters.tolist())
    return path, memory


def test_a_blend_reaches_the_value_exactly_and_starts_at_the_mean() -> None:
    mean, value = np.array([1e16, -3.0]), np.array([0.1, 5.0])
    assert blended(mean, value, 1.0).tolist() == [0.1, 5.0]
    assert blended(mean, value, 0.0).tolist() == [1e16, -3.0]
    assert blended(np.array([1.0]), np.array([2.0]), 0.25).tolist() == [1.25]
    assert blended(np.array([1.0]), np.array([2.0]), 0.75).tolist() == [1.75]


def test_weight_decay_pulls_towards_zero() -> None:
    assert decayed(np.array([1.0, 1.0]), np.array([4.0, -4.0]), 0.25).tolist() == [2.0, 0.0]
    slope = np.array([1.0])
    assert decayed(slope, np.array([4.0]), 0.0) is slope


def test_momentum_keeps_rolling_where_the_ground_is_level() -> None:
    path, memory = pushed(Momentum(learning_rate=1.0, momentum=0.5), [[-8.0], [0.0], [0.0]])
    assert path == [[8.0], [12.0], [14.0]]
    assert memory[0].tolist() == [-2.0]
    assert memory[1].tolist() == [3.0]


def test_the_first_slope_is_not_dampened() -> None:
    path, _ = pushed(Momentum(learning_rate=1.0, momentum=0.5, dampening=0.75), [[-8.0], [-8.0]])
    assert path == [[8.0], [14.0]]


@pytest.mark.parametrize("key", ["momentum", "nesterov", "adam", "adamw"])
def test_there_is_a_quick_walk(key: str) -> None:
    optimizer = create("optimizers", key)
    assert optimizer.walk_in_bowl(bowl(), START, optimizer.init(START), 3) is not None


@pytest.mark.parametrize("settings", [{"beta2": 0.9}, {"beta1": 0.7, "beta2": 0.5, "learning_rate": 0.05}])
def test_adams_quick_walk_stays_the_same_where_the_start_is_long_forgotten(settings: dict[str, float]) -> None:
    optimizer, parameters = Adam(**settings), START  # type: ignore[arg-type]
    memory = optimizer.init(parameters)
    path, after = optimizer.walk_in_bowl(bowl(), parameters, memory, 600) or (None, ())
    assert path is not None
    for step, place in enumerate(path):
        here = Here(parameters, line().gradient(parameters), optimizer.learning_rate, step, line())
        parameters, memory = optimizer.update(here, memory)
        assert place.tolist() == parameters.tolist()
    assert [part.tolist() for part in after] == [part.tolist() for part in memory]


def test_a_rule_must_be_written_down() -> None:
    here = Here(START, line().gradient(START), 0.1, 0, line())
    with pytest.raises(NotImplementedError):
        Optimizer().update(here, ())
    with pytest.raises(NotImplementedError):
        Schedule().factor(0)
    assert Optimizer().init(START) == ()
    assert Optimizer().walk_in_bowl(bowl(), START, (), 5) is None


def test_rprop_waits_after_a_turn_and_never_looks_at_steepness() -> None:
    path, memory = pushed(Rprop(learning_rate=1.0), [[-8.0], [-0.1], [100.0], [100.0]])
    assert path == [[1.0], [2.2], [2.2], pytest.approx([1.6])]
    assert memory[1].tolist() == [0.6]


@pytest.mark.parametrize("momentum", [0.0, 0.5])
def test_centred_rmsprop_survives_a_slope_that_never_changes(momentum: float) -> None:
    optimizer = RMSprop(alpha=0.3, centered=True, momentum=momentum)
    path, memory = pushed(optimizer, [[0.1, 1.0 / 3.0, -7e5]] * 300)
    assert np.isfinite(path).all()
    # The case is there: with these slopes the mean square does fall below the square of the mean.
    assert (memory[0] < memory[1] ** 2).any()


@pytest.mark.parametrize("key", ["adam", "adamw", "nadam", "radam", "adamax", "adagrad", "momentum", "rprop"])
def test_an_optimizer_that_takes_over_counts_from_its_own_first_step(key: str) -> None:
    plan = Plan(create("optimizers", key))
    at_once, later = (
        advance(line(), plan, DescentState(step, START, plan.optimizer.init(START)), 20) for step in (0, 5000)
    )
    assert np.array_equal(at_once.parameters, later.parameters)
    assert later.state.step == 5020
    assert later.state.memory[-1].tolist() == [20.0]


def test_amsgrad_remembers_the_steepest() -> None:
    _, memory = pushed(Adam(amsgrad=True, beta2=0.5), [[8.0], [0.0], [0.0]])
    assert memory[1].tolist() == [8.0]
    assert memory[2].tolist() == [32.0]


def test_adams_first_step_is_as_long_as_the_learning_rate() -> None:
    path, _ = pushed(Adam(learning_rate=0.25), [[1e-3, -1e6]])
    assert path[0] == pytest.approx([-0.25, 0.25], rel=1e-4)


def test_a_schedule_leaves_the_quick_lane_and_gives_the_same_steps_while_its_factor_is_one() -> None:
    plain, waving = Plan(Adam()), Plan(Adam(), Cosine(floor=1.0))
    paths = [advance(line(), plan, first_state(plan, START), 50).parameters for plan in (plain, waving)]
    assert np.array_equal(*paths)
