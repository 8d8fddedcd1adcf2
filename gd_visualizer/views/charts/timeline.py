"""The timeline: all steps from the start, those walked in ink, and a thumb at the one in view."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.notation import step_is
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.charts.step_scale import most_spaces, numbered_steps, reach
from gd_visualizer.views.theme import CAPTION, TICK, Theme
from gd_visualizer.views.track_slider import TrackSlider

THUMB = 10.5
HEIGHT, WIDTH, LEAST_WIDTH = 56, 160, 150
TICK_LENGTH, LONG_TICK = 3.0, 6.0
LEAST_BETWEEN_TICKS = 9.0
BUBBLE_PADDING, BUBBLE_GAP = 9.0, 2.0
# The track lies a little below the middle, which makes room for the bubble.
BELOW_MIDDLE = 2.0


class Timeline(TrackSlider):
    """Click or drag to look at any step that was walked.

    Signals
    -------
    step_chosen(int)
        The person chose a step.
    """

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a timeline from 0 to 24 with nothing walked."""
        super().__init__(THUMB, parent)
        self.setObjectName("timeline")
        self.setAccessibleName(_("Timeline"))
        self._reach = reach(0)
        self._pointed: int | None = None
        self._symbols = False
        self.chosen.connect(self.step_chosen)

    def draw(self, snapshot: Snapshot) -> None:
        """Show how far the walk went and where it stands."""
        far = reach(snapshot.last_step)
        if snapshot.symbols != self._symbols:
            self._symbols = snapshot.symbols
            self.update()
        if far != self._reach:
            self._reach = far
            self.update()
        self.show_value(snapshot.step, snapshot.last_step)
        if snapshot.status != "running":
            words = _("Step {k} of {n} walked.").format(k=counted(snapshot.step), n=counted(snapshot.last_step))
            if words != self.accessibleDescription():
                self.setAccessibleDescription(words)

    def full_scale(self) -> int:
        """Return the step at the right end: further than was walked."""
        return self._reach

    def track(self) -> QRectF:
        """Return the track between both numbers."""
        flat = super().track()
        if self.theme is None:
            return flat
        metrics = QFontMetricsF(self.theme.font(CAPTION))
        gap = self.theme.px(14)
        left = metrics.horizontalAdvance("0") + gap
        right = max(metrics.horizontalAdvance(counted(self._reach)), metrics.horizontalAdvance("00")) + gap
        return QRectF(
            left, flat.top() + self.theme.px(BELOW_MIDDLE), max(1.0, self.width() - left - right), flat.height()
        )

    def paint_track(self, painter: QPainter, theme: Theme) -> None:
        """Draw the track with its ticks and numbers, and the bubble over the thumb."""
        track, here = self.track(), self.place(self.value())
        self.paint_bar(painter, track.left(), track.right(), theme, "sel")
        self.paint_bar(painter, track.left(), self.place(self.maximum()), theme, "past")
        self.paint_bar(painter, track.left(), here, theme, "ink2")
        self._paint_ticks(painter, track, theme)
        painter.setFont(theme.font(CAPTION))
        painter.setPen(theme.colour("ink2"))
        metrics = QFontMetricsF(painter.font())
        base = track.center().y() + 0.5 * metrics.capHeight()
        painter.drawText(QPointF(0.0, base), "0")
        end = counted(self._reach)
        painter.drawText(QPointF(self.width() - metrics.horizontalAdvance(end), base), end)
        if self._pointed is not None and self._pointed != self.value():
            self._paint_pointed(painter, theme)
        self._paint_bubble(painter, here, step_is(self.value(), self._symbols), theme, "ink")

    def _paint_ticks(self, painter: QPainter, track: QRectF, theme: Theme) -> None:
        top = track.center().y() + self.radius() + 1.0
        painter.setPen(QPen(theme.colour("past"), 1.0))
        long = numbered_steps(self._reach, most_spaces(track.width(), theme.px(48)))
        each = track.width() / self._reach
        short = range(self._reach + 1) if each >= LEAST_BETWEEN_TICKS else ()
        ticks = [(step, TICK_LENGTH) for step in short] + [(step, LONG_TICK) for step in long]
        painter.drawLines([QLineF(x, top, x, top + size) for x, size in self._at_pixels(ticks)])

    def _at_pixels(self, ticks: list[tuple[int, float]]) -> list[tuple[float, float]]:
        return [(math.floor(self.place(step)) + 0.5, size) for step, size in ticks]

    def _paint_pointed(self, painter: QPainter, theme: Theme) -> None:
        """Draw a pale thumb under the mouse, with the number of its step."""
        assert self._pointed is not None
        x = self.place(self._pointed)
        painter.setPen(QPen(theme.colour("field_edge"), 1.5))
        painter.setBrush(theme.colour("card"))
        size = 0.55 * self.radius()
        painter.drawEllipse(QPointF(x, self.track().center().y()), size, size)
        if abs(x - self.place(self.value())) > theme.px(70):
            self._paint_bubble(painter, x, counted(self._pointed), theme, "")

    def _paint_bubble(self, painter: QPainter, x: float, words: str, theme: Theme, token: str) -> None:
        """Draw words over a place of the track, in a box if it has a colour."""
        painter.setFont(theme.font(TICK, 600 if token else 400))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(words) + 2.0 * BUBBLE_PADDING
        bottom = self.track().center().y() - self.radius() - BUBBLE_GAP
        height = min(metrics.height() + 1.0, bottom)
        left = min(max(0.0, x - 0.5 * width), self.width() - width)
        box = QRectF(left, bottom - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        if token:
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(box, 4.0, 4.0)
        painter.setPen(theme.colour("on_ink" if token else "ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def sizeHint(self) -> QSize:
        """Return a size that fits the playback bar."""
        return QSize(WIDTH, HEIGHT) if self.theme is None else QSize(self.theme.px(WIDTH), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest that still tells steps apart."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the step under the mouse."""
        super().mouseMoveEvent(event)
        pointed = None if self.dragging else self.value_at(event.position().x())
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self._pointed = None
        super().leaveEvent(event)
