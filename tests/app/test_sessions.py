"""Sessions in the window: saved, opened, changed, left and found again."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from gd_visualizer.app import create_window, dialogs
from gd_visualizer.app.command_line import main
from gd_visualizer.app.start import FileOpener
from gd_visualizer.app.wiring import Wiring


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close_guard = None
    window.close()
    window.deleteLater()


def save_as(window, path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["action_save_as"].trigger()


def changed(window):
    window.panel.part_chosen.emit("models", "network")
    window.panel.part_chosen.emit("optimizers", "adam")
    window.canvas.point_added.emit(1.25, -3.5)
    return window.snapshot.document


def test_a_session_is_saved_and_opened_in_another_window(window, tmp_path, monkeypatch) -> None:
    document = changed(window)
    save_as(window, tmp_path / "mine", monkeypatch)
    assert window.messages.text() == "The session is saved in mine.gdv."
    other = create_window(tmp_path / "mine.gdv")
    opened = other.snapshot.document
    assert (opened.model, opened.optimizer, opened.start) == (document.model, document.optimizer, document.start)
    assert opened.dataset.x.tolist() == document.dataset.x.tolist()
    other.close()


def test_the_window_says_when_something_is_not_saved(window, tmp_path, monkeypatch) -> None:
    changed(window)
    assert not window.isWindowModified()
    save_as(window, tmp_path / "mine.gdv", monkeypatch)
    assert not window.isWindowModified()
    window.canvas.point_added.emit(0.0, 0.0)
    assert window.isWindowModified()
    window.actions_by_name["action_undo"].trigger()
    assert not window.isWindowModified()
    window.canvas.point_added.emit(0.0, 0.0)
    window.actions_by_name["action_save"].trigger()
    assert not window.isWindowModified()
    assert len(json.loads((tmp_path / "mine.gdv").read_text("utf-8"))["points"]) == 10


@pytest.mark.parametrize(
    ("answer", "mine", "other"), [("stay", False, False), ("over", True, False), ("other", False, True)]
)
def test_what_another_program_has_saved_is_not_lost_unasked(window, tmp_path, monkeypatch, answer, mine, other) -> None:
    path, elsewhere, asked = tmp_path / "mine.gdv", tmp_path / "elsewhere.gdv", []

    def ask(_window, name: str) -> str:
        asked.append(name)
        return answer

    monkeypatch.setattr(dialogs, "ask_about_file", ask)
    save_as(window, path, monkeypatch)
    window.canvas.point_added.emit(0.0, 0.0)
    window.actions_by_name["action_save"].trigger()
    # Touched, and still the same: nobody is asked.
    path.touch()
    window.canvas.point_added.emit(1.0, 0.0)
    window.actions_by_name["action_save"].trigger()
    assert asked == []
    theirs = path.read_bytes().replace(b'"title"', b'"title" ', 1) + b"\n"
    path.write_bytes(theirs)
    window.canvas.point_added.emit(2.0, 0.0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(elsewhere), ""))
    window.actions_by_name["action_save"].trigger()
    assert asked == ["mine.gdv"]
    assert (path.read_bytes() != theirs) == mine
    assert elsewhere.exists() == other
    assert window.isWindowModified() == (not mine and not other)
    # Where it was saved belongs to this window from now on.
    if mine or other:
        window.canvas.point_added.emit(3.0, 0.0)
        window.actions_by_name["action_save"].trigger()
        assert asked == ["mine.gdv"]
        assert not window.isWindowModified()


def test_a_file_that_is_gone_is_written_again(window, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "ask_about_file", lambda *_: pytest.fail("asked"))
    save_as(window, tmp_path / "mine.gdv", monkeypatch)
    (tmp_path / "mine.gdv").unlink()
    window.canvas.point_added.emit(0.0, 0.0)
    window.actions_by_name["action_save"].trigger()
    assert len(json.loads((tmp_path / "mine.gdv").read_text("utf-8"))["points"]) == 9


@pytest.mark.parametrize(
    ("role", "wanted"), [("AcceptRole", "other"), ("DestructiveRole", "over"), ("RejectRole", "stay")]
)
def test_the_question_about_a_changed_file_has_three_answers(window, role, wanted) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert box.text() == "mine.gdv was changed by another program since it was opened here."
        roles = [box.buttonRole(button) for button in box.buttons()]
        box.buttons()[roles.index(QMessageBox.ButtonRole[role])].click()

    QTimer.singleShot(50, press)
    assert dialogs.ask_about_file(window, "mine.gdv") == wanted


@pytest.mark.parametrize(
    ("answer", "leaves", "saves"), [("stay", False, False), ("discard", True, False), ("save", True, True)]
)
def test_changes_to_a_session_are_asked_about(window, tmp_path, monkeypatch, answer, leaves, saves) -> None:
    save_as(window, tmp_path / "mine.gdv", monkeypatch)
    before = (tmp_path / "mine.gdv").read_bytes()
    window.canvas.point_added.emit(0.0, 0.0)
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _window, name: answer if name == "mine.gdv" else "?")
    window.close()
    assert window.is_closed is leaves
    assert ((tmp_path / "mine.gdv").read_bytes() != before) is saves


def test_without_a_session_file_nothing_is_asked(window, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda *_: pytest.fail("asked"))
    changed(window)
    window.close()
    assert window.is_closed


def test_the_question_has_three_answers(window, qtbot) -> None:
    def press(role: QMessageBox.ButtonRole) -> str:
        from PySide6.QtCore import QTimer

        def click() -> None:
            box = QApplication.activeModalWidget()
            next(button for button in box.buttons() if box.buttonRole(button) == role).click()

        QTimer.singleShot(50, click)
        return dialogs.ask_about_changes(window, "mine.gdv")

    roles = QMessageBox.ButtonRole
    assert [press(role) for role in (roles.AcceptRole, roles.DestructiveRole, roles.RejectRole)] == [
        "save",
        "discard",
        "stay",
    ]


def test_a_damaged_session_changes_nothing(window, tmp_path) -> None:
    path = tmp_path / "bad.gdv"
    path.write_text('{"format": "gd-visualizer session", "version": 1, "points": [[1, "2"]], "start": {}}')
    before = window.snapshot.document
    window.files_dropped.emit([path])
    assert window.snapshot.document is before
    assert "$.points[0][1]" in window.messages.text()


def test_what_was_left_can_be_opened_the_next_time(window) -> None:
    document = changed(window)
    window.close()
    other = create_window()
    other.actions_by_name["action_last_session"].trigger()
    opened = other.snapshot.document
    assert (opened.model, opened.start) == (document.model, document.start)
    assert not other.isWindowModified()
    other.findChild(Wiring)._preferences.keep("last_session", "no session at all")
    other.actions_by_name["action_last_session"].trigger()
    assert "the last session is no session that can be opened" in other.messages.text()
    other.close()


def test_the_command_line_reads_sessions(window, tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "mine.gdv"
    save_as(window, path, monkeypatch)
    assert main(["check", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "session"
    assert len(found["points"]) == 8
    assert main(["train", str(path), "--steps", "0", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["parameters"] == {"m": -2.4, "b": -2.0}
    assert main(["check", str(path), "--x", "1"]) == 2
    assert "is a session" in capsys.readouterr().err


def test_a_file_that_the_finder_asks_for_is_opened(window, tmp_path):
    table = tmp_path / "points.csv"
    table.write_text("x,y\n1,2\n2,3\n")
    opener = FileOpener(window)
    assert opener.eventFilter(window, QFileOpenEvent(QUrl.fromLocalFile(str(table))))
    assert len(window.snapshot.document.dataset) == 2
    assert not opener.eventFilter(window, QEvent(QEvent.Type.User))


def trained(capsys, *words: str) -> dict:
    assert main(["train", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_line_trains_what_a_session_says(window, tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "mine.gdv"
    for part, key in (("models", "network"), ("losses", "huber"), ("optimizers", "adam"), ("schedules", "cosine")):
        window.panel.part_chosen.emit(part, key)
    window.panel.setting_changed.emit("optimizer", "beta1", 0.8)
    window.panel.batch_size_typed.emit(3)
    window.panel.seed_typed.emit(5)
    window.actions_by_name["action_restart"].trigger()
    for _step in range(12):
        window.actions_by_name["action_step"].trigger()
    save_as(window, path, monkeypatch)
    found = trained(capsys, str(path), "--steps", "12")
    names = window.snapshot.document.model.parameter_names
    assert found["parameters"] == dict(zip(names, window.snapshot.parameters.tolist(), strict=True))
    assert found["loss"] == window.snapshot.loss


def test_options_change_what_a_session_says(window, tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "mine.gdv"
    window.panel.part_chosen.emit("optimizers", "adam")
    window.panel.batch_size_typed.emit(3)
    save_as(window, path, monkeypatch)
    plain = trained(capsys, str(path), "--steps", "3")
    rate = repr(window.snapshot.document.optimizer.learning_rate)
    spelled = ["--optimizer", "adam", "--learning-rate", rate, "--batch-size", "3", "--steps", "3"]
    assert trained(capsys, "builtin:eight_points", *spelled)["parameters"] == plain["parameters"]
    assert trained(capsys, str(path), "--batch-size", "all", "--steps", "3")["parameters"] != plain["parameters"]
    assert trained(capsys, str(path), "--learning-rate", "0.5", "--steps", "3")["parameters"] != plain["parameters"]
    other = trained(capsys, str(path), "--model", "proportional", "--steps", "3")
    assert list(other["parameters"]) == ["m"]
