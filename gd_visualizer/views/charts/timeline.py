"""The timeline: every step walked, to go to any of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.charts.step_range import steps_shown
from gd_visualizer.views.theme import CAPTION, Theme

THUMB = 10


class Timeline(QAbstractSlider):
    """A slider over the steps; only those walked can be chosen.

    Signals
    -------
    step_chosen(int)
        The person went to a step.
    """

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty timeline."""
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Timeline"))
        self._shown = 24
        self._theme: Theme | None = None

    def draw(self, snapshot: Snapshot) -> None:
        """Show the place in the walk."""
        seen = (self.maximum(), self.value(), self._shown)
        self._shown = steps_shown(snapshot.last_step)
        self.setRange(0, snapshot.last_step)
        self.setValue(snapshot.step)
        if seen != (self.maximum(), self.value(), self._shown):
            if snapshot.status != "running":
                self.setAccessibleDescription(
                    _("Step {k} of {n}").format(k=snapshot.step, n=snapshot.last_step)
                )
            self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(56))
        self.setMinimumWidth(theme.px(160))
        self.update()

    def _track(self) -> QRectF:
        assert self._theme is not None
        metrics = self.fontMetrics()
        left = self._theme.px(THUMB) + 8.0 + metrics.horizontalAdvance("0")
        right = self.width() - self._theme.px(THUMB) - 10.0 - metrics.horizontalAdvance(str(self._shown))
        return QRectF(left, self.height() * 0.62, max(10.0, right - left), 5.0)

    def _choose_at(self, x: float) -> None:
        track = self._track()
        step = round((x - track.left()) / track.width() * self._shown)
        self._choose(step)

    def _choose(self, step: int) -> None:
        step = min(max(step, 0), self.maximum())
        if step != self.value():
            self.step_chosen.emit(step)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size for the playback bar."""
        return QSize(400, 56)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the step pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._choose_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Scrub."""
        if self.isSliderDown():
            self._choose_at(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End scrubbing."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Go one step, only with the focus."""
        if self.hasFocus() and event.angleDelta().y():
            self._choose(self.value() + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go up and down by one; the other keys belong to the window."""
        jumps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in jumps:
            self._choose(self.value() + jumps[Qt.Key(event.key())])
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw numbers, track, ticks, thumb and the step above it."""
        if self._theme is None:
            return
        theme, track = self._theme, self._track()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(CAPTION))
        painter.setPen(theme.colour("ink2"))
        row = QRectF(0, track.center().y() - 12, self.width(), 24)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "0")
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._shown))
        painter.setPen(QPen(theme.colour("past"), 1.0))
        for place in range(25):
            x = track.left() + track.width() * place / 24
            painter.drawLine(QPointF(x, track.bottom() + 6), QPointF(x, track.bottom() + (10 if place % 4 == 0 else 8)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sel"))
        painter.drawRoundedRect(track, 2.5, 2.5)
        for step, token in ((self.maximum(), "past"), (self.value(), "ink2")):
            part = QRectF(track)
            part.setWidth(track.width() * step / self._shown)
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(part, 2.5, 2.5)
        x = track.left() + track.width() * self.value() / self._shown
        self._draw_thumb(painter, QPointF(x, track.center().y()))
        painter.end()

    def _draw_thumb(self, painter: QPainter, place: QPointF) -> None:
        assert self._theme is not None
        theme = self._theme
        radius = theme.px(THUMB)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 2.0))
            painter.drawEllipse(place, radius + 3.0, radius + 3.0)
        painter.setBrush(theme.colour("card"))
        painter.setPen(QPen(theme.colour("ink"), 2.5))
        painter.drawEllipse(place, radius - 1.0, radius - 1.0)
        text = _("step {k}").format(k=self.value())
        painter.setFont(theme.font(CAPTION - 1, 600))
        width = painter.fontMetrics().horizontalAdvance(text) + theme.px(14)
        height = theme.px(18)
        left = min(max(place.x() - width / 2, 0.0), self.width() - width)
        bubble = QRectF(left, place.y() - radius - height - 4.0, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawRoundedRect(bubble, 4.0, 4.0)
        painter.setPen(theme.colour("on_ink"))
        painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, text)
