"""Segments: a few buttons side by side, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gd_visualizer.views.theme import BODY, Theme

NARROWEST = 40
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
        self._labels = list(labels)
        self._metrics: QFontMetricsF | None = None
        self._edges = 0
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

    def set_label(self, place: int, text: str) -> None:
        """Put other words on a button."""
        if text != self._labels[place]:
            self._labels[place] = text
            self._share_room()

    def sizeHint(self) -> QSize:
        """Return a size in which every label has room."""
        shown = [
            wide for wide, button in zip(self._wanted(), self.group.buttons(), strict=True) if not button.isHidden()
        ]
        return QSize(sum(shown) + 2 * len(shown) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a size in which every label has a beginning."""
        return QSize(NARROWEST * len(self._labels), super().minimumSizeHint().height())

    def _wanted(self) -> list[int]:
        if self._metrics is None:
            return [NARROWEST] * len(self._labels)
        return [round(self._metrics.horizontalAdvance(label)) + self._edges for label in self._labels]

    def _share_room(self) -> None:
        """Give each label its width; where there is too little for all, long ones end in "…" and a tip tells them."""
        if self._metrics is None:
            return
        wanted = self._wanted()
        shown = [place for place, button in enumerate(self.group.buttons()) if not button.isHidden()]
        room = max(0, self.width() - 2 * len(shown) - 2)
        widths = _shares([wanted[place] for place in shown], room)
        for place, wide in zip(shown, widths, strict=True):
            label, is_cut = self._labels[place], wide < wanted[place]
            button = self.button(place)
            text = label
            if is_cut:
                text = self._metrics.elidedText(label, Qt.TextElideMode.ElideRight, wide - self._edges)
            if text != button.text():
                button.setText(text)
            button.setAccessibleName(label)
            button.setToolTip(label if is_cut else "")
            if wide != button.minimumWidth():
                button.setMinimumWidth(wide)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room among those that are shown."""
        super().showEvent(event)
        self._share_room()

    def show_place(self, place: int) -> None:
        """Show which one is chosen; nothing is emitted."""
        self.button(place).setChecked(True)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        tokens = {token: theme.css(token) for token in ("sel", "ink", "ink2", "card", "field_edge")}
        height, padding = (theme.px(24), 8) if self._small else (theme.px(30), 10)
        # Wide enough for the bold letters of the chosen one.
        self._metrics, self._edges = QFontMetricsF(theme.font(BODY - self._small, 600)), 2 * padding + 8
        self.setStyleSheet(_SHEET.format(**tokens, height=height, padding=padding, size=theme.px(BODY - self._small)))
        self._share_room()

    @Slot(QAbstractButton)
    def _choose(self, button: QAbstractButton) -> None:
        self.chosen.emit(self.group.id(button))


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """Return how wide each may be: those that want less than an even share of what is left get what they want."""
    given, left = {}, room
    for rank, place in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        given[place] = max(NARROWEST, min(wanted[place], left // (len(wanted) - rank)))
        left -= given[place]
    return [given[place] for place in range(len(wanted))]
