"""Work that was not saved when the program ended: kept, offered, restored, thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from gd_visualizer.app import create_window
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.runtime.recovery import DELAY_MILLISECONDS, Recovery, recovery_folder
from gd_visualizer.session import edits
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
