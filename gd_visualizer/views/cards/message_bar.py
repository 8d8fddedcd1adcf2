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
        close.clicked.connect(self._close)
        self._lasting: list[str] = []
        self._passing = ""
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
        self._passing = sentence
        self._show()

    @Slot(str)
    def keep_saying(self, sentence: str) -> None:
        """Show a sentence until the person closes the bar, whatever is done or said meanwhile."""
        if sentence not in self._lasting:
            self._lasting.append(sentence)
        self._show()

    @Slot()
    def put_away(self) -> None:
        """Take back what was said of something that is over."""
        self._passing = ""
        self._show()

    @Slot()
    def _close(self) -> None:
        self._lasting.clear()
        self.put_away()

    def _show(self) -> None:
        sentences = [*self._lasting, self._passing] if self._passing else self._lasting
        if sentences:
            self._words.setText("\n".join(sentences))
            self.setAccessibleName(" ".join(sentences))
        self.setVisible(bool(sentences))
