"""The scales of the data canvas: numbers only, as many as there is room for."""

from __future__ import annotations

import math

from PySide6.QtGui import QFontMetricsF

from gd_visualizer.session.numbers import CHOSEN_BELOW
from gd_visualizer.views.canvas.rounding import round_step
from gd_visualizer.views.surface.letter_axis import LetterAxis
from gd_visualizer.views.theme import TICK, Theme

GAP = 7
ACROSS_LEAST, ACROSS_AIR = 36.0, 20.0
UP_LEAST = 34.0
MOST_TICKS = 100


class CanvasAxis(LetterAxis):
    """A scale without a letter, whose end can be kept free for the name of a column."""

    # As the coordinates of a point beside the mouse are.
    full_below = CHOSEN_BELOW

    def __init__(self, side: str) -> None:
        """Make a scale for the bottom or the left."""
        super().__init__(side, "", "ink3")
        self.kept_free = 0.0

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        super().restyle(theme)
        self.setTickPen(None)
        self.setStyle(tickLength=0, tickTextOffset=GAP, hideOverlappingLabels=False)
        if self._across:
            self.setHeight(round(QFontMetricsF(theme.font(TICK)).height()) + GAP + 1)

    def grid_values(self, low: float, high: float, size: float) -> list[float]:
        """Return where lines across the plot stand: at every tick, and where one would stand in the room kept free."""
        step = self._step(low, high, size)
        return _multiples(low, high, step)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Return where the numbers stand: at round ones, none of them in the room kept free."""
        step = self._step(low, high, size)
        return [(step, _multiples(low, high - (high - low) * (self.kept_free / max(size, 1.0)), step))] if step else []

    def _step(self, low: float, high: float, size: float) -> float:
        """Return the smallest round step at which the numbers do not touch each other."""
        if self._theme is None or size < 2.0 or not (high > low and math.isfinite(high - low)):
            return 0.0
        scale = self._theme.scale
        if not self._across:
            return round_step((high - low) * min(1.0, UP_LEAST * scale / size))
        metrics, gap, step = QFontMetricsF(self._theme.font(TICK)), ACROSS_LEAST * scale, 0.0
        for _attempt in range(4):
            step = round_step((high - low) * min(1.0, gap / size))
            words = self.tickStrings(_multiples(low, high, step), 1.0, step) if step else []
            widest = max((metrics.horizontalAdvance(word) for word in words), default=0.0) + ACROSS_AIR
            if widest <= step / (high - low) * size:
                break
            gap = max(widest, gap * 1.3)
        return step


def _multiples(low: float, high: float, step: float) -> list[float]:
    if not step:
        return []
    first = math.ceil(low / step - 1e-9)
    count = math.floor(high / step + 1e-9) - first + 1
    # Adding up from the first would bring digits like 0.30000000000000004.
    return [(first + index) * step for index in range(max(0, min(count, MOST_TICKS)))]
