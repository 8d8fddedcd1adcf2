"""Go through the whole window in the language that nobody speaks, and tell what stayed English or has no room.

Run by ``test_pseudo_language.py`` in a process of its own, since a language is chosen before the first sentence::

    python -m tests.pseudo FOLDER
    python -m tests.stories.pseudo_window xx FOLDER 1024x700 1.5 light 400 [FOLDER FOR PICTURES]

The 400 is how many gestures of a monkey follow; with 0 the walk is short too, and only tells what has no room. What is
printed is JSON: what is ``english``, what is ``squeezed``, what of the painted words is ``cut``, and ``faults``.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gd_visualizer import assets
from gd_visualizer.app import create_window, dialogs
from gd_visualizer.app.export.dialog import PictureDialog
from gd_visualizer.app.faults import FaultDialog
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.assets import translate as _
from gd_visualizer.core.expression.operations import FUNCTIONS
from gd_visualizer.core.registry import PARTS, registered
from gd_visualizer.session.files.datasets import builtin_datasets
from gd_visualizer.session.files.table import parse_table
from gd_visualizer.session.lessons.loader import shipped_lessons
from gd_visualizer.views.tables.preview_dialog import PreviewDialog
from tests.monkey import window as monkey_at_window
from tests.monkey.gestures import gestures
from tests.monkey.window import Monkey
from tests.pseudo import LANGUAGE, english_words, pseudo
from tests.reading import PaintedWords, all_texts, squeezed

# Names of functions in formulas, as they are typed, and of what computers are made of.
KEPT = frozenset({*FUNCTIONS, "sigmoid", "mean", "sign", "choose", "Sxx", "Sxy", "QT", "Enter"})
# A report about the system is for those who look for faults.
# Names of files and folders, and of columns of their tables: they belong to people. Reasons that the system and the
# reader of JSON give are in their own words.
NAMES = re.compile(
    r"No such file or directory|JSON is malformed: .*|(/\S*/)?\b(\w+(\.\w+)*\.(csv|gdv|gif|pdf|py|png|svg)|tmp\w+)\b"
    r"|\b(year|sea_level_mm|one|two|three)\b|\btext ="
)
UNREAD = ("report", "fault_text")
PAGES = ("line", "backward", "network", "race")
WRONG_FORMULAS = (
    *("", "sin(x", "sin", "a+", "()", "1,5*x", "y = a", "x)", "a|b", "1e999*x", "1e-999*x", "_a*x", "[x]", "a.", "2 3"),
    *("f2(x)", "x^2^3", "min(x)", "sin(x, 2)", "1/0", "?"),
)
SOME = {"models": ("linear", "polynomial", "network"), "losses": ("quantile",), "optimizers": ("adam",)}
SEED = 6


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
        self.cut: dict[str, str] = {}
        self.faults: list[str] = []
        sys.excepthook = self._caught

    def _caught(self, kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
        self.faults.append("".join(traceback.format_exception(kind, error, place)))

    def look(self, moment: str) -> None:
        """Look at all there is now."""
        for _turn in range(4):
            QApplication.processEvents()
        for window in self._windows():
            picture = window.grab()
            if self.pictures is not None:
                name = f"{moment}-{window.objectName()}".replace("main_window", "window")
                picture.save(str(self.pictures / f"{name}.png"))
            for problem in squeezed(window):
                self.squeezed.setdefault(problem, moment)
        self.read(moment)

    def read(self, moment: str) -> None:
        """Read all there is now."""
        for where, text in all_texts():
            self._judge(text, where, moment)
        for text in self.painted.said:
            self._judge(text, "painted", moment)
        self.painted.said.clear()
        for problem in self.painted.cut:
            self.cut.setdefault(problem, moment)
        self.painted.cut.clear()

    def _judge(self, text: str, where: str, moment: str) -> None:
        words = [word for word in english_words(NAMES.sub(" ", text)) if word not in KEPT]
        if words and not any(name in where for name in UNREAD):
            self.english.setdefault(f"{' '.join(words)} in {text}", f"{moment}: {where}")

    def _windows(self) -> Iterator[QWidget]:
        yield self.window
        yield from (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())


def trigger(window: MainWindow, *names: str) -> None:
    """Give commands."""
    for name in names:
        window.actions_by_name[f"action_{name}"].trigger()


def walk(reader: Reader, is_short: bool) -> None:
    """Go through the window; the short way has no more than one of each kind."""
    window = reader.window
    reader.look("first")
    window.call_out.put_away()
    _choices(reader, SOME if is_short else {part: tuple(registered(part)) for part in PARTS})
    for show in (_options, _dialogs, _backward, _race, _lessons, _troubles, _refusals):
        show(reader)
    if not is_short:
        _datasets(reader)


def _choices(reader: Reader, chosen: dict[str, tuple[str, ...]]) -> None:
    """Choose models, losses, optimizers and schedules, in words and in symbols, with what can be asked about them."""
    window = reader.window
    for part, keys in chosen.items():
        for key in keys:
            window.panel.part_chosen.emit(part, key)
            for pages in (PAGES if part in ("models", "losses") else ("line",)), ("line",):
                trigger(window, "step", "ten_steps")
                for page in pages:
                    window.show_page(page)
                    reader.look(f"{part}-{key}-{page}")
                trigger(window, "show_symbols")
            for name in ("step_numbers", "exact"):
                trigger(window, name)
                reader.look(f"{part}-{key}-{name}")
                close_dialogs()
        window.panel.part_chosen.emit(part, next(iter(registered(part))))
    trigger(window, "show_symbols")
    for page in PAGES:
        window.show_page(page)
        reader.look(f"symbols-{page}")
    trigger(window, "show_symbols")
    window.show_page("line")


def _datasets(reader: Reader) -> None:
    for info in builtin_datasets():
        reader.window.panel.dataset_chosen.emit(info.key)
        trigger(reader.window, "step")
        reader.look(f"data-{info.key}")
    reader.window.panel.dataset_chosen.emit(builtin_datasets()[0].key)


def _options(reader: Reader) -> None:
    """Tick and set what is left, one by one."""
    window = reader.window
    for name in ("show_total", "show_parts", "log_bands", "log_loss", "big_mode"):
        trigger(window, name)
        trigger(window, "step")
        reader.look(name)
        if name != "show_parts":
            trigger(window, name)
    panel = window.panel
    panel.opener.setChecked(True)
    panel.more.button.click()
    panel.batch_size_typed.emit(3)
    panel.climb_ticked.emit(True)
    panel.setting_changed.emit("penalty", "l2", 0.1)
    panel.part_chosen.emit("optimizers", "momentum")
    trigger(window, "step", "ten_steps", "step_numbers")
    reader.look("more")
    close_dialogs()
    panel.climb_ticked.emit(False)
    panel.batch_size_typed.emit(0)
    panel.setting_changed.emit("penalty", "l2", 0.0)
    panel.opener.setChecked(False)


def _dialogs(reader: Reader) -> None:
    window = reader.window
    for name in ("help", "data_table", "shortcuts", "doctor", "about"):
        trigger(window, name)
        reader.look(name)
        close_dialogs()
    for page in PAGES[1:]:
        window.show_page(page)
        trigger(window, "help")
        reader.look(f"help-{page}")
        close_dialogs()
    window.show_page("line")
    changes = dialogs.changes_question(window)
    changes.setText(_("{name} has changes that are not saved yet.").format(name="A.gdv"))
    elsewhere = dialogs.file_question(window)
    elsewhere.setText(_("{name} was changed by another program since it was opened here.").format(name="A.gdv"))
    preview = PreviewDialog("A.csv", window.theme, window)
    preview.show_table(parse_table(b"one,two,three\n1,2,3\n2,3,5\n", "A.csv"))
    for dialog in (PictureDialog(window), changes, elsewhere, FaultDialog(window), preview):
        dialog.show()
        reader.look(dialog.objectName())
        dialog.hide()
    window.canvas.open_dialog(int(window.snapshot.document.dataset.ids[0]))
    reader.look("point")
    close_dialogs()
    for place in (None, int(window.snapshot.document.dataset.ids[0])):
        menu = window.canvas._menu(place, True)
        reader.look("canvas-menu")
        menu.close()
    window.recovery_bar.offer(
        _("What you choose here cannot be kept for the next time: the settings cannot be written.")
    )
    window.say(_("What you choose here cannot be kept for the next time: the settings cannot be written."))
    reader.look("bars")
    window.recovery_bar.hide()
    window.messages.put_away()


def _backward(reader: Reader) -> None:
    window = reader.window
    window.show_page("backward")
    page = window.pages.currentWidget()
    for row in (0, None):
        page.choose_row(row)
        page.walk("first")
        for stop in range(16):
            page.walk("on")
            reader.look(f"backward-{row}-{stop}")
    window.show_page("line")


def _race(reader: Reader) -> None:
    window = reader.window
    window.show_page("race")
    for deed in ("ten_steps", "ten_steps", "show_symbols"):
        trigger(window, deed)
        reader.look(f"race-{deed}")
    trigger(window, "show_symbols")
    window.show_page("line")


def _lessons(reader: Reader) -> None:
    window = reader.window
    lessons = window.findChild(Wiring).lessons
    lessons.start()
    for place in range(len(shipped_lessons())):
        lessons.open_chapter(place)
        reader.look(f"lesson-{place + 1}")
        if window.snapshot.document.model.parameter_names == ("m", "b"):
            window.canvas.line_dragged.emit(1.0, 0.5)
        trigger(window, "step", "ten_steps")
        window.lesson_panel.answered.emit(0)
        reader.look(f"lesson-{place + 1}-done")
    lessons.leave()


def _troubles(reader: Reader) -> None:
    window = reader.window
    window.panel.dataset_chosen.emit("eight_points_shifted")
    window.panel.part_chosen.emit("optimizers", "gradient_descent")
    window.panel.rate.rate_typed.emit(0.25)
    trigger(window, *["ten_steps"] * 6)
    reader.look("flown")
    trigger(window, "clear_points")
    for page in PAGES:
        window.show_page(page)
        reader.look(f"empty-{page}")
    window.show_page("line")


def _refusals(reader: Reader) -> None:
    """Type formulas that are none, and read why."""
    window = reader.window
    window.panel.part_chosen.emit("models", "formula")
    for text in WRONG_FORMULAS:
        window.panel.setting_changed.emit("model", "text", text)
        reader.read(f"formula {text}")
    window.messages.put_away()


def close_dialogs() -> None:
    """Put every dialog away."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.hide()


class Listener(Monkey):
    """A monkey that plays, while somebody else reads what the window says to it."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._reader = reader
        super().__init__(folder)

    def look(self, also_undo: bool) -> None:
        """Read instead of comparing."""
        self._reader.read("monkey")


def choose_language(language: str, folder: Path) -> None:
    """Speak a language whose catalogue and lessons lie in a folder, as those of the program lie in its own."""
    resource = assets.resource

    def either(*parts: str) -> Path:
        return folder.joinpath(*parts) if parts[0] in ("translations", "lessons") else resource(*parts)

    assets.resource = sys.modules["gd_visualizer.session.lessons.loader"].resource = either
    assets.speak([language])


def main(language: str, folder: str, size: str, scale: str, theme: str, deeds: str, pictures: str = "") -> None:
    """Go through the window, and tell what was found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = tempfile.mkdtemp()
    choose_language(language, Path(folder))
    application = QApplication([])
    translator = OfQt()
    if language == LANGUAGE:
        application.installTranslator(translator)
    window = create_window()
    window.findChild(Wiring).appearance.use(theme, float(scale))
    window.glide.reduced = True
    window.resize(*map(int, size.split("x")))
    window.show()
    reader = Reader(window, Path(pictures) if pictures else None)
    try:
        walk(reader, is_short=not int(deeds))
    except Exception:
        reader.faults.append(traceback.format_exc())
    window.end()
    faults = list(reader.faults)
    if int(deeds):
        monkey_at_window.LOOK_EVERY = 1
        with tempfile.TemporaryDirectory() as place:
            monkey = Listener(Path(place), reader)
            monkey.run(gestures(int(deeds), SEED))
            faults += monkey.faults
    found = {"english": reader.english, "squeezed": reader.squeezed, "cut": reader.cut, "faults": faults}
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
