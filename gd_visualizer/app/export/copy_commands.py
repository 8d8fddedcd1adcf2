"""Copy commands of the Export menu: what is on the screen as Markdown or LaTeX, and pictures of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from gd_visualizer.app.export.pictures import clear_messages, image_of, view_of
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.export.summary import latex_summary, markdown_summary
from gd_visualizer.session.said import said


class CopyCommands(QObject):
    """Puts on the clipboard what can be pasted into a document."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        """Connect the actions."""
        super().__init__(window)
        self._window, self._store = window, store
        slots: dict[str, Callable[..., object]] = {
            "action_copy_markdown": self._copy_markdown,
            "action_copy_latex": self._copy_latex,
            "action_copy_picture": self._copy_window,
            "action_copy_data_picture": self._copy_data,
            "action_copy_map_picture": self._copy_map,
            "action_copy_loss_picture": self._copy_loss,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)

    @Slot()
    def _copy_markdown(self) -> None:
        QGuiApplication.clipboard().setText(markdown_summary(self._store.snapshot))
        self._window.say(_("What is on the screen is on the clipboard, as a table of Markdown."))

    @Slot()
    def _copy_latex(self) -> None:
        QGuiApplication.clipboard().setText(latex_summary(self._store.snapshot))
        self._window.say(_("What is on the screen is on the clipboard, as a table of LaTeX."))

    @Slot()
    def _copy_window(self) -> None:
        self._copy("window", _("A picture of the window is on the clipboard."))

    @Slot()
    def _copy_data(self) -> None:
        self._copy("data", _("A picture of the data is on the clipboard."))

    @Slot()
    def _copy_map(self) -> None:
        self._copy("surface", _("A picture of the map is on the clipboard."))

    @Slot()
    def _copy_loss(self) -> None:
        self._copy("loss", _("A picture of the loss chart is on the clipboard."))

    def _copy(self, view: str, sentence: str) -> None:
        clear_messages(self._window)
        try:
            QGuiApplication.clipboard().setImage(image_of(view_of(self._window, view)))
        except InputError as error:
            self._window.say(said(error))
        else:
            self._window.say(sentence)
