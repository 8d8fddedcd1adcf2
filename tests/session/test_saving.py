"""Saving when the disk, the folder or the process fails: the old file stays, and one sentence says why."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.files import save
from gd_visualizer.session.session_file import read_session, save_session
from tests.soak import kills, mutations

OLD, NEW = b"old", b"new" * 1000
OPERATIONS = ("stat", "open", "write", "fsync", "close", "chmod", "replace", "unlink")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.gdv"
    path.write_bytes(OLD)
    return path


class Failing:
    """Lets the n-th operation on files fail, and counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails_at: int, then_all: bool) -> None:
        self.count, self._fails_at, self._then_all, self.names = 0, fails_at, then_all, []
        for name in OPERATIONS:
            monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            self.count += 1
            self.names.append(name)
            if self.count == self._fails_at or (self._then_all and self.count > self._fails_at):
                if name == "close":
                    real(*words)
                raise OSError(28, "No space left on device")
            return real(*words, **named)

        return call


@pytest.mark.parametrize("then_all", [False, True])
@pytest.mark.parametrize("fails_at", range(1, 16))
def test_every_failing_operation_loses_nothing(path: Path, fails_at: int, then_all: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        failing = Failing(patch, fails_at, then_all)
        message = ""
        try:
            save.write_whole(path, NEW)
        except InputError as error:
            message = str(error)
    assert path.read_bytes() == (OLD if message else NEW), failing.names
    assert "\n" not in message
    if message:
        assert message == "mine.gdv could not be saved (No space left on device): choose another place."
        if not then_all:
            assert list(path.parent.iterdir()) == [path]


def test_the_operations_are_seen(path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        failing = Failing(patch, 0, False)
        save.write_whole(path, NEW)
    assert {"open", "write", "fsync", "close", "replace"} <= set(failing.names)
    assert failing.count < 15


def test_a_disk_that_takes_a_part_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    save.write_whole(path, NEW)
    assert path.read_bytes() == NEW


def test_a_file_that_may_not_grow(path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(InputError, match=r"mine\.gdv could not be saved \(File too large\)"):
            save.write_whole(path, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only an administrator may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_old_file(small_disk: Path) -> None:
    path = small_disk / "mine.gdv"
    save_session(kills.document(3), path)
    with pytest.raises(InputError, match=r"No space left on device"):
        save_session(kills.document(40_000), path)
    assert len(read_session(path).dataset) == 3
    assert list(small_disk.iterdir()) == [path]


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_folder_that_may_only_be_read(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(InputError, match="Permission denied"):
            save.write_whole(path, NEW)
    finally:
        path.parent.chmod(0o700)
    assert path.read_bytes() == OLD


def test_only_regular_files_are_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for name in ("pipe", "folder", "link"):
        with pytest.raises(InputError, match=f"{name} is not a regular file"):
            save.write_whole(tmp_path / name, NEW)
    with pytest.raises(InputError, match="null is not a regular file"):
        save.write_whole(Path(os.devnull), NEW)
    for path in (tmp_path / "circle", tmp_path / "no" / "folder", tmp_path / "n\0l", tmp_path / ("long" * 100)):
        with pytest.raises(InputError, match="could not be saved"):
            save.write_whole(path, NEW)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_link_is_followed_and_rights_are_kept(path: Path) -> None:
    path.chmod(0o640)
    link = path.with_name("link.gdv")
    link.symlink_to(path)
    save.write_whole(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_kills_in_the_middle_of_saving() -> None:
    # In a process of its own: this one may have threads, and is not to be copied.
    command = [sys.executable, "-m", "tests.soak.kills", "20"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("20 kills, ")


def test_kills_see_a_file_that_is_written_in_place() -> None:
    planted = (
        "from gd_visualizer.session import session_file; from tests.soak import kills\n"
        "session_file.write_whole = lambda path, content: path.write_bytes(content)\n"
        "kills.run(500, 0)"
    )
    done = subprocess.run([sys.executable, "-c", planted], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "kept.gdv" in done.stderr


@pytest.mark.parametrize("change", [{"seed": 7}, {"climb": True}, {"start": (0.0, 0.0)}, {"title": "other"}])
def test_a_session_that_is_read_wrong_is_seen(monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]) -> None:
    read = mutations.with_desk_from

    def wrong(content: bytes, name: str) -> tuple[Document, Desk]:
        document, desk = read(content, name)
        return replace(document, **change), desk

    monkeypatch.setattr(mutations, "with_desk_from", wrong)
    with pytest.raises(AssertionError):
        mutations.run(500, seed=1)


def test_damaged_sessions_are_read_right_or_refused() -> None:
    read, refused = mutations.run(500, seed=1)
    assert read > 100
    assert refused > 100


@pytest.mark.parametrize("name", ["version_1", "version_1_line"])
def test_sessions_of_version_1_are_read_for_ever(name: str) -> None:
    (path,) = (path for path in mutations.SAMPLES if path.stem == name)
    document = read_session(path)
    assert document.title == {"version_1": "A small network learns a wave", "version_1_line": "Eight points"}[name]
    assert document.objective().is_usable


def test_a_file_protected_against_writing_stays(tmp_path):
    path = tmp_path / "kept.csv"
    path.write_text("precious")
    path.chmod(0o444)
    with pytest.raises(InputError, match=r"kept\.csv is protected against writing: choose another name\."):
        save.write_whole(path, b"other")
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]
