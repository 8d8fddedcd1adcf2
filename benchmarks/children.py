"""What runs in a process of its own: ``python -m benchmarks.children KIND`` opens a window and tells about it.

Printed as one JSON object: the readings of ``time.perf_counter``, which all processes share, when the first thing
and when the plots had been painted, and how much memory the process holds half a second later.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

SETTLED_MILLISECONDS = 500
PLOT = "surface_view"
STATUS = Path("/proc/self/status")


class Watcher(QObject):
    """Notes when things have been painted, tells and closes all windows."""

    def __init__(self, plot: str) -> None:
        """Watch for a first paint of anything, and for one of the widget with this object name."""
        super().__init__()
        self._plot = plot
        self._seen: set[str] = set()
        self.told: dict[str, float] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a first paint when it is over: at the next event of another kind, before that is looked at."""
        if event.type() != QEvent.Type.Paint:
            if "first" in self._seen and "first" not in self.told:
                self.told["first"] = time.perf_counter()
        elif isinstance(watched, QWidget):
            self._seen.add("first")
            if "plots" not in self._seen and self._is_plot(watched):
                self._seen.add("plots")
                QTimer.singleShot(0, self, self._plots_painted)
        return False

    def _is_plot(self, widget: QWidget) -> bool:
        parent = widget.parentWidget()
        return not self._plot or (parent is not None and parent.objectName() == self._plot)

    @Slot()
    def _plots_painted(self) -> None:
        self.told["plots"] = time.perf_counter()
        QTimer.singleShot(SETTLED_MILLISECONDS, self, self._tell)

    @Slot()
    def _tell(self) -> None:
        self.told["memory"] = resident_bytes()
        print(json.dumps(self.told), flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()


def resident_bytes() -> float:
    """Return how much memory this process holds; 0 where the system does not tell."""
    if not STATUS.is_file():
        return 0.0
    return next(float(line.split()[1]) * 1024.0 for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))


def _watched_exec(watcher: Watcher) -> Callable[..., int]:
    """Return a ``QApplication.exec`` that lets the watcher see every event."""
    usual = QApplication.exec

    def exec_watched(*_: object) -> int:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(watcher)
        return usual()

    return exec_watched


def bare() -> None:
    """Open a window with one word in it."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("bare"))
    window.resize(1440, 900)
    window.show()
    application.exec()


def ours() -> None:
    """Open the window of this program as its command does."""
    importlib.import_module("gd_visualizer.app.command_line").main([])


def matplotlib() -> None:
    """Open a window of matplotlib with two plots in it."""
    # Without a screen matplotlib takes Qt only where an application exists already.
    application = QApplication(sys.argv[:1])
    importlib.import_module("matplotlib").use("QtAgg")
    pyplot = importlib.import_module("matplotlib.pyplot")
    _, (left, right) = pyplot.subplots(1, 2, figsize=(14.4, 9.0), dpi=100)
    left.scatter([1, 2, 3], [1, 3, 2])
    right.imshow([[1, 2], [3, 4]])
    pyplot.show(block=True)
    del application


KINDS: dict[str, tuple[Callable[[], None], str]] = {
    "bare": (bare, ""),
    "ours": (ours, PLOT),
    "matplotlib": (matplotlib, ""),
}


if __name__ == "__main__":
    run, plot_name = KINDS[sys.argv[1]]
    QApplication.exec = _watched_exec(Watcher(plot_name))  # type: ignore[method-assign]
    run()
