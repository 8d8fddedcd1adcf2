"""Lessons from files: the example of the documents, and everything that can be wrong with a stranger's file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.lessons import loader
from gd_visualizer.session.lessons.check import check_lesson
from gd_visualizer.session.lessons.loader import lesson_from, lesson_paths, read_lesson
from gd_visualizer.session.lessons.values import NAMES

DOCUMENT = Path(__file__).parents[3] / "docs" / "lessons.md"
EXAMPLE = re.search(r"```markdown\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)[1]


def changed(old, new):
    assert old in EXAMPLE
    return EXAMPLE.replace(old, new, 1)


def test_the_example_of_the_documents_is_a_lesson(tmp_path):
    path = tmp_path / "by_hand.md"
    path.write_text(EXAMPLE, encoding="utf-8")
    lesson = read_lesson(path)
    assert lesson.key == "by_hand"
    assert lesson.document.dataset.y.tolist() == [-3.0, -1.0, 0.5, 3.0, 5.0]
    assert lesson.document.start == (0.0, 0.0)
    assert len(lesson.paragraphs) == 2
    assert lesson.notice.startswith("You looked")
    assert lesson.question.answer == 0
    assert check_lesson(path).warnings == ()


def test_the_documents_name_every_value():
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, words in NAMES.items():
        assert f"| `{name}` | {words} |" in text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("+++\n", "", "line 1: a lesson begins with front matter"),
        ("level = 2", "level = ", "line 3: Invalid value"),
        ("level = 2", "level = 9", "line 3: level: Expected `int` <= 7"),
        ("level = 2", "", "missing required field `level`"),
        ("level = 2", 'level = 2\ncolour = "red"', "line 4: colour: .*unknown field"),
        ('["data"]', '["moon"]', "line 4: highlight: Invalid enum value 'moon'"),
        ("[-2, -3]", '[-2, "a"]', "line 7: setup.points: Expected `float`"),
        ("[-2, -3]", "[-2, nan]", "setup: every coordinate must be a finite number"),
        ("points =", 'data = "eight_points"\npoints =', "setup: give points or"),
        ("start = {", 'model = "blob"\nstart = {', "setup: there is no model named 'blob'"),
        (
            "start = {",
            'model = { key = "polynomial", settings = { degre = 2 } }\nstart = {',
            "no setting named 'degre'",
        ),
        ("start = {", "learning_rate = -1\nstart = {", "setup: "),
        ("{ m = 0", "{ q = 0", "setup: the model has no parameter 'q'"),
        ("{ m = 0", "{ m = inf", "setup: the start of 'm' is not a finite number"),
        ("moved and loss < 0.5", "loss <", "line 12: task.done: the condition ends too early"),
        ("moved and loss < 0.5", "los < 1", "line 12: task.done: there is no value named 'los'"),
        ("moved and loss < 0.5", "__import__('os').system('x') < 1", "line 12: task.done"),
        ("{loss} now", "{los} now", "line 13: task.so_far: there is no value named 'los'"),
        ("{best_loss}", "{0.__class__}", "line 14: task.reply: there is no value"),
        ("The line lies", "The {loss} lies", "line 17: question.ask: no numbers can be filled in"),
        ("answer = 1", "answer = 3", "line 19: question.answer: there are 2 choices"),
        ('reveal = "moved"', 'reveal = "loss"', "line 21: question.reveal: the condition is not true or false"),
        ("*m* must be", "*m must be", "line 20: question.because: a star stands alone"),
        ("(loss)", "(pink)", "there is no colour 'pink'"),
        ("You looked", "You looked\n\nand", "one paragraph below it"),
        ("Each [", "One.\n\nTwo.\n\nEach [", "4 paragraphs"),
        ("The line is *", "word " * 200 + "*", "longer than 600 letters"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old, new, said):
    with pytest.raises(InputError, match=said) as caught:
        lesson_from(changed(old, new), "mine.md", "mine")
    assert str(caught.value).startswith("mine.md")
    assert "\n" not in str(caught.value)


@given(st.integers(0, len(EXAMPLE) - 1), st.text(alphabet="\"'[]{}=+*\n0aé\x00.", max_size=4), st.integers(0, 12))
def test_a_damaged_lesson_is_read_or_refused(place, put, cut):
    said = "mine.md"
    try:
        lesson_from(EXAMPLE[:place] + put + EXAMPLE[place + cut :], "mine.md", "mine")
    except InputError as error:
        said = str(error)
    assert said.startswith("mine.md")


def test_files_that_are_no_lessons(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        read_lesson(tmp_path / "gone.md")
    large = tmp_path / "large.md"
    large.write_text(EXAMPLE + " " * 200_000, encoding="utf-8")
    with pytest.raises(InputError, match="too long for a lesson"):
        read_lesson(large)


def test_what_an_author_may_want_to_change_is_said(tmp_path):
    path = tmp_path / "odd.md"
    text = changed("moved and loss < 0.5", "loss < 500 or stable_rate < 0").replace(
        "You got the loss down to {loss}. The best possible is {best_loss}.", "Done."
    )
    text = text.replace("start = {", 'loss = "mean_absolute_error"\nstart = {')
    path.write_text(text.replace("The line is *", "Consequently mathematicians characteristically " * 8 + "*"))
    warnings = " ".join(check_lesson(path).warnings)
    assert "before the learner has done anything" in warnings
    assert "no value for stable_rate" in warnings
    assert "does not react" in warnings
    assert "hard to read" in warnings


def test_lessons_follow_the_language_of_the_person_chapter_by_chapter(tmp_path, monkeypatch):
    monkeypatch.setattr(loader, "resource", tmp_path.joinpath)
    for place in ("en/1_a", "en/2_b", "xx/2_b", "xx/3_none_in_english", "yy/1_a"):
        path = tmp_path / "lessons" / f"{place}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(EXAMPLE, encoding="utf-8")

    def found(*languages):
        return [f"{path.parent.name}/{path.stem}" for path in lesson_paths(languages)]

    assert found() == ["en/1_a", "en/2_b"]
    assert found("xx") == ["en/1_a", "xx/2_b"]
    assert found("zz", "xx", "yy") == ["yy/1_a", "xx/2_b"]
