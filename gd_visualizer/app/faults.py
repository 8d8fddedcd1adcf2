"""Faults: an error nobody foresaw is logged, shown in one dialog and ends nothing: the work is still there."""

from __future__ import annotations

import contextlib
import datetime
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout

from gd_visualizer import __version__
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.assets import translate as _
from gd_visualizer.runtime.recovery import Recovery
from gd_visualizer.views.cards.card import words

LARGEST_LOG = 1 << 20
# A fault in a painting comes with every picture: each is told once, and not more kinds than anyone would read.
MOST_FAULTS = 50


def log_file() -> Path:
    """Return the file in which faults are written down."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericStateLocation)
    return Path(place, "gd-visualizer", "faults.log")


class Faults(QObject):
    """Hears of every error that nothing else caught.

    Signals
    -------
    happened(str)
        The words of an error, from whichever thread.
    """

    happened = Signal(str)

    def __init__(self, window: MainWindow, recovery: Recovery) -> None:
        """Serve one window; ``install`` makes this the place where errors go."""
        super().__init__(window)
        self._window, self._recovery = window, recovery
        self._told: set[str] = set()
        self.dialog: FaultDialog | None = None
        self.happened.connect(self.report, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of errors in slots, in threads and where Python can raise none."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = self._caught_unraisable

    def uninstall(self) -> None:
        """Let Python tell of errors by itself again."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def survives(self, work: Callable[[], object]) -> bool:
        """Do something that must not keep what comes after it from being done; return False where it went wrong."""
        try:
            work()
        except Exception as error:
            self._caught(type(error), error, error.__traceback__)
            return False
        return True

    @Slot(str)
    def report(self, text: str) -> None:
        """Log an error, keep the work and tell the person, once for each error."""
        if text in self._told or len(self._told) >= MOST_FAULTS:
            return
        self._told.add(text)
        _log(text)
        if self._window.is_closed:
            # A dialog would keep a program alive that nobody sees.
            return
        is_kept = self._is_kept()
        try:
            if self.dialog is None:
                self.dialog = FaultDialog(self._window)
            self.dialog.add(text, is_kept)
        except Exception:
            # The next error is told in another one.
            self.dialog = None
            raise

    def _is_kept(self) -> bool:
        """Write the work down; return False where that cannot be, for whatever reason."""
        try:
            return self._recovery.write()
        except Exception as error:
            self._caught(type(error), error, error.__traceback__)
            return False

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._tell("".join(traceback.format_exception(kind, error, trace)))

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _caught_unraisable(self, caught: Any) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _tell(self, text: str) -> None:
        """Hand an error to the window's own thread; where that is closed nobody waits for it: it is logged at once."""
        if self._window.is_closed:
            _log(text)
            return
        with contextlib.suppress(RuntimeError):
            self.happened.emit(text)


class FaultDialog(QDialog):
    """One dialog for however many errors, with their words to copy."""

    def __init__(self, window: MainWindow) -> None:
        """Make it, not yet shown."""
        super().__init__(window)
        self.setObjectName("fault_dialog")
        self.setWindowTitle(_("Something went wrong"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(words(_("Something went wrong inside the program."), "title"))
        self.note = words("", "note")
        self.note.setWordWrap(True)
        column.addWidget(self.note)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("fault_text")
        self._text.setAccessibleName(_("What went wrong, in words for a report"))
        self._text.setReadOnly(True)
        column.addWidget(self._text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.copy_button = QPushButton(_("Copy"))
        self.copy_button.setObjectName("fault_copy")
        self.copy_button.clicked.connect(self._copy)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        column.addWidget(buttons)
        self.resize(640, 380)

    def text(self) -> str:
        """Return the words that can be copied."""
        return self._text.toPlainText()

    def add(self, text: str, is_kept: bool) -> None:
        """Show an error below those that are shown; those of an earlier time go.

        Parameters
        ----------
        text : str
        is_kept : bool
            The work was written down for the next start.
        """
        kept = _("Your work is still there and was written down. Copy the words below to report this.")
        lost = _(
            "Your work is still there, but it could not be written down: save it in a file now. Then copy the words "
            "below to report this."
        )
        self.note.setText(kept if is_kept else lost)
        shown = self.text() if self.isVisible() else _("Version {version}").format(version=__version__)
        self._text.setPlainText(f"{shown}\n\n{text.strip()}")
        if not self.isVisible():
            self.open()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


def _log(text: str) -> None:
    """Write an error down, here and on the terminal; where nothing can be written the dialog has to do."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text if text.endswith("\n") else f"{text}\n")
    path = log_file()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".old"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.datetime.now().isoformat(timespec='seconds')} {__version__}\n{text.strip()}\n\n")
