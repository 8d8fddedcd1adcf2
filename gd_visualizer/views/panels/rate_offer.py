"""A rate worth using: what it is, and a button that uses it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.panels.zone_words import Offer
from gd_visualizer.views.theme import Theme

# A row of text, though the button in it is as high as every target.
TARGET = 32


class RateOffer(QWidget):
    """One line, such as "Best fixed rate: 0.297", with "Use it" at the right.

    Signals
    -------
    taken(float)
        The person wants this rate.
    """

    taken = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty row; the button gets the name."""
        super().__init__(parent)
        self._offer: Offer | None = None
        self.words = words("", "note", self)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(_("Use it"), self)
        self.button.setObjectName(name)
        self.button.setProperty("link", True)
        self.button.clicked.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)

    def show_offer(self, offer: Offer | None) -> None:
        """Show a rate, or nothing."""
        self.setVisible(offer is not None)
        if offer is None or offer == self._offer:
            return
        self._offer = offer
        self.words.setText(offer.words)
        self.words.setToolTip(offer.tip)
        self.button.setToolTip(offer.tip)
        self.button.setAccessibleName(_("{offer}. Use it").format(offer=offer.words))
        self.button.setAccessibleDescription(offer.tip.replace("\n", " "))

    def restyle(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self.button.setFixedHeight(theme.px(TARGET))

    @Slot()
    def _take(self) -> None:
        if self._offer is not None:
            self.taken.emit(self._offer.rate)
