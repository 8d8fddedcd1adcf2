from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.diagnostics import DataState, arrival_loss, data_state, first_arrival, first_runaway
from tests.core.builders import bowl, line, point_by_point


@pytest.mark.parametrize(
    ("x", "y", "state"),
    [
        ([], [], DataState.NO_POINTS),
        ([1], [2], DataState.ONE_POINT),
        ([1, 1], [2, 2], DataState.ONE_PLACE),
        ([1, 1], [2, 3], DataState.ONE_X),
        ([1, 2], [3, 3], DataState.CONSTANT_Y),
        ([1, 2], [3, 4], DataState.ORDINARY),
        ([1e200, 1], [1, 2], DataState.TOO_LARGE),
        ([1, 2], [1e160, 1e160], DataState.TOO_LARGE),
        ([1, 2], [-1.7e308, 1.7e308], DataState.TOO_LARGE),
        ([0, 1e-300], [1, 2], DataState.TOO_SMALL),
        ([1e-300], [1e-300], DataState.ONE_POINT),
        ([1e150], [1e150], DataState.ONE_POINT),
    ],
)
def test_the_kind_of_data_is_found(x: list[float], y: list[float], state: DataState) -> None:
    objective = line(x, y)
    assert data_state(objective.data, objective) is state


def test_arrival_is_one_part_in_a_hundred_thousand_of_the_spread_of_y() -> None:
    threshold = arrival_loss(line(), 99.0)
    assert threshold == bowl().floor + 1e-10 * bowl().variance_y


def test_with_constant_y_the_start_sets_the_scale() -> None:
    assert arrival_loss(line([1, 2], [3, 3]), 50.0) == pytest.approx(5e-9)
    assert arrival_loss(line([1, 2], [3, 3]), np.inf) is None


def test_where_the_best_is_not_known_nobody_arrives() -> None:
    assert arrival_loss(point_by_point(), 1.0) is None
    assert first_arrival(np.array([0.0]), None) is None


def test_the_first_flat_step_is_found() -> None:
    losses = np.array([3.0, 1.0, 0.5, 0.4, 0.5])
    assert first_arrival(losses, 0.5) == 2
    assert first_arrival(losses, 0.1) is None
    assert first_arrival(np.array([]), 0.5) is None


@pytest.mark.parametrize(
    ("losses", "lowest_before", "place"),
    [
        ([1, 2, 4, 8, 16], np.inf, 4),
        ([1, 2, 4, 8, 16], 1.0, 4),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], np.inf, 10),
        ([1, 2, 4, 8], np.inf, None),
        ([1, 2, 4, 8, 10], np.inf, None),
        ([1, 20, 19, 30, 40, 50, 60], np.inf, 6),
        ([5, 6, 7, 8, 9], 0.1, 4),
        ([5, 4, 3, 2, 1, 0.5], np.inf, None),
        ([0, 1e-300, 2e-300, 3e-300, 4e-300], np.inf, 4),
        ([1e308, 1.1e308, 1.2e308, 1.3e308, 1.4e308], np.inf, None),
        ([], np.inf, None),
    ],
)
def test_running_away_is_four_rises_and_ten_times_the_lowest(
    losses: list[float], lowest_before: float, place: int | None
) -> None:
    assert first_runaway(np.array(losses, float), lowest_before) == place
