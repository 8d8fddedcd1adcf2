from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.descent import Chunk, advance, first_state
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Here
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from tests.core.builders import EIGHT_X, EIGHT_Y, bowl, line, point_by_point

START = np.array([-2.4, -2.0])


def walk(objective: Objective, rate: float, steps: int, start: FloatArray = START) -> Chunk:
    plan = Plan(GradientDescent(rate))
    return advance(objective, plan, first_state(plan, start), steps)


class Slow(GradientDescent):
    """Gradient descent that knows no short cut."""

    def walk_in_bowl(self, *everything: object) -> None:  # type: ignore[override]
        return None


def sgd_of_torch(x: FloatArray, y: FloatArray, start: FloatArray, rate: float, steps: int) -> FloatArray:
    """Do as ``torch.optim.SGD`` does with ``torch.nn.functional.mse_loss``, in float64, operation by operation."""
    m, b = (np.float64(value) for value in start)
    path = np.empty((steps, 2))
    for row in range(steps):
        difference = (m * x + b) - y
        push = (2.0 / len(x)) * difference  # the backward pass of mse_loss with reduction="mean"
        grad_m, grad_b = np.sum(push * x), np.sum(push)
        # SGD: p.add_(grad, alpha=-lr)
        m, b = m + (-rate) * grad_m, b + (-rate) * grad_b
        path[row] = m, b
    return path


@pytest.mark.parametrize("rate", [1e-4, 0.05, 0.3, 0.42])
def test_the_quick_walk_agrees_bit_for_bit_with_update(rate: float) -> None:
    optimizer, parameters = GradientDescent(rate), START
    for step, place in enumerate(optimizer.walk_in_bowl(bowl(), START, (), 300)[0]):
        here = Here(parameters, line().gradient(parameters), rate, step, line())
        parameters, _memory = optimizer.update(here, ())
        assert place.tolist() == parameters.tolist()


def test_the_slow_walk_gives_the_same_chunk() -> None:
    quick = walk(line(), 0.05, 50)
    plan = Plan(Slow(0.05))
    slow = advance(line(), plan, first_state(plan, START), 50)
    assert np.array_equal(quick.parameters, slow.parameters)
    assert np.array_equal(quick.losses, slow.losses)


@pytest.mark.parametrize(("rate", "offset"), [(0.05, 0.0), (0.2, 0.0), (1e-3, 20.0)])
def test_two_hundred_steps_are_those_of_torch(rate: float, offset: float) -> None:
    x, y = np.array(EIGHT_X) + offset, np.array(EIGHT_Y)
    found = walk(line(x, y), rate, 200).parameters
    assert found == pytest.approx(sgd_of_torch(x, y, START, rate, 200), rel=1e-9)


@pytest.mark.parametrize("objective", [line(), point_by_point()], ids=["exact", "point by point"])
@pytest.mark.parametrize("rate", [0.05, 0.9])
def test_chunks_of_any_size_are_the_same_walk(objective: Objective, rate: float) -> None:
    plan = Plan(GradientDescent(rate))
    whole = walk(objective, rate, 60)
    state, rows, losses = first_state(plan, START), [], []
    for size in [1] * 10 + [10, 0, 37, 3]:
        part = advance(objective, plan, state, size)
        state = part.state
        rows.append(part.parameters)
        losses.append(part.losses)
    assert np.array_equal(np.concatenate(rows), whole.parameters)
    assert np.array_equal(np.concatenate(losses), whole.losses)
    assert state.step == whole.state.step == 60
    assert np.array_equal(state.parameters, whole.state.parameters)


def test_no_steps_are_no_steps() -> None:
    chunk = walk(line(), 0.05, 0)
    assert chunk.parameters.shape == (0, 2)
    assert chunk.losses.shape == (0,)
    assert chunk.state.step == 0
    assert not chunk.left_range


def test_losses_belong_to_the_parameters() -> None:
    chunk = walk(line(), 0.05, 20)
    assert chunk.losses.tolist() == [line().value(row) for row in chunk.parameters]
    assert not chunk.parameters.flags.writeable
    assert chunk.state.parameters.base is None or len(chunk.state.parameters.base) == 2


@pytest.mark.parametrize("objective", [line(), point_by_point()], ids=["exact", "point by point"])
def test_a_walk_that_flies_away_keeps_the_last_finite_step(objective: Objective) -> None:
    chunk = walk(objective, 50.0, 1000)
    assert chunk.left_range
    assert 50 < len(chunk.losses) == chunk.state.step < 1000
    assert np.isfinite(chunk.parameters).all()
    assert np.isfinite(chunk.losses).all()
    assert np.isfinite(objective.gradient_norms(chunk.parameters)).all()
    again = advance(objective, Plan(GradientDescent(50.0)), chunk.state, 5)
    assert again.left_range
    assert len(again.losses) == 0
    assert np.array_equal(again.state.parameters, chunk.state.parameters)


@pytest.mark.parametrize(("factor", "falls"), [(0.999, True), (1.001, False)])
def test_the_largest_stable_rate_is_the_border(factor: float, falls: bool) -> None:
    chunk = walk(line(), bowl().largest_stable_rate * factor, 20_000, START)
    above = chunk.losses[[0, -1]] - bowl().floor
    assert bool(above[1] < 0.01 * above[0]) is falls


@given(st.floats(1e-12, 1e3), st.tuples(st.floats(-1e160, 1e160), st.floats(-1e160, 1e160)))
def test_whatever_the_start_only_finite_steps_are_kept(rate: float, start: tuple[float, float]) -> None:
    chunk = walk(line(), rate, 40, np.array(start))
    assert np.isfinite(chunk.parameters).all()
    assert np.isfinite(chunk.losses).all()
    assert chunk.left_range or len(chunk.losses) == 40
