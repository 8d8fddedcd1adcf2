"""A plot in a range of its own: scales at its edges, and places to pixels and back at any size of numbers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from gd_visualizer.views.canvas.canvas_axis import CanvasAxis
from gd_visualizer.views.canvas.fitting import EMPTY, Range
from gd_visualizer.views.canvas.frame import Frame, is_drawable
from gd_visualizer.views.still_plot import StillPlot
from gd_visualizer.views.theme import TICK, Theme

TOP_AIR, RIGHT_AIR = 9.0, 8.0
LEFT_AXIS = 22


class FramedPlot(StillPlot):
    """Scales for x and y around a plot; what is shown in it is kept here and not by pyqtgraph."""

    _range: Range = EMPTY

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty plot."""
        super().__init__(parent)
        self.across, self.up = CanvasAxis("bottom"), CanvasAxis("left")
        self.plotItem.setAxisItems({"bottom": self.across, "left": self.up})
        for axis in (self.across, self.up):
            axis.unlinkFromView()
        self.plotItem.layout.setContentsMargins(0.0, TOP_AIR, RIGHT_AIR, 0.0)
        self.view_box.sigResized.connect(self._resized)
        self.show_range(*EMPTY)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        for axis in (self.across, self.up):
            axis.restyle(theme)
        # Half of the topmost number stands above the plot.
        top = max(TOP_AIR, QFontMetricsF(theme.font(TICK)).height() / 2.0)
        self.plotItem.layout.setContentsMargins(0.0, top, RIGHT_AIR, 0.0)
        self.plotItem.layout.activate()
        self._resized()

    @property
    def frame(self) -> Frame:
        """Return which place is at which pixel of the viewport now."""
        return Frame(*self._range, self.viewportTransform().mapRect(self.view_box.sceneBoundingRect()))

    def visible_range(self) -> Range:
        """Return (x_min, x_max, y_min, y_max) of what is shown."""
        return self._range

    def show_range(self, x_min: float, x_max: float, y_min: float, y_max: float) -> None:
        """Show exactly this range, if numbers of that size leave anything to see."""
        wanted = (x_min, x_max, y_min, y_max)
        if wanted != self._range and is_drawable(*wanted):
            self._range = wanted
        self.across.show_range(*self._range[:2])
        self.up.show_range(*self._range[2:])
        self._resized()

    def to_pixel(self, x: float, y: float) -> QPointF:
        """Return where a place of the plot is in the viewport."""
        return self.frame.pixel(x, y)

    def from_pixel(self, pixel: QPointF) -> tuple[float, float]:
        """Return which place of the plot a pixel of the viewport shows."""
        return self.frame.place(pixel)

    @Slot()
    def _resized(self) -> None:
        """Give the scale at the left the room its numbers need."""
        if self.theme is not None:
            height = max(1.0, self.view_box.rect().height())
            width = max(float(self.theme.px(LEFT_AXIS)), self.up.width_of_words(*self._range[2:], height))
            if width != self.up.width():
                self.up.setWidth(width)
                self.plotItem.layout.activate()
        self.viewport().update()
