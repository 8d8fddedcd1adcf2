"""The check of tests/conftest.py for windows, threads and timers that a test leaves behind is able to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"

HEAD = """
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QMainWindow, QMessageBox, QWidget

kept = []

class Asking(QMainWindow):
    def closeEvent(self, event):
        Buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(self, "Unsaved", "Save?", Buttons.Save | Buttons.Discard | Buttons.Cancel)
        event.setAccepted(answer == Buttons.Discard)
        kept.append(answer == Buttons.Discard)
"""
TIDY = {
    "a window left open": "window = QWidget(); window.show(); kept.append(window)",
    "a timer of a window": "window = QWidget(); timer = QTimer(window); timer.start(5); window.show()",
    "a window that asks": "window = Asking(); window.show(); kept.append(window)",
    "a thread that ended": "thread = QThread(); thread.start(); thread.quit(); thread.wait(); kept.append(thread)",
}
UNTIDY = {
    "QThread 'training'": "thread = QThread(objectName='training'); thread.start(); kept.append(thread)",
    "QTimer": "window = QWidget(); timer = QTimer(); timer.start(5000); kept.append(timer); window.show()",
    "Qt messages": "from PySide6.QtCore import qWarning; qWarning('something is wrong')",
}
LAST = """
def test_end():
    for thing in kept:
        if isinstance(thing, QThread):
            thing.quit()
            thing.wait()
    assert kept.count(False) == 0
"""


def outcome(body: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one planted test beside a copy of the conftest."""
    shutil.copy(CONFTEST, folder)
    shutil.copy(CONFTEST.parents[1] / "pyproject.toml", folder)
    (folder / "test_planted.py").write_text(f"{HEAD}\ndef test_planted(qapp):\n    {body}\n{LAST}", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("body", TIDY.values(), ids=TIDY)
def test_what_can_be_tidied_is_tidied(body: str, tmp_path: Path) -> None:
    result = outcome(body, tmp_path)
    assert "2 passed in" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize("what", UNTIDY)
def test_what_is_left_behind_fails_the_test(what: str, tmp_path: Path) -> None:
    result = outcome(UNTIDY[what], tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert what in result.stdout, result.stdout + result.stderr
