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
from gd_visualizer.runtime.preferences import PassingPreferences, Preferences
from gd_visualizer.runtime.recovery import NoRecovery, Recovery
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document, first_document

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
    window, wiring = _built(Preferences(), Recovery)
    if path is not None:
        wiring.files.open_path(Path(path))
        window.call_out.put_away()
    return window


def window_to_draw(document: Document, desk: Desk, theme: str) -> tuple[MainWindow, Wiring]:
    """Return a window that shows a session and nothing of a person's own, not yet shown, and what joins it together.

    It is put together and laid out as any other, so that it looks as any other. Whoever draws it closes it.

    Parameters
    ----------
    document : Document
    desk : Desk
        What lies around the document; its walk is walked however long that takes.
    theme : str
        The key of the colours.
    """
    window, wiring = _built(PassingPreferences(theme=theme, reduce_motion=True), NoRecovery)
    wiring.files.open_document(document)
    wiring.desks.lay_out(desk, math.inf)
    window.call_out.put_away()
    return window, wiring


def _built(preferences: Preferences, recovery: type[Recovery]) -> tuple[MainWindow, Wiring]:
    """Return a whole window with the first data set, and what joins it together."""
    _let_old_windows_go()
    if QApplication.style().name() != "fusion":
        QApplication.setStyle("Fusion")
    window = MainWindow()
    _windows.append(window)
    window.destroyed.connect(_forget_soon)
    store = Store(first_document(), Courier(), window)
    store.set_speed(preferences.number("speed", NORMAL, SLOWEST, math.inf))
    if not preferences.is_writable():
        sentence = _("What you choose here cannot be kept for the next time: the settings cannot be written.")
        window.messages.keep_saying(sentence)
    wiring = Wiring(window, store, preferences, recovery(store.snapshot.document, window))
    # Otherwise the first button would have the focus, and Space would press it instead of taking a step.
    window.setFocus()
    return window, wiring
