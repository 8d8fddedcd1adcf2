"""What every test gets: no screen, settings of its own, and a check that nothing of Qt is left behind.

``run.py test`` and a plain ``pytest`` both need no screen. A test that opens windows may leave them open: they are
closed and deleted here. A test that leaves a thread or a timer running fails, since that is how crashes at exit begin.
"""

from __future__ import annotations

import gc
import math
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"
os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"

# Settings, recovery files and caches go into a folder of this run, never into those of the person who runs the tests.
_HOME = tempfile.mkdtemp(prefix="gd-visualizer-tests-")
os.environ["HOME"] = _HOME
for _variable, _folder in {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
}.items():
    os.environ[_variable] = os.path.join(_HOME, _folder)
    os.mkdir(os.environ[_variable])
# Sentences are compared in English, whatever language the person who runs the tests reads.
os.environ["LANGUAGE"] = "en"


def pytest_configure() -> None:
    # A shell ignores Ctrl+C for what it runs in the background, and so would every program that a test starts.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _isolated_qt() -> None:
    """Keep Qt's own folders apart too, and let pyqtgraph see every move of a simulated mouse."""
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QStandardPaths

        QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(autouse=True)
def _no_qt_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close and delete every window after a test, and fail the test if a window, thread or timer survives that."""
    if "pyqtgraph" in sys.modules:
        # Otherwise moves less than 10 ms apart are dropped.
        sys.modules["pyqtgraph"].setConfigOption("mouseRateLimit", -1)
    threads_before = _thread_count()
    yield
    application = _application()
    if application is None:
        return
    used_qt = bool({"qapp", "qtbot"} & set(request.fixturenames) or application.topLevelWidgets())
    _delete_windows(application)
    _forget_settings()
    leftovers = [f"window {_describe(widget)}" for widget in application.topLevelWidgets()]
    # A look at every Python object takes some 20 ms: only where a test has had to do with Qt or threads.
    if used_qt or _thread_count() != threads_before:
        leftovers += _running_objects(application)
    assert not leftovers, "left behind by this test: " + ", ".join(leftovers)


def _forget_settings() -> None:
    """Let no test find what another one had ticked."""
    preferences = sys.modules.get("gd_visualizer.runtime.preferences")
    if preferences is not None:
        settings = sys.modules["PySide6.QtCore"].QSettings
        kept = settings.Format.IniFormat, settings.Scope.UserScope, preferences.ORGANISATION, preferences.APPLICATION
        settings(*kept).clear()


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def _thread_count() -> float:
    """Count the threads of the process; where the system does not tell, return what is never the same as before."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return math.nan


def _delete_windows(application: Any) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QToolTip
    from shiboken6 import createdByPython

    QToolTip.hideText()
    # A window with unsaved changes may ask in a dialog that waits for an answer: answer it.
    answering = QTimer()
    answering.timeout.connect(_answer_dialog)
    answering.start(15)
    for widget in application.topLevelWidgets():
        widget.close()
    answering.stop()
    application.processEvents()
    for widget in application.topLevelWidgets():
        # Menus and the lists of combo boxes are windows too; they belong to Qt, which deletes them with their owners.
        if createdByPython(widget):
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()


def _answer_dialog() -> None:
    from PySide6.QtWidgets import QApplication, QMessageBox

    dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    discard = dialog.button(QMessageBox.StandardButton.Discard) if isinstance(dialog, QMessageBox) else None
    if discard is not None:
        discard.click()
    elif dialog is not None:
        dialog.close()


def _running_objects(application: Any) -> list[str]:
    """Name the threads and timers that still run."""
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    watched = {kind for base in (QThread, QTimer) for kind in (base, *_subclasses(base))}
    found = [thing for thing in gc.get_objects() if type(thing) in watched and isValid(thing)]
    found += [timer for timer in application.findChildren(QTimer) if timer not in found]
    running = []
    for thing in found:
        if isinstance(thing, QThread):
            is_running = thing.isRunning() and thing is not application.thread()
        else:
            is_running = thing.isActive()
        if is_running:
            running.append(f"running {_describe(thing)}")
    return running


def _subclasses(kind: type) -> Iterator[type]:
    for child in kind.__subclasses__():
        yield child
        yield from _subclasses(child)


def _describe(thing: Any) -> str:
    name = thing.objectName()
    return type(thing).__name__ + (f" {name!r}" if name else "")
