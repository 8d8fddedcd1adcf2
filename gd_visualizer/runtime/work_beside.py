"""Long work in a thread of its own, so that the window stays alive and the work can be stopped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from gd_visualizer.runtime.courier import SWITCH_SECONDS, USUAL_SWITCH_SECONDS
from gd_visualizer.runtime.quiet_collector import QuietCollector
from gd_visualizer.session.teller import Teller


class Stopped(Exception):  # noqa: N818 - nobody did anything wrong
    """The person does not want it any more."""


class WorkBeside(QThread):
    """Does one piece of work, tells how far it is, and keeps what came of it.

    Signals
    -------
    progressed(int percent)
        So much is done.
    """

    progressed = Signal(int)

    def __init__(self, work: Callable[[Teller], object], parent: QObject | None = None) -> None:
        """Take what shall be done; ``begin`` begins with it."""
        super().__init__(parent)
        self.setObjectName("work_beside")
        self._work = work
        self._stop = threading.Event()
        self._collector = QuietCollector()
        self._found: object = None
        self._error: Exception | None = None

    def begin(self) -> None:
        """Start working; ``end`` has to follow."""
        self._collector.hold()
        self.start()

    def stop(self) -> None:
        """Ask the work to end as soon as it can."""
        self._stop.set()

    def end(self) -> object:
        """Wait until the thread is gone; return what came of it, or None where it was stopped on the way.

        Raises
        ------
        InputError
            If the work was refused.
        """
        self.wait()
        self._collector.release()
        sys.setswitchinterval(USUAL_SWITCH_SECONDS)
        if isinstance(self._error, Stopped):
            return None
        if self._error is not None:
            raise self._error
        return self._found

    def _tell(self, share: float) -> None:
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(round(100.0 * share))

    def run(self) -> None:
        """Work, in the new thread; errors are kept for the window's thread."""
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            self._found = self._work(self._tell)
        except Exception as error:
            self._error = error
