"""The recovery file: whose it is, what becomes of one that cannot be written, and what a kill leaves beside it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime import recovery as module
from gd_visualizer.runtime.recovery import Recovery
from gd_visualizer.session import edits
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.session_file import read_session, session_text

OTHER = edits.add_point(7.5, 7.5).apply(first_document())
MORE = edits.add_point(8.5, 8.5).apply(OTHER)


def points(document: Document) -> list[float]:
    return document.dataset.x.tolist()


@pytest.fixture
def left(qapp, tmp_path: Path) -> Path:
    """Leave work behind, as a process does that was killed."""
    path = tmp_path / "1-left.gdv"
    path.write_text(session_text(OTHER), encoding="utf-8")
    return path


@pytest.fixture
def recovery(qapp, tmp_path: Path):
    recovery = Recovery(first_document(), folder=tmp_path)
    yield recovery
    recovery.finish(keep=False)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff\n\n", b"1\npython\nanother-machine\nother\nother\n", f"{os.getpid()}\npython\n".encode()],
)
def test_a_lock_that_nobody_holds_hides_no_work(left: Path, recovery: Recovery, content: bytes) -> None:
    left.with_name(f"{left.name}.lock").write_bytes(content)
    (found,), complaints = recovery.left_behind()
    assert (points(found.document), complaints) == (points(OTHER), [])
    found.throw_away()
    assert not list(left.parent.iterdir())


def test_a_lock_that_somebody_holds_keeps_the_work_for_him(left: Path, recovery: Recovery) -> None:
    lock = QLockFile(f"{left}.lock")
    lock.setStaleLockTime(0)
    assert lock.tryLock(0)
    assert recovery.left_behind() == ([], [])
    lock.unlock()
    (found,), _complaints = recovery.left_behind()
    found.let_go()


def test_work_is_offered_where_no_lock_can_be_made(left: Path, recovery: Recovery, monkeypatch) -> None:
    monkeypatch.setattr(QLockFile, "tryLock", lambda *_: False)
    monkeypatch.setattr(QLockFile, "error", lambda _: QLockFile.LockError.PermissionError)
    (found,), _complaints = recovery.left_behind()
    assert points(found.document) == points(OTHER)


def test_work_of_a_newer_program_waits_for_it(left: Path, recovery: Recovery) -> None:
    left.write_text(session_text(OTHER).replace('"version": ', '"version": 9'), encoding="utf-8")
    found, (complaint,) = recovery.left_behind()
    assert found == []
    assert "1-left.gdv was made by a newer version of this program" in complaint
    assert list(left.parent.iterdir()) == [left]


def test_damage_that_cannot_be_set_aside_is_told_as_it_is(left: Path, recovery: Recovery) -> None:
    left.write_bytes(b"{")
    (left.parent / "1-left.damaged" / "full").mkdir(parents=True)
    assert recovery.left_behind() == ([], ["Work left from an earlier time could not be read: 1-left.gdv is damaged."])


def test_what_a_kill_in_the_middle_of_writing_leaves_goes(left: Path, recovery: Recovery) -> None:
    for name in (".1-left.gdv.abc", ".2-none.gdv.abc", "2-none.gdv.lock"):
        (left.parent / name).touch()
    (found,), _complaints = recovery.left_behind()
    assert not list(left.parent.glob("*2-none*"))
    found.throw_away()
    assert not list(left.parent.iterdir())


def test_what_could_not_be_written_is_tried_again(recovery: Recovery, tmp_path: Path, monkeypatch, qtbot) -> None:
    told: list[str] = []
    recovery.failed.connect(told.append)
    broken = OSError(28, "No space left on device")

    def full(path: Path, content: bytes) -> None:
        try:
            raise broken
        except OSError as error:
            raise InputError("a sentence") from error

    monkeypatch.setattr(module, "write_whole", full)
    recovery.look(OTHER)
    assert [recovery.write() for _ in range(3)] == [False] * 3
    sentence = (
        "Unsaved work cannot be kept for recovery here (No space left on device): save it in a file now and then."
    )
    assert told == [sentence]
    monkeypatch.setattr(module, "write_whole", write_whole)
    recovery._timer.setInterval(1)
    recovery._timer.start()
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.gdv"))), timeout=5000)
    assert recovery.write()


def test_a_folder_that_was_thrown_away_is_made_again(qapp, tmp_path: Path) -> None:
    recovery = Recovery(first_document(), folder=tmp_path / "recovery")
    recovery.look(OTHER)
    assert recovery.write()
    for file in (tmp_path / "recovery").iterdir():
        file.unlink()
    (tmp_path / "recovery").rmdir()
    recovery.look(MORE)
    assert recovery.write()
    assert points(read_session(recovery._path)) == points(MORE)
    recovery.finish(keep=False)


def test_a_fault_in_what_lies_around_costs_not_the_document(recovery: Recovery, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(str(error)))
    recovery.desk = lambda: {}["planted"]
    recovery.look(OTHER)
    assert recovery.write()
    assert told == ["'planted'"]
    assert points(read_session(recovery._path)) == points(OTHER)


def many(count: int = 30_000) -> Document:
    numbers = [number / 7 - 1000.0 for number in range(count)]
    return Document(Dataset.from_arrays(numbers, numbers), '"points": []', "", (0.0, 0.0))


@pytest.fixture
def threads(monkeypatch) -> list[bool]:
    """Tell of each writing whether it was in the window's own thread."""
    found: list[bool] = []

    def watched(path: Path, content: bytes) -> None:
        found.append(threading.current_thread() is threading.main_thread())
        write_whole(path, content)

    monkeypatch.setattr(module, "write_whole", watched)
    return found


def test_very_many_points_are_written_beside_the_window(recovery: Recovery, threads, qtbot) -> None:
    large = many()
    recovery.look(large)
    recovery._write_in_time()
    qtbot.waitUntil(lambda: recovery._beside is None, timeout=20_000)
    assert threads == [False]
    assert recovery.write()
    assert threads == [False]
    kept = read_session(recovery._path)
    assert (points(kept), kept.title) == (points(large), large.title)


def test_what_changes_while_it_is_written_is_written_too(recovery: Recovery, threads) -> None:
    recovery.look(many())
    recovery._write_in_time()
    recovery.look(many(20_000))
    assert recovery.write()
    assert threads == [False, True]
    assert len(read_session(recovery._path).dataset) == 20_000


def test_what_is_saved_while_it_is_written_leaves_no_file(recovery: Recovery, tmp_path: Path) -> None:
    large = many()
    recovery.look(large)
    recovery._write_in_time()
    recovery.is_kept(large)
    assert not [file for file in tmp_path.iterdir() if file.suffix != ".lock"]
    assert not recovery._timer.isActive()


def test_a_failure_beside_the_window_is_told(recovery: Recovery, qtbot, monkeypatch) -> None:
    told: list[str] = []
    recovery.failed.connect(told.append)
    monkeypatch.setattr(module, "write_whole", lambda *_: (_ for _ in ()).throw(InputError("planted")))
    recovery.look(many())
    recovery._write_in_time()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "(planted)" in told[0]
    assert recovery._timer.isActive()
    assert not recovery.write()
