"""A monkey at the whole window: ``python -m tests.monkey.window 20 10000 [first seed]``, a process for each seed.

A failure is told with the shortest list of gestures found that still fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractAnimation, QThread, QTimer, qInstallMessageHandler
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPushButton

from gd_visualizer.app import create_window
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.session.session_file import session_from, session_text, with_desk_from
from gd_visualizer.session.walk_again import walk_of
from tests.agreement import disagreements
from tests.monkey.gestures import FILES, HELD, Gesture, do, gestures
from tests.soak.endings import home

LOOK_EVERY = 10
UNDO_EVERY = 50
MOST_TRIES = 40
# Longer walks are not taken again at every look.
MOST_STEPS = 300
LAST = (30, 100, 300, 1000, 3000)
HARMLESS = ("This plugin does not support",)


class Monkey:
    """One window, and what went wrong in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.faults, self._turn = folder, [], 0
        sys.excepthook = self._caught
        warnings.simplefilter("always")
        warnings.showwarning = self._warned
        qInstallMessageHandler(self._said)
        for name, text in FILES.items():
            (folder / name).write_text(text, encoding="utf-8")
        QFileDialog.getOpenFileName = staticmethod(self._file)
        QFileDialog.getSaveFileName = staticmethod(self._save_name)
        self.window: MainWindow = create_window()
        self.window.show()
        wiring = self.window.findChild(Wiring)
        self.store, self._desks = wiring._store, wiring.files.desks
        # A dialog runs a loop of its own inside the gesture: somebody has to answer it.
        self._answering = QTimer()
        self._answering.timeout.connect(self._answer)
        self._answering.start(15)

    def run(self, deeds: list[Gesture]) -> int:
        """Do all of it; return how many were done when something went wrong, or -1."""
        for number, deed in enumerate(deeds, 1):
            try:
                do(self.window, self.folder, deed)
            except Exception:
                self.faults.append(traceback.format_exc())
            if number % 3 == 0:
                QApplication.processEvents()
            if number % LOOK_EVERY == 0:
                self.look(number % UNDO_EVERY == 0)
            if self.faults:
                return number
        self.look(True)
        self._answering.stop()
        self.window.close_guard = None
        self.window.close()
        return len(deeds) if self.faults else -1

    def look(self, also_undo: bool) -> None:
        """Compare what is shown with what is true."""
        QApplication.processEvents()
        try:
            self._look(also_undo)
        except Exception:
            self.faults.append(traceback.format_exc())

    def _look(self, also_undo: bool) -> None:
        window, now = self.window, self.store.snapshot
        document = now.document
        assert window.snapshot is now, "the window shows an old snapshot"
        if window.canvas.isVisible():
            assert window.canvas._cloud.data is document.dataset, "points drawn are not the points held"
            # A single step glides through true pictures between the two before it is there.
            is_gliding = window.glide._animation.state() == QAbstractAnimation.State.Running
            is_true = window.canvas._seen[0] == tuple(now.parameters.tolist())
            assert is_gliding or is_true, "the line drawn is not the parameters"
        colours = window.theme.bands + window.theme.zones + tuple(window.theme.tokens.values())
        assert all(colour.alpha() == 255 for colour in colours), "a view has changed a colour that all share"
        assert np.isfinite(now.parameters).all()
        assert np.isfinite(document.dataset.x).all()
        assert np.isfinite(document.dataset.y).all()
        true = now.objective.value(now.parameters)
        if now.loss is not None and np.isfinite(true):
            # A long walk adds its losses in blocks: the last digits may differ.
            assert abs(now.loss - true) <= 1e-9 * abs(true) + 1e-300, (now.loss, true)
        assert len([thread for thread in window.findChildren(QThread) if thread.isRunning()]) <= 1
        if window.pages.key == "line" and now.status != "running" and window.lesson_panel.isHidden():
            said = disagreements(window)
            assert not said, said
        text = session_text(document)
        assert session_text(session_from(text.encode(), "kept")) == text, "saved and opened is not the same"
        if also_undo and now.last_step <= MOST_STEPS:
            self._reopen()
        if also_undo and now.undo_label:
            self.store.undo()
            self.store.redo()
            assert self.store.snapshot.document == document, "undo and redo is not exact"
            assert session_text(self.store.snapshot.document) == text

    def _reopen(self) -> None:
        """Compare the walk with the one that a session of it would walk again."""
        now, desk = self.store.snapshot, self._desks.desk()
        text = session_text(now.document, desk)
        document, kept = with_desk_from(text.encode(), "kept")
        assert session_text(document, kept) == text, "a desk that is saved and opened is not the same"
        if desk.page:
            again = walk_of(now, kept)
            again.go_on()
            assert np.array_equal(again.walk.trace.parameters, now.path), "walked again is not the same walk"

    def _answer(self) -> None:
        self._turn += 1
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        HELD.append((popup, dialog))
        if popup is not None:
            popup.close()
        elif isinstance(dialog, QDialog):
            found = dialog.findChildren(QPushButton)
            HELD.append(found)
            buttons = [button for button in found if button.isEnabled()]
            if isinstance(dialog, QPrintDialog):
                # Its own buttons open more of the system's dialogs, and no printer is here.
                dialog.reject()
            elif isinstance(dialog, QMessageBox) or (buttons and self._turn % 3):
                buttons[self._turn % len(buttons)].click()
            else:
                dialog.reject()

    def _file(self, *_: object) -> tuple[str, str]:
        self._turn += 1
        return str(self.folder / [*FILES, "mine.gdv"][self._turn % (len(FILES) + 1)]), ""

    def _save_name(self, *_: object) -> tuple[str, str]:
        self._turn += 1
        return str(self.folder / ["mine.gdv", "mine.csv", "no/where.gdv", "."][self._turn % 4]), ""

    def _caught(self, *error: Any) -> None:
        self.faults.append("".join(traceback.format_exception(*error)))

    def _warned(self, message: Any, category: Any, filename: str, line: int, *_: object) -> None:
        self.faults.append(f"{filename}:{line}: {category.__name__}: {message}")

    def _said(self, _kind: object, _context: object, text: str) -> None:
        if not text.startswith(HARMLESS):
            self.faults.append(f"Qt: {text}")


def child(path: str) -> int:
    """Do the gestures of a file in this process; tell how far it came."""
    deeds = [(name, tuple(numbers)) for name, numbers in json.loads(Path(path).read_text(encoding="utf-8"))]
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        monkey = Monkey(Path(folder))
        ended = monkey.run(deeds)
    for fault in monkey.faults[:3]:
        print(fault, file=sys.stderr)
    print(ended, flush=True)
    application.processEvents()
    return 1 if monkey.faults else 0


def attempt(deeds: list[Gesture]) -> tuple[int, str]:
    """Do gestures in a process of their own; return after how many it failed, -1 if it did not, and its words."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gestures.json")
        path.write_text(json.dumps(deeds), encoding="utf-8")
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.monkey.window", "child", str(path)]
        limit = 60 + len(deeds) // 4
        try:
            done = subprocess.run(
                command, env=home(Path(folder)), capture_output=True, text=True, check=False, timeout=limit
            )
        except subprocess.TimeoutExpired as error:
            return len(deeds), f"hung for {limit} s: {error.stderr!r}"
    if done.returncode == 0:
        return -1, ""
    last = done.stdout.strip().splitlines()[-1:]
    return int(last[0]) if last and last[0].lstrip("-").isdigit() else len(deeds), done.stderr[-6000:]


def shrunk(deeds: list[Gesture], length: int) -> list[Gesture]:
    """Return fewer gestures that still fail: whole pieces are left out, then smaller ones."""
    deeds = deeds[:length]
    # Most faults are made by the last few gestures alone.
    last = next((few for few in LAST if few < length and attempt(deeds[-few:])[0] >= 0), length)
    deeds = deeds[-last:]
    piece, tries = max(1, last // 2), 0
    while piece and tries < MOST_TRIES:
        place = 0
        while place < len(deeds) and tries < MOST_TRIES:
            tries += 1
            fewer = deeds[:place] + deeds[place + piece :]
            if fewer and attempt(fewer)[0] >= 0:
                deeds = fewer
            else:
                place += piece
        piece //= 2
    return deeds


def run(seeds: int, count: int, first: int, shrink: bool = True) -> list[str]:
    """Let so many monkeys do so many gestures each; return what failed."""
    failures = []
    for seed in range(first, first + seeds):
        deeds = gestures(count, seed)
        length, said = attempt(deeds)
        if length >= 0:
            few = shrunk(deeds, length) if shrink else deeds[:length][-20:]
            failures.append(f"seed {seed} failed after {length} gestures: {said}\n{json.dumps(few)}")
            print(failures[-1], flush=True)
        else:
            print(f"seed {seed}: {count} gestures, nothing found", flush=True)
    return failures


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        sys.exit(child(sys.argv[2]))
    wanted = [int(word) for word in sys.argv[1:]]
    found = run(*(wanted + [20, 10_000, 0][len(wanted) :]))
    print(f"{len(found)} failures")
    sys.exit(bool(found))
