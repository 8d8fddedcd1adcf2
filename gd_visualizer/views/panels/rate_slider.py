"""The slider of the learning rate: it runs by factors, and what makes sense for these points fills it."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import exact
from gd_visualizer.views.theme import Theme
from gd_visualizer.views.track_slider import RING_GAP, TrackSlider

PLACES = 1000
THUMB = 12.0
FACTOR = 1.1
LOW, HIGH = 1e-6, 1e3


class RateSlider(TrackSlider):
    """From a low to a high rate in equal factors.

    Attributes
    ----------
    least, most : float
        Keys and wheel go no further; the slider itself may span less.

    Signals
    -------
    rate_dragged(float)
        The person chose another rate, by mouse, key or wheel.
    reset_asked()
        A double click.
    """

    rate_dragged = Signal(float)
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a slider from 1e-6 to 1e3."""
        super().__init__(THUMB, parent)
        self.least, self.most = LOW, HIGH
        self._low, self._high = LOW, HIGH
        self._rate = 0.0
        self.chosen.connect(self._choose)
        self.show_rate(LOW, LOW, HIGH)

    def show_rate(self, rate: float, low: float, high: float) -> None:
        """Put the thumb at a rate, or at the end beyond which it lies."""
        if not self.dragging:
            # What is under the mouse must not slip away.
            self._low, self._high = low, high
        if rate != self._rate:
            self._rate = rate
            self.setAccessibleName(_("Learning rate {rate}").format(rate=exact(rate, 3)))
        share = math.log(rate / self._low) / math.log(self._high / self._low) if rate > 0.0 else 0.0
        self.show_value(round(min(max(share, 0.0), 1.0) * PLACES), PLACES)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        self.setFixedHeight(theme.px(2.0 * (THUMB + RING_GAP) + 2.0))

    def nudge(self, event: QKeyEvent | QWheelEvent, up: bool) -> None:
        """Make the rate a tenth larger or smaller, beyond the ends of the slider too."""
        wanted = float(f"{self._rate * (FACTOR if up else 1.0 / FACTOR):.3g}")
        wanted = min(max(wanted, self.least), self.most)
        if wanted != self._rate:
            self.rate_dragged.emit(wanted)

    @Slot(int)
    def _choose(self, place: int) -> None:
        """Say which rate a place stands for, in two digits."""
        rate = float(f"{self._low * (self._high / self._low) ** (place / PLACES):.2g}")
        if rate != self._rate:
            self.rate_dragged.emit(rate)

    # Events of Qt ----------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a size that fits the side panel."""
        return QSize(200, round(2.0 * (THUMB + RING_GAP) + 2.0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the usual rate."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset_asked.emit()
