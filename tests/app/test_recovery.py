"""Work that was not saved when the program ended: kept, offered, restored, thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from gd_visualizer.app import create_window, dialogs
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.runtime.recovery import DELAY_MILLISECONDS, Recovery, recovery_folder
from gd_visualizer.session import edits
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import first_document
from gd_visualizer.session.session_file import read_session, session_text
from tests.soak import endings

OTHER = edits.add_point(7.5, 7.5).apply(first_document())


@pytest.fixture
def left(qapp) -> Path:
    """Leave work behind, as a process does that was killed."""
    folder = recovery_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "1-left.gdv"
    path.write_text(session_text(OTHER), encoding="utf-8")
    yield path
    for file in folder.iterdir():
        file.unlink()


def test_work_is_offered_and_restored(left, qtbot) -> None:
    window = create_window()
    window.show()
    assert "9 points" in window.recovery_bar.text()
    window.recovery_bar.restore.click()
    assert window.snapshot.document.dataset.x.tolist()[-1] == 7.5
    assert window.recovery_bar.text() == ""
    assert not left.exists()
    (now,) = left.parent.glob("*.gdv")
    assert len(read_session(now).dataset) == 9
    window.actions_by_name["action_undo"].trigger()
    assert len(window.snapshot.document.dataset) == 8
    window.close()
    assert not list(left.parent.iterdir())


def test_work_is_thrown_away(left, qtbot) -> None:
    window = create_window()
    window.show()
    window.recovery_bar.throw_away.click()
    assert not left.exists()
    assert len(window.snapshot.document.dataset) == 8
    assert window.recovery_bar.text() == ""


def test_work_that_nobody_decided_on_is_offered_again_and_to_one_window_only(left, qtbot) -> None:
    window = create_window()
    window.show()
    other = create_window()
    other.show()
    assert window.recovery_bar.text()
    assert other.recovery_bar.text() == ""
    window.close()
    other.close()
    again = create_window()
    again.show()
    assert again.recovery_bar.text()


def test_damaged_work_is_set_aside_in_a_sentence(left, qtbot) -> None:
    left.write_bytes(b'{"format": "gd-visualizer session", "version": 1, "poi')
    window = create_window()
    window.show()
    assert window.recovery_bar.text() == ""
    assert window.messages.text().endswith("set aside as 1-left.damaged.")
    assert left.with_suffix(".damaged").exists()
    other = create_window()
    other.show()
    assert other.messages.text() == ""


def test_edits_are_written_soon_and_cleared_up_when_saved_or_undone(qapp, qtbot, tmp_path) -> None:
    assert DELAY_MILLISECONDS <= 4000
    document = first_document()
    recovery = Recovery(document, folder=tmp_path)
    recovery.look(OTHER)
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.gdv"))), timeout=5000)
    recovery.look(document)
    recovery.write()
    assert not list(tmp_path.glob("*.gdv"))
    recovery.look(OTHER)
    recovery.write()
    assert list(tmp_path.glob("*.gdv"))
    recovery.is_kept(OTHER)
    assert not list(tmp_path.glob("*.gdv"))
    recovery.finish(keep=False)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told_once(qapp, tmp_path) -> None:
    (tmp_path / "file").touch()
    recovery, told = Recovery(first_document(), folder=tmp_path / "file" / "recovery"), []
    recovery.failed.connect(told.append)
    for document in (OTHER, first_document(), OTHER):
        recovery.look(document)
        recovery.write()
    recovery.finish(keep=True)
    assert told == ["Unsaved work cannot be kept for recovery here (Not a directory): save it in a file now and then."]
    assert recovery.left_behind() == ([], [])


def test_a_window_that_has_to_end_asks_nothing_and_keeps_the_work(qtbot, tmp_path, left) -> None:
    left.unlink()
    window = create_window()
    window.show()
    window.findChild(Wiring).files._write(tmp_path / "mine.gdv")
    window.canvas.point_added.emit(1.0, 1.0)
    window.end()
    assert window.is_closed
    (kept,) = left.parent.glob("*.gdv")
    assert len(read_session(kept).dataset) == 9


@pytest.mark.parametrize(("way", "state"), list(endings.pairs(12)))
def test_a_program_that_ends(way: str, state: str, tmp_path: Path) -> None:
    endings.end(way, state, tmp_path)


def test_recovered_work_still_belongs_to_its_file(left, qtbot, tmp_path, monkeypatch) -> None:
    mine = tmp_path / "mine.gdv"
    mine.write_text(session_text(first_document()), encoding="utf-8")
    left.write_text(session_text(OTHER, Desk(kept_in=str(mine))), encoding="utf-8")
    window = create_window()
    window.show()
    window.recovery_bar.restore.click()
    assert window.isWindowModified()
    (now,) = left.parent.glob("*.gdv")
    assert str(mine) in now.read_text()
    window.actions_by_name["action_save"].trigger()
    assert len(read_session(mine).dataset) == 9
    assert not window.isWindowModified()
    window.canvas.point_added.emit(0.0, 0.0)
    window.actions_by_name["action_revert"].trigger()
    assert len(window.snapshot.document.dataset) == 9
    window.close_guard = None


def test_two_pieces_of_work_that_are_restored_are_both_kept(left, qtbot) -> None:
    other = edits.add_point(1.0, 1.0).apply(OTHER)
    (left.parent / "2-left.gdv").write_text(session_text(other), encoding="utf-8")
    window = create_window()
    window.show()
    restored = []
    for _ in range(2):
        window.recovery_bar.restore.click()
        restored.append(len(window.snapshot.document.dataset))
    assert sorted(restored) == [9, 10]
    assert len(list(left.parent.glob("*.gdv"))) == 2
    window.close()
    again = create_window()
    again.show()
    again.recovery_bar.restore.click()
    assert len(again.snapshot.document.dataset) == restored[0]
    again.close()
    assert not list(left.parent.glob("*.gdv"))


def test_what_was_saved_over_the_file_since_the_crash_is_not_lost_unasked(qtbot, tmp_path, monkeypatch) -> None:
    mine = tmp_path / "mine.gdv"
    mine.write_text(session_text(first_document()), encoding="utf-8")
    window = create_window(mine)
    window.show()
    window.canvas.point_added.emit(0.0, 0.0)
    recovery = window.findChild(Wiring).recovery
    assert recovery.write()
    recovery._lock.unlock()
    mine.write_text(session_text(OTHER), encoding="utf-8")
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_about_file", lambda _window, name: asked.append(name) or "no")
    other = create_window()
    other.show()
    other.recovery_bar.restore.click()
    other.actions_by_name["action_save"].trigger()
    assert asked == ["mine.gdv"]
    assert mine.read_text(encoding="utf-8") == session_text(OTHER)
    for each in (window, other):
        each.close_guard = None
        each.close()


def test_a_file_that_is_gone_is_not_written_again(left, qtbot, tmp_path, monkeypatch) -> None:
    left.write_text(session_text(OTHER, Desk(kept_in=str(tmp_path / "gone.gdv"))), encoding="utf-8")
    window = create_window()
    window.show()
    window.recovery_bar.restore.click()
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or ("", ""))
    window.actions_by_name["action_save"].trigger()
    assert asked


def test_a_session_file_names_no_other_place_to_save_in(qtbot, tmp_path) -> None:
    victim, stranger = tmp_path / "victim.gdv", tmp_path / "stranger.gdv"
    victim.write_text("as it was")
    stranger.write_text(session_text(OTHER, Desk(kept_in=str(victim))), encoding="utf-8")
    window = create_window(stranger)
    window.actions_by_name["action_save"].trigger()
    assert victim.read_text() == "as it was"
    assert "kept_in" not in stranger.read_text()


def test_the_dialog_of_faults_says_so_where_nothing_can_be_written_down(qtbot, tmp_path) -> None:
    window = create_window()
    window.show()
    faults = window.findChild(Wiring).faults
    window.canvas.point_added.emit(0.0, 0.0)
    faults.report("ValueError: one")
    assert "was written down" in faults.dialog.note.text()
    faults.dialog.close()
    wall = tmp_path / "wall"
    wall.write_text("a file where a folder is wanted")
    recovery = Recovery(first_document(), window, wall / "recovery")
    faults._recovery = recovery
    recovery.look(OTHER)
    faults.report("ValueError: two")
    assert "save it in a file now" in faults.dialog.note.text()
    faults.dialog.close()
    faults.report("ValueError: three")
    assert "save it in a file now" in faults.dialog.note.text()
    faults.dialog.close()


def test_what_was_trained_is_offered_too(qtbot) -> None:
    window = create_window()
    window.show()
    window.panel.part_chosen.emit("models", "network")
    recovery = window.findChild(Wiring).recovery
    recovery.write()
    for _tens in range(4):
        window.actions_by_name["action_ten_steps"].trigger()
    assert recovery._timer.isActive()
    recovery.write()
    trained = window.snapshot
    # A chapter has a walk of its own, which is no part of this.
    window.actions_by_name["action_lessons"].trigger()
    window.findChild(Wiring).lessons.leave()
    (path,) = recovery_folder().glob("*.gdv")
    left = path.with_name("2-left.gdv")
    left.write_bytes(path.read_bytes())
    window.close_guard = None
    window.close()
    other = create_window()
    other.show()
    other.recovery_bar.restore.click()
    assert other.snapshot.step == 40
    assert other.snapshot.parameters.tolist() == trained.parameters.tolist()
    other.close_guard = None
    other.close()
    for file in recovery_folder().iterdir():
        file.unlink()


def test_restored_work_that_cannot_be_written_anew_keeps_its_old_file(left, qtbot, monkeypatch) -> None:
    window = create_window()
    window.show()
    monkeypatch.setattr(Recovery, "_hold", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    window.recovery_bar.restore.click()
    assert len(window.snapshot.document.dataset) == 9
    assert window.recovery_bar.text() == ""
    assert left.exists()
    assert "No space left on device" in window.messages.text()
    window.close()
    monkeypatch.undo()
    again = create_window()
    again.show()
    assert "9 points" in again.recovery_bar.text()
