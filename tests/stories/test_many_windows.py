"""Windows come and go, also while they train, and nothing stays behind."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import gc, math, sys
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from gd_visualizer.app import create_window
application = QApplication([])
for number in range({count}):
    window = create_window()
    window.show()
    window.playback.speed.speed_chosen.emit(math.inf)
    window.panel.rate.rate_typed.emit(1e-6)
    window.actions_by_name["action_play"].trigger()
    for _ in range(3):
        application.processEvents()
    assert window.snapshot.status == "running", window.snapshot.status
    window.close()
    window.deleteLater()
    del window
    application.sendPostedEvents(None, 52)
    application.processEvents()
    if number % 20 == 19:
        # pyqtgraph's plots hold each other in circles that only the collector opens
        gc.collect()
        assert not application.topLevelWidgets(), application.topLevelWidgets()
print("clean")
"""


def test_a_hundred_windows_open_and_close_while_training():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT.format(count=100)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (0, "clean", "")
