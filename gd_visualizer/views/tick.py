"""A tick whose words give way where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QToolTip, QWidget

FEW_LETTERS = 4


class Tick(QCheckBox):
    """A check box; words that have not enough room end in "…", and the whole of them stands in the tip."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show words beside the box."""
        super().__init__(text, parent)
        self._measuring = False

    def is_cut(self) -> bool:
        """Return True where not all words have room."""
        return self.sizeHint().width() > self.width()

    def sizeHint(self) -> QSize:
        """Return a size in which all words have room."""
        self._measuring = True
        hint = super().sizeHint()
        self._measuring = False
        return hint

    def minimumSizeHint(self) -> QSize:
        """Give way to what stands beside it, down to a few letters."""
        hint, metrics = self.sizeHint(), self.fontMetrics()
        spare = metrics.horizontalAdvance(self.text()) - metrics.averageCharWidth() * FEW_LETTERS
        return QSize(hint.width() - max(0, spare), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Shorten the words; not while Qt measures them."""
        super().initStyleOption(option)
        if not self._measuring and self.is_cut():
            room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
            option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def event(self, event: QEvent) -> bool:
        """Show the whole words above the tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut():
            QToolTip.showText(event.globalPos(), f"{self.text()}\n{self.toolTip()}".strip(), self)
            return True
        return super().event(event)
