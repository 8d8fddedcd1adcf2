"""The message bar: one sentence about something that could not be done. It blocks nothing and can be put away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gd_visualizer.assets import translate as _


class MessageBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden bar."""
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton(_("Close"), self)
        close.clicked.connect(self.put_away)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.addWidget(self._words, 1)
        layout.addWidget(close)
        self.hide()

    def text(self) -> str:
        """Return the sentence shown, or "" while the bar is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str) -> None:
        """Show a sentence until it is put away or another comes."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    @Slot()
    def put_away(self) -> None:
        """Hide the bar."""
        self.hide()
