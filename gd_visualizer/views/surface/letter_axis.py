"""An axis that bears the letter of its parameter, and whose ticks can be read at any size of numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gd_visualizer.views.safe_item import paint_safely
from gd_visualizer.views.stamp import Stamp
from gd_visualizer.views.still_plot import WordAxis
from gd_visualizer.views.theme import TICK, Theme

# A letter is large, a name such as W1[2,1] is small.
LETTER, NAME, LETTERS = 17, 12, 2
TICK_LENGTH, TEXT_GAP = 4, 4
ACROSS_GAP, UP_GAP = 62.0, 46.0


class LetterAxis(WordAxis):
    """The bottom axis ends with its letter at the right, the left one with its letter at the top."""

    def __init__(self, side: str, letter: str, token: str) -> None:
        """Make an axis for one parameter in its own colour."""
        super().__init__(side)
        self.letter = letter
        self._token = token
        self._theme: Theme | None = None
        self._across = side == "bottom"
        self._stamp = Stamp()
        self._version = 0

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self.setPen(None)
        self.setTickPen(theme.colour("past"))
        self.setTextPen(theme.colour("ink3"))
        self.setStyle(
            tickFont=theme.font(TICK), tickLength=-TICK_LENGTH, tickTextOffset=TEXT_GAP, autoExpandTextSpace=False
        )
        if self._across:
            self.setHeight(math.ceil(TICK_LENGTH + TEXT_GAP + QFontMetricsF(theme.font(LETTER, 700)).height()))
        self.picture = None
        self.update()

    def show_letter(self, letter: str) -> None:
        """Bear another letter or name."""
        if letter != self.letter:
            self.letter = letter
            self.picture = None
            self.update()

    def show_range(self, low: float, high: float) -> None:
        """Show the ticks of a range."""
        if [low, high] != self.range:
            self.setRange(low, high)

    def width_of_words(self, low: float, high: float, size: float) -> float:
        """Return how much room the ticks of a range need beside the map."""
        assert self._theme is not None
        metrics = QFontMetricsF(self._theme.font(TICK))
        words = [
            word for step, values in self.tickValues(low, high, size) for word in self.tickStrings(values, 1, step)
        ]
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
        name = QFontMetricsF(self._letter_font(self._theme)).horizontalAdvance(self.letter)
        return math.ceil(max(widest, name)) + TICK_LENGTH + TEXT_GAP + 3.0

    def _letter_font(self, theme: Theme) -> QFont:
        return theme.font(LETTER if len(self.letter) <= LETTERS else NAME, 700, italic=True)

    def _reserved(self) -> float:
        """Return how many pixels at the end of the axis belong to its letter."""
        if self._theme is None:
            return 0.0
        metrics = QFontMetricsF(self._letter_font(self._theme))
        return float(metrics.horizontalAdvance(self.letter) + 8.0 if self._across else metrics.height())

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Return where the ticks stand: round numbers, as many as there is room for, none below the letter."""
        extent = high - low
        gap = (ACROSS_GAP if self._across else UP_GAP) * (1.0 if self._theme is None else self._theme.scale)
        if not (extent > 0.0 and math.isfinite(extent) and size > 1.0):
            return []
        step = _round_step(extent * min(1.0, gap / size))
        if not (step > 0.0 and math.isfinite(step)):
            return []
        last = high - extent * (self._reserved() / size)
        first = math.ceil(low / step)
        count = math.floor(last / step) - first + 1
        # Adding up from the first tick would bring digits like 0.30000000000000004.
        return [(step, [(first + index) * step for index in range(max(0, min(count, 100)))])]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the ticks, then the letter."""
        paint_safely(painter, lambda outer: self._show(outer, option, widget))

    def _show(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        """Show a picture of the axis: pyqtgraph's own list of strokes takes far longer to play."""
        if self.picture is None:
            self._version += 1
        box = self.boundingRect().adjusted(-1.0, -1.0, 1.0, 1.0)
        size = (self.size().width(), self.size().height())
        self._stamp.show(
            painter, box, (self._version, size, self._theme), lambda inner: self._paint_all(inner, option, widget)
        )

    def _paint_all(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        super().paint(painter, option, widget)
        if self._theme is None:
            return
        painter.setFont(self._letter_font(self._theme))
        painter.setPen(self._theme.colour(self._token))
        room = QRectF(0.0, 0.0, self.size().width(), self.size().height())
        if self._across:
            room.adjust(0.0, TICK_LENGTH, -1.0, 0.0)
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        else:
            room.adjust(0.0, -4.0, -TICK_LENGTH - TEXT_GAP, 0.0)
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, where, self.letter)


def _round_step(least: float) -> float:
    """Return the first of 1, 2, 5, 10 … times a power of ten that is not below ``least``."""
    if least <= 0.0 or not math.isfinite(least):
        return 0.0
    exponent = math.floor(math.log10(least))
    # Text reads to the nearest number, where multiplying powers of ten would not.
    steps = [float(f"{factor}e{exponent}") for factor in (1, 2, 5, 10, 20)]
    return next((step for step in steps if step >= least * (1.0 - 1e-9)), steps[-1])
