"""The reading level, the marks and the numbers in sentences."""

from __future__ import annotations

import pytest

from gd_visualizer.session.lessons.markup import Run, check_marks, plain, runs
from gd_visualizer.session.lessons.progress import Progress
from gd_visualizer.session.lessons.reading_level import grade, syllables
from gd_visualizer.session.lessons.values import filled


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("slope", 1), ("line", 1), ("valley", 2), ("table", 2), ("walked", 1), ("needed", 2), ("places", 2),
     ("squares", 1), ("parameter", 4), ("derivative", 4), ("x", 1), ("here", 1)],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_grade_is_that_of_the_formula():
    # Six words of one syllable in one sentence.
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade("The cat sat. The cat sat.") == pytest.approx(0.39 * 3 + 11.8 - 15.59)
    assert grade("Optimization iteratively decreases the associated differentiable objective.") > 15.0
    assert grade("3 + 4") == 0.0


def test_marks_are_set_in_pieces():
    assert runs("a **b** *x_1* [c](loss) *m*") == [
        Run("a "), Run("b", "strong"), Run(" "), Run("x", "letter"), Run("1", "below"), Run(" "),
        Run("c", "strong", "loss"), Run(" "), Run("m", "letter", "m"),
    ]  # fmt: skip
    assert runs("*W_{12}^2*") == [Run("W", "letter"), Run("12", "below"), Run("2", "above")]
    assert plain("**a** *ŷ* [b](line)") == "a ŷ b"
    assert check_marks("**a** *ŷ* [b](line)") == ""
    assert "star" in check_marks("2 * 3")


def test_sentences_are_filled_with_numbers_as_people_write_them():
    values = {"loss": 2.0, "step": 12345.0, "rate": 0.005, "off_by": 0.7405, "best_loss": None, "moved": True,
              "status": "ready"}  # fmt: skip
    text = "{loss} {step} {rate} {off_by} {best_loss} {moved} {status} {gone}"
    assert filled(text, values) == "2.00 12\u202f345 0.005 0.74 an unknown number yes ready an unknown number"
    assert filled("{moved} {loss}", {"moved": False, "loss": float("inf")}) == "no too large to show"


def test_progress_goes_on_where_it_was_left():
    progress = Progress().with_done("a").with_last("b")
    assert progress.place_in(("a", "b")) == 1
    assert progress.place_in(("c",)) == 0
    assert progress.done == {"a"}


def test_of_two_answers_the_first_counts():
    progress = Progress().with_guess("a", True).with_guess("a", False).with_guess("b", False).with_guess("b", True)
    assert (progress.right, progress.wrong) == ({"a"}, {"b"})
