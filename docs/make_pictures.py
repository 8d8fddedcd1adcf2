"""Make the pictures of the README from the real window: ``python docs/make_pictures.py [FOLDER]``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The pictures show what everybody sees the first time, not what somebody here once chose.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()

from PySide6.QtWidgets import QApplication, QPushButton

from gd_visualizer.app import create_window
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring

SIZES = {"": (1440, 900), "-small": (1024, 700)}
THEMES = ("light", "dark", "contrast")


def walked(window: MainWindow) -> None:
    """Take eight steps."""
    for _ in range(8):
        window.actions_by_name["action_step"].trigger()


def flown_away(window: MainWindow) -> None:
    """Walk with too long a learning rate until the program stops."""
    window.panel.dataset_chosen.emit("eight_points_shifted")
    window.panel.rate.rate_typed.emit(0.25)
    window.playback.speed.speed_chosen.emit(60.0)
    window.actions_by_name["action_play"].trigger()
    while window.snapshot is not None and window.snapshot.status == "running":
        QApplication.processEvents()
    window.playback.speed.speed_chosen.emit(4.0)


def backward(window: MainWindow) -> None:
    """Look at how the slopes of one point come about."""
    walked(window)
    window.show_page("backward")


def trained_network(window: MainWindow) -> None:
    """Train a small network on one wave."""
    window.panel.dataset_chosen.emit("one_wave")
    window.show_page("network")
    window.pages.currentWidget().findChild(QPushButton, "use_network").click()
    window.panel.part_chosen.emit("optimizers", "adam")
    window.panel.rate.rate_typed.emit(0.05)
    for _ in range(15):
        window.actions_by_name["action_ten_steps"].trigger()


def race(window: MainWindow) -> None:
    """Let four optimizers walk thirty steps."""
    window.show_page("race")
    for _ in range(3):
        window.actions_by_name["action_ten_steps"].trigger()


def next_step(window: MainWindow) -> None:
    """Look at the parts of a step with a memory."""
    window.panel.part_chosen.emit("optimizers", "momentum")
    window.panel.rate.rate_typed.emit(0.02)
    window.actions_by_name["action_show_parts"].setChecked(True)
    window.actions_by_name["action_show_total"].setChecked(True)
    for _ in range(4):
        window.actions_by_name["action_step"].trigger()


def symbols(window: MainWindow) -> None:
    """Write everything in symbols."""
    window.actions_by_name["action_show_symbols"].setChecked(True)
    walked(window)


SCENES = {
    "window": walked, "flies-away": flown_away, "backward": backward, "network": trained_network, "race": race,
    "step-parts": next_step, "symbols": symbols,
}  # fmt: skip


def main() -> None:
    """Grab every state in every theme and size."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    for name, scene in SCENES.items():
        window = create_window()
        window.call_out.put_away()
        window.glide.reduced = True
        scene(window)
        window.show()
        for theme in THEMES if name == "window" else THEMES[:2]:
            window.findChild(Wiring).appearance.use(theme, 1.0)
            window.glide.reduced = True
            for suffix, (width, height) in SIZES.items():
                window.resize(width, height)
                for _ in range(5):
                    application.processEvents()
                window.grab().save(str(folder / f"{name}-{theme}{suffix}.png"))
        for key in ("parts", "total", "symbols"):
            window.actions_by_name[f"action_show_{key}"].setChecked(False)
        window.close()
        window.deleteLater()


if __name__ == "__main__":
    main()
