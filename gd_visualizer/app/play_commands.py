"""Commands of the Run menu that go through a walk."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.runtime.store import Store
from gd_visualizer.views.panels.speed_control import STOPS


class PlayCommands(QObject):
    """Steps, jumps and speeds."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        """Serve one window."""
        super().__init__(window)
        self._window, self._store = window, store

    @Slot()
    def step(self) -> None:
        """Take one step."""
        self._store.step()

    @Slot()
    def press(self) -> None:
        """Press the button that has the focus; take a step where none has."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self._window.actions_by_name["action_step"].trigger()

    @Slot()
    def step_back(self) -> None:
        """Go back one step."""
        self._store.step_back()

    @Slot()
    def ten_steps(self) -> None:
        """Take ten steps."""
        self._store.step(10)

    @Slot()
    def ten_back(self) -> None:
        """Go back ten steps."""
        self._store.step_back(10)

    @Slot()
    def first(self) -> None:
        """Look at the start."""
        self._store.seek(0)

    @Slot()
    def last(self) -> None:
        """Look at the last step walked."""
        self._store.seek(self._store.snapshot.last_step)

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
