"""What was left behind: work of a process that ended without leave, and the file in which it stands."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QLockFile

from gd_visualizer.assets import translate as _
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.source import read_bytes


@dataclass(frozen=True, slots=True, eq=False)
class LeftBehind:
    """A document that a process left behind, held so that no other window offers it too.

    Attributes
    ----------
    path : Path
        The recovery file.
    document : Document
    desk : Desk
        What lay around it, the walk among it.
    kept_in : Path or None
        The session file that the document belonged to.
    content : bytes
        The digest of what that file held when this program read or wrote it last, b"" where that is not known.
    lock : QLockFile
    """

    path: Path
    document: Document
    desk: Desk
    kept_in: Path | None
    content: bytes
    lock: QLockFile

    def throw_away(self) -> None:
        """Delete the file."""
        clear(self.path)
        self.let_go()

    def let_go(self) -> None:
        """Leave the file for the next time."""
        self.lock.unlock()


class Beside(msgspec.Struct):
    """What stands in a recovery file beside the session, and which version of the program wrote it."""

    version: int = 0
    kept_in: str = ""
    kept_digest: str = ""


def about(path: Path) -> Beside:
    """Return what a recovery file says of itself; one that cannot be read says nothing."""
    try:
        return msgspec.json.decode(read_bytes(path), type=Beside)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return Beside()


def home_of(beside: Beside) -> tuple[Path | None, bytes]:
    """Return the session file that a recovery file speaks of, where it is still there, and what was in it."""
    try:
        name, content = beside.kept_in, bytes.fromhex(beside.kept_digest)
        return (Path(name), content) if name and os.path.isfile(name) else (None, b"")
    except ValueError:
        return None, b""


def lock_of_dead(path: Path) -> QLockFile | None:
    """Return a lock on a recovery file that nobody looks after any more, None where its process lives.

    Whether that lives is asked of the system. What stands in the lock file tells less: a power cut empties it, a
    process of another machine or another one of the same number may be meant. Where no lock can be had at all, on a
    full disk or in a folder that may only be read, the work is better offered twice than never.
    """
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)
    if lock.tryLock(0) or (lock.removeStaleLockFile() and lock.tryLock(0)):
        return lock
    is_held = lock.error() is QLockFile.LockError.LockFailedError and os.access(path.parent, os.W_OK)
    return None if is_held else lock


def set_aside(path: Path) -> str:
    """Give a damaged file a name that is never read again, and return a sentence that says so."""
    aside = path.with_suffix(".damaged")
    try:
        path.replace(aside)
    except OSError:
        return _("Work left from an earlier time could not be read: {name} is damaged.").format(name=path.name)
    sentence = _("Work left from an earlier time could not be read; its file was set aside as {name}.")
    return sentence.format(name=aside.name)


def clear(path: Path) -> None:
    """Delete a recovery file, and what a kill in the middle of writing it has left."""
    with contextlib.suppress(OSError):
        for rest in [*path.parent.glob(f".{path.name}.*"), path]:
            rest.unlink(missing_ok=True)
