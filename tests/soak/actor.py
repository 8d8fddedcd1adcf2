"""A whole program that is brought into a state and then ends in some way: ``python -m tests.soak.actor WAY STATE``."""

from __future__ import annotations

import math
import sys
from typing import NoReturn

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gd_visualizer.app import faults, start, window
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.runtime import descent_worker

MARK = 1.25
FAULT = "planted by a test"
_create = window.create_window


class Shaky(QWidget):
    """A part of the window that Qt asks something while Python's own code waits below."""

    __module__ = "gd_visualizer.views.planted"

    def sizeHint(self) -> QSize:
        planted()


def create_window(path: str | None) -> MainWindow:
    made = _create(path)
    QTimer.singleShot(100, lambda: enter(made))
    return made


def enter(made: MainWindow) -> None:
    """Make an edit, go into the state, and begin to end."""
    way, state = sys.argv[1:3]
    made.canvas.point_added.emit(MARK, MARK)
    if way == "thread":
        descent_worker._walk = planted
    if state == "playing" or way == "thread":
        made.panel.rate.rate_typed.emit(1e-7)
        made.playback.speed.speed_chosen.emit(math.inf)
        made.actions_by_name["action_play"].trigger()
    QTimer.singleShot(150, lambda: end(made, way))
    if state == "dialog":
        made.actions_by_name["action_about"].trigger()


def planted(*_: object) -> NoReturn:
    """Make an error as Python's own functions do: one that leaves an override in that state ends the process."""
    raise AssertionError(int(FAULT))


def end(made: MainWindow, way: str) -> None:
    if way == "closing":
        made.findChild(Wiring).appearance.keep = planted
    if way in ("close", "closing"):
        made.close()
        QApplication.closeAllWindows()
    elif way == "quit":
        QApplication.quit()
    elif way in ("slot", "thread", "override"):
        QTimer.singleShot(200, lambda: look(made))
        if way == "slot":
            planted()
        elif way == "override":
            Shaky(made).adjustSize()
    else:
        print("ready", flush=True)


def look(made: MainWindow) -> None:
    """See that the fault was told, and that the work is still there."""
    dialog = made.findChild(faults.FaultDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert FAULT in dialog.text()
    dialog.copy_button.click()
    assert FAULT in QApplication.clipboard().text()
    assert len(made.snapshot.document.dataset) == 9
    made.actions_by_name["action_step"].trigger()
    assert made.snapshot.step > 0
    print("told", flush=True)
    dialog.close()
    while QApplication.activeModalWidget() is not None:
        QApplication.activeModalWidget().close()
    made.close()


if __name__ == "__main__":
    window.create_window = create_window
    sys.exit(start.run(None))
