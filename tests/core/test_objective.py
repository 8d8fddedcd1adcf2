"""The objective beyond the plain bowl: misses, penalties, climbing and mini-batches."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create
from tests.core.builders import EIGHT_X, EIGHT_Y, line, point_by_point

DATA = Dataset.from_arrays(EIGHT_X, EIGHT_Y)
PLACE = np.array([0.7, -0.4])


def objective(loss: str = "mean_squared_error", model: str = "linear", **more: object) -> Objective:
    return Objective.of(create("models", model), create("losses", loss), DATA, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [line, point_by_point])
def test_off_by_is_the_root_of_the_mean_square(make: object) -> None:
    found = make().off_by(PLACE)  # type: ignore[operator]
    residuals = PLACE[0] * np.array(EIGHT_X) + PLACE[1] - np.array(EIGHT_Y)
    assert found == pytest.approx(np.sqrt(np.mean(residuals**2)), rel=1e-14)
    assert objective("mean_absolute_error").off_by(PLACE) == pytest.approx(found, rel=1e-14)


def test_off_by_keeps_its_digits_where_squares_would_not_fit() -> None:
    assert objective("mean_absolute_error").off_by(np.array([0.0, 1e200])) == pytest.approx(1e200)
    assert objective("mean_absolute_error").off_by(np.array([0.0, np.inf])) == np.inf
    exact = Objective.of(create("models", "linear"), create("losses", "huber"), Dataset.from_arrays([1.0], [3.0]))
    assert exact.off_by(np.array([1.0, 2.0])) == 0.0


@pytest.mark.parametrize("penalty", [Penalty(l2=0.3), Penalty(l1=0.2), Penalty(0.3, 0.2)])
@pytest.mark.parametrize("loss", ["mean_squared_error", "huber"])
def test_a_penalty_is_added_to_loss_and_slope(penalty: Penalty, loss: str) -> None:
    plain, charged = objective(loss), objective(loss, penalty=penalty)
    charge = penalty.l2 * float(PLACE @ PLACE) + penalty.l1 * float(np.abs(PLACE).sum())
    assert charged.value(PLACE) == pytest.approx(plain.value(PLACE) + charge, rel=1e-12)
    assert charged.values(PLACE[np.newaxis])[0] == pytest.approx(charged.value(PLACE), rel=1e-12)
    slope = plain.gradient(PLACE) + 2.0 * penalty.l2 * PLACE + penalty.l1 * np.sign(PLACE)
    assert charged.gradient(PLACE) == pytest.approx(slope, rel=1e-12)
    assert charged.hessian(PLACE) - plain.hessian(PLACE) == pytest.approx(2.0 * penalty.l2 * np.eye(2), abs=1e-12)
    assert charged.bowl is None


def test_climbing_turns_the_land_over_for_the_optimizer_and_for_nobody_else() -> None:
    up = objective(climb=True)
    assert up.value(PLACE) == objective().value(PLACE)
    assert up.downhill().value(PLACE) == pytest.approx(-objective().value(PLACE))
    assert up.downhill().gradient(PLACE) == pytest.approx(-objective().gradient(PLACE))
    assert up.downhill().hessian(PLACE) == pytest.approx(-objective().hessian(PLACE))
    assert objective().downhill().climb is False
    assert (up.best_parameters, up.best_loss, up.largest_stable_rate, up.ties) == (None, None, None, False)
    plan = Plan(GradientDescent(0.01))
    chunk = advance(up, plan, first_state(plan, PLACE), 20)
    assert (np.diff(chunk.losses) > 0.0).all()


def test_a_mini_batch_is_the_landscape_of_its_points() -> None:
    rows = np.array([1, 4, 6])
    few = objective().on(rows)
    assert few.data.ids.tolist() == [1, 4, 6]
    assert few.bowl is None
    alone = Objective.of(few.model, few.loss, Dataset.from_arrays(DATA.x[rows], DATA.y[rows]))
    assert few.value(PLACE) == pytest.approx(alone.value(PLACE), rel=1e-14)
    assert few.gradient(PLACE) == pytest.approx(alone.gradient(PLACE), rel=1e-14)


def test_a_plan_says_its_rate_and_whether_it_is_plain() -> None:
    plan = Plan(GradientDescent(0.2))
    assert (plan.learning_rate, plan.rate_at(7), plan.is_plain) == (0.2, 0.2, True)
    fading = Plan(GradientDescent(0.2), create("schedules", "exponential"))
    assert fading.rate_at(5) < 0.2
    assert not fading.is_plain
    assert not Plan(GradientDescent(0.2), batch_size=2).is_plain
    assert not Plan(create("optimizers", "adam")).is_plain


def test_many_answers_are_said_to_tie() -> None:
    one_x = Dataset.from_arrays([2.0, 2.0], [1.0, 3.0])
    tied = Objective.of(create("models", "linear"), create("losses", "mean_squared_error"), one_x)
    assert tied.ties
    assert not objective().ties
    assert objective().largest_stable_rate == pytest.approx(2.0 / np.linalg.eigvalsh(objective().hessian(PLACE))[-1])
