"""The parts of a step: they add up to the step that is taken, and are what the formulas say."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.adamax import Adamax
from gd_visualizer.core.optimizers.adamw import AdamW
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.optimizers.momentum import Momentum
from gd_visualizer.core.optimizers.nadam import NAdam
from gd_visualizer.core.optimizers.nesterov import Nesterov
from gd_visualizer.core.optimizers.newton import Newton
from gd_visualizer.core.optimizers.radam import RAdam
from gd_visualizer.core.optimizers.rmsprop import RMSprop
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import registered
from gd_visualizer.core.step_parts import step_parts
from tests.core.builders import line as eight_points_objective

START = np.array([-2.4, -2.0])
WITH_PARTS = [
    Momentum(0.02), Momentum(0.02, dampening=0.3, weight_decay=0.1), Nesterov(0.02), Adam(0.1),
    AdamW(0.1, weight_decay=0.2), NAdam(0.1), RAdam(0.1), Adamax(0.1),
    NAdam(0.1, weight_decay=0.2, decoupled_weight_decay=True),
    RMSprop(0.05, momentum=0.9, centered=True), Adam(0.1, amsgrad=True, weight_decay=0.1),
]  # fmt: skip


@pytest.mark.parametrize("optimizer", WITH_PARTS, ids=repr)
@pytest.mark.parametrize("steps", [0, 1, 7])
def test_the_parts_add_up_to_the_step(optimizer, steps: int) -> None:
    objective, plan = eight_points_objective(), Plan(optimizer)
    state = advance(objective, plan, first_state(plan, START), steps).state
    parts = step_parts(objective, plan, state)
    assert parts is not None
    after = advance(objective, plan, state, 1).parameters[0]
    assert parts.result == pytest.approx(after - state.parameters, rel=1e-12, abs=1e-14)
    if steps == 0:
        assert parts.memory == pytest.approx(np.zeros(2), abs=1e-15)


def test_momentum_is_what_its_formula_says() -> None:
    objective, plan = eight_points_objective(), Plan(Momentum(0.02, momentum=0.8))
    state = advance(objective, plan, first_state(plan, START), 5).state
    parts = step_parts(objective, plan, state)
    assert parts is not None
    assert parts.memory == pytest.approx(-0.02 * 0.8 * state.memory[0], rel=1e-12)
    assert parts.push == pytest.approx(-0.02 * objective.gradient(state.parameters), rel=1e-12)
    assert not parts.decay.any()


def test_adam_is_what_its_formula_says() -> None:
    objective, plan = eight_points_objective(), Plan(Adam(0.1))
    state = advance(objective, plan, first_state(plan, START), 5).state
    parts = step_parts(objective, plan, state)
    assert parts is not None
    slope, (mean, square, *_rest) = objective.gradient(state.parameters), state.memory
    size = np.sqrt((0.999 * square + 0.001 * slope**2) / (1.0 - 0.999**6)) + 1e-8
    assert parts.memory == pytest.approx(-0.1 / (1.0 - 0.9**6) * 0.9 * mean / size, rel=1e-10)
    assert parts.push == pytest.approx(-0.1 / (1.0 - 0.9**6) * 0.1 * slope / size, rel=1e-10)


def test_shrinking_is_a_part_of_its_own() -> None:
    objective, plan = eight_points_objective(), Plan(AdamW(0.1, weight_decay=0.2))
    parts = step_parts(objective, plan, first_state(plan, START))
    assert parts is not None
    assert parts.decay == pytest.approx(-0.02 * START)


def test_others_have_no_parts() -> None:
    objective = eight_points_objective()
    for optimizer in (GradientDescent(0.1), Newton()):
        assert step_parts(objective, Plan(optimizer), first_state(Plan(optimizer), START)) is None
    have = {key for key, kind in registered("optimizers").items()
            if step_parts(objective, Plan(kind()), first_state(Plan(kind()), START)) is not None}  # fmt: skip
    assert have == {"momentum", "nesterov", "adam", "adamw", "nadam", "radam", "adamax", "rmsprop"}


def test_numbers_out_of_range_have_no_parts() -> None:
    plan = Plan(Momentum(0.1))
    assert step_parts(eight_points_objective(), plan, first_state(plan, np.array([1e308, 1e308]))) is None
