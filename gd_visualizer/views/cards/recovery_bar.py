"""The recovery bar: offers work that an earlier window could not put away. It blocks nothing and waits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gd_visualizer.assets import translate as _


class RecoveryBar(QFrame):
    """Hidden until there is something to offer.

    Signals
    -------
    restore_asked()
        The work shall be opened.
    throw_away_asked()
        It shall be deleted.
    """

    restore_asked = Signal()
    throw_away_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden bar."""
        super().__init__(parent)
        self.setObjectName("recovery_bar")
        self._words = QLabel(self)
        self._words.setObjectName("recovery_words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.restore = QPushButton(_("Restore"), self)
        self.restore.setObjectName("recovery_restore")
        self.restore.setAccessibleDescription(_("Open what was there; what is shown now comes back with Undo."))
        self.restore.clicked.connect(self.restore_asked)
        self.throw_away = QPushButton(_("Throw away"), self)
        self.throw_away.setObjectName("recovery_throw_away")
        self.throw_away.setAccessibleDescription(_("Delete the work that was left; this cannot be undone."))
        self.throw_away.clicked.connect(self.throw_away_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.restore)
        layout.addWidget(self.throw_away)
        self.hide()

    def text(self) -> str:
        """Return the sentence shown, or "" while the bar is hidden."""
        return "" if self.isHidden() else self._words.text()

    def offer(self, sentence: str) -> None:
        """Show the offer."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
