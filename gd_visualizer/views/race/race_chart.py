"""The chart of a race: how far each racer is above the best loss, step by step; each line down is ten times less."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.numbers import counted, power_words
from gd_visualizer.session.race import Lane, Race
from gd_visualizer.views.charts.step_scale import reach
from gd_visualizer.views.race.lane_style import draw_mark, lane_colour, lane_pen
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import CAPTION, TICK, Theme

LEFT, RIGHT, BARE, TOP, BOTTOM, MARK = 58.0, 118.0, 16.0, 8.0, 24.0, 6.0
# No more decades than this are shown: what is lower lies on the bottom line.
DECADES, POINTS_AT_MOST = 9, 800
LABEL_GAP = 2.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Where steps and losses are, in pixels.

    Attributes
    ----------
    rect : QRectF
    last : int
        The step at the right edge.
    low, high : int
        Powers of ten at the lower and the upper edge.
    """

    rect: QRectF
    last: int
    low: int
    high: int

    def pixels(self, steps: FloatArray, heights: FloatArray) -> FloatArray:
        """Return where losses above the best are, (N, 2); those below the lower edge lie on it."""
        with np.errstate(all="ignore"):
            logs = np.log10(np.maximum(heights, 10.0**self.low))
        logs = np.clip(np.nan_to_num(logs, nan=self.low, posinf=self.high), self.low, self.high)
        x = self.rect.left() + steps / max(1, self.last) * self.rect.width()
        y = self.rect.bottom() - (logs - self.low) / max(1, self.high - self.low) * self.rect.height()
        return np.column_stack([x, y])


class RaceChart(QWidget):
    """Losses above the best of all racers over the steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty chart."""
        super().__init__(parent)
        self.setObjectName("race_chart")
        self.setAccessibleName(_("Loss of each racer, step by step"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme: Theme | None = None
        self._race: Race | None = None
        self._lanes: tuple[Lane, ...] = ()
        self._names: tuple[str, ...] = ()
        self.chosen: int | None = None

    def show_race(self, race: Race, lanes: tuple[Lane, ...], names: tuple[str, ...]) -> None:
        """Show how far everybody is."""
        self._race, self._lanes, self._names = race, lanes, names
        self.update()

    def choose(self, place: int | None) -> None:
        """Let one racer stand out, or none."""
        self.chosen = place
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self.update()

    def floor(self) -> float:
        """Return the loss that counts as zero: the best there is, or 0 where no formula knows it."""
        best = None if self._race is None else self._race.objective.best_loss
        return 0.0 if best is None else best

    def scale(self) -> Scale:
        """Return the scale that holds everything."""
        theme = self._theme
        px = 1.0 if theme is None else theme.scale
        right = RIGHT if self._has_names() else BARE
        rect = QRectF(LEFT * px, TOP, self.width() - (LEFT + right) * px, self.height() - TOP - BOTTOM * px)
        floor = self.floor()
        seen = [lane.losses[: lane.step + 1] - floor for lane in self._lanes]
        values = np.concatenate([*seen, np.empty(0)])
        values = values[np.isfinite(values) & (values > 0.0)]
        top = float(values.max()) if len(values) else 1.0
        least = min(float(values.min()) if len(values) else 1.0, self._margin() or top)
        high = math.ceil(math.log10(top) + 1e-9)
        low = max(math.floor(math.log10(least) - 1e-9), high - DECADES)
        last = 0 if self._race is None else self._race.last_step
        return Scale(rect, reach(last), min(low, high - 1), high)

    def _has_names(self) -> bool:
        """Return True where the names have room below one another; the table has them too."""
        theme = self._theme
        if theme is None:
            return True
        high = QFontMetricsF(theme.font(CAPTION, 600)).height() + LABEL_GAP
        return self.height() - TOP - BOTTOM * theme.scale > len(self._lanes) * high

    def _margin(self) -> float:
        """Return how far the goal lies above the floor, 0 where there is none."""
        race = self._race
        return 0.0 if race is None or race.goal is None else race.goal - self.floor()

    # Qt ---------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a size in which everything can be read."""
        return QSize(440, 240)

    def minimumSizeHint(self) -> QSize:
        """Return the least."""
        return QSize(260, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, race = self._theme, self._race
        if theme is None or race is None or not self._lanes or not race.objective.is_usable:
            return
        scale = self.scale()
        self._paint_grid(painter, theme, scale)
        if self._margin() > 0.0:
            y = scale.pixels(np.zeros(1), np.array([self._margin()]))[0, 1]
            painter.setPen(QPen(theme.colour("ink"), 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(scale.rect.left(), y), QPointF(scale.rect.right(), y))
            font = theme.font(TICK, 600)
            painter.setFont(font)
            if scale.rect.bottom() - y > QFontMetricsF(font).height():
                painter.drawText(QPointF(scale.rect.left() + 4.0, y + QFontMetricsF(font).ascent() + 1.0), _("goal"))
        ends = []
        for lane in self._lanes:
            painter.setOpacity(1.0 if self.chosen in (None, lane.place) else 0.25)
            stride = 1 + lane.step // POINTS_AT_MOST
            steps = np.unique(np.append(np.arange(0, lane.step + 1, stride), lane.step))
            places = scale.pixels(steps.astype(float), lane.losses[steps] - self.floor())
            painter.setPen(lane_pen(theme, lane.place))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in places.tolist()]))
            ends.append(QPointF(*places[-1].tolist()))
        for lane, end in zip(self._lanes, ends, strict=True):
            draw_mark(painter, theme, lane.place, end, MARK)
        painter.setOpacity(1.0)
        if self._has_names():
            self._paint_names(painter, theme, scale, ends)

    def _paint_grid(self, painter: QPainter, theme: Theme, scale: Scale) -> None:
        font = theme.font(TICK)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        decades = scale.high - scale.low
        every = max(1, math.ceil(decades * metrics.height() * 1.3 / max(1.0, scale.rect.height())))
        for power in range(scale.low, scale.high + 1):
            y = scale.pixels(np.zeros(1), np.array([10.0**power]))[0, 1]
            painter.setPen(QPen(theme.colour("grid"), 1.0))
            painter.drawLine(QPointF(scale.rect.left(), y), QPointF(scale.rect.right(), y))
            if (power - scale.low) % every == 0:
                text = power_words(power)
                painter.setPen(theme.colour("ink3"))
                left = scale.rect.left() - metrics.horizontalAdvance(text) - 8.0
                painter.drawText(QPointF(left, y + 0.5 * metrics.capHeight()), text)
        painter.setPen(theme.colour("ink3"))
        for step in sorted({round(part * scale.last / 4) for part in range(5)}):
            text = counted(step)
            x = scale.rect.left() + step / max(1, scale.last) * scale.rect.width()
            painter.drawText(
                QPointF(x - 0.5 * metrics.horizontalAdvance(text), scale.rect.bottom() + 6.0 + metrics.ascent()), text
            )

    def _paint_names(self, painter: QPainter, theme: Theme, scale: Scale, ends: list[QPointF]) -> None:
        """Write the names at the ends of the lines, moved apart where they would stand on one another."""
        font = theme.font(CAPTION, 600)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        high = metrics.height() + LABEL_GAP
        order = sorted(range(len(ends)), key=lambda place: ends[place].y())
        at = scale.rect.top() - high
        tops = {}
        for place in order:
            at = max(at + high, ends[place].y() - 0.5 * high)
            tops[place] = at
        over = max(0.0, at + high - (scale.rect.bottom() + 8.0))
        for place in order:
            top = tops[place] - over
            text = metrics.elidedText(self._names[place], Qt.TextElideMode.ElideRight, RIGHT * theme.scale - 26.0)
            x = max(end.x() for end in ends) + MARK + 12.0
            colour = lane_colour(theme, self._lanes[place].place)
            painter.setPen(QPen(colour, 1.0))
            painter.drawLine(ends[place] + QPointF(MARK + 2.0, 0.0), QPointF(x - 3.0, top + 0.5 * high))
            painter.drawText(QPointF(x, top + metrics.ascent()), text)
