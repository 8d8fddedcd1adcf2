"""Recovery: what was made is written down every few seconds, so that a crash or a kill takes next to nothing."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer, Signal, Slot

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.session_file import SUFFIX, read_with_desk, session_text

# With the time that writing takes, this stays below five seconds.
DELAY_MILLISECONDS = 2000
FEW_POINTS = 5000
FOLDER = ("gd-visualizer", "recovery")


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
        with contextlib.suppress(OSError):
            self.path.unlink()
        self.let_go()

    def let_go(self) -> None:
        """Leave the file for the next time."""
        self.lock.unlock()


def recovery_folder() -> Path:
    """Return the folder of this person in which recovery files stand."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(place, *FOLDER)


class Recovery(QObject):
    """Keeps one recovery file for one window, and finds those that others left behind.

    Signals
    -------
    failed(str)
        Nothing can be kept here, and why; said once.
    """

    failed = Signal(str)

    def __init__(self, document: Document, parent: QObject | None = None, folder: Path | None = None) -> None:
        """Watch over a document that needs no keeping yet."""
        super().__init__(parent)
        self._folder = recovery_folder() if folder is None else folder
        self._path = self._new_path()
        self._lock: QLockFile | None = None
        self._document = self._clean = self._written = document
        self._has_failed = self._is_over = self._is_lost = False
        self._kept_in, self._content, self._has_file = "", b"", False
        self._steps = self._written_steps = 0
        self.desk: Callable[[], Desk] = Desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MILLISECONDS)
        self._timer.timeout.connect(self.write)

    def look(self, document: Document, steps: int = 0) -> None:
        """See what the document is now, and how far it was walked; what changed will be written down within seconds.

        A walk over very many points is written down with the next edit only: that takes a moment each time.
        """
        self._document, self._steps = document, steps
        has_walked = self._has_file and steps != self._written_steps and len(document.dataset) <= FEW_POINTS
        if (document is not self._written or has_walked) and not self._timer.isActive() and not self._is_over:
            self._timer.start()

    def belongs_to(self, path: Path | None, content: bytes = b"") -> None:
        """Learn which session file the document belongs to, None for none, and the digest of what was in it."""
        self._kept_in = "" if path is None else os.path.abspath(path)
        self._content = content

    def is_kept(self, document: Document) -> None:
        """Learn that a document is safe elsewhere: it needs no recovery file."""
        self._document = self._clean = self._written = document
        self._is_lost = False
        self._timer.stop()
        self._remove()

    @Slot()
    def write(self) -> bool:
        """Write the document down now; return False where that cannot be. One that is kept elsewhere needs no file."""
        self._timer.stop()
        is_known = self._document is self._written and self._steps == self._written_steps
        if self._is_over or is_known:
            return not self._is_lost
        self._written, self._written_steps = self._document, self._steps
        self._is_lost = False
        if self._document == self._clean:
            self._remove()
            return True
        try:
            self._hold()
            desk = replace(self.desk(), kept_in=self._kept_in, kept_digest=self._content.hex(), path=None)
            write_whole(self._path, session_text(self._document, desk).encode())
            self._has_file = True
        except (OSError, InputError) as error:
            self._is_lost = True
            self._fail(getattr(error, "strerror", None) or str(error.__cause__ or error))
        return not self._is_lost

    def set_aside(self) -> None:
        """Leave what was written down last to the next start, and go on in another file."""
        if self._has_file and self._lock is not None:
            self._lock.unlock()
            self._lock, self._path, self._has_file = None, self._new_path(), False

    def finish(self, keep: bool) -> None:
        """End: leave what was made to the next start where ``keep`` says so, otherwise clear up."""
        if keep:
            self.write()
        else:
            self._remove()
        self._timer.stop()
        self._is_over = True
        if self._lock is not None:
            self._lock.unlock()

    def left_behind(self) -> tuple[list[LeftBehind], list[str]]:
        """Return what other processes left when they ended without leave, newest first, and a sentence for each damage.

        A damaged file is set aside and never read again.
        """
        found, complaints = [], []
        for path in self._files():
            lock = QLockFile(f"{path}.lock")
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                continue
            try:
                found.append(LeftBehind(path, *read_with_desk(path), *_kept_in(path), lock))
            except InputError:
                with contextlib.suppress(OSError):
                    path.replace(path.with_suffix(".damaged"))
                lock.unlock()
                sentence = _("Work left from an earlier time could not be read; its file was set aside as {name}.")
                complaints.append(sentence.format(name=path.with_suffix(".damaged").name))
        return found, complaints

    def _new_path(self) -> Path:
        return self._folder / f"{os.getpid()}-{uuid.uuid4().hex[:12]}{SUFFIX}"

    def _files(self) -> list[Path]:
        try:
            times = {path: path.lstat().st_mtime for path in self._folder.glob(f"*{SUFFIX}") if path != self._path}
        except OSError:
            return []
        return sorted(times, key=times.__getitem__, reverse=True)

    def _hold(self) -> None:
        """Make the folder, and hold a lock that says that this process lives."""
        if self._lock is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = QLockFile(f"{self._path}.lock")
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)

    def _remove(self) -> None:
        self._has_file = False
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _fail(self, reason: str) -> None:
        if not self._has_failed:
            self._has_failed = True
            sentence = _("Unsaved work cannot be kept for recovery here ({reason}): save it in a file now and then.")
            self.failed.emit(sentence.format(reason=reason))


class NoRecovery(Recovery):
    """Keeps nothing and finds nothing: for a window that is drawn, and that nobody works in."""

    def look(self, document: Document, steps: int = 0) -> None:
        """Leave a document alone."""

    @Slot()
    def write(self) -> bool:
        """Return True: nothing is to be kept, so nothing is lost."""
        return True

    def left_behind(self) -> tuple[list[LeftBehind], list[str]]:
        """Return nothing: what others left is not looked for."""
        return [], []


class _KeptIn(msgspec.Struct):
    kept_in: str = ""
    kept_digest: str = ""


def _kept_in(path: Path) -> tuple[Path | None, bytes]:
    """Return the session file that a recovery file speaks of, where it is still there, and what was in it."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_KeptIn)
        name, content = found.kept_in, bytes.fromhex(found.kept_digest)
        return (Path(name), content) if name and os.path.isfile(name) else (None, b"")
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None, b""
