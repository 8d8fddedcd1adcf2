"""Commands of the Run menu that go through a walk."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.race_wiring import RaceWiring
from gd_visualizer.runtime.race_store import RaceStore
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.edits import scale_learning_rate
from gd_visualizer.views.panels.speed_control import STOPS

# Further than anybody walks: both go to their last step.
MOST = 2**62


class PlayCommands(QObject):
    """Steps, jumps and speeds."""

    def __init__(self, window: MainWindow, store: Store, race: RaceWiring) -> None:
        """Serve one window."""
        super().__init__(window)
        self._window, self._store, self._race = window, store, race

    @property
    def led(self) -> Store | RaceStore:
        """Return what the commands lead: the walk of the document, or the race while it is shown."""
        return self._race.race if self._race.is_shown else self._store

    @Slot()
    def toggle_play(self) -> None:
        """Play when at rest, pause when playing."""
        self.led.toggle_play()

    @Slot()
    def restart(self) -> None:
        """Go back to the start."""
        self.led.restart()

    @Slot(int)
    def seek(self, step: int) -> None:
        """Look at a step that was walked."""
        self.led.seek(step)

    @Slot()
    def halve_learning_rate(self) -> None:
        """Halve the learning rate and go back to the start; does not play."""
        store = self._store
        store.pause()
        store.seal()
        store.apply(scale_learning_rate(0.5))
        store.seal()
        store.restart()

    @Slot()
    def back_to_best(self) -> None:
        """Go back to the step with the lowest loss."""
        self._store.seek(self._store.snapshot.best_step)

    @Slot()
    def step(self) -> None:
        """Take one step."""
        self.led.step()

    @Slot()
    def press(self) -> None:
        """Press the button that has the focus; take a step where none has."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif self._window.actions_by_name["action_step"].isVisible():
            self._window.actions_by_name["action_step"].trigger()

    @Slot()
    def step_back(self) -> None:
        """Go back one step."""
        self.led.step_back()

    @Slot()
    def ten_steps(self) -> None:
        """Take ten steps."""
        self.led.step(10)

    @Slot()
    def ten_back(self) -> None:
        """Go back ten steps."""
        self.led.step_back(10)

    @Slot()
    def first(self) -> None:
        """Look at the start."""
        self.led.seek(0)

    @Slot()
    def last(self) -> None:
        """Look at the last step walked."""
        self.led.seek(MOST)

    @Slot()
    def faster(self) -> None:
        """Play at the next higher speed."""
        speed = self._store.snapshot.speed
        self._store.set_speed(min((stop for stop in STOPS if stop > speed), default=math.inf))

    @Slot()
    def slower(self) -> None:
        """Play at the next lower speed."""
        speed = self._store.snapshot.speed
        self._store.set_speed(max((stop for stop in STOPS if stop < speed), default=STOPS[0]))
