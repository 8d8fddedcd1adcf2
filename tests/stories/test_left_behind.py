"""Windows that nobody closes, and windows that are closed and forgotten, leave a process that lives."""

from __future__ import annotations

import subprocess
import sys

import pytest

UNCLOSED = """
from PySide6.QtWidgets import QApplication
from gd_visualizer.app import create_window
application = QApplication([])
window = create_window()
window.show()
window.actions_by_name["action_play"].trigger()
application.processEvents()
print("end")
"""

FORGOTTEN = """
import gc
from PySide6.QtWidgets import QApplication
from gd_visualizer.app import create_window
application = QApplication([])
def visit():
    window = create_window()
    if {shown}:
        window.show()
        window.actions_by_name["action_play"].trigger()
    application.processEvents()
    if {closed}:
        window.close()
for number in range(30):
    visit()
    application.processEvents()
    if number % 5 == 0:
        gc.collect()
print("end")
"""


def run(script: str) -> tuple[int, str, str]:
    """Run a script in a process of its own."""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=240)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_a_program_may_end_with_a_window_open_and_playing():
    assert run(UNCLOSED) == (0, "end", "")


@pytest.mark.parametrize(("shown", "closed"), [(True, True), (False, True), (True, False)])
def test_windows_may_be_forgotten(shown: bool, closed: bool):
    assert run(FORGOTTEN.format(shown=shown, closed=closed)) == (0, "end", "")


DELETED_BY_QT = """
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from gd_visualizer.app import create_window
application = QApplication([])
def visit():
    first = create_window()
    first.show()
    application.processEvents()
    first.close()
    create_window().close()
visit()
for window in application.topLevelWidgets():
    if isinstance(window, QMainWindow):
        window.deleteLater()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
application.processEvents()
print("end")
"""


def test_windows_that_nobody_holds_can_be_deleted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DELETED_BY_QT], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "end"), done.stderr
