"""A short visit of the monkey to the whole window; ``python -m tests.monkey.window 20 10000`` is the long one."""

from __future__ import annotations

import pytest

from tests.monkey.gestures import gestures
from tests.monkey.window import attempt


@pytest.mark.parametrize("seed", range(1, 21))
def test_nothing_that_a_monkey_does_breaks_anything(seed: int) -> None:
    length, said = attempt(gestures(1_000, seed))
    assert length == -1, f"after {length} gestures: {said}"


def test_what_goes_wrong_is_found() -> None:
    length, said = attempt([("no such gesture", ())])
    assert length == 1
    assert "KeyError" in said
