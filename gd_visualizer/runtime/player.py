"""The player: turns frames into steps that are due, at the speed the person chose."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal, Slot

from gd_visualizer.runtime.frame_clock import FrameClock

SLOWEST = 0.5
NORMAL = 4.0
# Frames a second. At full speed the time between frames belongs to training and to the person's hands.
FRAMES, FLAT_OUT_FRAMES = 60, 25
# Seconds that one request may take.
PACED_BUDGET, FLAT_OUT_BUDGET = 0.008, 0.012
PAUSES_AFTER = 500
FLAT_OUT_PAUSES_AFTER = 1_000_000


class Player(QObject):
    """Says how many steps are due; knows nothing of what a step is.

    Signals
    -------
    due(int)
        Take so many steps now; at full speed as many as the time of a frame allows.
    framed()
        A frame went by, whether or not steps are due.
    """

    due = Signal(int)
    framed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a player at rest with four steps a second."""
        super().__init__(parent)
        self.speed = NORMAL
        self._left = 0
        self._part = 0.0
        self._clock = FrameClock(self)
        self._clock.ticked.connect(self._tick)
        self.playing = False

    def play(self) -> None:
        """Begin; the first step is due at once, so that pressing Play is answered."""
        self._clock.use_pace(FLAT_OUT_FRAMES if math.isinf(self.speed) else FRAMES)
        self.playing = True
        self._left = self._limit()
        self._part = 1.0
        self._clock.start()

    def pause(self) -> None:
        """Come to rest."""
        self.playing = False
        self._clock.stop()

    def set_speed(self, speed: float) -> None:
        """Take so many steps a second; inf is as fast as it goes."""
        self.speed = max(SLOWEST, speed)
        self._clock.use_pace(FLAT_OUT_FRAMES if math.isinf(self.speed) else FRAMES)
        self._left = self._limit()

    def count(self, steps: int) -> bool:
        """Count steps taken; return False once so many were taken without arriving that it is time to say so."""
        self._left -= steps
        return self._left > 0

    @property
    def budget(self) -> float:
        """Return how many seconds of steps to ask for at once."""
        return FLAT_OUT_BUDGET if math.isinf(self.speed) else PACED_BUDGET

    @property
    def steps_left(self) -> int:
        """Return how many steps may be taken before the player pauses by itself."""
        return self._left

    def _limit(self) -> int:
        return FLAT_OUT_PAUSES_AFTER if math.isinf(self.speed) else PAUSES_AFTER

    @Slot(float)
    def _tick(self, seconds: float) -> None:
        if math.isinf(self.speed):
            self.due.emit(self._left)
        else:
            self._part += self.speed * seconds
            whole = int(self._part)
            if whole:
                self._part -= whole
                self.due.emit(min(whole, self._left))
        self.framed.emit()
