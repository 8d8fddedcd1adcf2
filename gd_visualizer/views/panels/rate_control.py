"""The learning rate: a number box and a slider that runs by factors, not by differences."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import plain, significant
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.theme import Theme

SMALLEST, LARGEST, USUAL = 1e-6, 1e3, 0.05
STEP_FACTOR = 1.1
TICKS = 1000
BELOW_STABLE, ABOVE_STABLE = 64.0, 4.0


class RateSlider(QAbstractSlider):
    """A painted slider over a range of rates; position 0 is its low end, 1000 its high end.

    Signals
    -------
    rate_dragged(float)
        The person moved the thumb.
    drag_began(), drag_ended()
        Around one drag.
    reset()
        Double click.
    """

    rate_dragged = Signal(float)
    drag_began = Signal()
    drag_ended = Signal()
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a slider from the smallest to the largest rate."""
        super().__init__(parent)
        self.setRange(0, TICKS)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Learning rate"))
        self._low, self._high = SMALLEST, LARGEST
        self._rate = USUAL
        self._theme: Theme | None = None

    def show_rate(self, rate: float, low: float, high: float) -> None:
        """Put the thumb where a rate is between the ends, or at the end it lies beyond."""
        self._rate = rate
        if not self.isSliderDown():
            self._low, self._high = low, high
        share = math.log(rate / self._low) / math.log(self._high / self._low)
        self.setValue(round(TICKS * min(max(share, 0.0), 1.0)))
        self.setAccessibleDescription(plain(rate))
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self.update()

    def _margin(self) -> float:
        return float(self._theme.px(14)) if self._theme else 14.0

    def _rate_at(self, x: float) -> float:
        margin = self._margin()
        share = min(max((x - margin) / max(1.0, self.width() - 2.0 * margin), 0.0), 1.0)
        return float(f"{self._low * (self._high / self._low) ** share:.2g}")

    def _move_to(self, rate: float) -> None:
        self.rate_dragged.emit(min(max(rate, SMALLEST), LARGEST))

    def sizeHint(self) -> QSize:
        """Return a width for the side panel."""
        return QSize(200, 32)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the place pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.drag_began.emit()
            self._move_to(self._rate_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._move_to(self._rate_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.drag_ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the usual rate."""
        self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change by a tenth, only with the focus."""
        if self.hasFocus() and event.angleDelta().y():
            self._move_to(self._rate * (STEP_FACTOR if event.angleDelta().y() > 0 else 1.0 / STEP_FACTOR))
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change by a tenth."""
        factors = {Qt.Key.Key_Up: STEP_FACTOR, Qt.Key.Key_Down: 1.0 / STEP_FACTOR}
        if event.key() in factors:
            self._move_to(float(f"{self._rate * factors[Qt.Key(event.key())]:.3g}"))
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track and thumb."""
        if self._theme is None:
            return
        theme, margin, middle = self._theme, self._margin(), self.height() / 2.0
        x = margin + (self.width() - 2.0 * margin) * self.value() / TICKS
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(margin, middle - 3.0, self.width() - 2.0 * margin, 6.0)
        painter.setBrush(theme.colour("sel"))
        painter.drawRoundedRect(track, 3.0, 3.0)
        track.setRight(x)
        painter.setBrush(theme.colour("ink2"))
        painter.drawRoundedRect(track, 3.0, 3.0)
        radius = theme.px(11)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 2.0))
            painter.drawEllipse(QPointF(x, middle), radius + 3.0, radius + 3.0)
        painter.setBrush(theme.colour("card"))
        painter.setPen(QPen(theme.colour("ink"), 2.5))
        painter.drawEllipse(QPointF(x, middle), radius - 1.0, radius - 1.0)
        painter.end()


class RateControl(QWidget):
    """Title, number box, slider and a line about what is too long.

    Signals
    -------
    rate_dragged(float), rate_typed(float)
        The person chose another learning rate, while sliding or by typing.
    drag_began(), drag_ended()
        Around one drag of the slider.
    """

    rate_dragged = Signal(float)
    rate_typed = Signal(float)
    drag_began = Signal()
    drag_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the control."""
        super().__init__(parent)
        self.setObjectName("rate_control")
        self.box = NumberBox(_("Learning rate"), SMALLEST, LARGEST, STEP_FACTOR, self)
        self.slider = RateSlider(self)
        self._note = words("", "note", self)
        self._note.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(words(_("Learning rate"), "heading"))
        head.addStretch(1)
        head.addWidget(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.slider)
        column.addWidget(self._note)
        self.box.number_typed.connect(self.rate_typed)
        self.box.problem_changed.connect(self._explain)
        self.slider.rate_dragged.connect(self.rate_dragged)
        self.slider.drag_began.connect(self.drag_began)
        self.slider.drag_ended.connect(self.drag_ended)
        self.slider.reset.connect(self._reset)
        self._fact = ""

    def draw(self, snapshot: Snapshot) -> None:
        """Show the rate of a snapshot and the largest that does not fly away."""
        rate = snapshot.document.optimizer.learning_rate
        stable = snapshot.largest_stable_rate
        low, high = SMALLEST, LARGEST
        self._fact = ""
        if stable is not None and SMALLEST < stable / BELOW_STABLE < stable * ABOVE_STABLE < LARGEST:
            low, high = stable / BELOW_STABLE, stable * ABOVE_STABLE
        if stable is not None:
            self._fact = _("Above {rate} each step flies further away.").format(rate=significant(stable))
        self.box.set_value(rate)
        self.slider.show_rate(rate, low, high)
        if not self.box.problem:
            self._note.setText(self._fact)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.box.setFixedWidth(theme.px(96))
        self.slider.restyle(theme)

    @Slot(str)
    def _explain(self, problem: str) -> None:
        self._note.setText(problem or self._fact)

    @Slot()
    def _reset(self) -> None:
        self.rate_typed.emit(USUAL)
