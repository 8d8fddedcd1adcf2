"""The language in which lessons say when a task is done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.lessons.conditions import TRUTH, WORD, read_condition

KINDS = {"status": WORD, "moved": TRUTH}
VALUES = {"loss": 2.0, "step": 3.0, "best_loss": None, "status": "paused", "zero": 0.0, "moved": True}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loss < 3", True),
        ("loss < 2", False),
        ("loss <= 2 and step == 3", True),
        ("loss ≥ 2 and not step != 3", True),
        ("loss > 5 or step > 2 and loss > 5", False),
        ("(loss > 5 or step > 2) and loss < 5", True),
        ("loss + 2 × step - 1 == 7", True),
        ("-loss < 0", True),
        ("10 ÷ loss − 1 = = 4".replace("= =", "=="), True),
        ("8 / 2 / 2 == 2", True),
        ("1e-3 < .5", True),
        ('status == "paused"', True),
        ("status != 'paused'", False),
        ("loss - best_loss < 100", False),
        ("not loss - best_loss < 100", False),
        ("step / zero > 0", False),
        ("moved", True),
        ("not moved or step > 9", False),
        ("moved and loss < 3", True),
        ("unheard < 1", False),
    ],
)
def test_a_condition_means_what_it_says(text, expected):
    assert read_condition(text, KINDS).holds(VALUES) is expected


def test_a_condition_tells_what_it_looks_at():
    assert read_condition("loss < start_loss / 2 and step > 1").names == {"loss", "start_loss", "step"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ends too early"),
        ("loss", "not true or false"),
        ("loss <", "ends too early"),
        ("loss < 1 and", "ends too early"),
        ("loss < 1 step", "'step' at place 10"),
        ("loss ? 1", "'?' at place 6"),
        ("(loss < 1", "ends too early"),
        ("loss < 1)", "')' at place 9"),
        ("loss and step > 1", "join comparisons"),
        ("not loss", "join comparisons"),
        ("1 < loss < 3", "two values at a time"),
        ("status < 'b'", "== and !="),
        ("moved == 1", "do not go together"),
        ("status == 3", "do not go together"),
        ("status + 1 == 3", "do not go together"),
        ("-status == 'b'", "do not go together"),
        ("(loss < 1) == (loss < 2)", "do not go together"),
        ("* 3 < 4", "'*' at place 1"),
        ("__import__('os') < 1", "not expected"),
        ("(" * 40 + "loss < 1" + ")" * 40, "too many brackets"),
        ("not " * 40 + "loss < 1", "too many brackets"),
        ("-" * 40 + "loss < 1", "too many brackets"),
        ("loss < 1 and " * 40 + "loss < 1", "longer than"),
    ],
)
def test_what_cannot_be_read_is_said(text, said):
    with pytest.raises(InputError, match=said.replace("?", r"\?").replace("*", r"\*").replace(")", r"\)")):
        read_condition(text, KINDS)


@given(st.text(alphabet="loss<>=!()+-*/ andornt\"'1.e9×÷≤", max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        condition = read_condition(text, KINDS)
    except InputError:
        return
    assert condition.holds(VALUES) in (True, False)
