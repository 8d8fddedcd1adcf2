"""Ticks of what is shown: panel and menu say the same, and the choice is kept for the next time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.options import options
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.store import Store

ACTION = "action_show_"


class ShowCommands(QObject):
    """Shows and hides what a person ticks."""

    def __init__(self, window: MainWindow, store: Store, preferences: Preferences) -> None:
        """Connect panel and menu, and show what was shown the last time."""
        super().__init__(window)
        self._window, self._store, self._preferences = window, store, preferences
        window.panel.option_ticked.connect(self.show)
        for option in options():
            action = window.actions_by_name[ACTION + option.key]
            action.toggled.connect(self._toggle)
            self.show(option.key, preferences.flag(f"show_{option.key}", option.at_first))

    @Slot(str, bool)
    def show(self, key: str, ticked: bool) -> None:
        """Show or hide one thing."""
        self._window.panel.options[key].setChecked(ticked)
        self._window.actions_by_name[ACTION + key].setChecked(ticked)
        if key == "symbols":
            self._store.use_symbols(ticked)
        else:
            self._window.line.set_shown(key, ticked)

    def keep(self) -> None:
        """Remember what is shown for the next time."""
        for key, box in self._window.panel.options.items():
            self._preferences.keep(f"show_{key}", box.isChecked())

    @Slot(bool)
    def _toggle(self, ticked: bool) -> None:
        key = self.sender().objectName().removeprefix(ACTION)
        if self._window.panel.options[key].isChecked() != ticked:
            self.show(key, ticked)
