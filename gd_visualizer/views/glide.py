"""The glide: a single step is seen as a short movement, so that the eye can follow what changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot

from gd_visualizer.core.arrays import frozen
from gd_visualizer.session.snapshot import Snapshot

MILLISECONDS = 250
FASTEST_PLAY = 4.0


class Glide(QObject):
    """Hands snapshots on, with some in between where one step was taken slowly enough to watch.

    Every picture on the way is a true one: its parameters lie between the two, and its loss is theirs.

    Signals
    -------
    moved(Snapshot)
        Draw this now.
    """

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a glide at rest."""
        super().__init__(parent)
        self.reduced = False
        self._begin: Snapshot | None = None
        self._end: Snapshot | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._move)

    def show(self, snapshot: Snapshot) -> None:
        """Go to a snapshot: gliding after a single step, at once after anything else."""
        before, self._end = self._end, snapshot
        if snapshot is before:
            return
        hurried = self._animation.state() == QVariantAnimation.State.Running
        self._animation.stop()
        # Who steps again before the last step has come to rest wants to get on: nothing may lag behind.
        if before is None or hurried or self.reduced or not _is_one_slow_step(before, snapshot):
            self.moved.emit(snapshot)
            return
        self._begin = before
        self._animation.start()

    @Slot(object)
    def _move(self, share: float) -> None:
        begin, end = self._begin, self._end
        if begin is None or end is None:
            return
        if share >= 1.0:
            self.moved.emit(end)
            return
        with np.errstate(all="ignore"):
            between = frozen(begin.parameters + share * (end.parameters - begin.parameters))
        self.moved.emit(
            replace(end, parameters=between, loss=end.objective.value(between), off_by=end.objective.off_by(between))
        )


def _is_one_slow_step(before: Snapshot, after: Snapshot) -> bool:
    """Return True where two snapshots are one step of the same walk apart, at a speed the eye can follow."""
    same_walk = before.objective is after.objective and before.document.start == after.document.start
    watchable = after.status != "running" or after.speed <= FASTEST_PLAY
    sane = bool(np.isfinite(after.parameters).all()) and after.status != "diverged"
    return same_walk and watchable and sane and abs(after.step - before.step) == 1
