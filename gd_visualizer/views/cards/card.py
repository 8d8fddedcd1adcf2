"""A card: a pane with a title, a short note at the right and one thing inside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from gd_visualizer.session.notation import explained


class Words(QLabel):
    """A label; under the mouse it says in plain phrases what its symbols mean, below its own tip.

    Attributes
    ----------
    phrases : dict from str to str
        What letters mean here, beside those that mean the same everywhere.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show a text."""
        super().__init__(text, parent)
        self.phrases: dict[str, str] = {}

    def event(self, event: QEvent) -> bool:
        """Show the tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = "\n".join(filter(None, (self.toolTip(), explained(self.text(), self.phrases))))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)


def words(text: str, role: str, parent: QWidget | None = None) -> Words:
    """Return a label in one of the text roles of the style sheet; its text is never read as HTML."""
    label = Words(text, parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class Card(QFrame):
    """A white pane with rounded corners."""

    def __init__(self, title: str, caption: str = "", parent: QWidget | None = None) -> None:
        """Make an empty card; put things into ``body``."""
        super().__init__(parent)
        self.setProperty("card", True)
        self.title = words(title, "title", self)
        self.note = words("", "note", self)
        self._full_caption, self._brief_caption = caption, ""
        self.caption = words(caption, "note", self)
        # Captions give way when the window is small; they must never push the plots out of it.
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.caption.setVisible(bool(caption))
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.note)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 10)
        layout.setSpacing(2)
        layout.addLayout(self.head)
        layout.addWidget(self.caption)
        layout.addLayout(self.body, 1)

    def set_title(self, text: str) -> None:
        """Show another title."""
        if text != self.title.text():
            self.title.setText(text)

    def set_caption(self, text: str, brief: str = "") -> None:
        """Show other words below the title, and fewer of them where there is no room for all."""
        if (text, brief) != (self._full_caption, self._brief_caption):
            self._full_caption, self._brief_caption = text, brief
            self.caption.setToolTip(text)
            self.caption.setVisible(bool(text))
            self._elide()

    def _elide(self) -> None:
        """Show as much of the caption as there is room for; the whole stands in its tool tip."""
        room = self.width() - 34
        metrics, text = self.caption.fontMetrics(), self._full_caption
        if self._brief_caption and metrics.horizontalAdvance(text) > room:
            text = self._brief_caption
        self.caption.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the caption to the new width."""
        super().resizeEvent(event)
        self._elide()
