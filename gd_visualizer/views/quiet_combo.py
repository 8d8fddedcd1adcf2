"""A combo box that leaves the wheel to the page around it until the person has chosen it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QToolTip, QWidget

# What the style leaves free on both sides of the text.
EDGES = 2


class QuietCombo(QComboBox):
    """A list to choose from, as narrow as its place demands."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty list.

        Parameters
        ----------
        name : str
            What is chosen, for screen readers.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        # The usual one of this style pays no heed to the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    def fill(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Offer other entries.

        Parameters
        ----------
        entries : iterable of (key, words, tip)
        """
        self.clear()
        for row, (key, label, tip) in enumerate(entries):
            self.addItem(label, key)
            self.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)

    def show_key(self, key: str) -> None:
        """Show the entry with a key, or none where there is no such entry; nothing is emitted."""
        row = self.findData(key)
        if row != self.currentIndex():
            self.setCurrentIndex(row)

    def is_cut(self) -> bool:
        """Return True where not the whole of what is chosen has room."""
        return self.fontMetrics().horizontalAdvance(self._chosen()) > self._room()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Let what has not enough room end in "…"."""
        super().initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, self._room()
        )

    def event(self, event: QEvent) -> bool:
        """Show the whole of what is chosen above the tip, where it is cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut():
            QToolTip.showText(event.globalPos(), f"{self._chosen()}\n{self.toolTip()}".strip(), self)
            return True
        return super().event(event)

    def _chosen(self) -> str:
        return self.currentText() or self.placeholderText()

    def _room(self) -> int:
        """Return how wide the text may be."""
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self).width() - EDGES

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn through the list only while it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
