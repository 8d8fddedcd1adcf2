"""Names that people give when they save: an end is put where none fits, and no file is lost unasked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from gd_visualizer.app import create_window, dialogs


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    return window


def press(window, name: str, answers: list, monkeypatch) -> list[str]:
    """Save with these answers of the dialog, one after the other; return the names that stood in it."""
    offered = []

    def answer(_parent, _title, usual, _kinds):
        offered.append(usual)
        return answers.pop(0)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.actions_by_name[name].trigger()
    return offered


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("mine", "Sessions (*.gdv)", "mine.gdv"),
        ("lesson 1.5", "Sessions (*.gdv)", "lesson 1.5.gdv"),
        ("Dr. Who", "", "Dr. Who.gdv"),
        ("MINE.GDV", "", "MINE.GDV"),
        ("mine", "Tables of points (*.csv)", "mine.csv"),
        ("mine.txt", "Sessions (*.gdv)", "mine.txt"),
    ],
)
def test_a_session_gets_the_end_that_fits(window, tmp_path, monkeypatch, typed, kind, written):
    press(window, "action_save_as", [(str(tmp_path / typed), kind)], monkeypatch)
    assert [path.name for path in tmp_path.iterdir()] == [written]
    is_session = '"gd-visualizer session"' in (tmp_path / written).read_text()
    assert is_session == written.lower().endswith(".gdv")


@pytest.mark.parametrize(
    ("name", "typed", "written"),
    [
        ("action_save_points", "week 2.3", "week 2.3.csv"),
        ("action_export_path", "walk 0.1", "walk 0.1.csv"),
        ("action_export_python", "walk 0.1", "walk 0.1.py"),
    ],
)
def test_tables_and_code_get_theirs(window, tmp_path, monkeypatch, name, typed, written):
    press(window, name, [(str(tmp_path / typed), "")], monkeypatch)
    assert [path.name for path in tmp_path.iterdir()] == [written]


@pytest.mark.parametrize(("answer", "kept"), [("stay", True), ("over", False), ("other", True)])
def test_a_file_that_the_dialog_did_not_ask_about_is_not_lost_unasked(window, tmp_path, monkeypatch, answer, kept):
    (tmp_path / "mine.gdv").write_text("precious")
    asked = []
    monkeypatch.setattr(dialogs, "ask_to_replace", lambda _window, name: asked.append(name) or answer)
    answers = [(str(tmp_path / "mine"), ""), (str(tmp_path / "other.gdv"), "")]
    offered = press(window, "action_save_as", answers, monkeypatch)
    assert asked == ["mine.gdv"]
    assert ((tmp_path / "mine.gdv").read_text() == "precious") is kept
    assert (tmp_path / "other.gdv").exists() is (answer == "other")
    assert offered[1:] == ([str(tmp_path / "mine.gdv")] if answer == "other" else [])


def test_a_name_that_the_dialog_asked_about_is_not_asked_about_again(window, tmp_path, monkeypatch):
    monkeypatch.setattr(dialogs, "ask_to_replace", lambda *_: pytest.fail("asked"))
    (tmp_path / "mine.gdv").write_text("old")
    press(window, "action_save_as", [(str(tmp_path / "mine.gdv"), "")], monkeypatch)
    assert (tmp_path / "mine.gdv").read_text() != "old"


def test_a_question_that_was_asked_does_not_stay_with_the_window(window, qtbot, monkeypatch):
    monkeypatch.setattr(dialogs.Question, "exec", lambda _question: 0)
    assert dialogs.ask_to_replace(window, "mine.gdv") == "stay"
    qtbot.waitUntil(lambda: not window.findChildren(dialogs.Question))


@pytest.mark.parametrize(("title", "usual"), [("Version 1.5", "Version 1.5.gdv"), ("rain.csv", "rain.gdv")])
def test_the_title_is_offered_as_the_name(window, tmp_path, monkeypatch, title, usual):
    (tmp_path / title).write_text("x,y\n1,2\n3,4\n5,7\n")
    window.files_dropped.emit([tmp_path / title])
    assert press(window, "action_save_as", [("", "")], monkeypatch) == [usual]
