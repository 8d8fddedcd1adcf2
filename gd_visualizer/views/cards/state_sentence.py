"""The state sentence: one line at the top that says what is going on and what to do next."""

from __future__ import annotations

import html
import re
import time

import qtawesome
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.theme import SENTENCE, Theme

ICONS = {
    "ready": "mdi6.flag-outline", "running": "mdi6.play-circle-outline", "paused": "mdi6.pause-circle-outline",
    "arrived": "mdi6.check-circle-outline", "diverged": "mdi6.alert-outline", "moved": "mdi6.cursor-move",
    "points": "mdi6.gesture-tap",
}  # fmt: skip
NARROW, SMALL = 800, 16
QUIET_SECONDS = 2.0


class StateSentence(QWidget):
    """An icon and a sentence of at most two lines; its height never changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty sentence."""
        super().__init__(parent)
        self.setObjectName("state_sentence")
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        self._theme: Theme | None = None
        self._sentence: Sentence | None = None
        self._said_at = 0.0

    def text(self) -> str:
        """Return the sentence without marks."""
        return self._sentence.plain if self._sentence else ""

    def draw(self, snapshot: Snapshot) -> None:
        """Show the sentence of a snapshot."""
        if snapshot.sentence == self._sentence:
            return
        self._sentence = snapshot.sentence
        self._write()
        self.setAccessibleName(self.text())
        now = time.monotonic()
        if snapshot.status != "running" or now - self._said_at >= QUIET_SECONDS:
            self._said_at = now
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(54))
        self._icon.setFixedWidth(theme.px(30))
        self._write()

    def _write(self) -> None:
        if self._theme is None or self._sentence is None:
            return
        theme, sentence = self._theme, self._sentence
        small = self.width() < NARROW * theme.scale
        words = html.escape(sentence.text)
        words = re.sub(r"\*\*(.+?)\*\*", r"<span style='font-weight:600'>\1</span>", words)
        for letter in ("m", "b"):
            styled = f"<span style='font-weight:600;font-style:italic;color:{theme.css(letter)}'>{letter}</span>"
            words = words.replace(f"*{letter}*", styled)
        self._words.setText(f"<span style='font-size:{theme.px(SMALL if small else SENTENCE)}px'>{words}</span>")
        token = "loss" if sentence.icon == "diverged" else "ink"
        size = theme.px(28)
        picture = qtawesome.icon(ICONS[sentence.icon], color=theme.colour(token))
        self._icon.setPixmap(picture.pixmap(QSize(size, size)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Use smaller letters where the window is narrow."""
        super().resizeEvent(event)
        self._write()
