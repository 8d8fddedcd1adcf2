"""The pending step in numbers: what is shown adds up, and Step makes exactly it true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.registry import registered
from gd_visualizer.session import edits
from gd_visualizer.session.choices import choose
from gd_visualizer.session.next_step import MOST_DIGITS, digits_that_add_up, is_plain, step_rows
from gd_visualizer.session.numbers import read_number
from tests.runtime.stores import opened

ordinary = st.floats(-100.0, 100.0)


@pytest.mark.parametrize("key", list(registered("optimizers")))
def test_step_makes_exactly_this_true(key: str) -> None:
    store = opened()
    store.apply(choose("optimizer", key))
    for _ in range(4):
        if store.snapshot.preview is None:
            break
        ahead = store.snapshot.preview.parameters[0].tolist()
        rows = step_rows(store.snapshot, 5)
        before = store.snapshot.parameters.tolist()
        store.step()
        assert store.snapshot.parameters.tolist() == ahead
        assert [row.change for row in rows] == [new - old for new, old in zip(ahead, before, strict=True)]
        assert [row.name for row in rows] == ["m", "b"]


def test_the_sums_shown_are_true_in_the_digits_shown() -> None:
    store = opened()
    for _ in range(30):
        for row in step_rows(store.snapshot, 2):
            now, rate, slope, new = (read_number(text) for text in (row.now, row.rate, row.slope, row.new))
            assert None not in (now, rate, slope, new)
            digits = len(row.now.partition(".")[2])
            assert round(now - rate * slope, digits) == new or digits == MOST_DIGITS  # type: ignore[operator]
        store.step()


@given(ordinary, st.floats(1e-4, 1.0), ordinary)
def test_as_few_digits_as_add_up(now: float, rate: float, slope: float) -> None:
    new = now - rate * slope
    digits = digits_that_add_up(now, rate, slope, new)
    assert digits is not None
    if digits < MOST_DIGITS:
        assert round(round(now, digits) - rate * round(slope, digits), digits) == round(new, digits)


def test_numbers_beyond_sums_are_told_as_powers() -> None:
    assert digits_that_add_up(1e9, 0.1, 1.0, 1e9) is None
    assert digits_that_add_up(float("inf"), 0.1, 1.0, 1.0) is None


def test_only_plain_descent_is_a_product() -> None:
    store = opened()
    assert is_plain(store.snapshot)
    store.apply(choose("optimizer", "adam"))
    assert not is_plain(store.snapshot)


def test_without_points_there_is_no_step() -> None:
    store = opened()
    store.apply(edits.clear_points())
    assert step_rows(store.snapshot, 3) == ()
