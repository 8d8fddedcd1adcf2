"""Which plane the map shows, and when it is cut anew."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.models.base import Model
from gd_visualizer.core.registry import create
from gd_visualizer.session.axes import PICTURES_HELD, Axes, PlaneKeeper

LINE: Model = create("models", "linear")
CUBIC: Model = create("models", "polynomial")
PATH = np.cumsum(np.random.default_rng(0).normal(size=(40, 4)), axis=0)


def test_axes_suit_the_parameters_there_are() -> None:
    names = ("c0", "c1", "c2")
    assert Axes().suited_to(names) == Axes("parameters", "c0", "c1")
    assert Axes("parameters", "c2", "c0").suited_to(names) == Axes("parameters", "c2", "c0")
    assert Axes("parameters", "c1", "c1").suited_to(names) == Axes("parameters", "c1", "c0")
    assert Axes("parameters", "gone", "c0").suited_to(names) == Axes("parameters", "c0", "c1")
    assert Axes("path").suited_to(names) == Axes("path")
    assert Axes("random", seed=3).suited_to(("m",)) == Axes("parameters", "m", "m")


def test_a_line_has_one_plane_for_ever() -> None:
    keeper = PlaneKeeper()
    first = keeper.plane(LINE, PATH[:, :2], 0, running=False)
    assert first.is_natural
    assert keeper.plane(LINE, PATH[:, :2], 7, running=False) is first


def test_a_slice_is_cut_where_the_walk_stands() -> None:
    keeper = PlaneKeeper()
    first = keeper.plane(CUBIC, PATH, 3, running=False)
    assert keeper.held_step == 3
    assert first.origin.tolist() == [0.0, 0.0, *PATH[3, 2:].tolist()]
    assert keeper.plane(CUBIC, PATH, 3, running=False) is first
    later = keeper.plane(CUBIC, PATH, 9, running=False)
    assert later.origin.tolist()[2:] == PATH[9, 2:].tolist()
    assert keeper.held_step == 9


def test_a_running_walk_gets_a_new_slice_now_and_then() -> None:
    keeper = PlaneKeeper()
    planes = [keeper.plane(CUBIC, PATH, step, running=True) for step in range(2 * PICTURES_HELD + 1)]
    assert len({id(plane) for plane in planes}) == 3
    assert planes[0] is planes[PICTURES_HELD - 1]


@pytest.mark.parametrize("axes", [Axes("path"), Axes("random", seed=5)])
def test_directions_stay_until_others_are_asked_for(axes: Axes) -> None:
    keeper = PlaneKeeper()
    keeper.use(axes)
    first = keeper.plane(CUBIC, PATH, 20, running=False)
    assert (first.across_label, first.up_label) == ("u", "v")
    assert keeper.plane(CUBIC, PATH, 30, running=False) is first
    keeper.forget()
    assert keeper.plane(CUBIC, PATH, 30, running=False) is not first
    keeper.use(Axes("parameters", "c3", "c1"))
    assert keeper.plane(CUBIC, PATH, 30, running=False).across_label == "c3"


def test_another_model_has_another_plane() -> None:
    keeper = PlaneKeeper()
    keeper.plane(CUBIC, PATH, 0, running=True)
    assert keeper.plane(LINE, PATH[:, :2], 0, running=True).is_natural
