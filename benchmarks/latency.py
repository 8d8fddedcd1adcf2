"""Answering while training flat out: from a movement of the mouse to painted pixels, and the price in steps."""

from __future__ import annotations

import math
import statistics
import struct
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, QProcess, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from benchmarks.samples import START, objective_of, points
from benchmarks.stage import Plots, application, run_for
from benchmarks.table import Line, as_rate, as_time, at_most, compared
from benchmarks.timing import Samples, Scope
from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.runtime.courier import Courier
from gd_visualizer.runtime.descent_worker import STEPS_AT_ONCE
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.document import Document
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.point_canvas import PointCanvas
from gd_visualizer.views.charts.loss_chart import LossChart
from gd_visualizer.views.surface.surface_view import SurfaceView

RATE = 1e-6
POINTS = 20
KEPT_AT_LEAST = 0.7
CATCH_UP_SECONDS = 0.1
# A process of its own plays the mouse: its clock readings come through a pipe, as movements come from a screen.
MOUSE = """
import random, struct, sys, time
while True:
    time.sleep(random.uniform(0.015, 0.045))
    sys.stdout.buffer.write(struct.pack("d", time.perf_counter()))
    sys.stdout.buffer.flush()
"""
READING = struct.Struct("d")


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about answering; idle and training take turns."""
    app = application()
    session = Session()
    run_for(0.5)
    seconds = 0.5 if scope.quick else 3.0
    idle: list[list[float]] = []
    training: list[list[float]] = []
    rates: list[float] = []
    alone: list[float] = []
    for _ in range(scope.rounds):
        idle.append(session.delays(seconds))
        began = session.steps_taken
        session.train()
        ran_since = time.perf_counter()
        training.append(session.delays(seconds))
        rates.append((session.steps_taken - began) / (time.perf_counter() - ran_since))
        session.rest()
        alone.append(_steps_alone(seconds / 3.0))
    for part, goal in ((50, None), (99, at_most(2))):
        yield compared(
            f"mouse to repaint while training flat out, p{part}",
            Samples(tuple(_percentile(values, part) for values in training)),
            Samples(tuple(_percentile(values, part) for values in idle)),
            "at rest",
            goal,
            as_time,
        )
    ours, floor = Samples(tuple(rates)), Samples(tuple(alone))
    kept = compared("steps while painting and answering", ours, floor, "training alone", None, as_rate)
    share = ours.median / floor.median
    yield Line(kept.what, kept.ours, kept.other, f"{share:.2f} ×", f"≥ {KEPT_AT_LEAST} ×", share >= KEPT_AT_LEAST)
    session.close()
    app.closeAllWindows()


class TimedMap(SurfaceView):
    """The map, which says when it has been painted."""

    painted = Signal()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say so after a paint."""
        result = super().viewportEvent(event)
        if event.type() == QEvent.Type.Paint:
            self.painted.emit()
        return result


class Session(QObject):
    """The plots with a real training thread, and a mouse moved by another process."""

    def __init__(self) -> None:
        """Show the plots and start the mouse."""
        super().__init__()
        self.steps_taken = 0
        self._last_step = 0
        self._is_training = False
        self._canvas, self._map, self._chart = PointCanvas(), TimedMap(), LossChart()
        self._plots = Plots((self._canvas, self._map, self._chart))
        self._map.place_hovered.connect(self._canvas.show_ghost)
        self._map.painted.connect(self._note)
        document = Document(points(POINTS), "", "", START, optimizer=GradientDescent(RATE))
        self._store = Store(document, Courier(), self)
        self._store.changed.connect(self._draw)
        self._store.set_speed(math.inf)
        self._walks = 0
        self._waiting: list[float] = []
        self._delays: list[float] = []
        self._moves = 0
        self._mouse = QProcess(self)
        self._mouse.readyReadStandardOutput.connect(self._move)
        self._mouse.start(sys.executable, ["-c", MOUSE])
        self._mouse.waitForStarted()

    def delays(self, seconds: float) -> list[float]:
        """Let the mouse move for a while; return the seconds from each movement to the end of the paint it caused."""
        run_for(CATCH_UP_SECONDS)
        self._delays = []
        loop = QEventLoop()
        QTimer.singleShot(round(1000.0 * seconds), loop, loop.quit)
        loop.exec()
        found, self._delays = self._delays, []
        return found

    def train(self) -> None:
        """Train flat out from a new start; whenever the player pauses, begin anew."""
        self._is_training = True
        self._begin()

    def rest(self) -> None:
        """Stop training."""
        self._is_training = False
        self._store.pause()

    def close(self) -> None:
        """End it."""
        self._mouse.kill()
        self._mouse.waitForFinished()
        self._store.close()
        self._plots.close()

    @Slot()
    def _begin(self) -> None:
        if self._is_training:
            self._walks += 1
            self._store.apply(edits.place_start(START[0], START[1] + 0.01 * (self._walks % 2)))
            self._store.shelf.clear()
            self._store.play()

    @Slot(object)
    def _draw(self, snapshot: Snapshot) -> None:
        self.steps_taken += max(0, snapshot.last_step - self._last_step)
        self._last_step = snapshot.last_step
        for view in (self._canvas, self._map, self._chart):
            view.draw(snapshot)
        if self._is_training and snapshot.status == "paused":
            QTimer.singleShot(0, self, self._begin)

    @Slot()
    def _move(self) -> None:
        data = self._mouse.readAllStandardOutput().data()
        self._waiting += [moment for (moment,) in READING.iter_unpack(data[: len(data) // READING.size * READING.size])]
        self._moves += 1
        viewport = self._map.viewport()
        place = QPointF(viewport.width() * (0.3 + 0.01 * (self._moves % 40)), viewport.height() * 0.4)
        buttons = Qt.MouseButton.NoButton
        position = viewport.mapToGlobal(place)
        modifiers = Qt.KeyboardModifier.NoModifier
        move = QMouseEvent(QEvent.Type.MouseMove, place, position, buttons, buttons, modifiers)
        QApplication.sendEvent(viewport, move)
        viewport.update()

    @Slot()
    def _note(self) -> None:
        now = time.perf_counter()
        self._delays += [now - moment for moment in self._waiting]
        self._waiting = []


def _percentile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def _steps_alone(seconds: float) -> float:
    """Return the steps a second of a loop that does nothing else."""
    objective, plan = objective_of(points(POINTS)), Plan(GradientDescent(RATE))
    state = first_state(plan, frozen(START))
    began = time.perf_counter()
    while (passed := time.perf_counter() - began) < seconds:
        state = advance(objective, plan, state, STEPS_AT_ONCE).state
    return state.step / passed
