"""Buttons and ticks whose words give way where there is little room: they end in "…", and the tip has all of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QStyleOptionButton, QToolTip, QWidget

FEW_LETTERS = 4


class _GivingWay:
    """What is the same for both; it stands before a button of Qt among the bases."""

    _measuring = False

    def is_cut(self: Any) -> bool:
        """Return True where not all words have room."""
        return bool(self.text()) and self.sizeHint().width() > self.width()

    def sizeHint(self: Any) -> QSize:
        """Return a size in which all words have room."""
        self._measuring = True
        hint = super().sizeHint()  # type: ignore[misc]
        self._measuring = False
        return hint

    def minimumSizeHint(self: Any) -> QSize:
        """Give way to what stands beside it, down to a few letters."""
        hint, metrics = self.sizeHint(), self.fontMetrics()
        spare = metrics.horizontalAdvance(self.text()) - metrics.averageCharWidth() * FEW_LETTERS
        return QSize(hint.width() - max(0, spare), hint.height())

    def initStyleOption(self: Any, option: QStyleOptionButton) -> None:
        """Shorten the words; not while Qt measures them."""
        super().initStyleOption(option)  # type: ignore[misc]
        if not self._measuring and self.is_cut():
            room = self.width() - self.sizeHint().width() + self.fontMetrics().horizontalAdvance(self.text())
            option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def event(self: Any, event: QEvent) -> bool:
        """Show the whole words above the tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut():
            QToolTip.showText(event.globalPos(), f"{self.text()}\n{self.toolTip()}".strip(), self)
            return True
        return bool(super().event(event))  # type: ignore[misc]


class Tick(_GivingWay, QCheckBox):
    """A check box that gives way."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show words beside the box."""
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class Push(_GivingWay, QPushButton):
    """A push button that gives way."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show words on the button."""
        super().__init__(text, parent)
        # Else Qt takes the size in which all words have room for the least.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
