"""A button whose words go on in the next line where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gd_visualizer.views.theme import BODY, Theme

PADDING, GAP, MARK = 10, 8, 16


class ChoiceButton(QPushButton):
    """A wide button that can stay pressed, with words that wrap.

    It is in no ``QButtonGroup``: such a group leaves one button only to the Tab key.

    Signals
    -------
    chosen(int)
        It was pressed; its place among the choices.
    """

    chosen = Signal(int)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        """Make a button without words."""
        super().__init__(parent)
        self.place = place
        self.clicked.connect(self._tell)
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

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.place)

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
