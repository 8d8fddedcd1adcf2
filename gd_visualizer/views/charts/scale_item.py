"""The ground of the loss chart: its grid and the numbers along its edges."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.session.numbers import counted
from gd_visualizer.views.charts.chart_frame import ChartFrame, Heights
from gd_visualizer.views.charts.curves_item import RING, RING_EDGE, mark_scale
from gd_visualizer.views.charts.step_scale import most_spaces, numbered_steps
from gd_visualizer.views.safe_item import SafeItem
from gd_visualizer.views.stamp import Stamp
from gd_visualizer.views.theme import TICK, Theme

EDGE = 8.0
AIR_BETWEEN_WORDS = 22.0


def ring_room(theme: Theme) -> float:
    """Return how far from the plot its numbers stand: a ring around a step at its edge shall be whole beside them."""
    return (RING + RING_EDGE) * mark_scale(theme) + 2.0


class ScaleItem(SafeItem):
    """Grid lines and numbers; painted anew only when the frame changes."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._size = QRectF()
        self._frame: ChartFrame | None = None
        self._rows: list[tuple[float, str]] = []
        self._columns: list[int] = []
        self._with_losses = True
        self._picture = Stamp()

    def frame_in(self, size: QRectF, last: int, heights: Heights, theme: Theme) -> ChartFrame:
        """Return the frame that leaves room for the numbers at its edges."""
        metrics = QFontMetricsF(theme.font(TICK))
        room = ring_room(theme)
        below = metrics.height() + room
        above = max(EDGE, 0.5 * metrics.capHeight() + 2.0)
        height = max(1.0, size.height() - above - below)
        rows = heights.ticks(most_spaces(height, 1.9 * metrics.height()))
        left = max(metrics.horizontalAdvance(words) for _share, words in rows) + room
        # A step's ring must not be cut off at the right edge, nor half of the last number.
        right = max(room, 0.5 * metrics.horizontalAdvance(counted(last)) + 1.0)
        width = max(1.0, size.width() - left - right)
        return ChartFrame(QRectF(size.left() + left, size.top() + above, width, height), last, heights)

    def show_frame(self, frame: ChartFrame, size: QRectF, theme: Theme, with_losses: bool) -> None:
        """Draw the grid of a frame from now on; without losses, their scale is left out."""
        if (frame, size, theme, with_losses) == (self._frame, self._size, self._theme, self._with_losses):
            return
        self.prepareGeometryChange()
        self._with_losses = with_losses
        self._frame, self._size, self._theme = frame, size, theme
        metrics = QFontMetricsF(theme.font(TICK))
        widest = metrics.horizontalAdvance(counted(frame.last)) + AIR_BETWEEN_WORDS
        most = most_spaces(frame.rect.height(), 1.9 * metrics.height())
        self._rows = frame.heights.ticks(most) if with_losses else []
        self._columns = numbered_steps(frame.last, most_spaces(frame.rect.width(), widest))
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole chart."""
        return self._size

    def paint_item(self, painter: QPainter) -> None:
        """Draw the grid, the base line and the numbers."""
        if self._frame is None or self._theme is None:
            return
        key = (self._frame, self._theme, self._with_losses)
        self._picture.show(painter, self._size, key, self._paint_scales)

    def _paint_scales(self, painter: QPainter) -> None:
        assert self._frame is not None
        assert self._theme is not None
        rect, theme = self._frame.rect, self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(theme.font(TICK))
        metrics = QFontMetricsF(painter.font())
        room = ring_room(theme)
        grid, words = QPen(theme.colour("grid"), 1), theme.colour("ink3")
        for share, text in self._rows:
            y = round(rect.bottom() - share * rect.height())
            painter.setPen(grid)
            painter.drawLine(QLineF(rect.left(), y, rect.right(), y))
            painter.setPen(words)
            left = rect.left() - room - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(left, y + 0.5 * metrics.capHeight()), text)
        base = rect.bottom() + room - 2.0 + metrics.ascent()
        for step in self._columns:
            x = round(rect.left() + rect.width() * step / self._frame.last)
            painter.setPen(grid)
            painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()))
            painter.setPen(words)
            text = counted(step)
            painter.drawText(QPointF(x - 0.5 * metrics.horizontalAdvance(text), base), text)
        painter.setPen(QPen(theme.colour("past"), 1))
        painter.drawLine(QLineF(rect.left(), round(rect.bottom()), rect.right(), round(rect.bottom())))
