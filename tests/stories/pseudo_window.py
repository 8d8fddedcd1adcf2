"""Go through the whole window in the language that nobody speaks, and tell what stayed English or has no room.

Run by ``test_pseudo_language.py`` in a process of its own, since a language is chosen before the first sentence::

    python -m tests.stories.pseudo_window CATALOGUES LESSONS WIDTHxHEIGHT TEXT_SCALE THEME [FOLDER FOR PICTURES]

The last line printed is JSON: what is ``english``, what is ``squeezed``, what of the painted words is ``cut``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_variable] = tempfile.mkdtemp()

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gd_visualizer import assets
from gd_visualizer.app import create_window, dialogs
from gd_visualizer.app.export.dialog import PictureDialog
from gd_visualizer.app.faults import FaultDialog
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.core.registry import PARTS, registered
from tests.pseudo import LANGUAGE, english_words, pseudo
from tests.reading import PaintedWords, all_texts, squeezed


class OfQt(QTranslator):
    """Says Qt's own words, such as those of a Close button, in the language too."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return pseudo(source)

    def isEmpty(self) -> bool:
        return False


class Reader:
    """Looks at everything that can be read, again and again, and remembers what is wrong with it."""

    def __init__(self, window: MainWindow, pictures: Path | None) -> None:
        self.window, self.pictures = window, pictures
        self.painted = PaintedWords()
        self.english: dict[str, str] = {}
        self.squeezed: dict[str, str] = {}

    def look(self, moment: str) -> None:
        """Look at all there is now."""
        for _turn in range(2):
            QApplication.processEvents()
        for window in self._windows():
            picture = window.grab()
            if self.pictures is not None:
                name = f"{moment}-{window.objectName()}".replace("main_window", "window")
                picture.save(str(self.pictures / f"{name}.png"))
            for problem in squeezed(window):
                self.squeezed.setdefault(problem, moment)
        for where, text in all_texts():
            self._judge(text, where, moment)
        for text in self.painted.said:
            self._judge(text, "painted", moment)
        self.painted.said.clear()

    def _judge(self, text: str, where: str, moment: str) -> None:
        if english_words(text):
            self.english.setdefault(text, f"{moment}: {where}")

    def _windows(self) -> Iterator[QWidget]:
        yield self.window
        yield from (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())


def settle(seconds: float = 0.05) -> None:
    """Let everything that is waiting happen."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()


def trigger(window: MainWindow, *names: str) -> None:
    """Give commands."""
    for name in names:
        window.actions_by_name[f"action_{name}"].trigger()


def walk(reader: Reader) -> None:
    """Go through the window."""
    window = reader.window
    reader.look("first")
    window.call_out.put_away()
    for part in PARTS:
        for key in registered(part):
            window.panel.part_chosen.emit(part, key)
            trigger(window, "step", "ten_steps")
            for page in ("line", "backward", "network", "race") if part in ("models", "losses") else ("line",):
                window.show_page(page)
                reader.look(f"{part}-{key}-{page}")
            window.show_page("line")
        window.panel.part_chosen.emit(part, next(iter(registered(part))))
    trigger(window, "show_symbols")
    for page in ("line", "backward", "network", "race"):
        window.show_page(page)
        reader.look(f"symbols-{page}")
    trigger(window, "show_symbols")
    window.show_page("line")
    for show in (_dialogs, _lessons, _troubles):
        show(reader)


def _dialogs(reader: Reader) -> None:
    window = reader.window
    makers: dict[str, Callable[[], object]] = {
        name: window.actions_by_name[f"action_{name}"].trigger
        for name in ("help", "step_numbers", "exact", "data_table", "shortcuts", "doctor", "about")
    }
    for name, make in makers.items():
        make()
        reader.look(name)
        _close()
    for page in ("backward", "network", "race"):
        window.show_page(page)
        trigger(window, "help")
        reader.look(f"help-{page}")
        _close()
    window.show_page("line")
    changes = dialogs.ChangesDialog(window)
    changes.setText(pseudo("Something has changes that are not saved yet."))
    for dialog in (PictureDialog(window), changes, FaultDialog(window)):
        dialog.show()
        reader.look(dialog.objectName())
        dialog.hide()


def _lessons(reader: Reader) -> None:
    window = reader.window
    lessons = window.findChild(Wiring).lessons
    lessons.start()
    for place in range(13):
        lessons.open_chapter(place)
        settle()
        reader.look(f"lesson-{place + 1}")
    lessons.leave()


def _troubles(reader: Reader) -> None:
    window = reader.window
    window.panel.dataset_chosen.emit("eight_points_shifted")
    window.panel.rate.rate_typed.emit(0.25)
    trigger(window, *["ten_steps"] * 6)
    reader.look("flown")
    trigger(window, "clear_points")
    reader.look("empty")


def _close() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.hide()


def main(catalogues: str, lessons: str, size: str, scale: str, theme: str, pictures: str = "") -> None:
    """Go through the window, and tell what was found."""
    resource = assets.resource
    others = {"translations": Path(catalogues), "lessons": Path(lessons)}
    assets.resource = lambda *parts: others[parts[0]].joinpath(*parts[1:]) if parts[0] in others else resource(*parts)
    sys.modules["gd_visualizer.session.lessons.loader"].resource = assets.resource
    assets.speak([LANGUAGE])
    application = QApplication([])
    translator = OfQt()
    application.installTranslator(translator)
    window = create_window()
    window.glide.reduced = True
    window.findChild(Wiring).appearance.use(theme, float(scale))
    window.glide.reduced = True
    window.resize(*map(int, size.split("x")))
    window.show()
    reader = Reader(window, Path(pictures) if pictures else None)
    walk(reader)
    window.end()
    found = {"english": reader.english, "squeezed": reader.squeezed, "cut": list(reader.painted.cut)}
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
