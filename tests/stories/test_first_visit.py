"""A first visit, from the first screen to a walk that flies away, by mouse and keyboard alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gd_visualizer.app import create_window

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot):
    """Return the whole window, shown."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    yield window
    window.close()
    window.deleteLater()


def mouse(widget: QWidget, kind: QEvent.Type, place: QPointF, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Send one mouse event to a viewport."""
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    where = QPointF(widget.mapToGlobal(place.toPoint()))
    event = QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def drag(widget: QWidget, begin: QPointF, end: QPointF, moves: int = 5) -> None:
    """Press, move in some steps and release."""
    mouse(widget, QEvent.Type.MouseMove, begin)
    mouse(widget, QEvent.Type.MouseButtonPress, begin, LEFT)
    for number in range(1, moves + 1):
        mouse(widget, QEvent.Type.MouseMove, begin + (end - begin) * (number / moves), LEFT)
    mouse(widget, QEvent.Type.MouseButtonRelease, end)


def click(widget: QWidget, place: QPointF) -> None:
    """Press and release at one place."""
    QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, place.toPoint())


def trigger(window, name: str) -> None:
    """Trigger an action by its object name."""
    window.actions_by_name[name].trigger()


def recomputed_loss(snapshot) -> float:
    """Return the mean squared error worked out anew from points and parameters."""
    data, (m, b) = snapshot.document.dataset, snapshot.parameters
    return float(np.mean((m * data.x + b - data.y) ** 2))


def test_first_screen_stands_still_and_says_what_to_try(window, qtbot):
    first = window.snapshot
    assert len(first.document.dataset) == 8
    assert first.status == "ready"
    assert first.step == 0
    assert first.loss == pytest.approx(45.26285)
    assert window.call_out.isVisible()
    assert window.sentence.text().startswith("Ready at the start.")
    QTest.qWait(150)
    assert window.snapshot is first


def test_points_are_placed_moved_and_taken_back_exactly(window):
    canvas = window.canvas.viewport()
    before = window.snapshot.document
    click(canvas, window.canvas.to_pixel(-1.0, 4.0))
    added = window.snapshot.document
    assert len(added.dataset) == 9
    assert added.dataset.x[-1] == pytest.approx(-1.0, abs=0.05)
    assert not window.call_out.isVisible()
    assert window.snapshot.loss == pytest.approx(recomputed_loss(window.snapshot), rel=1e-12)

    drag(canvas, window.canvas.to_pixel(added.dataset.x[-1], added.dataset.y[-1]), window.canvas.to_pixel(1.0, -2.0))
    moved = window.snapshot.document
    assert len(moved.dataset) == 9
    assert moved.dataset.y[-1] == pytest.approx(-2.0, abs=0.1)
    trigger(window, "action_undo")
    assert window.snapshot.document is added
    trigger(window, "action_undo")
    assert window.snapshot.document is before
    trigger(window, "action_redo")
    trigger(window, "action_redo")
    assert window.snapshot.document is moved

    trigger(window, "action_clear_points")
    assert len(window.snapshot.document.dataset) == 0
    assert window.snapshot.loss is None
    assert "Click the chart" in window.sentence.text()
    trigger(window, "action_undo")
    assert window.snapshot.document is moved


def test_start_dragged_on_the_map_moves_the_line(window):
    surface = window.surface
    drag(surface.viewport(), surface.to_pixel(*window.snapshot.document.start), surface.to_pixel(0.5, 1.0))
    m, b = window.snapshot.parameters
    assert (m, b) == window.snapshot.document.start
    assert (m, b) == (pytest.approx(0.5, abs=0.05), pytest.approx(1.0, abs=0.05))
    assert window.sentence.text().startswith("Moved.")
    assert window.snapshot.loss == pytest.approx(recomputed_loss(window.snapshot), rel=1e-12)
    trigger(window, "action_undo")
    assert window.snapshot.document.start == (-2.4, -2.0)


def test_steps_on_and_back_by_keyboard_are_the_same_to_the_bit(window):
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.snapshot.step == 1
    seen = [window.snapshot.parameters.tobytes()]
    for _ in range(7):
        QTest.keyClick(window, Qt.Key.Key_Space)
        seen.append(window.snapshot.parameters.tobytes())
    assert window.snapshot.step == 8
    assert window.snapshot.loss == pytest.approx(2.0112, abs=1e-4)
    for text in reversed(seen[:-1]):
        QTest.keyClick(window, Qt.Key.Key_Left)
        assert window.snapshot.parameters.tobytes() == text
    QTest.keyClick(window, Qt.Key.Key_Home)
    assert window.snapshot.step == 0
    QTest.keyClick(window, Qt.Key.Key_End)
    assert window.snapshot.parameters.tobytes() == seen[-1]


def test_play_arrives_and_restart_keeps_the_start(window, qtbot):
    window.playback.speed.speed_chosen.emit(250.0)
    trigger(window, "action_play")
    assert window.snapshot.status == "running"
    qtbot.waitUntil(lambda: window.snapshot.status == "arrived", timeout=10_000)
    assert window.snapshot.parameters == pytest.approx([1.42326, 0.67401], abs=2e-4)
    arrived_at = window.snapshot.step
    trigger(window, "action_restart")
    assert window.snapshot.step == 0
    assert tuple(window.snapshot.parameters) == (-2.4, -2.0)
    assert window.snapshot.last_step == arrived_at


def test_too_long_a_rate_ends_in_words_and_two_ways_out(window, qtbot):
    window.panel.rate.rate_typed.emit(0.45)
    window.playback.speed.speed_chosen.emit(math.inf)
    trigger(window, "action_play")
    qtbot.waitUntil(lambda: window.snapshot.status == "diverged", timeout=10_000)
    assert "too long" in window.sentence.text()
    assert math.isfinite(window.snapshot.loss)
    assert window.flies_away.isVisible()
    window.flies_away.back_requested.emit()
    assert window.snapshot.step == window.snapshot.best_step
    window.flies_away.halve_requested.emit()
    assert window.snapshot.document.optimizer.learning_rate == 0.225
    assert window.snapshot.step == 0


def test_walking_on_from_there_stops_at_the_last_finite_step(window, qtbot):
    window.panel.rate.rate_typed.emit(0.9)
    window.playback.speed.speed_chosen.emit(math.inf)
    for _ in range(2):
        trigger(window, "action_play")
        qtbot.waitUntil(lambda: window.snapshot.status == "diverged", timeout=10_000)
    assert math.isfinite(window.snapshot.loss)
    assert np.isfinite(window.snapshot.parameters).all()
    assert window.snapshot.loss > 1e250
    assert "nan" not in window.sentence.text().lower()


def test_scrubbing_the_timeline_takes_every_view_along(window):
    trigger(window, "action_ten_steps")
    timeline = window.findChild(QWidget, "timeline")
    timeline.step_chosen.emit(4)
    assert window.snapshot.step == 4
    assert window.sentence.text().startswith("Looking at step 4 of 10.")
    assert timeline.value() == 4


def test_objects_that_scripts_rely_on_are_there(window):
    for name in ("point_canvas", "surface_view", "loss_chart", "timeline", "state_sentence"):
        assert window.findChild(QWidget, name) is not None, name
    wanted = [
        "play",
        "step",
        "step_back",
        "restart",
        "undo",
        "redo",
        "open",
        "save",
        "save_as",
        "clear_points",
        "fit_view",
    ]
    for name in wanted:
        assert window.actions_by_name[f"action_{name}"].objectName() == f"action_{name}"
    place = window.findChild(QWidget, "surface_view").to_pixel(1.0, 1.0)
    assert window.surface.viewport().rect().contains(QPoint(int(place.x()), int(place.y())))


def test_an_action_pressed_while_playing_pauses(window):
    trigger(window, "action_play")
    trigger(window, "action_step_back")
    assert window.snapshot.status != "running"
