"""The whole window while a point is dragged among 1,000 others: every card, sentence and panel, page by page."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

from PySide6.QtWidgets import QApplication

from benchmarks.matplotlib_peer import MatplotlibPlots
from benchmarks.samples import START, objective_of, points
from benchmarks.stage import PaintCounter, application, run_for
from benchmarks.table import Line, at_least, compared, missing
from benchmarks.timing import ResultsDifferError, Scope, interleave, optional
from gd_visualizer.app import create_window
from gd_visualizer.app.pages import page_names
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.session import edits
from gd_visualizer.session.document import Document

POINTS, STEPS, RATE = 1_000, 500, 3e-4
SETTLED_SECONDS = 0.5
SIZE = (1440, 900)


class DraggedWindow:
    """A window at one of its pages, with everything ticked that can be shown."""

    def __init__(self, key: str) -> None:
        """Open the window, fill it and turn to the page."""
        self.window = create_window()
        self.window.call_out.put_away()
        self.window.glide.reduced = True
        self.window.resize(*SIZE)
        store = self.window.findChild(Wiring)._store
        document = Document(points(POINTS), "", "", START, optimizer=GradientDescent(RATE))
        store.apply(edits.Edit("", lambda _old: document, fits=True))
        for name, box in self.window.panel.options.items():
            if not box.isChecked() and name != "symbols":
                box.click()
        store.step(STEPS)
        self.window.show()
        self.window.show_page(key)
        if key == "network":
            # A line has no network to draw.
            self.window.pages.currentWidget().offer.click()
        run_for(SETTLED_SECONDS)
        self._moves = 0
        self._paints = PaintCounter([self.window.pages.currentWidget()])

    def drag_frame(self) -> None:
        """Move the point in the middle as a mouse would, draw and paint everything that follows from it."""
        data = self.window.snapshot.document.dataset
        row = len(data) // 2
        self._moves += 1
        lift = 0.25 if self._moves % 2 else -0.25
        self.window.canvas.point_dragged.emit(int(data.ids[row]), float(data.x[row]), float(data.y[row]) + lift)
        QApplication.processEvents()


def lines(scope: Scope) -> Iterator[Line]:
    """Yield a line for each page."""
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()
    app = application()
    windows = {key: DraggedWindow(key) for key in page_names()}
    for key, dragged in windows.items():
        before = dragged.window.snapshot
        dragged.drag_frame()
        if dragged.window.snapshot is before or dragged.window.pages.key != key:
            raise ResultsDifferError(f"nothing was dragged on page {key}")
    jobs = {key: dragged.drag_frame for key, dragged in windows.items()}
    objective, plan = objective_of(points(POINTS)), Plan(GradientDescent(RATE))
    path = advance(objective, plan, first_state(plan, frozen(START)), STEPS).parameters
    has_peer = optional("matplotlib") is not None
    if has_peer:
        jobs["matplotlib"] = MatplotlibPlots(points(POINTS), path).drag_frame
    times = interleave(jobs, scope)
    for key, name in page_names().items():
        what = f"drag frame of the whole window, {POINTS:,} points, view {name}"
        yield (
            compared(what, times[key], times["matplotlib"], "matplotlib full draw", at_least(3))
            if has_peer
            else missing(what, times[key], "matplotlib", at_least(3))
        )
    for dragged in windows.values():
        dragged.window.close()
    app.closeAllWindows()
