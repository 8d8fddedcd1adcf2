"""Which range the data canvas shows: every point whole, and no jumps without need."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.views.canvas.fitting import LARGEST_RIM, RIM, fitted_range, grown_range

SHOWN = (-10.0, 10.0, -10.0, 10.0)


def grown(x: list[float], y: list[float], rims: tuple[float, float] = (RIM, RIM)) -> tuple[float, ...]:
    return grown_range(SHOWN, np.array(x), np.array(y), rims)


def test_points_well_inside_change_nothing() -> None:
    assert grown([], []) == SHOWN
    assert grown([-9.5, 9.5], [0.0, 9.5]) == SHOWN


@pytest.mark.parametrize("place", [9.7, 10.0, 10.5])
def test_a_point_at_an_edge_or_beyond_moves_that_edge_only(place: float) -> None:
    left, right, low, high = grown([-5.0, place], [0.0, 0.0])
    assert (left, low, high) == SHOWN[:1] + SHOWN[2:]
    assert right > place + RIM * (right - left)
    assert grown([0.0, 0.0], [5.0, -place])[2] < -place - RIM * 20.0


def test_points_that_lie_close_together_get_air_in_a_wide_view() -> None:
    left, right, _low, _high = grown([9.99, 9.991], [0.0, 0.0])
    assert right - 9.991 >= RIM * (right - left)


def test_the_rim_can_be_wider_but_never_wider_than_fitting_leaves() -> None:
    assert grown([9.5, 0.0], [0.0, 0.0], (0.05, RIM))[1] > 10.0
    x = np.linspace(-3.0, 4.0, 9)
    fitted = fitted_range(x, x**2, lambda across: 9.0 * across + 30.0)
    assert grown_range(fitted, x, x**2, (1.0, 1.0)) == fitted


coordinates = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=6)
rims = st.floats(0.0, 0.3)


@given(coordinates, coordinates, rims, rims)
def test_all_points_are_whole_and_the_view_comes_to_rest(before, after, across: float, up: float) -> None:
    shown = fitted_range(*np.array(before).T)
    x, y = np.array(after).T
    found = grown_range(shown, x, y, (across, up))
    assert found[0] <= shown[0]
    assert found[1] >= shown[1]
    assert found[2] <= shown[2]
    assert found[3] >= shown[3]
    for values, low, high, rim in ((x, *found[:2], across), (y, *found[2:], up)):
        air = min(rim, LARGEST_RIM) * (high - low) * (1.0 - 1e-9)
        assert values.min() - low >= air
        assert high - values.max() >= air
    assert grown_range(found, x, y, (across, up)) == found
