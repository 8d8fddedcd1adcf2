"""Put the whole window together: preferences, store, training thread, panes and wiring."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.runtime.courier import Courier
from gd_visualizer.runtime.player import NORMAL, SLOWEST
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import first_document


def create_window(path: str | Path | None = None) -> MainWindow:
    """Return the whole window, wired and not yet shown.

    Parameters
    ----------
    path : str or Path, optional
        A table to open; one that cannot be read is said in the window, which then shows the first data set.
    """
    if QApplication.style().name() != "fusion":
        QApplication.setStyle("Fusion")
    preferences = Preferences()
    window = MainWindow()
    store = Store(first_document(), Courier(), window)
    store.set_speed(preferences.number("speed", NORMAL, SLOWEST, math.inf))
    wiring = Wiring(window, store, preferences)
    if path is not None:
        wiring.files.open_path(Path(path))
        window.call_out.put_away()
    return window
