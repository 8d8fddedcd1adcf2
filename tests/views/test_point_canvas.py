"""The data canvas: what it draws, and what each gesture says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.document import first_document
from gd_visualizer.views.canvas.canvas_painting import line_ends
from gd_visualizer.views.canvas.fitting import fitted_range, grown_range
from gd_visualizer.views.canvas.point_canvas import PointCanvas
from gd_visualizer.views.canvas.point_dialog import DELETED, PairDialog
from gd_visualizer.views.canvas.rounding import nudge_step, pointing_step, rounded
from gd_visualizer.views.theme import load_theme

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def store():
    """Return a store with the eight points."""
    store = Store(first_document(), InlineCourier())
    yield store
    store.close()


@pytest.fixture
def canvas(qtbot, store):
    """Return a shown canvas with the eight points."""
    canvas = PointCanvas()
    canvas.restyle(load_theme("light"))
    canvas.resize(460, 400)
    canvas.draw(store.snapshot)
    store.changed.connect(canvas.draw)
    canvas.show()
    qtbot.waitExposed(canvas)
    yield canvas
    store.changed.disconnect(canvas.draw)
    canvas.close()
    canvas.deleteLater()


def send(canvas: PointCanvas, kind: QEvent.Type, place: QPointF, held=Qt.MouseButton.NoButton, button=LEFT) -> None:
    """Send one mouse event."""
    sent = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    viewport = canvas.viewport()
    where = QPointF(viewport.mapToGlobal(place.toPoint()))
    QApplication.sendEvent(viewport, QMouseEvent(kind, place, where, sent, held, NOTHING))


def record(canvas: PointCanvas) -> list[tuple]:
    """Return a list that fills with (signal, values) as the canvas speaks."""
    heard: list[tuple] = []

    names = ["point_added", "point_dragged", "point_nudged", "point_placed", "point_removed"]
    for name in [*names, "drag_began", "drag_ended", "drag_cancelled", "fit_requested"]:

        def hear(*values: object, name: str = name) -> None:
            heard.append((name, *values))

        getattr(canvas, name).connect(hear)
    return heard


def tab_in(canvas: PointCanvas) -> None:
    """Give the canvas the focus as Tab does."""
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)


def test_a_click_on_empty_ground_adds_one_point(canvas):
    heard = record(canvas)
    place = canvas.to_pixel(-1.0, 4.0)
    QTest.mouseClick(canvas.viewport(), LEFT, NOTHING, place.toPoint())
    assert [entry[0] for entry in heard] == ["point_added"]
    assert heard[0][1:] == (pytest.approx(-1.0, abs=0.05), pytest.approx(4.0, abs=0.05))
    assert heard[0][1] == round(heard[0][1], 2)


def test_a_double_click_on_empty_ground_adds_only_one(canvas):
    heard = record(canvas)
    place = canvas.to_pixel(-1.0, 4.0).toPoint()
    QTest.mouseClick(canvas.viewport(), LEFT, NOTHING, place)
    QTest.mouseDClick(canvas.viewport(), LEFT, NOTHING, place)
    assert [entry[0] for entry in heard].count("point_added") <= 2
    send(canvas, QEvent.Type.MouseButtonDblClick, QPointF(place), LEFT)
    send(canvas, QEvent.Type.MouseButtonRelease, QPointF(place))
    assert [entry[0] for entry in heard].count("point_added") <= 2


def test_a_click_on_an_axis_or_a_long_pull_adds_nothing(canvas):
    heard = record(canvas)
    QTest.mouseClick(canvas.viewport(), LEFT, NOTHING, QPoint(3, 200))
    send(canvas, QEvent.Type.MouseButtonPress, canvas.to_pixel(-1, 4), LEFT)
    send(canvas, QEvent.Type.MouseMove, canvas.to_pixel(0, 2), LEFT)
    send(canvas, QEvent.Type.MouseButtonRelease, canvas.to_pixel(0, 2))
    assert not heard


def test_a_drag_takes_the_nearest_point_and_stays_inside(canvas):
    heard = record(canvas)
    begin = canvas.to_pixel(1.1, 3.1)
    send(canvas, QEvent.Type.MouseButtonPress, begin + QPointF(6, 5), LEFT)
    send(canvas, QEvent.Type.MouseMove, begin + QPointF(40, 30), LEFT)
    send(canvas, QEvent.Type.MouseMove, QPointF(5000, -5000), LEFT)
    send(canvas, QEvent.Type.MouseButtonRelease, QPointF(5000, -5000))
    assert [entry[0] for entry in heard] == ["drag_began", "point_dragged", "point_dragged", "drag_ended"]
    _name, point_id, x, y = heard[2]
    assert point_id == 5
    x_min, x_max, y_min, y_max = canvas.visible_range()
    assert x_min <= x <= x_max + 0.01
    assert y_min <= y <= y_max + 0.01


def test_escape_during_a_drag_takes_it_back(canvas):
    heard = record(canvas)
    begin = canvas.to_pixel(1.1, 3.1)
    send(canvas, QEvent.Type.MouseButtonPress, begin, LEFT)
    send(canvas, QEvent.Type.MouseMove, begin + QPointF(40, 30), LEFT)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    send(canvas, QEvent.Type.MouseMove, begin + QPointF(60, 30), LEFT)
    send(canvas, QEvent.Type.MouseButtonRelease, begin)
    assert heard[-1] == ("drag_cancelled", True)


def test_tab_goes_through_the_points_from_left_to_right_and_on(canvas, store):
    tab_in(canvas)
    seen = [canvas.selected_id]
    for _ in range(7):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
        seen.append(canvas.selected_id)
    assert seen == list(range(8))
    assert canvas.accessibleDescription().startswith("Point 8 of 8, x 2.60, y 4.90, missed by")
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.selected_id is None


@pytest.mark.parametrize(
    ("modifier", "step"),
    [(NOTHING, 0.1), (Qt.KeyboardModifier.ShiftModifier, 0.01), (Qt.KeyboardModifier.ControlModifier, 1.0)],
)
def test_arrows_move_the_selected_point(canvas, modifier, step):
    heard = record(canvas)
    tab_in(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Up, modifier)
    assert heard == [("point_nudged", 0, pytest.approx(-2.1), pytest.approx(-2.6 + step))]
    QTest.keyClick(canvas, Qt.Key.Key_Right, modifier)
    assert heard[1] == ("point_nudged", 0, pytest.approx(-2.1 + min(step, 0.1 * step / 0.1)), pytest.approx(-2.6))


def test_delete_removes_and_escape_lets_go(canvas):
    heard = record(canvas)
    tab_in(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert heard == [("point_removed", 0)]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.selected_id is None


def test_the_cross_places_points_by_keyboard(canvas):
    heard = record(canvas)
    canvas.start_cursor()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert [entry[0] for entry in heard] == ["point_added"]
    assert np.isfinite(heard[0][1:]).all()


def close_menu(name: str) -> None:
    """Choose an entry of the open menu."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == name)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("place", "entry", "said"),
    [((1.1, 3.1), "Delete point", "point_removed"), ((-1.0, 4.0), "Add point here", "point_added"),
     ((-1.0, 4.0), "Fit view", "fit_requested")],
)  # fmt: skip
def test_right_click_offers_what_can_be_done(canvas, place, entry, said):
    heard = record(canvas)
    pixel = canvas.to_pixel(*place).toPoint()
    QTimer.singleShot(50, lambda: close_menu(entry))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pixel, canvas.viewport().mapToGlobal(pixel))
    QApplication.sendEvent(canvas.viewport(), event)
    assert [entry[0] for entry in heard] == [said]


def test_the_dialog_accepts_any_number_and_explains_the_rest(qtbot, canvas):
    dialog = PairDialog("Edit point", ("x", "y"), (1.0, 2.0), True, canvas)
    for text, number in (("0.0001", 0.0001), ("1e-300", 1e-300), ("2,5", 2.5), ("−3", -3.0)):
        dialog.boxes[0].setText(text)
        dialog.boxes[0].setModified(True)
        dialog._try()
        assert dialog.values()[0] == number
    dialog.boxes[1].setText("abc")
    dialog.boxes[1].setModified(True)
    dialog.setResult(0)
    dialog._try()
    assert "abc" in dialog._problem.text()
    assert dialog.values()[1] == 2.0
    dialog._delete()
    assert dialog.result() == DELETED
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([], []),
        ([1.0], [2.0]),
        ([1.0, 1.0], [2.0, 5.0]),
        ([1e300, -1e300], [0.0, 1.0]),
        ([1e-300, 2e-300], [1e-300, 0]),
    ],
)
@pytest.mark.parametrize("parameters", [(0.0, 0.0), (1e200, -1e200), (-1e308, 1e308), (1e-300, 1e-300)])
def test_any_data_and_any_line_can_be_drawn(canvas, store, x, y, parameters):
    data = Dataset.from_arrays(x, y)
    snapshot = store.snapshot
    document = replace(snapshot.document, dataset=data)
    objective = Objective.of(document.model, document.loss, data)
    canvas.draw(
        replace(snapshot, document=document, objective=objective, parameters=np.array(parameters), fit_request=99)
    )
    x_min, x_max, y_min, y_max = canvas.visible_range()
    assert x_min < x_max
    assert y_min < y_max
    canvas.grab()


def test_the_line_is_clipped_by_arithmetic(canvas):
    canvas.show_range(0.0, 10.0, 0.0, 10.0)
    QApplication.processEvents()
    ends = line_ends(canvas, np.array([1.0, 0.0]))
    rect = canvas.plot_rect()
    assert (ends.x1(), ends.y1()) == (pytest.approx(rect.left()), pytest.approx(rect.bottom()))
    assert (ends.x2(), ends.y2()) == (pytest.approx(rect.right()), pytest.approx(rect.top()))
    assert line_ends(canvas, np.array([0.0, 11.0])) is None
    assert line_ends(canvas, np.array([1.0, 50.0])) is None
    steep = line_ends(canvas, np.array([1e6, -5e6]))
    assert rect.left() <= steep.x1() <= rect.right()


def test_nothing_is_painted_while_nothing_changes(canvas, store, qtbot):
    painted: list[int] = []
    original = canvas.paint_inside
    canvas.paint_inside = lambda painter, theme: (painted.append(1), original(painter, theme))
    QTest.qWait(60)
    painted.clear()
    canvas.draw(store.snapshot)
    QTest.qWait(150)
    assert not painted
    store.step()
    QTest.qWait(50)
    assert painted


def test_the_view_grows_for_points_outside_and_holds_still_in_a_drag(canvas, store):
    before = canvas.visible_range()
    store.apply(edits.add_point(20.0, 0.0))
    after = canvas.visible_range()
    assert after[1] > 20.0
    assert after[0] == before[0]
    canvas._dragged = 0
    store.apply(edits.move_point(0, 90.0, 0.0))
    assert canvas.visible_range() == after
    canvas._dragged = None


def test_many_points_are_drawn_without_their_misses(canvas, store):
    random = np.random.default_rng(0)
    store.apply(edits.open_points(Dataset.from_arrays(random.normal(size=5000), random.normal(size=5000)), "many"))
    canvas.show_ghost((1.0, 1.0))
    canvas.grab()
    canvas.show_ghost(None)
    canvas.set_shown("misses", False)
    canvas.grab()


def test_ranges_and_steps_are_round():
    assert fitted_range(np.array([]), np.array([])) == (-5.0, 5.0, -5.0, 5.0)
    low, high = fitted_range(np.array([0.0, 10.0]), np.array([5.0, 5.0]))[:2]
    assert (low, high) == (pytest.approx(-1.2), pytest.approx(11.2))
    shown = (-5.0, 5.0, -5.0, 5.0)
    assert grown_range(shown, np.array([0.0]), np.array([0.0])) == shown
    assert nudge_step(10.0) == pytest.approx(0.1)
    assert nudge_step(1000.0) == pytest.approx(10.0)
    assert pointing_step(6.4, 400) == pytest.approx(0.01)
    assert rounded(1.8273645, 0.01) == 1.83
    assert rounded(1.8273645, 0.0) == 1.8273645
