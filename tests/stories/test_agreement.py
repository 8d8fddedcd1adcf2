"""Line, squares, sum, map, card, chart and sentence agree after every gesture, edit, step and scrub."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.views.theme import load_theme
from tests.agreement import disagreements
from tests.stories.test_first_visit import LEFT, click, mouse, trigger


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.glide.reduced = True
    window.show()
    qtbot.waitExposed(window)
    if not window.panel.options["total"].isChecked():
        window.panel.options["total"].click()
    QApplication.processEvents()
    yield window
    window.panel.options["total"].click()
    window.close()
    window.deleteLater()


def agree(window) -> None:
    QApplication.processEvents()
    assert disagreements(window) == []


def dragged(window, widget, begin: QPointF, end: QPointF) -> None:
    """Drag, and look at every move."""
    mouse(widget, QEvent.Type.MouseMove, begin)
    mouse(widget, QEvent.Type.MouseButtonPress, begin, LEFT)
    for share in (0.2, 0.4, 0.6, 0.8, 1.0):
        mouse(widget, QEvent.Type.MouseMove, begin + (end - begin) * share, LEFT)
        agree(window)
    mouse(widget, QEvent.Type.MouseButtonRelease, end)
    agree(window)


def test_the_views_agree_after_every_gesture(window):
    canvas, surface = window.canvas, window.surface
    agree(window)
    click(canvas.viewport(), canvas.to_pixel(-1.0, 4.0))
    agree(window)
    data = window.snapshot.document.dataset
    dragged(window, canvas.viewport(), canvas.to_pixel(data.x[-1], data.y[-1]), canvas.to_pixel(1.0, -2.0))
    dragged(window, surface.viewport(), surface.to_pixel(*window.snapshot.document.start), surface.to_pixel(0.5, 1.0))
    middle = canvas.to_pixel(*canvas.frame.place(canvas.visible_line().pointAt(0.52)))
    before = window.snapshot.document.start
    dragged(window, canvas.viewport(), middle, middle + QPointF(0.0, 40.0))
    assert window.snapshot.document.start != before
    for name in ("action_undo", "action_undo", "action_redo", "action_clear_points", "action_undo"):
        trigger(window, name)
        agree(window)


def test_the_views_agree_after_every_step_and_scrub(window):
    for name in ("action_step", "action_step", "action_ten_steps", "action_step_back", "action_first", "action_last",
                 "action_ten_back", "action_restart", "action_ten_steps", "action_rate_up", "action_step"):  # fmt: skip
        trigger(window, name)
        agree(window)
    for step in (0, 3, 11, 7):
        window.playback.timeline.step_chosen.emit(step)
        agree(window)
        window.chart.step_chosen.emit(step)
        agree(window)
    window.panel.rate.rate_typed.emit(0.43)
    trigger(window, "action_restart")
    for _ in range(6):
        trigger(window, "action_ten_steps")
        agree(window)
    QTest.keyClick(window, Qt.Key.Key_W)
    agree(window)
    QTest.keyClick(window, Qt.Key.Key_W)


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("losses", "mean_absolute_error"), ("losses", "huber"), ("losses", "log_cosh"), ("optimizers", "adam"),
        ("optimizers", "momentum"), ("models", "polynomial"), ("models", "exponential"), ("models", "network"),
        ("models", "proportional"),
    ],
)  # fmt: skip
def test_the_views_agree_whatever_was_chosen(window, part: str, key: str):
    window.panel.part_chosen.emit(part, key)
    agree(window)
    for name in ("action_step", "action_ten_steps", "action_step_back", "action_undo", "action_redo"):
        trigger(window, name)
        agree(window)
    data = window.snapshot.document.dataset
    start, end = (window.canvas.to_pixel(*place) for place in ((data.x[2], data.y[2]), (0.3, 1.5)))
    dragged(window, window.canvas.viewport(), start, end)


def test_a_view_that_lies_is_found_out(window):
    """Each check can fail: what a pane shows is changed behind its back, and found."""
    trigger(window, "action_ten_steps")
    agree(window)
    snapshot = window.snapshot
    window.next_step.cells[1][7].setText("3.33")
    window.sentence.setText("The line is off by about 7.7.")
    window.line._chart_card.note.setText("now 0.00")
    window.surface.marks.markers = type(window.surface.marks.markers)(here=(1.0, 1.0))
    object.__setattr__(window.line.total.total, "total", 1.0)
    object.__setattr__(window.line.slices[0].look.found, "slope", 99.0)
    object.__setattr__(window.line.slices[1].look.found, "here", 0.0)
    window.equation._texts = ("9.99", "1.00")
    window.equation._lay_out()
    said = " ".join(disagreements(window))
    for words in ("next step says 3.33", "sentence is of another moment", "off by about", "chart's note says",
                  "map marks", "bar sums up", "slice across says", "dot of the slice up",
                  "equation says ŷ = 9.99"):  # fmt: skip
        assert words in said
    data, frame = snapshot.document.dataset, window.canvas.frame
    window.canvas._places = (data, frame.key, *frame.pixels(data.x + 0.5, data.y))
    assert "points are drawn elsewhere" in " ".join(disagreements(window))
    object.__setattr__(snapshot, "loss", 1.0)
    assert "the loss is said to be 1.0" in " ".join(disagreements(window))
    assert np.isfinite(snapshot.parameters).all()


@pytest.mark.parametrize("key", ["light", "dark", "contrast"])
def test_no_view_changes_the_colours_that_all_share(window, key: str) -> None:
    window.findChild(Wiring).appearance.use(key, 1.0)
    for page in ("line", "backward", "network", "race"):
        window.show_page(page)
        for name in ("action_step", "action_ten_steps", "action_play"):
            trigger(window, name)
            window.grab()
        trigger(window, "action_play")
    trigger(window, "action_tour")
    window.grab()
    # Loaded anew, not out of the cache.
    fresh, used = load_theme.__wrapped__(key), window.theme
    assert used.bands == fresh.bands
    assert used.zones == fresh.zones
    assert used.tokens == fresh.tokens
