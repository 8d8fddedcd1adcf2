"""The frame clock: ticks at a steady pace while something moves, and not at all otherwise."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

LONGEST_STEP = 0.25


class FrameClock(QObject):
    """Says how much time has gone by since the last frame.

    Signals
    -------
    ticked(float)
        Seconds since the last tick; at most a quarter, so that a pause of the machine is not made up for.
    """

    ticked = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a clock at rest."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0

    def use_pace(self, frames: int) -> None:
        """Tick so many times a second."""
        self._timer.setInterval(1000 // frames)

    def start(self) -> None:
        """Begin to tick."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Come to rest."""
        self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        passed, self._last = now - self._last, now
        self.ticked.emit(min(passed, LONGEST_STEP))
