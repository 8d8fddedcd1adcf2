from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.dataset import Dataset


def test_frozen_copies_what_others_could_change() -> None:
    source = np.array([1.0, 2.0])
    kept = frozen(source)
    source[0] = 9.0
    assert kept.tolist() == [1.0, 2.0]
    assert frozen(kept) is kept
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 3.0


def test_frozen_makes_float64_of_anything() -> None:
    assert frozen([1, 2]).dtype == np.float64
    assert frozen(np.array([1], dtype=np.float32)).dtype == np.float64


def test_a_data_set_keeps_its_names_and_numbers_its_points() -> None:
    data = Dataset.from_arrays([1, 2], [3, 4], "year", "level")
    assert len(data) == 2
    assert data.ids.tolist() == [0, 1]
    assert (data.next_id, data.x_name, data.y_name) == (2, "year", "level")
    assert not data.x.flags.writeable
    assert not data.ids.flags.writeable


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        ([1.0], [1.0, 2.0], "equal length"),
        ([[1.0]], [[1.0]], "equal length"),
        ([np.nan], [1.0], "finite"),
        ([1.0], [np.inf], "finite"),
    ],
)
def test_columns_that_are_no_points_are_refused(x: object, y: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Dataset.from_arrays(x, y)  # type: ignore[arg-type]


def test_points_keep_their_numbers_while_others_come_and_go() -> None:
    data = Dataset.from_arrays([1, 2, 3], [1, 2, 3]).removed(1).added(9, 9)
    assert data.ids.tolist() == [0, 2, 3]
    moved = data.moved(2, 5, 6)
    assert moved.x.tolist() == [1, 5, 9]
    assert moved.y.tolist() == [1, 6, 9]
    assert data.x.tolist() == [1, 3, 9]
    assert moved.index_of(3) == 2
    empty = moved.cleared()
    assert len(empty) == 0
    assert empty.added(0, 0).ids.tolist() == [4]


def test_a_number_that_no_point_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        Dataset.from_arrays([1], [1]).index_of(7)


@given(st.lists(st.sampled_from(["add", "move", "remove"]), max_size=30))
def test_numbers_are_never_used_twice(steps: list[str]) -> None:
    data, seen = Dataset.from_arrays([], []), set()
    for step in steps:
        if step == "add":
            assert data.next_id not in seen
            seen.add(data.next_id)
            data = data.added(1.0, 2.0)
        elif len(data):
            number = int(data.ids[-1])
            data = data.moved(number, 0.0, 0.0) if step == "move" else data.removed(number)
        assert len(set(data.ids.tolist())) == len(data) == len(data.y)


def test_some_points_are_kept_and_all_are_placed_anew() -> None:
    data = Dataset.from_arrays([1, 2, 3], [4, 5, 6], "a", "b").kept(np.array([True, False, True]))
    assert (data.x.tolist(), data.y.tolist(), data.ids.tolist(), data.next_id) == ([1, 3], [4, 6], [0, 2], 3)
    longer = data.placed([7, 8, 9, 10], [0, 0, 0, 1])
    assert (longer.x.tolist(), longer.y.tolist()) == ([7, 8, 9, 10], [0, 0, 0, 1])
    assert (longer.ids.tolist(), longer.next_id) == ([0, 2, 3, 4], 5)
    assert (longer.x_name, longer.y_name) == ("a", "b")
    assert not longer.ids.flags.writeable
    assert not longer.x.flags.writeable
