"""A stage: the three plots of the window in a window of their own, with a store behind them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from benchmarks.samples import START
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.document import Document
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.point_canvas import PointCanvas
from gd_visualizer.views.charts.loss_chart import LossChart
from gd_visualizer.views.still_plot import StillPlot
from gd_visualizer.views.surface.surface_view import SurfaceView
from gd_visualizer.views.theme import load_theme

SIZE = (1440, 800)
SETTLED_SECONDS = 0.5
NAP = 1e-3


def application() -> QApplication:
    """Return the one application of this process."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["benchmarks"])


def run_for(seconds: float) -> None:
    """Let events happen for a while."""
    ends_at = time.perf_counter() + seconds
    while time.perf_counter() < ends_at:
        QApplication.processEvents()
        time.sleep(NAP)


class PaintCounter(QObject):
    """Counts how often widgets are painted."""

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        """Begin to count."""
        super().__init__()
        self.counts = dict.fromkeys(map(id, widgets), 0)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a paint."""
        if event.type() == QEvent.Type.Paint:
            self.counts[id(watched)] += 1
        return False

    def take(self) -> tuple[int, ...]:
        """Return the counts since the last time, one for each widget."""
        counts = tuple(self.counts.values())
        self.counts = dict.fromkeys(self.counts, 0)
        return counts


class Plots(QWidget):
    """Three plots, placed about as in the window of the program."""

    def __init__(self, plots: tuple[StillPlot, StillPlot, StillPlot]) -> None:
        """Show the plots for data and map above the one for the loss."""
        super().__init__()
        grid = QGridLayout(self)
        for plot, place in zip(plots, ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)), strict=True):
            grid.addWidget(plot, *place)
            plot.restyle(load_theme("light"))
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 42)
        grid.setColumnStretch(1, 58)
        self.viewports = [plot.viewport() for plot in plots]
        self.counter = PaintCounter(self.viewports)
        self.resize(*SIZE)
        self.show()

    def repaint_all(self) -> None:
        """Paint every plot once more."""
        for viewport in self.viewports:
            viewport.update()
        QApplication.processEvents()


class Stage(QObject):
    """A document that can be walked and dragged, drawn by the program's own plots at once."""

    def __init__(self, data: Dataset, steps: int, rate: float) -> None:
        """Draw the data with a path of so many steps."""
        super().__init__()
        self._views = (PointCanvas(), SurfaceView(), LossChart())
        self.plots = Plots(self._views)
        document = Document(data, "", "", START, optimizer=GradientDescent(rate))
        self.store = Store(document, InlineCourier(), self)
        self.store.changed.connect(self._draw)
        self.store.step(steps)
        self._moves = 0
        run_for(SETTLED_SECONDS)
        self.plots.counter.take()

    @Slot(object)
    def _draw(self, snapshot: Snapshot) -> None:
        shown = replace(snapshot, status="running") if snapshot.status == "paused" else snapshot
        for view in self._views:
            view.draw(shown)

    def play_frame(self) -> None:
        """Take one more step, draw and paint it."""
        self.store.step(1)
        QApplication.processEvents()

    def drag_frame(self) -> None:
        """Move the point in the middle to another place, draw and paint everything that follows from it."""
        data = self.store.snapshot.document.dataset
        row = len(data) // 2
        self._moves += 1
        lift = 0.25 if self._moves % 2 else -0.25
        self.store.apply(edits.move_point(int(data.ids[row]), float(data.x[row]), float(data.y[row]) + lift))
        QApplication.processEvents()

    def close(self) -> None:
        """End it."""
        self.store.close()
        self.plots.close()
