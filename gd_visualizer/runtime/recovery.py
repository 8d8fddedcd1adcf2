"""Recovery: what was made is written down every few seconds, so that a crash or a kill takes next to nothing."""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer, Signal, Slot

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.left_behind import LeftBehind, about, clear, home_of, lock_of_dead, set_aside
from gd_visualizer.runtime.work_beside import WorkBeside
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.said import said
from gd_visualizer.session.session_file import SUFFIX, read_with_desk, session_text
from gd_visualizer.session.session_pieces import session_pieces
from gd_visualizer.session.session_schema import VERSION
from gd_visualizer.session.teller import Teller

# With the time that writing takes, this stays below five seconds.
DELAY_MILLISECONDS = 2000
FEW_POINTS = 5000
FOLDER = ("gd-visualizer", "recovery")


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
        self._has_failed = self._is_over = False
        self._kept_in, self._content, self._has_file = "", b"", False
        self._steps = self._written_steps = 0
        self._beside: WorkBeside | None = None
        self._under_way = (document, 0)
        self.desk: Callable[[], Desk] = Desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MILLISECONDS)
        self._timer.timeout.connect(self._write_in_time)

    def look(self, document: Document, steps: int = 0) -> None:
        """See what the document is now, and how far it was walked; what changed will be written down within seconds.

        A walk over very many points is written down with the next edit only: that takes a moment each time.
        """
        self._document, self._steps = document, steps
        has_walked = self._has_file and steps != self._written_steps and len(document.dataset) <= FEW_POINTS
        if document is not self._written or has_walked:
            self._write_soon()

    def belongs_to(self, path: Path | None, content: bytes = b"") -> None:
        """Learn which session file the document belongs to, None for none, and the digest of what was in it."""
        self._kept_in = "" if path is None else os.path.abspath(path)
        self._content = content

    def is_kept(self, document: Document) -> None:
        """Learn that a document is safe elsewhere: it needs no recovery file."""
        self._end_beside(stop=True)
        self._document = self._clean = self._written = document
        self._timer.stop()
        self._remove()

    @Slot()
    def write(self) -> bool:
        """Write the document down now; return False where that cannot be. One that is kept elsewhere needs no file."""
        self._end_beside()
        self._timer.stop()
        if self._is_known:
            return True
        if self._is_over:
            return False
        if self._document == self._clean:
            self._remove()
        else:
            try:
                self._hold()
                write_whole(self._path, session_text(self._document, self._around()).encode())
            except (OSError, InputError) as error:
                self._fail(error)
                return False
            self._has_file = True
        self._written, self._written_steps = self._document, self._steps
        return True

    @Slot()
    def _write_in_time(self) -> None:
        """Write the document down; one with very many points beside the window, which would stand still meanwhile."""
        if len(self._document.dataset) <= FEW_POINTS or self._is_known or self._document == self._clean:
            self.write()
        elif self._beside is None:
            try:
                self._hold()
            except OSError as error:
                self._fail(error)
                return
            self._under_way = (self._document, self._steps)
            self._beside = WorkBeside(partial(_write_pieces, self._path, self._document, self._around()), self)
            self._beside.finished.connect(self._end_beside)
            self._beside.begin()

    @Slot()
    def _end_beside(self, stop: bool = False) -> None:
        """Wait for what is being written beside the window, or stop it, and see what came of it."""
        beside, self._beside = self._beside, None
        if beside is None:
            return
        if stop:
            beside.stop()
        try:
            is_done = beside.end() is not None
        except (OSError, InputError) as error:
            self._fail(error)
        else:
            if is_done:
                self._has_file = True
                self._written, self._written_steps = self._under_way
        beside.deleteLater()
        self.look(self._document, self._steps)

    def set_aside(self) -> None:
        """Leave what was written down last to the next start, and go on in another file."""
        self._end_beside()
        if self._has_file and self._lock is not None:
            self._lock.unlock()
            self._lock, self._path, self._has_file = None, self._new_path(), False

    def finish(self, keep: bool) -> None:
        """End: leave what was made to the next start where ``keep`` says so, otherwise clear up."""
        if keep:
            self.write()
        else:
            self._end_beside(stop=True)
            self._remove()
        self._timer.stop()
        self._is_over = True
        if self._lock is not None:
            self._lock.unlock()

    def left_behind(self) -> tuple[list[LeftBehind], list[str]]:
        """Return what other processes left when they ended without leave, newest first, and a sentence for each damage.

        A damaged file is set aside and never read again; one of a later version of the program waits for that.
        """
        self._sweep()
        found, complaints = [], []
        for path in self._files():
            lock = lock_of_dead(path)
            if lock is None:
                continue
            try:
                beside = about(path)
                found.append(LeftBehind(path, *read_with_desk(path), *home_of(beside), lock))
            except InputError as error:
                # Its own process may have put it away just now.
                if os.path.lexists(path):
                    complaints.append(said(error) if beside.version > VERSION else set_aside(path))
                lock.unlock()
        return found, complaints

    @property
    def _is_known(self) -> bool:
        """Return True where nothing has changed since it was written down."""
        return self._document is self._written and self._steps == self._written_steps

    def _new_path(self) -> Path:
        return self._folder / f"{os.getpid()}-{uuid.uuid4().hex[:12]}{SUFFIX}"

    def _files(self) -> list[Path]:
        try:
            times = {path: path.lstat().st_mtime for path in self._folder.glob(f"*{SUFFIX}") if path != self._path}
        except OSError:
            return []
        return sorted(times, key=times.__getitem__, reverse=True)

    def _sweep(self) -> None:
        """Clear up after processes that were killed before they had written anything, or while they did."""
        with contextlib.suppress(OSError):
            for file in list(self._folder.glob(f"*{SUFFIX}.lock")):
                path = file.with_suffix("")
                lock = None if os.path.lexists(path) else lock_of_dead(path)
                if lock is not None:
                    clear(path)
                    lock.unlock()

    def _write_soon(self) -> None:
        if not self._timer.isActive() and not self._is_over:
            self._timer.start()

    def _around(self) -> Desk:
        """Return what lies around the document; where even that fails, the document is kept without it."""
        try:
            desk = self.desk()
        except Exception:
            sys.excepthook(*sys.exc_info())
            desk = Desk()
        return replace(desk, kept_in=self._kept_in, kept_digest=self._content.hex(), path=None)

    def _hold(self) -> None:
        """Make the folder, which somebody may have thrown away, and hold a lock that says that this process lives."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._lock is None:
            self._lock = QLockFile(f"{self._path}.lock")
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)

    def _remove(self) -> None:
        self._has_file = False
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _fail(self, error: Exception) -> None:
        """Tell once that nothing can be kept, and go on trying: a disk may get room again."""
        self._write_soon()
        if not self._has_failed:
            self._has_failed = True
            cause = error.__cause__ or error
            reason = getattr(cause, "strerror", None) or str(cause)
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


def _write_pieces(path: Path, document: Document, desk: Desk, tell: Teller) -> bool:
    write_whole(path, session_pieces(document, desk, tell))
    return True
