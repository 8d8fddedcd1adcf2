"""Layered drawings: nothing upon another, lines to the right, few crossings."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.layered import LANE, layers_of, placed, separated


@st.composite
def drawings(draw):
    count = draw(st.integers(1, 25))
    extents = [(draw(st.floats(1, 60)), draw(st.floats(1, 90))) for _ in range(count)]
    lines = set()
    for end in range(1, count):
        for begin in draw(st.lists(st.integers(0, end - 1), max_size=3)):
            lines.add((begin, end))
    return extents, sorted(lines)


@given(drawings())
def test_nothing_lies_upon_another_and_lines_go_right(drawing) -> None:
    extents, lines = drawing
    found = placed(extents, lines)
    pairs = zip(found.layers, found.heights, extents, strict=True)
    rows = [(layer, y - above, y + below) for layer, y, (above, below) in pairs]
    for (begin, end), lanes in zip(lines, found.lanes, strict=True):
        assert found.layers[begin] < found.layers[end]
        assert len(lanes) == found.layers[end] - found.layers[begin] - 1
        rows += [(found.layers[begin] + 1 + j, y - LANE / 2, y + LANE / 2) for j, y in enumerate(lanes)]
    for first, one in enumerate(rows):
        assert one[1] >= -1e-6
        assert one[2] <= found.total + 1e-6
        for other in rows[first + 1 :]:
            assert one[0] != other[0] or one[2] <= other[1] + 1e-6 or other[2] <= one[1] + 1e-6


def test_nothing_to_place() -> None:
    found = placed([], [])
    assert (found.layers, len(found.heights), found.total) == ((), 0, 0.0)


def test_sources_stand_right_before_their_first_user() -> None:
    assert layers_of(5, [(0, 1), (1, 2), (3, 2), (2, 4)]) == (0, 1, 2, 1, 3)
    assert layers_of(2, []) == (0, 0)


def test_crossings_are_taken_out() -> None:
    found = placed([(10, 10)] * 5, [(0, 3), (1, 2), (2, 4), (3, 4)])
    assert (found.heights[0] < found.heights[1]) == (found.heights[3] < found.heights[2])


def test_too_close_ones_move_apart_by_as_little_as_possible() -> None:
    assert separated(np.array([0.0, 0.0]), np.array([10.0]), np.ones(2)).tolist() == [-5.0, 5.0]
    assert separated(np.array([0.0, 50.0]), np.array([10.0]), np.ones(2)).tolist() == [0.0, 50.0]
    assert separated(np.array([0.0, 0.0]), np.array([10.0]), np.array([4.0, 1.0])).tolist() == [-2.0, 8.0]
