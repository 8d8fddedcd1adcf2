"""The slices beside the map: aligned with it, draggable, usable by keyboard, with words."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.views.surface.slice_painting import beside
from gd_visualizer.views.surface.slice_words import best_box
from tests.stories.test_first_visit import LEFT, drag, mouse, trigger


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.glide.reduced = True
    window.show()
    qtbot.waitExposed(window)
    trigger(window, "action_ten_steps")
    QApplication.processEvents()
    yield window
    window.close()


def test_long_numbers_of_the_loss_lose_no_digits_at_the_edge():
    plot = QRectF(40.0, 5.0, 200.0, 80.0)
    assert beside(plot, 25.0) == 7.0
    assert beside(plot, 60.0) > 0.0


def test_slices_stand_where_the_map_is(window):
    across, up = window.line.slices
    m, b = window.snapshot.parameters
    on_map = window.surface.viewport().mapToGlobal(window.surface.to_pixel(m, b))
    assert across.mapToGlobal(across.look.dot).x() == pytest.approx(on_map.x(), abs=1.0)
    assert up.mapToGlobal(up.look.dot).y() == pytest.approx(on_map.y(), abs=1.0)
    assert up.look.words[0] == f"slope {up.look.found.slope:.2f}".replace("-", "−")
    window.surface.show_range(-1.0, 2.0, -1.5, 1.0)
    window.surface._redraw()
    assert across.look.frame.begin == -1.0
    assert up.look.frame.end == 1.0


def test_the_tangent_touches_the_curve_with_its_slope(window):
    for view in window.line.slices:
        look = view.look
        line = look.tangent()
        middle = line.pointAt(0.5)
        assert (middle.x(), middle.y()) == pytest.approx((look.dot.x(), look.dot.y()), abs=1e-6)
        near = look.frame.pixels(*(np.array(v) for v in zip((look.found.here, look.found.loss),
            (look.found.here + 1e-6, look.found.loss + 1e-6 * look.found.slope), strict=True)))  # fmt: skip
        (x0, y0), (x1, y1) = near
        assert (line.dx() * (y1 - y0)) == pytest.approx(line.dy() * (x1 - x0), rel=1e-3, abs=1e-6)


@pytest.mark.parametrize(("place", "way"), [(0, QPointF(30.0, 0.0)), (1, QPointF(0.0, -25.0))])
def test_the_dot_can_be_dragged_along(window, place: int, way: QPointF):
    view = window.line.slices[place]
    before = window.snapshot.parameters
    drag(view, view.look.dot, view.look.dot + way)
    after = window.snapshot.parameters
    assert after[place] > before[place]
    assert after[1 - place] == before[1 - place]
    assert window.snapshot.undo_label
    trigger(window, "action_undo")
    assert window.snapshot.document.start == (-2.4, -2.0)


def test_a_drag_can_be_given_up(window):
    view = window.line.slices[0]
    begin = view.look.dot
    view.setFocus(Qt.FocusReason.TabFocusReason)
    mouse(view, QEvent.Type.MouseMove, begin)
    mouse(view, QEvent.Type.MouseButtonPress, begin, LEFT)
    mouse(view, QEvent.Type.MouseMove, begin + QPointF(20.0, 0.0), LEFT)
    assert window.snapshot.document.start != (-2.4, -2.0)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window.snapshot.document.start == (-2.4, -2.0)


def test_arrow_keys_move_the_parameter(window):
    across, up = window.line.slices
    m, b = window.snapshot.parameters
    across.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(across, Qt.Key.Key_Right)
    assert window.snapshot.parameters[0] == pytest.approx(m + 0.1)
    QTest.keyClick(across, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert window.snapshot.parameters[0] == pytest.approx(m + 0.09)
    up.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(up, Qt.Key.Key_Down)
    assert window.snapshot.parameters[1] == pytest.approx(b - 0.1)
    assert "slope is" in up.accessibleDescription()
    assert up.grab().toImage() != across.grab().toImage()


def test_slices_can_be_hidden_and_give_way(window):
    across, up = window.line.slices
    QTest.keyClick(window, Qt.Key.Key_G)
    assert across.isHidden()
    assert up.isHidden()
    assert not window.surface.guides.down
    QTest.keyClick(window, Qt.Key.Key_G)
    assert not across.isHidden()
    window.resize(1024, 700)
    QApplication.processEvents()
    assert up.isHidden()
    assert across.look.aside.startswith("slope for b ")


def test_a_slice_says_the_true_loss_under_the_mouse(window):
    across = window.line.slices[0]
    place = across.look.frame.pixel(0.0, 1.0)
    b = window.snapshot.parameters[1]
    data = window.snapshot.document.dataset
    loss = float(np.mean((b - data.y) ** 2))
    assert f"loss {loss:.2f}" in across._tip(place)
    assert across._tip(QPointF(-50.0, -50.0)) == ""


def test_no_points_no_slice(window):
    trigger(window, "action_clear_points")
    for view in window.line.slices:
        assert view.look is None
        assert view.accessibleDescription() == "There is no slice here."
        view.grab()
    QTest.mouseClick(window.line.slices[0], LEFT, pos=QPoint(50, 40))


def test_words_find_no_room_in_a_tiny_plot():
    from PySide6.QtCore import QRectF, QSizeF

    assert best_box(QPointF(5, 5), QSizeF(50.0, 10.0), QRectF(0, 0, 40, 40), np.empty((0, 3)), []) is None


def test_two_names_of_the_formula_choose_the_map(window):
    window.panel.part_chosen.emit("models", "polynomial")
    QApplication.processEvents()
    window.formula.grab()
    boxes = {name: box for box, name in window.formula._boxes}
    assert set(boxes) == {"c0", "c1", "c2", "c3"}
    for name in ("c2", "c3"):
        QTest.mouseClick(window.formula, LEFT, pos=boxes[name].center().toPoint())
    assert (window.snapshot.axes.across, window.snapshot.axes.up) == ("c2", "c3")
    QTest.mouseClick(window.formula, LEFT, pos=boxes["c3"].center().toPoint())
    assert (window.snapshot.axes.across, window.snapshot.axes.up) == ("c2", "c3")
    assert window.line.slices[0].look.found.label == "c2"


def test_arrived_it_says_that_it_is_flat(window):
    for _ in range(20):
        trigger(window, "action_ten_steps")
    for view in window.line.slices:
        assert view.look.words == ("slope almost 0", "flat here")
