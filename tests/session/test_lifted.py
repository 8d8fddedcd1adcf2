"""A point dragged over a landscape that no formula gives."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.region import Region
from gd_visualizer.core.registry import create
from gd_visualizer.core.surface import loss_grid
from gd_visualizer.session.lifted import LiftedLand, moved_point

REGION = Region(-2.0, 2.0, -3.0, 3.0)
DATA = Dataset.from_arrays(np.linspace(-3.0, 3.0, 40), np.sin(np.linspace(-3.0, 3.0, 40)))


def land(data: Dataset, loss: str = "log_cosh", model: str = "linear") -> Objective:
    return Objective.of(create("models", model), create("losses", loss), data)


@pytest.mark.parametrize("loss", ["log_cosh", "huber", "cauchy", "mean_absolute_error"])
def test_a_drag_shows_the_true_land_in_every_frame(loss: str) -> None:
    lifted, data = LiftedLand(), DATA
    assert lifted.losses(land(data, loss), REGION, 16) is None
    for step in range(1, 6):
        data = data.moved(7, 0.1 * step, -0.3 * step)
        found = lifted.losses(land(data, loss), REGION, 16)
        assert found == pytest.approx(loss_grid(land(data, loss), *REGION.cell_centres(16)), rel=1e-11)


def test_anything_but_one_moved_point_begins_anew() -> None:
    lifted, moved = LiftedLand(), DATA.moved(3, 9.0, 9.0)
    lifted.losses(land(DATA), REGION, 16)
    assert lifted.losses(land(DATA.added(0.0, 0.0)), REGION, 16) is None
    assert lifted.losses(land(DATA), REGION, 16) is None
    assert lifted.losses(land(DATA.moved(1, 0.0, 0.0).moved(2, 0.0, 0.0)), REGION, 16) is None
    lifted.losses(land(DATA), REGION, 16)
    assert lifted.losses(land(moved), REGION, 16) is not None
    assert lifted.losses(land(moved.moved(3, 8.0, 8.0)), REGION, 8) is None
    assert lifted.losses(land(DATA), REGION, 8) is not None


def test_another_point_may_be_dragged_next() -> None:
    lifted = LiftedLand()
    lifted.losses(land(DATA), REGION, 16)
    first = DATA.moved(3, 1.0, 1.0)
    lifted.losses(land(first), REGION, 16)
    second = first.moved(5, -1.0, 2.0)
    found = lifted.losses(land(second), REGION, 16)
    assert found == pytest.approx(loss_grid(land(second), *REGION.cell_centres(16)), rel=1e-11)


def test_one_moved_point_is_recognised() -> None:
    assert moved_point(land(DATA), land(DATA)) is None
    assert moved_point(land(DATA), land(DATA.moved(4, 0.0, 0.5))) == 4
    assert moved_point(land(DATA), land(DATA.moved(4, 0.0, 0.5), "huber")) is None
