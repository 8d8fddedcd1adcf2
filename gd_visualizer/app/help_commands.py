"""Commands of the Help menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gd_visualizer.app import dialogs
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.pages import page_names
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.association import associate
from gd_visualizer.session.said import said


class HelpCommands(QObject):
    """Shows keys, versions and what this program is."""

    def __init__(self, window: MainWindow) -> None:
        """Serve one window."""
        super().__init__(window)
        self._window = window

    @Slot()
    def page(self) -> None:
        """Say what there is to see on the view at hand, and what each word means."""
        window = self._window
        window.help.show_page(window.pages.key, page_names()[window.pages.key])

    @Slot()
    def shortcuts(self) -> None:
        """Show every key and what it does."""
        dialogs.show_shortcuts(self._window)

    @Slot()
    def associate(self) -> None:
        """Let a double click on a session file open this program, and say what was done."""
        try:
            self._window.say(associate())
        except InputError as error:
            self._window.say(said(error))

    @Slot()
    def doctor(self) -> None:
        """Show versions for a report about a fault."""
        dialogs.show_report(self._window)

    @Slot()
    def about(self) -> None:
        """Show what this program is."""
        dialogs.show_about(self._window)
