"""The speed: from one step every two seconds to as fast as it goes."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.theme import CAPTION, Theme
from gd_visualizer.views.track_slider import TrackSlider

STOPS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 250.0, 1000.0, math.inf)
THUMB, HEIGHT = 9.0, 36
# Where there is little room the slider is the first to give way: its stops can be told apart on less.
SLIDER, SHORT_SLIDER, LOW_HEIGHT = 104, 64, 32


def speed_words(speed: float) -> str:
    """Return a speed in words."""
    if math.isinf(speed):
        return _("as fast as it goes")
    if speed < 1.0:
        return _("one step every {n} seconds").format(n=exact(1.0 / speed, 3))
    return _("1 step a second") if speed == 1.0 else _("{n} steps a second").format(n=exact(speed, 4))


class SpeedSlider(TrackSlider):
    """A small slider with a stop for each speed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a slider at its left end."""
        super().__init__(THUMB, parent)
        self.length, self.height_in_row = SLIDER, HEIGHT
        self.show_value(0, len(STOPS) - 1)

    def sizeHint(self) -> QSize:
        """Return a small size, yet high enough to be grabbed with ease."""
        if self.theme is None:
            return QSize(self.length, self.height_in_row)
        return QSize(self.theme.px(self.length), self.theme.px(self.height_in_row))


class SpeedControl(QWidget):
    """The speed in words with a slider beside them.

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
        self.title: QLabel = words(_("Speed"), "fine", self)
        self.words: QLabel = words("", "note", self)
        self.slider = SpeedSlider(self)
        self._speed: float | None = None
        self._room = (False, True)
        self.slider.chosen.connect(self._choose)
        layout = self._grid = QGridLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(0)
        layout.addWidget(self.title, 0, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addWidget(self.words, 1, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.slider, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the speed of a snapshot."""
        if snapshot.speed == self._speed:
            return
        self._speed = snapshot.speed
        text = speed_words(snapshot.speed)
        self.words.setText(text)
        self.slider.setToolTip(_("How fast to play: {speed}").format(speed=text))
        self.slider.setAccessibleName(_("Speed, {speed}").format(speed=text))
        nearest = min(range(len(STOPS)), key=lambda place: _distance(STOPS[place], snapshot.speed))
        self.slider.show_value(nearest, len(STOPS) - 1)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        # Room for the longest words, so that nothing moves when the speed changes.
        metrics = QFontMetrics(theme.font(CAPTION))
        widest = max(metrics.horizontalAdvance(speed_words(stop)) for stop in STOPS)
        self.words.setFixedWidth(widest + theme.px(4))
        self.slider.restyle(theme)
        self.slider.setFixedSize(self.slider.sizeHint())

    def use_room(self, is_short: bool, has_words: bool) -> None:
        """Leave room for the timeline.

        Parameters
        ----------
        is_short : bool
            The slider is short.
        has_words : bool
            The speed stands beside it in words; otherwise only its title stands above it.
        """
        if (is_short, has_words) == self._room:
            return
        self._room = (is_short, has_words)
        self.words.setVisible(has_words)
        self.slider.length = SHORT_SLIDER if is_short else SLIDER
        self.slider.height_in_row = HEIGHT if has_words else LOW_HEIGHT
        self.slider.setFixedSize(self.slider.sizeHint())
        self._grid.removeWidget(self.slider)
        if has_words:
            self._grid.addWidget(self.slider, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(self.slider, 1, 0, Qt.AlignmentFlag.AlignTop)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.speed_chosen.emit(STOPS[place])


def _distance(stop: float, speed: float) -> float:
    if math.isinf(stop) or math.isinf(speed):
        return 0.0 if stop == speed else math.inf
    return abs(math.log(stop / speed)) if speed > 0.0 else stop
