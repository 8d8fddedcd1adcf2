"""A form: one row for every setting that a model, loss, optimizer, schedule or penalty declares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.settings import Setting, settings_of
from gd_visualizer.session.said import said
from gd_visualizer.views.panels.fold import Fold
from gd_visualizer.views.panels.setting_row import SettingRow
from gd_visualizer.views.theme import Theme

# Longer forms show only the first rows, and the rest on demand.
LONGEST, SHOWN = 4, 3
# The learning rate has a control of its own.
ELSEWHERE = ("learning_rate",)
GAP = 6


class SettingForm(QWidget):
    """Rows for the settings of one frozen dataclass.

    Signals
    -------
    setting_changed(str, object)
        Key and new value: the person changed a setting, and the dataclass takes that value.
    rebuilt()
        There are other rows now.
    """

    setting_changed = Signal(str, object)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self.rows: dict[str, SettingRow] = {}
        self._owner: Any = None
        self._settings: tuple[Setting, ...] = ()
        self._theme: Theme | None = None
        self._top = QVBoxLayout()
        self._top.setSpacing(GAP)
        self.more = Fold(_("More settings"), GAP, self)
        self.more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._top)
        column.addWidget(self.more)
        self.hide()

    def show_settings(self, owner: Any) -> None:
        """Show the settings of a frozen dataclass; rows are made anew only where it declares other ones."""
        settings = tuple(item for item in settings_of(owner) if item.key not in ELSEWHERE)
        is_other = type(owner) is not type(self._owner) or settings != self._settings
        self._owner = owner
        if is_other:
            self._rebuild(settings)
        for key, row in self.rows.items():
            row.draw(getattr(owner, key))
        hidden = list(self.rows.values())[SHOWN:] if len(self.rows) > LONGEST else []
        self.more.show_changed(sum(row.is_changed() for row in hidden))

    def changed(self) -> int:
        """Return how many settings are not at their default."""
        return sum(row.is_changed() for row in self.rows.values())

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.more.restyle(theme)
        for row in self.rows.values():
            row.restyle(theme)

    def _rebuild(self, settings: tuple[Setting, ...]) -> None:
        for row in self.rows.values():
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._settings = settings
        self.rows = {item.key: SettingRow(item, parent=self) for item in settings}
        for place, row in enumerate(self.rows.values()):
            is_folded = place >= SHOWN and len(settings) > LONGEST
            (self.more.column if is_folded else self._top).addWidget(row)
            row.value_entered.connect(self._take)
            if self._theme is not None:
                row.restyle(self._theme)
        self.more.setVisible(len(settings) > LONGEST)
        self.setVisible(bool(settings))
        self.rebuilt.emit()

    @Slot(object)
    def _take(self, value: object) -> None:
        """Hand a value on if the dataclass takes it, else say what it says."""
        row = self.sender()
        assert isinstance(row, SettingRow)
        if self.rows.get(row.setting.key) is not row:
            # An open list can outlive its row by a moment, when another part was chosen meanwhile.
            return
        try:
            replace(self._owner, **{row.setting.key: value})
        except InputError as error:
            row.refuse(said(error))
            return
        self.setting_changed.emit(row.setting.key, value)
