"""The switch of views: which picture of the same walk the window shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from gd_visualizer.assets import translate as _

_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ViewSwitch(QFrame):
    """Buttons side by side in one bed, of which one is pressed.

    Signals
    -------
    view_chosen(str)
        The key of another view.
    """

    view_chosen = Signal(str)

    def __init__(self, views: tuple[tuple[str, str, str], ...], parent: QWidget | None = None) -> None:
        """Make a button for each view.

        Parameters
        ----------
        views : tuple of (key, words, tip)
            The first is the one shown at the beginning.
        """
        super().__init__(parent)
        self.setObjectName("view_switch")
        self.setAccessibleName(_("View"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for key, words, tip in views:
            button = QPushButton(words, self)
            button.setObjectName(f"view_{key}")
            button.setProperty("segment", True)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[key] = button
        self.buttons[views[0][0]].setChecked(True)
        self._group.buttonClicked.connect(self._choose)

    def show_view(self, key: str) -> None:
        """Show which view is seen; nothing is emitted."""
        self.buttons[key].setChecked(True)

    @Slot(QAbstractButton)
    def _choose(self, button: QAbstractButton) -> None:
        self.view_chosen.emit(button.objectName().removeprefix("view_"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next button by an arrow key, as in every row of such buttons."""
        way = _WAYS.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        names = list(self.buttons)
        if way is None or focused not in self.buttons.values():
            super().keyPressEvent(event)
            return
        place = next(place for place, button in enumerate(self.buttons.values()) if button is focused)
        following = self.buttons[names[(place + way) % len(names)]]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        following.click()
