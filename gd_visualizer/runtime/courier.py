"""The courier: carries a request to the training thread and brings the reply back to the window's thread."""

from __future__ import annotations

import sys
import weakref

from PySide6.QtCore import QObject, QThread, Signal, Slot

from gd_visualizer.runtime.descent_worker import DescentWorker, Reply, Request, answer
from gd_visualizer.runtime.quiet_collector import QuietCollector

# With Python's default of 5 ms a busy training thread makes the window wait up to 80 ms for its turn.
SWITCH_SECONDS = 0.0005
USUAL_SWITCH_SECONDS = sys.getswitchinterval()


class Courier(QObject):
    """Talks to one training thread; at most one request is under way.

    Signals
    -------
    returned(Reply)
        In the window's thread, for each request sent.
    """

    returned = Signal(object)
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start the training thread; it sleeps until it is asked."""
        super().__init__(parent)
        self.busy = False
        self.asks_ahead = True
        self._collector = QuietCollector()
        self._thread = QThread()
        self._thread.setObjectName("training")
        self._worker = DescentWorker()
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.advance)
        self._worker.advanced.connect(self._receive)
        self._thread.start()
        # Qt ends the process where a thread is destroyed while it runs: whoever forgets to close a window, or ends
        # the program with one open, must not meet that.
        self._end_thread = weakref.finalize(self, _end, self._thread, self._collector)

    def send(self, request: Request) -> None:
        """Ask for steps; the caller sees to it that no other request is under way."""
        self.busy = True
        self._collector.hold()
        sys.setswitchinterval(SWITCH_SECONDS)
        self._asked.emit(request)

    def rest(self) -> None:
        """Say that no request will follow soon: threads may switch at Python's usual pace."""
        sys.setswitchinterval(USUAL_SWITCH_SECONDS)

    def stop(self) -> None:
        """End the training thread and wait until it is gone; safe to call twice."""
        self.rest()
        self._end_thread()

    @Slot(object)
    def _receive(self, reply: Reply) -> None:
        self.busy = False
        self._collector.release()
        self.returned.emit(reply)


class InlineCourier(QObject):
    """Answers at once in the caller's thread: for tests and for drawing without a screen.

    Signals
    -------
    returned(Reply)
        Before ``send`` returns.
    """

    returned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a courier without a thread; it is never busy, so asking ahead would never end."""
        super().__init__(parent)
        self.busy = False
        self.asks_ahead = False

    def send(self, request: Request) -> None:
        """Take the steps now."""
        self.returned.emit(answer(request))

    def rest(self) -> None:
        """Do nothing: there is no thread."""

    def stop(self) -> None:
        """Do nothing: there is no thread."""


def _end(thread: QThread, collector: QuietCollector) -> None:
    thread.quit()
    thread.wait()
    collector.release()
