"""The line taken by its middle and by its ends, by mouse and by keyboard; and the areas beside the misses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from gd_visualizer.app import create_window
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.registry import create, registered
from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.canvas.line_grip import PLACES, LineGrip, part_at
from gd_visualizer.views.canvas.squares import Shapes, boxes_of
from tests.stories.test_first_visit import drag, mouse, trigger

FRAME = Frame(-5.0, 5.0, -5.0, 5.0, QRectF(0.0, 0.0, 400.0, 400.0))


def grip(m: float, b: float, part: str, pressed: QPointF | None = None) -> LineGrip:
    line = FRAME.line(np.array([m, b]))
    assert line is not None
    return LineGrip(FRAME, (m, b), line, part, pressed or line.pointAt(PLACES[part]))  # type: ignore[arg-type, index]


def test_thirds_of_the_line_are_told_apart() -> None:
    line = QLineF(0.0, 0.0, 300.0, 0.0)
    assert [part_at(line, QPointF(x, 5.0)) for x in (20.0, 150.0, 280.0)] == ["left", "middle", "right"]
    assert part_at(line, QPointF(150.0, 9.0)) is None
    assert part_at(line, QPointF(150.0, 9.0), 2.0) == "middle"
    assert part_at(line, QPointF(-5.0, 0.0)) is None
    assert part_at(QLineF(0.0, 0.0, 0.1, 0.0), QPointF(0.0, 0.0)) is None


@given(st.floats(-3.0, 3.0), st.floats(-2.0, 2.0), st.floats(-150.0, 150.0))
def test_the_middle_shifts_and_does_not_turn(m: float, b: float, down: float) -> None:
    held = grip(m, b, "middle")
    slope, height = held.dragged_to(held.pressed + QPointF(13.0, down))
    assert slope == m
    assert height == pytest.approx(b - down * 10.0 / 400.0, abs=FRAME.steps[1])


@pytest.mark.parametrize("part", ["left", "right"])
@given(st.floats(-2.0, 2.0), st.floats(-1.5, 1.5), st.floats(-60.0, 60.0), st.floats(-60.0, 60.0))
def test_the_ends_turn_about_the_middle(part: str, m: float, b: float, right: float, down: float) -> None:
    held = grip(m, b, part)
    slope, height = held.dragged_to(held.pressed + QPointF(right, down))
    assert np.isfinite([slope, height]).all()
    x, y = FRAME.place(held.line.pointAt(0.5))
    assert slope * x + height == pytest.approx(y, abs=1e-9)
    still = held.dragged_to(held.pressed)
    assert still == pytest.approx((m, b), abs=0.02)


def test_the_hand_cannot_turn_the_line_over() -> None:
    held = grip(1.0, 0.0, "right")
    slope, _height = held.dragged_to(held.pressed + QPointF(-390.0, -80.0))
    assert 0.0 < slope < 30.0


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.glide.reduced = True
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("part", list(PLACES))
def test_dragging_the_line_moves_the_start_in_one_entry(window, part: str) -> None:
    before, count = window.snapshot, len(window.snapshot.document.dataset)
    canvas = window.canvas
    at = canvas.visible_line().pointAt(PLACES[part])
    mouse(canvas.viewport(), QEvent.Type.MouseMove, at)
    assert canvas._line_part == part
    drag(canvas.viewport(), at, at + QPointF(0.0, -30.0))
    after = window.snapshot
    assert after.document.start != before.document.start
    assert after.parameters.tolist() == list(after.document.start)
    assert len(after.document.dataset) == count
    assert bool(after.parameters[0] == before.parameters[0]) == (part == "middle")
    trigger(window, "action_undo")
    assert window.snapshot.document.start == before.document.start


def test_a_click_on_the_line_adds_a_point_and_escape_takes_a_drag_back(window) -> None:
    canvas, before = window.canvas, window.snapshot
    at = canvas.visible_line().pointAt(0.37)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
    assert len(window.snapshot.document.dataset) == len(before.document.dataset) + 1
    at = canvas.visible_line().pointAt(0.55)
    left = Qt.MouseButton.LeftButton
    canvas.setFocus()
    mouse(canvas.viewport(), QEvent.Type.MouseMove, at)
    mouse(canvas.viewport(), QEvent.Type.MouseButtonPress, at, left)
    mouse(canvas.viewport(), QEvent.Type.MouseMove, at + QPointF(0.0, 40.0), left)
    assert window.snapshot.document.start != before.document.start
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert window.snapshot.document.start == before.document.start


def test_the_keyboard_takes_the_line_with_l(window) -> None:
    canvas, before = window.canvas, window.snapshot.document.start
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_L)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    shifted = window.snapshot.document.start
    assert shifted[0] == before[0]
    assert shifted[1] > before[1]
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert window.snapshot.document.start[0] > shifted[0]
    assert window.snapshot.document.start[1] == shifted[1]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    step = window.snapshot.step
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert window.snapshot.document.start[1] == shifted[1]
    assert window.snapshot.step == step


def test_a_curve_has_no_handles(window) -> None:
    window.panel.part_chosen.emit("models", "polynomial")
    assert window.canvas.visible_line() is None
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_L)
    assert not window.canvas._line_selected


# ----------------------------------------------------------------------------------------------------------- areas


@pytest.mark.parametrize("key", list(registered("losses")))
def test_each_area_is_the_price_of_its_miss(key: str) -> None:
    loss, x = create("losses", key), np.array([-2.0, 0.5, 2.0, 3.0])
    y, predicted = np.array([1.0, 0.0, -1.5, 2.0]), np.array([0.0, 1.5, 0.0, 2.0])
    shapes = Shapes(loss, Linear(), np.array([1.0, 0.0]))
    boxes = boxes_of(FRAME, x, y, predicted, shapes)
    prices = loss.of_residual(predicted - y)
    shown = [price for price in prices[:3].tolist() if price]
    assert len(boxes) == len(shown)
    unit = (400.0 / 10.0) ** 2
    areas = [(-1.0 if pays else 1.0) * box.width() * box.height() / unit for box, pays in boxes]
    assert areas == pytest.approx(shown, rel=1e-9)


def test_squares_stand_away_from_the_line() -> None:
    shapes = Shapes(create("losses", "mean_squared_error"), Linear(), np.array([1.0, 0.0]))
    (above, _), (below, _) = boxes_of(FRAME, np.zeros(2), np.array([2.0, -2.0]), np.zeros(2), shapes)
    assert above.right() == below.left() == 200.0
    assert above.width() == above.height() == below.width() == below.height() == 80.0


def test_numbers_beyond_drawing_are_left_out() -> None:
    shapes = Shapes(create("losses", "mean_squared_error"), Linear(), np.array([1.0, 0.0]))
    assert boxes_of(FRAME, np.zeros(3), np.array([1e200, 0.0, 1e3]), np.array([0.0, np.nan, 0.0]), shapes) == []
