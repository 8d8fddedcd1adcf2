"""Start the program with its window."""

from __future__ import annotations

import importlib
import signal
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from gd_visualizer import __version__
from gd_visualizer.app.language import use_language
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.safe_overrides import guard_overrides
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.assets import resource

WAKE_MILLISECONDS = 200


def run(path: str | None) -> int:
    """Open the window, on a file if one is given, and stay until it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("gd-visualizer")
    application.setApplicationDisplayName("Gradient Descent Visualizer")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("gd-visualizer")
    application.setWindowIcon(QIcon(str(resource("icons", "gd-visualizer.svg"))))
    use_language(application)
    maker = importlib.import_module("gd_visualizer.app.window")
    guard_overrides()
    window = maker.create_window(None)
    wiring = window.findChild(Wiring)
    faults = wiring.faults
    faults.install()
    if path is not None:
        # After that: a fault in opening a file is told in the window, and does not keep it from opening.
        faults.survives(partial(wiring.files.open_path, Path(path)))
        window.call_out.put_away()
    window.show()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # One that is ignored stays so: whoever started the program with nohup means it.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    if sys.platform == "darwin":
        # Only there, for a filter sees every event there is.
        application.installEventFilter(FileOpener(window))
    # Python looks at its signals only when it runs: a small timer gives it the chance.
    waker = QTimer()
    waker.timeout.connect(_look_at_signals)
    waker.start(WAKE_MILLISECONDS)
    status = application.exec()
    waker.stop()
    faults.uninstall()
    window.deleteLater()
    return int(status)


class FileOpener(QObject):
    """Opens what macOS asks for: there a double click is an event, not a word on the command line."""

    def __init__(self, window: MainWindow) -> None:
        """Serve one window."""
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand a file to the window as if it had been dropped there."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._window.files_dropped.emit([Path(event.file())])
            return True
        return False


def _end(*_: object) -> None:
    """End as the system asks: no question may keep it waiting, and a dialog that is open ends too."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.end()
    QApplication.exit(0)


def _look_at_signals() -> None:
    pass
