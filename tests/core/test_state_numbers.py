from __future__ import annotations

import json

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.descent import DescentState, advance, first_state
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.base import Memory, Optimizer
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create, registered
from gd_visualizer.core.state_numbers import numbers_of, state_from
from tests.core.builders import line, point_by_point

START = np.array([-2.4, -2.0])


def through_a_file(state: DescentState, optimizer: Optimizer) -> DescentState:
    return state_from(json.loads(json.dumps(numbers_of(state), allow_nan=False)), optimizer)


@pytest.mark.parametrize("batch_size", [0, 3])
@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("key", registered("optimizers"))
def test_a_walk_goes_on_from_a_restored_state_bit_for_bit(key: str, exact: bool, batch_size: int) -> None:
    objective = line() if exact else point_by_point()
    plan = Plan(create("optimizers", key), batch_size=batch_size, seed=5)
    halfway = advance(objective, plan, first_state(plan, START), 17).state
    restored = through_a_file(halfway, plan.optimizer)
    assert restored.step == halfway.step == 17
    assert [part.tobytes() for part in restored.memory] == [part.tobytes() for part in halfway.memory]
    there, here = (advance(objective, plan, state, 23) for state in (halfway, restored))
    assert here.parameters.tobytes() == there.parameters.tobytes()
    assert here.losses.tobytes() == there.losses.tobytes()
    assert [part.tobytes() for part in here.state.memory] == [part.tobytes() for part in there.state.memory]
    assert here.state.step == 40


def test_numbers_at_the_ends_of_the_range_come_back_exactly() -> None:
    odd = np.array([0.1, -0.0, 5e-324, 1.7976931348623157e308, 1.0 / 3.0, np.inf, -np.inf, np.nan])
    state = DescentState(3, odd[:5], (odd, odd, odd, np.array([3.0])))
    optimizer = Wide()
    restored = through_a_file(state, optimizer)
    assert restored.parameters.tobytes() == state.parameters.tobytes()
    assert [part.tobytes() for part in restored.memory] == [part.tobytes() for part in state.memory]
    assert not any(part.flags.writeable for part in (restored.parameters, *restored.memory))


class Wide(GradientDescent):
    """Remembers more than there are parameters."""

    def init(self, parameters: FloatArray) -> Memory:
        return np.zeros(8), np.zeros(8), np.zeros(8), np.zeros(1)


class Growing(GradientDescent):
    """Remembers a table that grows."""

    def init(self, parameters: FloatArray) -> Memory:
        return (np.zeros((0, 2)),)


def test_tables_keep_their_shape_and_may_grow() -> None:
    for rows in (0, 3):
        table = np.arange(2.0 * rows).reshape(rows, 2)
        restored = through_a_file(DescentState(1, START, (table,)), Growing())
        assert restored.memory[0].shape == (rows, 2)
        assert np.array_equal(restored.memory[0], table)
    with pytest.raises(InputError, match="not one of"):
        through_a_file(DescentState(1, START, (np.zeros((3, 1)),)), Growing())
    with pytest.raises(InputError, match="not one of"):
        through_a_file(DescentState(1, START, (np.zeros(2),)), Growing())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"step": -1}, "number of steps"),
        ({"step": 1.0}, "number of steps"),
        ({"step": True}, "number of steps"),
        ({"parameters": None}, "list of numbers"),
        ({"parameters": []}, "finite numbers"),
        ({"parameters": ["inf", 0.0]}, "finite numbers"),
        ({"parameters": ["one", 0.0]}, "'one'"),
        ({"parameters": [True, 0.0]}, "True"),
        ({"parameters": [10**400, 0.0]}, "too large"),
        ({"parameters": [0.0, 0.0, 0.0]}, "not one of adam"),
        ({"memory": None}, "no memory"),
        ({"memory": []}, "not one of adam"),
        ({"memory": [1.0]}, "list of arrays"),
        ({"memory": [{"shape": [3], "values": [1.0]}]}, "shape"),
        ({"memory": [{"shape": [-1], "values": [1.0]}]}, "shape"),
        ({"memory": [{"shape": None, "values": [1.0]}]}, "shape"),
        ({"memory": [{"shape": [1.0], "values": [1.0]}]}, "shape"),
    ],
)
def test_what_is_no_state_is_refused_in_words(change: dict[str, object], complaint: str) -> None:
    numbers = numbers_of(first_state(Plan(Adam()), START))
    assert state_from(numbers, Adam()).step == 0
    with pytest.raises(InputError, match=complaint):
        state_from(numbers | change, Adam())


def test_a_state_is_a_table() -> None:
    with pytest.raises(InputError, match="not a table"):
        state_from([1, 2], Adam())
