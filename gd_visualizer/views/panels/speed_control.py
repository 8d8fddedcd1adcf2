"""The speed: from one step every two seconds to as fast as it goes."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSlider, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.theme import Theme

STOPS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 250.0, 1000.0, math.inf)


def speed_words(speed: float) -> str:
    """Return a speed in words."""
    if math.isinf(speed):
        return _("as fast as it goes")
    if speed < 1.0:
        return _("one step every 2 seconds")
    return _("1 step a second") if speed == 1.0 else _("{n} steps a second").format(n=f"{speed:g}")


class _Slider(QSlider):
    """A slider whose wheel works only when it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the window unless focused."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SpeedControl(QWidget):
    """A small slider with the speed in words.

    Signals
    -------
    speed_chosen(float)
        Steps a second; inf is as fast as it goes.
    """

    speed_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the control."""
        super().__init__(parent)
        self.setObjectName("speed_control")
        self._words: QLabel = words("", "note", self)
        self._slider = _Slider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, len(STOPS) - 1)
        self._slider.setPageStep(1)
        self._slider.setAccessibleName(_("Speed"))
        # actionTriggered comes from people only: keys, clicks and drags, never from setValue.
        self._slider.actionTriggered.connect(self._choose)
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(words(_("Speed"), "fine", self), 0, 0)
        layout.addWidget(self._slider, 0, 1, Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._words, 1, 0, 1, 2)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the speed of a snapshot."""
        self._words.setText(speed_words(snapshot.speed))
        self._slider.setToolTip(_("How fast to play: {speed}").format(speed=speed_words(snapshot.speed)))
        self._slider.setAccessibleDescription(speed_words(snapshot.speed))
        if not self._slider.isSliderDown():
            nearest = min(range(len(STOPS)), key=lambda place: _distance(STOPS[place], snapshot.speed))
            self._slider.setValue(nearest)

    def restyle(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self._words.setFixedWidth(theme.px(152))
        self._slider.setFixedWidth(theme.px(100))
        self._slider.setMinimumHeight(theme.px(24))

    def use_words(self, visible: bool) -> None:
        """Show the speed in words, or only as a tip where there is no room."""
        self._words.setVisible(visible)

    @Slot()
    def _choose(self) -> None:
        self.speed_chosen.emit(STOPS[self._slider.sliderPosition()])


def _distance(stop: float, speed: float) -> float:
    if math.isinf(stop) or math.isinf(speed):
        return 0.0 if stop == speed else math.inf
    return abs(math.log(stop / speed))
