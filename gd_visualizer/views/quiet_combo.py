"""A combo box that leaves the wheel to the page around it until the person has chosen it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QWidget

from gd_visualizer.views.safe_item import paint_widget


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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; words that are too long end in an ellipsis, not within a letter."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, box = self.style(), QStyle.ComplexControl.CC_ComboBox
        style.drawComplexControl(box, option, painter, self)
        place = style.subControlRect(box, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(self.currentText(), elide, place.width() - 2)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn through the list only while it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
