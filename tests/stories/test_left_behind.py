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
