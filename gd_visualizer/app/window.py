"""Put the whole window together: preferences, store, training thread, panes and wiring."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.assets import translate as _
from gd_visualizer.runtime.courier import Courier
from gd_visualizer.runtime.player import NORMAL, SLOWEST
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import first_document

# Python's collector would take a window apart in any order while Qt still calls into it, and that ends the process. So
# every window is held here until Qt itself has deleted it. Of the closed ones the last few stay whole, because
# whoever closed them may still look at them.
_windows: list[MainWindow] = []
CLOSED_KEPT = 8


def _forget_soon(_window: QObject) -> None:
    """Let go of a window that Qt is deleting, once that is done: not while its own code may still be running."""
    QTimer.singleShot(0, _let_old_windows_go)


def _let_old_windows_go() -> None:
    _windows[:] = [window for window in _windows if isValid(window)]
    closed = [window for window in _windows if window.is_closed]
    for window in closed[:-CLOSED_KEPT]:
        _windows.remove(window)
        delete(window)


def create_window(path: str | Path | None = None) -> MainWindow:
    """Return the whole window, wired and not yet shown.

    Parameters
    ----------
    path : str or Path, optional
        A table to open; one that cannot be read is said in the window, which then shows the first data set.
    """
    _let_old_windows_go()
    if QApplication.style().name() != "fusion":
        QApplication.setStyle("Fusion")
    preferences = Preferences()
    window = MainWindow()
    _windows.append(window)
    window.destroyed.connect(_forget_soon)
    store = Store(first_document(), Courier(), window)
    store.set_speed(preferences.number("speed", NORMAL, SLOWEST, math.inf))
    if not preferences.is_writable():
        sentence = _("What you choose here cannot be kept for the next time: the settings cannot be written.")
        window.messages.keep_saying(sentence)
    wiring = Wiring(window, store, preferences)
    # Otherwise the first button would have the focus, and Space would press it instead of taking a step.
    window.setFocus()
    if path is not None:
        wiring.files.open_path(Path(path))
        window.call_out.put_away()
    return window
