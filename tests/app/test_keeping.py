"""Files in the window: revert, templates, recent files; and homes in which nothing can be kept."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from gd_visualizer.app import create_window, dialogs
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.session.document import first_document
from gd_visualizer.session.session_file import read_session, session_text
from tests.soak.endings import home

LOOK = """
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
QLocale.setDefault(QLocale("de_DE"))
application = QApplication([])
from gd_visualizer.app import create_window, dialogs
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.session.document import first_document
from gd_visualizer.session.session_file import read_session, session_text
window = create_window()
window.show()
sentence = window.messages.text()
window.canvas.point_added.emit(1.5, 2.5)
window.actions_by_name["action_step"].trigger()
application.processEvents()
print(window.snapshot.step, len(window.snapshot.document.dataset))
print(sentence)
window.close()
"""


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    yield window
    window.close_guard = None
    window.close()


def saved(window, path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["action_save_as"].trigger()


def test_revert_goes_back_to_the_file_and_can_be_undone(window, tmp_path, monkeypatch) -> None:
    revert = window.actions_by_name["action_revert"]
    assert not revert.isEnabled()
    saved(window, tmp_path / "mine.gdv", monkeypatch)
    assert not revert.isEnabled()
    window.canvas.point_added.emit(0.0, 0.0)
    assert revert.isEnabled()
    revert.trigger()
    assert len(window.snapshot.document.dataset) == 8
    assert not window.isWindowModified()
    window.actions_by_name["action_undo"].trigger()
    assert len(window.snapshot.document.dataset) == 9
    (tmp_path / "mine.gdv").unlink()
    revert.trigger()
    assert "there is no file 'mine.gdv'" in window.messages.text()
    assert len(window.snapshot.document.dataset) == 9


def test_every_template_opens_and_belongs_to_no_file(window) -> None:
    actions = window.menus["templates"].actions()
    assert len(actions) >= 4
    for action in actions:
        action.trigger()
        assert window.snapshot.document.title == action.text()
        window.actions_by_name["action_step"].trigger()
        assert window.snapshot.step == 1
        assert not window.isWindowModified()


def test_a_recent_file_that_is_gone_says_so(window, tmp_path, monkeypatch) -> None:
    path = tmp_path / "gone.gdv"
    saved(window, path, monkeypatch)
    path.unlink()
    menu = window.menus["recent"]
    menu.aboutToShow.emit()
    first = menu.actions()[0]
    assert first.text() == "gone.gdv (no longer there)"
    first.trigger()
    assert "there is no file 'gone.gdv'" in window.messages.text()


def looked_at(surroundings: dict[str, str], look: str = LOOK) -> list[str]:
    command = [sys.executable, "-W", "error", "-c", look]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_a_fresh_home_with_a_decimal_comma(tmp_path: Path) -> None:
    assert looked_at(home(tmp_path)) == ["1 9", ""]


def test_no_home_at_all(tmp_path: Path) -> None:
    surroundings = {key: value for key, value in home(tmp_path).items() if not key.startswith("XDG")}
    first, sentence = looked_at({**surroundings, "HOME": "/dev/null"})
    assert first == "1 9"
    assert sentence == "What you choose here cannot be kept for the next time: the settings cannot be written."


@pytest.mark.parametrize("where", ["", "gd-visualizer.ini"])
def test_settings_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    """Their folder is a file, or they are a folder."""
    folder = tmp_path / "config" / "Gradient Descent Visualizer"
    if where:
        (folder / where).mkdir(parents=True)
    else:
        folder.parent.mkdir()
        folder.touch()
    assert looked_at(home(tmp_path))[1].endswith("the settings cannot be written.")


def test_a_full_disk_keeps_no_settings(window, monkeypatch) -> None:
    def full(**_words: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    assert Preferences().is_writable()
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert not Preferences().is_writable()


def test_what_cannot_be_kept_is_said_until_it_was_read(window, tmp_path, monkeypatch) -> None:
    saved(window, tmp_path / "mine.gdv", monkeypatch)
    for sentence in ("one", "two", "one"):
        window.messages.keep_saying(sentence)
    window.say("three")
    assert window.messages.text() == "one\ntwo\nthree"
    window.canvas.point_added.emit(0.0, 0.0)
    assert window.messages.text() == "one\ntwo"
    window.actions_by_name["action_save"].trigger()
    window.files_dropped.emit([tmp_path / "mine.gdv"])
    assert window.messages.text() == "one\ntwo"
    window.messages.findChild(QPushButton).click()
    assert window.messages.text() == ""


def test_both_that_cannot_be_kept_are_said(tmp_path: Path) -> None:
    """The file that is opened, and what is done with it, take neither away."""
    session = tmp_path / "mine.gdv"
    session.write_text(session_text(first_document()), encoding="utf-8")
    nothing = {**home(tmp_path), "XDG_CONFIG_HOME": "/dev/null/config", "XDG_DATA_HOME": "/dev/null/data"}
    later = (
        LOOK.replace("create_window()", f"create_window({str(session)!r})")
        .replace("sentence = window.messages.text()", "from gd_visualizer.app.wiring import Wiring")
        .replace(
            "print(sentence)",
            "window.findChild(Wiring).recovery.write()\n"
            "window.canvas.point_added.emit(1.5, 3.5)\nprint(window.messages.text())\nwindow.close_guard = None",
        )
    )
    assert looked_at(nothing, later)[1:] == [
        "What you choose here cannot be kept for the next time: the settings cannot be written.",
        "Unsaved work cannot be kept for recovery here (Not a directory): save it in a file now and then.",
    ]


@pytest.mark.parametrize("content", [b"\x00\xff[[[", b"[General]\ntheme=@ByteArray(\ntext_scale=nan\nspeed=1e999\n"])
def test_damaged_settings_are_read_as_none(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "config" / "Gradient Descent Visualizer"
    folder.mkdir(parents=True)
    (folder / "gd-visualizer.ini").write_bytes(content)
    assert looked_at(home(tmp_path))[0] == "1 9"


def typed_rate(window, qtbot, text: str) -> None:
    """Write a learning rate without Enter."""
    window.activateWindow()
    window.panel.rate.box.setFocus()
    qtbot.waitUntil(window.panel.rate.box.hasFocus)
    window.panel.rate.box.selectAll()
    qtbot.keyClicks(window.panel.rate.box, text)


def test_what_is_being_typed_is_saved_too(window, qtbot, tmp_path, monkeypatch) -> None:
    saved(window, tmp_path / "mine.gdv", monkeypatch)
    typed_rate(window, qtbot, "0.125")
    window.actions_by_name["action_save"].trigger()
    assert read_session(tmp_path / "mine.gdv").optimizer.learning_rate == 0.125
    assert window.panel.rate.box.hasFocus()


def test_what_is_being_typed_is_asked_about(window, qtbot, tmp_path, monkeypatch) -> None:
    saved(window, tmp_path / "mine.gdv", monkeypatch)
    (tmp_path / "table.csv").write_text("x,y\n1,2\n3,4\n")
    typed_rate(window, qtbot, "0.125")
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _window, name: asked.append(name) or "discard")
    window.files_dropped.emit([tmp_path / "table.csv"])
    assert asked == ["mine.gdv"]
    window.panel.rate.box.clearFocus()
    assert window.snapshot.undo_label == "open table.csv"


def test_what_is_being_typed_stays_out_of_a_chapter(window, qtbot) -> None:
    typed_rate(window, qtbot, "0.77")
    window.actions_by_name["action_lessons"].trigger()
    assert window.snapshot.undo_label == ""
    window.actions_by_name["action_lessons"].trigger()
    assert window.snapshot.document.optimizer.learning_rate == 0.77


def test_a_half_written_cell_is_saved_too(window, qtbot, tmp_path, monkeypatch) -> None:
    saved(window, tmp_path / "mine.gdv", monkeypatch)
    window.actions_by_name["action_data_table"].trigger()
    view = window.data_table.view
    view.setCurrentIndex(view.model().index(0, 0))
    view.edit(view.currentIndex())
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "55.5")
    window.actions_by_name["action_save"].trigger()
    assert read_session(tmp_path / "mine.gdv").dataset.x[0] == 55.5
