"""A button whose words go on in the next line where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gd_visualizer.views.theme import BODY, Theme

PADDING, GAP, MARK = 10, 8, 16


class ChoiceButton(QPushButton):
    """A wide button that can stay pressed, with words that wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a button without words."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme: Theme | None = None
        self._words = ""

    def write(self, text: str) -> None:
        """Show a text."""
        if text != self._words:
            self._words = text
            self._wrap()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setIconSize(QSize(theme.px(MARK), theme.px(MARK)))
        self.setStyleSheet(
            f"QPushButton {{ text-align: left; padding: 2px {PADDING}px; min-height: {theme.px(30)}px; }}"
            f"QPushButton:checked {{ background: {theme.css('sel')}; border: 2px solid {theme.css('ink')}; }}"
        )
        self._wrap()

    def _wrap(self) -> None:
        """Break the words into lines that fit."""
        if self._theme is None:
            return
        metrics = QFontMetricsF(self._theme.font(BODY))
        room = self.width() - 2 * (PADDING + 2) - GAP - self._theme.px(MARK)
        lines = [""]
        for word in self._words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        text = "\n".join(lines).replace("&", "&&")
        if text != self.text():
            self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Return the height of all lines, and no width at all."""
        return QSize(0, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._wrap()
