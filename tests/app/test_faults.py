"""Errors nobody foresaw: told once, where there is somebody to tell, and in the way of nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gd_visualizer.app import create_window
from gd_visualizer.app.faults import FaultDialog, log_file
from gd_visualizer.app.safe_overrides import _guarded
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.runtime.recovery import recovery_folder
from tests.soak.endings import home

GUARDED = """
import gd_visualizer.app.window
from PySide6.QtCore import QObject
from gd_visualizer.app.safe_overrides import INSTEAD, _below, guard_overrides
guard_overrides()
guard_overrides()
found = [
    override for kind in _below(QObject) for name, override in vars(kind).items()
    if name.endswith("Event") or (name in INSTEAD and callable(override))
]
once = [hasattr(override, "__wrapped__") and not hasattr(override.__wrapped__, "__wrapped__") for override in found]
others = [
    name for kind in _below(QObject) for name, override in vars(kind).items()
    if callable(override) and name != name.lower() and not name.startswith("_") and override not in found
]
print(len(found) > 100, all(once), sorted(set(others)))
"""
OPENS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gd_visualizer.app import faults, file_commands, start
def open_path(self, path):
    QTimer.singleShot(1500, look)
    {}[f"planted for {path.name}"]
file_commands.FileCommands.open_path = open_path
def look():
    for window in QApplication.topLevelWidgets():
        dialog = window.findChild(faults.FaultDialog) if window.objectName() == "main_window" else None
        if dialog is not None and dialog.isVisible():
            print("planted for mine.gdv" in dialog.text(), window.isVisible())
    QApplication.quit()
start.run("mine.gdv")
"""


def output(program: str, folder: Path) -> str:
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.run(command, env=home(folder), capture_output=True, text=True, check=True, timeout=60).stdout


def test_every_override_is_guarded_once(tmp_path: Path) -> None:
    assert output(GUARDED, tmp_path).strip() == "True True []"


def test_a_fault_in_opening_a_file_keeps_no_window_from_opening(tmp_path: Path) -> None:
    assert output(OPENS, tmp_path).split() == ["True", "True"]


class Shaky(QWidget):
    """A widget in which everything goes wrong."""

    def sizeHint(self) -> QSize:
        return QSize(int("planted"), 1)

    def closeEvent(self, event: object) -> None:
        int("planted")


def test_a_guarded_override_tells_and_gives_a_usual_answer(qtbot, monkeypatch) -> None:
    told: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: told.append(kind))
    for name, instead in (("sizeHint", QSize()), ("closeEvent", None)):
        monkeypatch.setattr(Shaky, name, _guarded(vars(Shaky)[name], instead))
    widget = Shaky()
    qtbot.addWidget(widget)
    widget.show()
    widget.adjustSize()
    assert not widget.close()
    assert widget.isVisible()
    assert len(told) >= 2
    assert set(told) == {ValueError}
    monkeypatch.undo()
    monkeypatch.delattr(Shaky, "closeEvent")
    monkeypatch.delattr(Shaky, "sizeHint")


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    yield window
    window.close_guard = None
    window.close()
    for file in recovery_folder().glob("*"):
        file.unlink()


def test_what_fails_while_closing_keeps_nothing_else_from_being_done(window) -> None:
    wiring = window.findChild(Wiring)
    window.canvas.point_added.emit(7.5, 7.5)
    wiring.appearance.keep = lambda: {}["planted while closing"]
    window.close()
    assert window.is_closed
    assert len(list(recovery_folder().glob("*.gdv"))) == 1
    assert not wiring._store._courier._thread.isRunning()
    assert "planted while closing" in log_file().read_text(encoding="utf-8")
    wiring.faults.report("ValueError: after that")
    assert wiring.faults.dialog is None


def test_a_dialog_that_cannot_be_shown_spoils_not_the_next_one(window, monkeypatch) -> None:
    faults = window.findChild(Wiring).faults
    monkeypatch.setattr(FaultDialog, "add", lambda *_: {}["planted"])
    with pytest.raises(KeyError):
        faults.report("ValueError: one")
    monkeypatch.undo()
    faults.report("ValueError: two")
    assert "two" in faults.dialog.text()
    faults.dialog.close()


def test_work_that_cannot_even_be_tried_to_write_down_is_told_so(window) -> None:
    faults = window.findChild(Wiring).faults
    faults._recovery.write = lambda: {}["planted"]
    faults.report("ValueError: one")
    del faults._recovery.write
    assert "save it in a file now" in faults.dialog.note.text()
    faults.dialog.close()
