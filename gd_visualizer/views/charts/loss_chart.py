"""The loss chart: how wrong the line was at each step, and will be at the next ones."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsRectItem, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.diagnostics import arrival_loss
from gd_visualizer.session.notation import loss_is, step_is
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.charts.chart_frame import ChartFrame, Heights
from gd_visualizer.views.charts.curve_maker import CurveMaker
from gd_visualizer.views.charts.curves_item import Curves, CurvesItem
from gd_visualizer.views.charts.scale_item import ScaleItem
from gd_visualizer.views.charts.step_scale import reach
from gd_visualizer.views.still_plot import StillPlot
from gd_visualizer.views.surface.tip_item import TipItem
from gd_visualizer.views.theme import Theme
from gd_visualizer.views.track_slider import BY_KEYBOARD, PASSING

HOVERED = 6.0
# A walk that runs away needs room above it for the arrow to the next step.
AIR_ABOVE = {True: 1.25, False: 1.02}


class LossChart(StillPlot):
    """Loss over steps. It holds still while walking: both scales grow when they must, in large steps.

    Signals
    -------
    step_chosen(int)
        The person clicked a step that was walked, or dragged along them.
    step_hovered(object)
        The step under the mouse, None when it leaves.
    scale_toggled()
        A double click: the other of linear and logarithmic is wanted.
    """

    step_chosen = Signal(int)
    step_hovered = Signal(object)
    scale_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty chart."""
        super().__init__(parent)
        self.setObjectName("loss_chart")
        self.setAccessibleName(_("How wrong, step by step"))
        self.setMinimumSize(120, 60)
        self.setAntialiasing(True)
        for side in ("left", "bottom"):
            self.plotItem.hideAxis(side)
        self.plotItem.layout.setContentsMargins(0.0, 0.0, 0.0, 0.0)
        self.ground = ScaleItem(self.view_box)
        self.items_drawn = CurvesItem(self.view_box)
        self._hover_ring = QGraphicsEllipseItem(self.view_box)
        self._focus_ring = QGraphicsRectItem(self.view_box)
        self.tip = TipItem(self.view_box)
        for item in (self._hover_ring, self._focus_ring):
            item.hide()
        self.snapshot: Snapshot | None = None
        self.frame = ChartFrame(QRectF(0.0, 0.0, 1.0, 1.0), 24, Heights.around(1.0, None, False))
        self._maker = CurveMaker()
        self._logarithmic = False
        self._framed_for: tuple[object, ...] = ()
        self._drawn_for: tuple[object, ...] = ()
        self._table: object = None
        self._hovered: int | None = None
        self._sent: int | None = None
        self._step_before_press = 0
        self.view_box.sigResized.connect(self._redraw)

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot; what is the same as before is not painted again."""
        self.snapshot = snapshot
        self._redraw()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        self.tip.restyle(theme)
        self._hover_ring.setPen(QPen(theme.colour("ink"), 2.0))
        self._focus_ring.setPen(QPen(theme.colour("ink"), 2.0))
        self._redraw()

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Space the losses by their logarithm, or evenly."""
        self._logarithmic = logarithmic
        self._redraw()

    def value_words(self, snapshot: Snapshot) -> str:
        """Return the present loss in words, "" where there is none."""
        if snapshot.surface is None:
            return ""
        return loss_is(snapshot.loss, True) if snapshot.symbols else _("now {loss}").format(loss=shown(snapshot.loss))

    @property
    def has_losses(self) -> bool:
        """Return True where there is something to draw."""
        snapshot = self.snapshot
        return snapshot is not None and snapshot.surface is not None and math.isfinite(float(snapshot.losses[0]))

    def to_pixel(self, step: float, loss: float) -> QPointF:
        """Return where a step with a loss is in the viewport."""
        return self.viewportTransform().map(self.view_box.mapToScene(self.frame.pixel(step, loss)))

    def from_pixel(self, pixel: QPointF) -> tuple[float, float]:
        """Return the step and the share of the height at a pixel of the viewport."""
        place = self._local(pixel)
        return self.frame.step_at(place.x()), (self.frame.rect.bottom() - place.y()) / self.frame.rect.height()

    # Drawing ---------------------------------------------------------------------------------------------

    @Slot()
    def _redraw(self) -> None:
        theme, snapshot = self.theme, self.snapshot
        if theme is None or snapshot is None:
            return
        losses = snapshot.losses
        table = losses if losses.base is None else losses.base
        coming = None if snapshot.preview is None else snapshot.preview.losses.tobytes()
        size = self.view_box.rect()
        seen = (snapshot.step, snapshot.last_step, snapshot.earlier_runs, coming, snapshot.status == "diverged",
                snapshot.surface is None, self._logarithmic, theme, size.width(), size.height())  # fmt: skip
        if seen == self._drawn_for and table is self._table:
            return
        self._drawn_for, self._table = seen, table
        self._fit_frame(snapshot, size, theme)
        self.ground.show_frame(self.frame, size, theme, self.has_losses)
        curves = self._maker.curves(snapshot, self.frame, theme) if self.has_losses else self._empty(theme)
        self.items_drawn.show_curves(curves, size.adjusted(-1.0, -1.0, 1.0, 1.0), theme)
        self._focus_ring.setRect(size.adjusted(1.0, 1.0, -1.0, -1.0))
        self._show_hover(self._hovered)
        if snapshot.status != "running":
            self._describe(snapshot)

    def _fit_frame(self, snapshot: Snapshot, size: QRectF, theme: Theme) -> None:
        """Let the frame reach all steps and losses there are."""
        diverged = snapshot.status == "diverged"
        least, largest = self._maker.thin.ends(snapshot.losses) if self.has_losses else (0.0, 1.0)
        key = (largest, least, diverged, reach(snapshot.last_step), snapshot.objective, self._logarithmic, size, theme)
        if key != self._framed_for:
            self._framed_for = key
            lowest = arrival_loss(snapshot.objective, float(snapshot.losses[0])) if self.has_losses else None
            heights = Heights.around(largest * AIR_ABOVE[diverged], lowest, self._logarithmic, least)
            self.frame = self.ground.frame_in(size, reach(snapshot.last_step), heights, theme)

    def _empty(self, theme: Theme) -> Curves:
        """Return words in the place of curves."""
        words = _("The loss of each step will stand here.")
        return Curves(self.frame.rect, words=((self.frame.rect.adjusted(4.0, 0.0, -4.0, -6.0), words),))

    def _describe(self, snapshot: Snapshot) -> None:
        """Say in words what the chart shows, for screen readers."""
        if not self.has_losses:
            text = _("There is no loss yet: it needs points.")
        else:
            text = _(
                "Step {k} of {n}, loss {loss}. The loss was {first} at the start and lowest at step {best}, with {low}."
            ).format(
                k=counted(snapshot.step),
                n=counted(snapshot.last_step),
                loss=shown(snapshot.loss),
                first=shown(float(snapshot.losses[0])),
                best=counted(snapshot.best_step),
                low=shown(float(snapshot.losses[snapshot.best_step])),
            )
        scale = _("Logarithmic scale.") if self._logarithmic else _("Linear scale.")
        if f"{text} {scale}" != self.accessibleDescription():
            self.setAccessibleDescription(f"{text} {scale}")

    # Mouse -----------------------------------------------------------------------------------------------

    def _local(self, pixel: QPointF) -> QPointF:
        inverse, _done = self.viewportTransform().inverted()
        return self.view_box.mapFromScene(inverse.map(pixel))

    def _step_at(self, pixel: QPointF) -> int | None:
        """Return the nearest step that was walked, None where there is none."""
        if not self.has_losses or self.snapshot is None:
            return None
        return min(max(0, round(self.frame.step_at(self._local(pixel).x()))), self.snapshot.last_step)

    def _hover(self, pixel: QPointF | None) -> None:
        """Show the step under the mouse."""
        step = None
        if pixel is not None and self.has_losses and self.snapshot is not None:
            place = self._local(pixel)
            walked = float(self.frame.x(self.snapshot.last_step)) + HOVERED
            if self.frame.rect.left() - HOVERED <= place.x() <= walked and self.viewport().rect().contains(
                pixel.toPoint()
            ):
                step = self._step_at(pixel)
        self.setCursor(Qt.CursorShape.PointingHandCursor if step is not None else Qt.CursorShape.ArrowCursor)
        if step != self._hovered:
            self._hovered = step
            self._show_hover(step)
            self.step_hovered.emit(step)

    def _show_hover(self, step: int | None) -> None:
        snapshot = self.snapshot
        if step is None or snapshot is None or not self.has_losses or step > snapshot.last_step:
            self._hover_ring.hide()
            self.tip.hide_words()
            return
        loss = float(snapshot.losses[step])
        place = self.frame.pixel(step, loss)
        self._hover_ring.setRect(place.x() - HOVERED, place.y() - HOVERED, 2.0 * HOVERED, 2.0 * HOVERED)
        self._hover_ring.show()
        words = f"{step_is(step, snapshot.symbols)}, {loss_is(loss, snapshot.symbols)}"
        self.tip.show_words((words,), place, self.view_box.rect())

    def _choose(self, pixel: QPointF) -> None:
        step = self._step_at(pixel)
        if step is not None and step != self._sent:
            self._sent = step
            self.step_chosen.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step under the mouse."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton and self.snapshot is not None:
            self._step_before_press = self.snapshot.step
            self._sent = None
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub while the button is held; show the step under the mouse."""
        event.accept()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position())
        self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the other scale, and go back to where the first of both clicks came from."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            if self.has_losses and self._sent not in (None, self._step_before_press):
                self.step_chosen.emit(self._step_before_press)
            self.scale_toggled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the window: the chart always shows the whole walk."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        super().leaveEvent(event)
        self._hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard comes here."""
        super().focusInEvent(event)
        if event.reason() not in PASSING:
            self._focus_ring.setVisible(event.reason() in BY_KEYBOARD)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self._focus_ring.hide()
