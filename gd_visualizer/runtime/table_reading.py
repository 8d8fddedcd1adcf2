"""Reading a large table in a thread of its own, so that the window stays alive and the reading can be stopped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from gd_visualizer.runtime.courier import SWITCH_SECONDS, USUAL_SWITCH_SECONDS
from gd_visualizer.runtime.quiet_collector import QuietCollector
from gd_visualizer.session.files.table import Table

Work = Callable[[Callable[[float], None]], Table]


class Stopped(Exception):  # noqa: N818 - nobody did anything wrong
    """The person does not want the table any more."""


class TableReading(QThread):
    """Does one piece of reading, tells how far it is, and keeps what came of it.

    Signals
    -------
    progressed(int percent)
        So much is done.
    """

    progressed = Signal(int)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        """Take what shall be done; ``begin`` begins with it."""
        super().__init__(parent)
        self.setObjectName("table_reading")
        self._work = work
        self._stop = threading.Event()
        self._collector = QuietCollector()
        self._table: Table | None = None
        self._error: Exception | None = None

    def begin(self) -> None:
        """Start reading; ``end`` has to follow."""
        self._collector.hold()
        self.start()

    def stop(self) -> None:
        """Ask the reading to end as soon as it can."""
        self._stop.set()

    def end(self) -> Table | None:
        """Wait until the thread is gone; return the table, or None where the reading was stopped.

        Raises
        ------
        InputError
            If the table was refused.
        """
        self.wait()
        self._collector.release()
        sys.setswitchinterval(USUAL_SWITCH_SECONDS)
        if self._stop.is_set():
            return None
        if self._error is not None:
            raise self._error
        return self._table

    def _tell(self, share: float) -> None:
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(round(100.0 * share))

    def run(self) -> None:
        """Read, in the new thread; errors are kept for the window's thread."""
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            self._table = self._work(self._tell)
        except Exception as error:
            self._error = error
