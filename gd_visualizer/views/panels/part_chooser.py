"""Choose one part of a plan: a model, loss, optimizer or schedule, and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.session.notation import in_letters, phrases_of
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.panels.setting_form import SettingForm
from gd_visualizer.views.quiet_combo import QuietCombo
from gd_visualizer.views.theme import Theme


class PartChooser(QWidget):
    """A heading, a list of what there is, the formula of what is chosen, and its settings.

    Signals
    -------
    chosen(str)
        The key of another entry.
    setting_changed(str, object)
        Key and new value of a setting of the present entry.
    """

    chosen = Signal(str)
    setting_changed = Signal(str, object)

    def __init__(
        self, title: str, entries: Mapping[str, type[Any]], lead: str = "", parent: QWidget | None = None
    ) -> None:
        """Make a list of entries with none chosen.

        Parameters
        ----------
        title : str
        entries : mapping of key to class
            What can be chosen, in order.
        lead : str
            What stands before the formula, such as "ŷ = ".
        """
        super().__init__(parent)
        self._lead = lead
        self._owner: Any = None
        self._drawn: object = None
        self.title = words(title, "heading", self)
        self.box = QuietCombo(title, self)
        self.box.fill((key, _(entry.label), _(entry.help)) for key, entry in entries.items())
        self.box.setCurrentIndex(-1)
        self.box.setMaxVisibleItems(16)
        self.title.setBuddy(self.box)
        self.caption = words("", "note", self)
        self.caption.setWordWrap(True)
        self.form = SettingForm(self)
        self.box.activated.connect(self._choose)
        self.form.setting_changed.connect(self.setting_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for thing in (self.title, self.box, self.caption, self.form):
            column.addWidget(thing)

    def draw(self, owner: Any, symbols: bool = False) -> None:
        """Show which entry is chosen and its settings."""
        # The list may stand elsewhere though nothing changed: on a choice that was not taken.
        self.box.show_key(owner.key)
        self.form.show_settings(owner)
        if (owner, symbols) == self._drawn:
            return
        self._owner, self._drawn = owner, (owner, symbols)
        self.box.setPlaceholderText(_(owner.label))
        tip = _(owner.help)
        formula = getattr(owner, "written_formula", owner.formula)
        lead = "L = " if symbols and isinstance(owner, Loss) else self._lead
        self.caption.setText(lead + _(in_letters(formula) if symbols else formula) if formula else tip)
        self.caption.phrases = phrases_of(owner)
        self.caption.setToolTip(tip)
        self.box.setToolTip(tip)
        self.box.setAccessibleDescription(tip)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.form.restyle(theme)

    @Slot(int)
    def _choose(self, row: int) -> None:
        key = self.box.itemData(row)
        if self._owner is None or key != self._owner.key:
            self.chosen.emit(key)
