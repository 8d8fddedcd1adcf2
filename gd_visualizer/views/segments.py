"""Segments: a few buttons side by side, of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gd_visualizer.views.theme import BODY, Theme

_SHEET = """
QFrame {{ background: {sel}; border: 0; border-radius: 6px; }}
QPushButton {{ background: transparent; color: {ink2}; border: 2px solid transparent; border-radius: 5px;
    padding: 0 {padding}px; min-height: {height}px; font-size: {size}px; font-weight: 400; }}
QPushButton:hover {{ color: {ink}; }}
QPushButton:checked {{ background: {card}; color: {ink}; border: 1px solid {field_edge}; font-weight: 600; }}
QPushButton:focus {{ border: 2px solid {ink}; }}
"""


class Segments(QFrame):
    """A choice of few things, all in view.

    Signals
    -------
    chosen(int place)
        The person pressed another one.
    """

    chosen = Signal(int)

    def __init__(self, name: str, labels: tuple[str, ...], small: bool = False, parent: QWidget | None = None) -> None:
        """Make the buttons; the first is chosen.

        Parameters
        ----------
        name : str
            What is chosen, for screen readers.
        """
        super().__init__(parent)
        self._small = small
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for place, label in enumerate(labels):
            button = QPushButton(label, self)
            button.setCheckable(True)
            button.setAccessibleDescription(name)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self.group.addButton(button, place)
            layout.addWidget(button)
        self.button(0).setChecked(True)
        self.group.buttonClicked.connect(self._choose)

    def button(self, place: int) -> QAbstractButton:
        """Return one of the buttons."""
        return self.group.button(place)

    def show_place(self, place: int) -> None:
        """Show which one is chosen; nothing is emitted."""
        self.button(place).setChecked(True)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        tokens = {token: theme.css(token) for token in ("sel", "ink", "ink2", "card", "field_edge")}
        height, padding = (theme.px(24), 8) if self._small else (theme.px(30), 10)
        # Wide enough for the bold letters of the chosen one.
        metrics = QFontMetricsF(theme.font(BODY - self._small, 600))
        for button in self.group.buttons():
            button.setMinimumWidth(round(metrics.horizontalAdvance(button.text())) + 2 * padding + 8)
        self.setStyleSheet(_SHEET.format(**tokens, height=height, padding=padding, size=theme.px(BODY - self._small)))

    @Slot(QAbstractButton)
    def _choose(self, button: QAbstractButton) -> None:
        self.chosen.emit(self.group.id(button))
