"""Export commands: pictures and films of what is shown, the path as a table, and Python code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from gd_visualizer.app.export.dialog import COLOURS, FILES, PACES, SCALES, Choice, PictureDialog
from gd_visualizer.app.export.drawn_steps import drawn_steps
from gd_visualizer.app.export.film import KINDS, film
from gd_visualizer.app.export.film_size import AS_SHOWN, size_of
from gd_visualizer.app.export.pictures import VIEWS, clear_messages, image_of, pdf, png, svg, view_of
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.race_wiring import RaceWiring
from gd_visualizer.app.where_to_save import TABLES, ask_where
from gd_visualizer.app.work_dialog import work_beside
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.store import Store
from gd_visualizer.runtime.work_beside import Stopped
from gd_visualizer.session.export.path_table import path_bytes, save_path
from gd_visualizer.session.export.python_code import Writer, code_of, python_code
from gd_visualizer.session.export.torch_code import torch_code
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.said import said
from gd_visualizer.views.theme import Theme, load_theme

_Drawing = TypeVar("_Drawing", bytes, QImage)


class ExportCommands(QObject):
    """What the Export menu does."""

    def __init__(self, window: MainWindow, store: Store, race: RaceWiring, preferences: Preferences) -> None:
        """Connect the actions."""
        super().__init__(window)
        self._window, self._store, self._race, self._preferences = window, store, race, preferences
        self._dialog: PictureDialog | None = None
        slots: dict[str, Callable[..., object]] = {
            "action_export_picture": self._export_picture,
            "action_export_path": self._export_path,
            "action_export_python": self._export_python,
            "action_copy_python": self._copy_python,
            "action_export_torch": self._export_torch,
            "action_copy_torch": self._copy_torch,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)

    @Slot()
    def _export_picture(self) -> None:
        self._race.led.pause()
        self._dialog = self._dialog or PictureDialog(self._window)
        choice = self._dialog.ask(self._chosen_last())
        if choice is None:
            return
        for name, word in asdict(choice).items():
            self._preferences.keep(f"picture_{name}", word)
        if self._dialog.wants_copy:
            self._copy(choice)
            return
        kinds = _("Pictures (*{end})").format(end=choice.file)
        # An animated PNG is a PNG too, and most programs know it by that end only.
        path = self._ask_where(f"{choice.view}{choice.file}", kinds, *([".png"] if choice.file == ".apng" else []))
        if path is not None:
            self.write_picture(choice, path)

    def write_picture(self, choice: Choice, path: Path) -> None:
        """Draw what was chosen, and write it; a film that is cancelled leaves no file."""
        content = self._drawn(choice, self._content)
        if content is not None:
            self._write(path, content)

    def _copy(self, choice: Choice) -> None:
        image = self._drawn(choice, self._image)
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self._window.say(_("The picture is on the clipboard."))

    def _drawn(self, choice: Choice, draw: Callable[[Choice, Theme], _Drawing | None]) -> _Drawing | None:
        """Return what a function draws in the colours chosen; where it cannot, say why."""
        usual = self._window.theme
        assert usual is not None  # the window is dressed before anything can be asked of it
        other = usual if choice.colours == "shown" else load_theme(choice.colours, usual.scale, True)
        clear_messages(self._window)
        drawn: _Drawing | None = None
        with self._refusals_said():
            try:
                self._dress(other)
                self._window.come_to_rest()
                drawn = draw(choice, other)
            finally:
                self._dress(usual)
        return drawn

    def _image(self, choice: Choice, _theme: Theme) -> QImage:
        return image_of(view_of(self._window, choice.view), float(choice.scale))

    def _content(self, choice: Choice, theme: Theme) -> bytes | None:
        widget = view_of(self._window, choice.view)
        if choice.file in KINDS:
            return self._film(choice, theme)
        if choice.file == ".png":
            return png(widget, float(choice.scale))
        return svg(widget) if choice.file == ".svg" else pdf(widget)

    def _film(self, choice: Choice, theme: Theme) -> bytes | None:
        """Return a film of all steps kept, or None where it was cancelled; the step in view stays."""
        try:
            with drawn_steps(self._window, self._race.led, choice, theme) as steps:
                return film(steps, choice.file, int(choice.pace))
        except Stopped:
            return None

    def _dress(self, theme: Theme) -> None:
        if theme is not self._window.theme:
            # Words without a colour of their own have that of the program.
            QApplication.setPalette(theme.palette())
            self._window.restyle(theme)
            self._window.draw(self._store.snapshot)
            QApplication.processEvents()

    def _chosen_last(self) -> Choice:
        allowed = {"view": VIEWS, "file": FILES, "scale": SCALES, "colours": COLOURS, "pace": PACES}
        words = {name: self._preferences.choice(f"picture_{name}", given) for name, given in allowed.items()}
        size = self._preferences.text("picture_film_size", AS_SHOWN)
        return Choice(**words, film_size=size if size_of(size) else AS_SHOWN)

    @Slot()
    def _export_path(self) -> None:
        path = self._ask_where("path.csv", _("Tables (*.csv)"), *TABLES)
        if path is None:
            return
        snapshot = self._store.snapshot
        titles = _("Export"), _("{name} is being written.").format(name=path.name)
        with self._refusals_said():
            written = work_beside(partial(save_path, path, snapshot), path_bytes(snapshot), titles, self._window)
            if written is not None and not self._window.is_closed:
                self._say_written(path)

    @Slot()
    def _export_python(self) -> None:
        self._save_code(python_code, "walk.py")

    @Slot()
    def _export_torch(self) -> None:
        self._save_code(torch_code, "walk_torch.py")

    @Slot()
    def _copy_python(self) -> None:
        self._copy_code(python_code)

    @Slot()
    def _copy_torch(self) -> None:
        self._copy_code(torch_code)

    def _save_code(self, write: Writer, usual: str) -> None:
        text = self._code(write)
        path = None if text is None else self._ask_where(usual, _("Python code (*.py)"))
        if path is not None and text is not None:
            self._write(path, text.encode())

    def _copy_code(self, write: Writer) -> None:
        text = self._code(write)
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self._window.say(_("Python code that walks to this step is on the clipboard."))

    def _code(self, write: Writer) -> str | None:
        """Return code for the walk to the step in view; where there is none, say why."""
        text: str | None = None
        with self._refusals_said():
            text = code_of(self._store.snapshot, write)
        return text

    def _ask_where(self, usual: str, kinds: str, *more: str) -> Path | None:
        return ask_where(self._window, _("Export"), usual, kinds, (Path(usual).suffix, *more))

    def _write(self, path: Path, content: bytes) -> None:
        with self._refusals_said():
            write_whole(path, content)
            self._say_written(path)

    def _say_written(self, path: Path) -> None:
        self._window.say(_("{name} is written.").format(name=path.name))

    @contextmanager
    def _refusals_said(self) -> Iterator[None]:
        """Say in the window why something was refused."""
        try:
            yield
        except InputError as error:
            self._window.say(said(error))
