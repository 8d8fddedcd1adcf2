"""A box for a short text: taken on Return or on leaving it, and never lost when it cannot be taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class TextBox(QLineEdit):
    """A line to type a text into. Whoever hears ``text_entered`` decides and calls ``accept`` or leaves it.

    Signals
    -------
    text_entered(str)
        The person is done with another text.
    restored()
        The person gave up; the box shows the old text again.
    """

    text_entered = Signal(str)
    restored = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty box.

        Parameters
        ----------
        name : str
            What the text is, for screen readers.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._kept = ""

    def set_text(self, text: str) -> None:
        """Show the text that holds, unless the person is writing one; what was refused stays until another holds."""
        if text == self._kept:
            return
        self._kept = text
        if not (self.isModified() and self.hasFocus()):
            self.accept(text)

    def accept(self, text: str) -> None:
        """Show the text that holds now, whatever was written."""
        self._kept = text
        self.setText(text)
        self.setModified(False)
        self.setCursorPosition(0)

    def _enter(self) -> None:
        if not self.isModified():
            return
        text = self.text().strip()
        if text == self._kept:
            self._give_up()
        else:
            self.text_entered.emit(text)

    def _give_up(self) -> None:
        self.accept(self._kept)
        self.restored.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the text on Return, bring the old one back on Escape."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and self.isModified():
            self._give_up()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the text."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._enter()
