"""The loss chart: how wrong the model was, step by step."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import EarlierRun, Snapshot
from gd_visualizer.views.charts.step_range import steps_shown
from gd_visualizer.views.painted_plot import PaintedPlot, polyline, soft_pen
from gd_visualizer.views.theme import CAPTION, Theme

DOTS_UP_TO = 40
COLUMNS = 300
LOG_DECADES_AT_MOST = 12.0


def thinned(steps: FloatArray, losses: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return at most some hundred points of a curve: per column its lowest and highest, so that no peak is lost."""
    if len(losses) <= 2 * COLUMNS:
        return steps, losses
    edges = np.linspace(0, len(losses), COLUMNS + 1).astype(int)
    low, high = np.minimum.reduceat(losses, edges[:-1]), np.maximum.reduceat(losses, edges[:-1])
    first = losses[edges[:-1]]
    # Each column goes from its first value's side to the other, so that a falling curve stays a line.
    falls = first >= (low + high) / 2.0
    pair = np.stack([np.where(falls, high, low), np.where(falls, low, high)], axis=1).ravel()
    return np.append(np.repeat(steps[edges[:-1]], 2), steps[-1]), np.append(pair, losses[-1])


class LossChart(PaintedPlot):
    """The loss over the steps; click or drag to go to a step, double click for a logarithmic axis.

    Signals
    -------
    step_chosen(int)
        The person went to a step.
    scale_toggled()
        The person asked for the other scale.
    """

    step_chosen = Signal(int)
    scale_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty chart."""
        super().__init__(parent)
        self.setObjectName("loss_chart")
        self.setAccessibleName(_("How wrong, step by step"))
        self._snapshot: Snapshot | None = None
        self._logarithmic = False
        self._top = 0.0
        self._bottom = 0.0
        self._hover: QPointF | None = None
        self._scrubbing = False
        self._walk_losses: object = None

    def value_words(self, snapshot: Snapshot) -> str:
        """Return the words at the head of the chart."""
        if snapshot.surface is None:
            return ""
        return _("now {loss}").format(loss=shown(snapshot.loss))

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Use a logarithmic or a linear axis for the loss."""
        self._logarithmic = logarithmic
        self._top = 0.0
        if self._snapshot is not None:
            self._range(self._snapshot)
        self.viewport().update()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the losses of a snapshot."""
        if snapshot is self._snapshot:
            return
        old, self._snapshot = self._snapshot, snapshot
        if old is None or old.objective is not snapshot.objective or old.path.base is not snapshot.path.base:
            self._top = 0.0
        self._range(snapshot)
        if snapshot.status != "running":
            self.setAccessibleDescription(
                _("Loss {loss} at step {k} of {n}.").format(
                    loss=shown(snapshot.loss), k=snapshot.step, n=snapshot.last_step
                )
            )
        self.viewport().update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        self.plotItem.getAxis("left").setWidth(theme.px(52))
        self.viewport().update()

    # Range ------------------------------------------------------------------------------------------------

    def _scaled(self, losses: FloatArray) -> FloatArray:
        if not self._logarithmic:
            return losses
        with np.errstate(all="ignore"):
            return np.maximum(np.log10(np.maximum(losses, 1e-320)), self._bottom)

    def _range(self, snapshot: Snapshot) -> None:
        """Keep the axis at the starting loss; let it grow only where the walk rises above."""
        seen = [snapshot.losses[: snapshot.last_step + 1], *(run.losses for run in snapshot.earlier_runs[-1:])]
        values = np.concatenate([part[np.isfinite(part)] for part in seen])
        if not len(values) or snapshot.surface is None:
            self.show_range(0.0, 24.0, 0.0, 1.0)
            return
        right = float(max(steps_shown(snapshot.last_step), 1))
        high = float(max(snapshot.losses[0], snapshot.losses.max()))
        axis = self.plotItem.getAxis("left")
        axis.setLogMode(False, self._logarithmic)
        if self._logarithmic:
            top = float(np.ceil(np.log10(max(high, 1e-300)) + 1e-9))
            lowest = float(values.min())
            low = np.floor(np.log10(lowest)) if lowest > 0.0 else top - LOG_DECADES_AT_MOST
            self._bottom = float(max(low, top - LOG_DECADES_AT_MOST))
            self.show_range(0.0, right, self._bottom, max(top, self._bottom + 1.0))
            return
        self._top = max(self._top, high * 1.08 if high > 0.0 else 1.0)
        self.show_range(0.0, right, 0.0, self._top)

    # Painting ---------------------------------------------------------------------------------------------

    def paint_inside(self, painter: QPainter, theme: Theme) -> None:
        """Paint grid, earlier runs, the curve, the steps to come and the present step."""
        snapshot = self._snapshot
        self.paint_grid(painter, theme)
        if snapshot is None or snapshot.surface is None:
            return
        painter.setClipRect(self.plot_rect().adjusted(-8, -8, 8, 4))
        for run in snapshot.earlier_runs:
            self._curve(painter, run.steps, run.losses, soft_pen(theme, "past", 1.5))
        if snapshot.earlier_runs:
            self._name(painter, theme, snapshot.earlier_runs[-1])
        steps = np.arange(snapshot.last_step + 1.0)
        k = snapshot.step
        if k < snapshot.last_step:
            self._curve(painter, steps[k:], snapshot.losses[k:], QPen(theme.colour("loss_fill", 0.45), 1.5))
        elif snapshot.preview is not None and len(snapshot.preview.losses):
            ahead = np.concatenate([snapshot.losses[k : k + 1], snapshot.preview.losses])
            pen = QPen(theme.colour("loss_fill", 0.8), 1.25, Qt.PenStyle.DotLine)
            self._curve(painter, k + np.arange(len(ahead), dtype=float), ahead, pen)
        self._curve(painter, steps[: k + 1], snapshot.losses[: k + 1], soft_pen(theme, "loss_fill", 2.5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("loss_fill"))
        if k <= DOTS_UP_TO:
            for place in self._places(steps[:k], snapshot.losses[:k]):
                painter.drawEllipse(place, 2.6, 2.6)
        self._marks(painter, theme, snapshot)

    def _places(self, steps: FloatArray, losses: FloatArray) -> list[QPointF]:
        x, y = self.pixels(steps, self._scaled(losses))
        return [QPointF(first, second) for first, second in zip(x.tolist(), y.tolist(), strict=True)]

    def _curve(self, painter: QPainter, steps: FloatArray, losses: FloatArray, pen: QPen) -> None:
        if len(losses) < 2:
            return
        steps, losses = thinned(steps, losses)
        x, y = self.pixels(steps, self._scaled(losses))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(polyline(x, y))

    def _name(self, painter: QPainter, theme: Theme, run: EarlierRun) -> None:
        """Write what an earlier run was, beside its curve."""
        painter.setFont(theme.font(CAPTION - 1))
        painter.setPen(theme.colour("ink3"))
        rect = self.plot_rect()
        place = self._places(run.steps, run.losses)
        near = min(place, key=lambda spot: abs(spot.x() - (rect.left() + 0.35 * rect.width())))
        width = painter.fontMetrics().horizontalAdvance(run.label)
        x = min(near.x() + 10.0, rect.right() - width - 4.0)
        painter.drawText(QPointF(x, max(near.y() - 8.0, rect.top() + 12.0)), run.label)

    def _marks(self, painter: QPainter, theme: Theme, snapshot: Snapshot) -> None:
        """Paint the present step, the lowest one of a walk that ran away, and what the pointer is at."""
        here = self._places(np.array([float(snapshot.step)]), snapshot.losses[snapshot.step : snapshot.step + 1])[0]
        painter.setFont(theme.font(CAPTION - 1))
        if snapshot.status == "diverged":
            best = snapshot.best_step
            spot = self._places(np.array([float(best)]), snapshot.losses[best : best + 1])[0]
            painter.setPen(QPen(theme.colour("ink"), 1.75))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot, 8.0, 8.0)
            self._label(painter, theme, spot + QPointF(0.0, -14.0), _("lowest: step {k}").format(k=best))
            if snapshot.preview is not None and len(snapshot.preview.losses):
                text = _("next would be {loss}").format(loss=shown(float(snapshot.preview.losses[0])))
                self._label(painter, theme, here + QPointF(70.0, 4.0), text)
        painter.setPen(QPen(theme.colour("card"), 2.0))
        painter.setBrush(theme.colour("line"))
        painter.drawEllipse(here, 6.0, 6.0)
        step = self._hovered_step()
        if step is not None:
            loss = snapshot.losses[step : step + 1]
            spot = self._places(np.array([float(step)]), loss)[0]
            painter.setPen(QPen(theme.colour("ink"), 1.5))
            painter.setBrush(theme.colour("card"))
            painter.drawEllipse(spot, 4.0, 4.0)
            text = _("step {k}: loss {loss}").format(k=step, loss=shown(float(loss[0])))
            self._label(painter, theme, spot + QPointF(0.0, -12.0), text)

    def _label(self, painter: QPainter, theme: Theme, place: QPointF, text: str) -> None:
        """Write text centred at a place, held inside the plot, on a bed of the card's colour."""
        rect, metrics = self.plot_rect(), painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 8.0, float(metrics.height())
        left = min(max(place.x() - width / 2.0, rect.left()), rect.right() - width)
        box = QRectF(left, min(max(place.y() - height, rect.top()), rect.bottom() - height), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("card", 0.85))
        painter.drawRect(box)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # Gestures ---------------------------------------------------------------------------------------------

    def _hovered_step(self) -> int | None:
        snapshot = self._snapshot
        if self._hover is None or snapshot is None or snapshot.surface is None or not self.is_inside(self._hover):
            return None
        step = round(self.from_pixel(self._hover)[0])
        return step if 0 <= step <= snapshot.last_step else None

    def _choose(self, place: QPointF) -> None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.surface is None:
            return
        step = min(max(round(self.from_pixel(place)[0]), 0), snapshot.last_step)
        if step != snapshot.step:
            self.step_chosen.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the step pressed."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.is_inside(event.position()):
            self._scrubbing = True
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Scrub, or show the loss under the pointer."""
        super().mouseMoveEvent(event)
        before, self._hover = self._hovered_step(), event.position()
        if self._scrubbing:
            self._choose(event.position())
        elif before != self._hovered_step():
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End scrubbing."""
        super().mouseReleaseEvent(event)
        self._scrubbing = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the other scale."""
        self.scale_toggled.emit()
        event.accept()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Forget the pointer."""
        self._hover = None
        self.viewport().update()
