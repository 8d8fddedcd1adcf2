"""A plot that holds still: the common ground of the data chart, the map and the loss chart."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gd_visualizer.session.numbers import WORKED_OUT_BELOW, tick_words
from gd_visualizer.views.theme import TICK, Theme

WHEEL_ZOOM = 1.0015
LARGEST_RANGE = 1e303


def stride(modifiers: Qt.KeyboardModifier) -> float:
    """Return how many times the usual way an arrow key moves things: a tenth with Shift, ten times with Ctrl."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return 0.1
    return 10.0 if modifiers & Qt.KeyboardModifier.ControlModifier else 1.0


class WordAxis(pg.AxisItem):
    """An axis with a true minus sign, and no prefix or exponent hidden in a corner.

    Attributes
    ----------
    full_below : float
        Numbers are written in full up to here, beyond as 1.2·10⁵.
    """

    full_below = WORKED_OUT_BELOW

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return the words at the ticks."""
        return tick_words([float(value) * scale for value in values], spacing * scale, self.full_below)


class StillPlot(pg.PlotWidget):
    """A pyqtgraph plot that never moves by itself, has no hidden menus and zooms only when asked.

    The wheel zooms with Ctrl, the middle button pans. Mouse events of subclasses arrive in the usual Qt handlers
    (``mousePressEvent`` …) in pixels of the viewport; pyqtgraph's own mouse handling is off.

    Signals
    -------
    zoomed()
        The person zoomed or panned.
    """

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty plot from 0 to 1."""
        axes = {side: WordAxis(side) for side in ("left", "bottom")}
        super().__init__(parent, axisItems=axes, enableMenu=False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.scene().contextMenu = []
        self.plotItem.hideButtons()
        self.view_box: pg.ViewBox = self.plotItem.getViewBox()
        self.view_box.setMouseEnabled(False, False)
        self.view_box.disableAutoRange()
        self.view_box.setDefaultPadding(0.0)
        for axis in axes.values():
            axis.enableAutoSIPrefix(False)
        self.user_zoomed = False
        self._pan_from: QPointF | None = None
        self.theme: Theme | None = None

    def close(self) -> bool:
        """Close as any widget does, also twice: pyqtgraph would tear the plot apart at the first time."""
        return QWidget.close(self)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme; subclasses restyle their items as well."""
        self.theme = theme
        self.setBackground(theme.colour("card"))
        for side in ("left", "bottom"):
            axis = self.plotItem.getAxis(side)
            axis.setPen(pg.mkPen(theme.colour("past"), width=1))
            axis.setTextPen(theme.colour("ink3"))
            axis.setStyle(tickFont=theme.font(TICK), tickLength=4, tickTextOffset=5, maxTickLevel=0)

    def visible_range(self) -> tuple[float, float, float, float]:
        """Return (x_min, x_max, y_min, y_max) of what is shown."""
        (x_min, x_max), (y_min, y_max) = self.view_box.viewRange()
        return x_min, x_max, y_min, y_max

    def show_range(self, x_min: float, x_max: float, y_min: float, y_max: float) -> None:
        """Show exactly this range."""
        if max(abs(x_min), abs(x_max), abs(y_min), abs(y_max)) < LARGEST_RANGE and x_min < x_max and y_min < y_max:
            self.view_box.setRange(xRange=(x_min, x_max), yRange=(y_min, y_max), padding=0.0, disableAutoRange=True)

    def to_pixel(self, x: float, y: float) -> QPointF:
        """Return where a place of the plot is in the viewport."""
        return self.viewportTransform().map(self.view_box.mapViewToScene(QPointF(x, y)))

    def from_pixel(self, pixel: QPointF) -> tuple[float, float]:
        """Return which place of the plot a pixel of the viewport shows."""
        inverse, _ = self.viewportTransform().inverted()
        place = self.view_box.mapSceneToView(inverse.map(pixel))
        return place.x(), place.y()

    def is_inside(self, pixel: QPointF) -> bool:
        """Return True if the pixel lies in the plot itself, not on its axes."""
        inverse, _ = self.viewportTransform().inverted()
        return bool(self.view_box.sceneBoundingRect().contains(inverse.map(pixel)))

    def clamped(self, x: float, y: float) -> tuple[float, float]:
        """Return the nearest place that is in view."""
        x_min, x_max, y_min, y_max = self.visible_range()
        return min(max(x, x_min), x_max), min(max(y, y_min), y_max)

    def zoom_at(self, pixel: QPointF, factor: float) -> None:
        """Make everything ``factor`` times as large about the place under a pixel."""
        x, y = self.from_pixel(pixel)
        x_min, x_max, y_min, y_max = self.visible_range()
        self.user_zoomed = True
        self.show_range(
            x - (x - x_min) / factor, x + (x_max - x) / factor, y - (y - y_min) / factor, y + (y_max - y) / factor
        )
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; without it the wheel belongs to the window."""
        turned = event.pixelDelta().y() or event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.zoom_at(event.position(), WHEEL_ZOOM**turned)
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan with the middle button."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = event.position()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan while the middle button is held."""
        if self._pan_from is not None and event.buttons() & Qt.MouseButton.MiddleButton:
            (x0, y0), (x1, y1) = self.from_pixel(self._pan_from), self.from_pixel(event.position())
            x_min, x_max, y_min, y_max = self.visible_range()
            self._pan_from = event.position()
            self.user_zoomed = True
            self.show_range(x_min + x0 - x1, x_max + x0 - x1, y_min + y0 - y1, y_max + y0 - y1)
            self.zoomed.emit()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing; subclasses say what a double click means."""
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Keep pyqtgraph from opening menus of its own."""
        if event.type() == QEvent.Type.ContextMenu:
            self.contextMenuEvent(event)
            return True
        return bool(super().viewportEvent(event))
