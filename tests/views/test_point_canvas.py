"""The data canvas: what it draws, what each gesture says, and that it holds still otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.canvas_painting import POINT_EDGE, point_radius
from gd_visualizer.views.canvas.point_canvas import PointCanvas
from gd_visualizer.views.exact_dialog import ExactDialog
from gd_visualizer.views.theme import load_theme
from tests.views.stage import Ear, PaintCounter, drag_on, mouse, new_store, press, release, show, store_of, wants_key

NOTHING, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT, MIDDLE, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
TAB, BACK, ESCAPE, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return
SIGNALS = (
    "point_added", "drag_began", "point_dragged", "drag_ended", "drag_cancelled", "point_nudged", "point_placed",
    "point_removed", "fit_requested",
)  # fmt: skip
FREE = (-1.0, 4.0)


def canvas_of(qtbot, store: Store, scale: float = 1.0) -> PointCanvas:
    canvas = show(qtbot, PointCanvas(), store.snapshot, (460, 400), scale)
    store.changed.connect(canvas.draw)
    return canvas


@pytest.fixture
def store() -> Iterator[Store]:
    store = new_store()
    yield store
    store.close()


@pytest.fixture
def canvas(qtbot, store: Store) -> PointCanvas:
    return canvas_of(qtbot, store)


@pytest.fixture
def ear(canvas: PointCanvas) -> Ear:
    return Ear(canvas, *SIGNALS)


def at(canvas: PointCanvas, x: float, y: float) -> tuple[float, float]:
    """Return the pixel of a place as two numbers."""
    return canvas.to_pixel(x, y).toTuple()


def click(canvas: PointCanvas, x: float, y: float) -> None:
    press(canvas, x, y)
    release(canvas, x, y)


def double_click(canvas: PointCanvas, x: float, y: float) -> None:
    click(canvas, x, y)
    mouse(canvas, QEvent.Type.MouseButtonDblClick, x, y, held=True)
    release(canvas, x, y)


def hover(canvas: PointCanvas, x: float, y: float) -> None:
    mouse(canvas, QEvent.Type.MouseMove, x, y)


def tab_in(canvas: PointCanvas, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
    """Bring the focus as Tab does; no other widget is there to take it away again."""
    canvas.activateWindow()
    canvas.setFocus()
    QApplication.processEvents()
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusIn, reason))


def select(canvas: PointCanvas, count: int = 1) -> None:
    """Go to a point by Tab."""
    tab_in(canvas)
    for _ in range(count):
        QTest.keyClick(canvas, TAB)


def picture(canvas: PointCanvas) -> QImage:
    QApplication.processEvents()
    return canvas.viewport().grab().toImage()


def channels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), dtype=np.uint8).astype(np.int64)


def drawn(store: Store, x, y, parameters=(0.0, 0.0), **more: object) -> Snapshot:
    """Return a snapshot made by hand."""
    data = Dataset.from_arrays(x, y)
    document = replace(store.snapshot.document, dataset=data)
    objective = Objective.of(document.model, document.loss, data)
    values = np.array(parameters, dtype=float)
    return replace(store.snapshot, document=document, objective=objective, parameters=values, fit_request=99, **more)


# Drawing ---------------------------------------------------------------------------------------------------------


def test_points_line_and_misses_are_where_they_belong(canvas, store):
    theme, image = load_theme("light"), picture(canvas)
    m, b = store.snapshot.parameters
    for x, y in zip(store.snapshot.document.dataset.x, store.snapshot.document.dataset.y, strict=True):
        assert image.pixelColor(canvas.to_pixel(x, y).toPoint()) == theme.colour("ink")
    for x in (-2.3, -1.3, 0.2):
        assert image.pixelColor(canvas.to_pixel(x, m * x + b).toPoint()) == theme.colour("line")
    assert image.pixelColor(canvas.to_pixel(-2.1, 0.0).toPoint()) != theme.colour("card")


def test_pixels_and_places_are_inverse(canvas):
    assert canvas.from_pixel(canvas.to_pixel(0.3, -1.1)) == pytest.approx((0.3, -1.1))


def test_next_step_is_dashed_unless_it_runs_or_a_ghost_is_shown(canvas, store):
    with_next = picture(canvas)
    canvas.set_shown("next_step", False)
    without = picture(canvas)
    assert with_next != without
    canvas.set_shown("next_step", True)
    assert picture(canvas) == with_next
    canvas.draw(replace(store.snapshot, status="running"))
    assert picture(canvas) == without
    canvas.draw(store.snapshot)
    canvas.show_ghost(np.array([0.5, 1.0]))
    assert picture(canvas) not in (with_next, without)
    canvas.show_ghost(None)
    assert picture(canvas) == with_next


def test_misses_can_be_hidden(canvas):
    before = picture(canvas)
    canvas.set_shown("misses", False)
    assert picture(canvas) != before


def test_moved_point_leaves_nothing_behind(qtbot, canvas, store):
    for key in ("next_step", "squares"):  # a label stays where it was, and areas that overlap have an order
        canvas.set_shown(key, False)
    for step in range(5):
        store.apply(edits.move_point(3, 0.1 * step, 3.0 - step))
        picture(canvas)
    fresh = canvas_of(qtbot, store)
    for key in ("next_step", "squares"):
        fresh.set_shown(key, False)
    fresh.show_range(*canvas.visible_range())
    # Colours may differ by a rounding: a layer is put together before it is shown.
    difference = channels(picture(fresh)) - channels(picture(canvas))
    assert np.abs(difference).max() <= 3


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_theme_can_be_taken_at_any_time(canvas, theme):
    before = picture(canvas)
    canvas.restyle(load_theme(theme, 1.5))
    assert picture(canvas) != before


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([], []),
        ([1.0], [2.0]),
        ([1.0, 1.0], [2.0, 5.0]),
        ([1.0, 1.0], [2.0, 2.0]),
        ([0.0, 3.0], [2.0, 2.0]),
        ([1e300, -1e300], [0.0, 1.0]),
        ([1.7e308, -1.7e308], [1.7e308, -1.7e308]),
        ([1e-300, 2e-300], [1e-300, 0.0]),
        ([5e-324, 0.0], [0.0, 5e-324]),
        ([1e12, 1e12 + 1.0], [0.0, 1.0]),
    ],
)
@pytest.mark.parametrize("parameters", [(0.0, 0.0), (1e200, -1e200), (-1e308, 1e308), (1e-300, 1e-300)])
def test_any_data_and_any_line_can_be_drawn(canvas, store, x, y, parameters):
    canvas.draw(drawn(store, x, y, parameters, loss=None))
    x_min, x_max, y_min, y_max = canvas.visible_range()
    assert x_min < x_max
    assert y_min < y_max
    hover(canvas, 200.0, 150.0)
    picture(canvas)
    said = canvas.accessibleDescription().lower()
    select(canvas)
    picture(canvas)
    said += canvas.accessibleDescription().lower()
    assert not any(bad in said for bad in ("nan", " inf"))


@pytest.mark.parametrize("count", [101, 301, 2001, 5000])
def test_many_points_are_drawn_and_dragged(canvas, store, count):
    random = np.random.default_rng(0)
    store.apply(edits.open_points(Dataset.from_arrays(*random.normal(size=(2, count))), "many"))
    image = picture(canvas)
    point = canvas.to_pixel(*(float(values[7]) for values in (store.snapshot.document.dataset.x,
                                                               store.snapshot.document.dataset.y)))  # fmt: skip
    assert image.pixelColor(point.toPoint()).lightness() < 200
    version = canvas._cloud.version
    for step in range(3):
        store.apply(edits.move_point(7, 0.1 * step, 0.0))
        picture(canvas)
    assert canvas._cloud.version == version + 1  # the others were painted once
    canvas.show_ghost((1.0, 1.0))
    assert picture(canvas) != image


# Holding still ---------------------------------------------------------------------------------------------------


def test_nothing_is_painted_while_nothing_changes(canvas, store):
    picture(canvas)
    counter = PaintCounter(canvas)
    for _ in range(3):
        canvas.draw(replace(store.snapshot, speed=7.0))
        canvas.show_ghost(None)
        QApplication.processEvents()
    assert counter.count == 0
    store.step()
    QApplication.processEvents()
    assert counter.count == 1


def test_fit_shows_all_points_in_round_numbers(canvas):
    assert canvas.visible_range() == (-3.0, 3.4, -5.0, 6.0)


@pytest.mark.parametrize(
    ("x", "y", "shown"),
    [
        ([], [], (-5.0, 5.0, -5.0, 5.0)),
        ([1.0], [2.0], (-4.0, 6.0, -3.0, 7.0)),
        ([1.0, 1.0], [0.0, 10.0], (-4.0, 6.0, -1.5, 11.5)),
    ],
)
def test_points_without_extent_get_room(qtbot, x, y, shown):
    store = store_of(x, y, start=(0.0, 5.0))
    assert canvas_of(qtbot, store).visible_range() == shown
    store.close()


def test_view_grows_for_points_outside_and_never_shrinks(canvas, store):
    before = canvas.visible_range()
    store.apply(edits.add_point(20.0, 0.0))
    after = canvas.visible_range()
    assert after[1] > 20.0
    assert (after[0], after[2], after[3]) == (before[0], before[2], before[3])
    store.apply(edits.remove_point(8))
    assert canvas.visible_range() == after
    store.fit_view()
    assert canvas.visible_range() == before


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_view_grows_for_a_point_on_its_edge_until_all_of_it_is_seen(qtbot, store, scale):
    canvas = canvas_of(qtbot, store, scale)
    before = canvas.visible_range()
    store.apply(edits.add_point(before[1] - 0.01, before[3] - 0.01))
    after = canvas.visible_range()
    assert (after[0], after[2]) == (before[0], before[2])
    rect, reach = canvas.frame.rect, point_radius(load_theme("light", scale), 9) + POINT_EDGE
    for x, y in zip(store.snapshot.document.dataset.x, store.snapshot.document.dataset.y, strict=True):
        assert rect.adjusted(reach, reach, -reach, -reach).contains(canvas.frame.pixel(x, y))


def test_view_holds_still_while_running(canvas, store):
    before = canvas.visible_range()
    far = store.snapshot.document.dataset.added(50.0, 0.0)
    running = replace(store.snapshot, document=replace(store.snapshot.document, dataset=far), status="running")
    canvas.draw(running)
    assert canvas.visible_range() == before
    canvas.draw(replace(running, status="paused"))
    assert canvas.visible_range()[1] > 50.0


def test_zoom_stays_until_asked_to_fit(canvas, store):
    fitted, pixel = canvas.visible_range(), canvas.to_pixel(1.0, 0.5)
    where = QPointF(canvas.viewport().mapToGlobal(pixel.toPoint()))
    turned = QPoint(0, 240)
    event = QWheelEvent(
        pixel, where, QPoint(), turned, NO_BUTTON, CONTROL, Qt.ScrollPhase.NoScrollPhase, False
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)
    zoomed = canvas.visible_range()
    assert zoomed[1] - zoomed[0] < fitted[1] - fitted[0]
    assert canvas.from_pixel(pixel) == pytest.approx((1.0, 0.5))
    store.apply(edits.add_point(20.0, 0.0))
    assert canvas.visible_range() == zoomed
    store.undo()
    store.fit_view()
    assert canvas.visible_range() == fitted


def test_middle_button_pans(canvas, ear):
    begin, end = canvas.to_pixel(0.0, 0.0), canvas.to_pixel(1.0, 1.0)
    for kind, pixel, button, held in (
        (QEvent.Type.MouseButtonPress, begin, MIDDLE, MIDDLE), (QEvent.Type.MouseMove, end, NO_BUTTON, MIDDLE),
        (QEvent.Type.MouseButtonRelease, end, MIDDLE, NO_BUTTON),
    ):  # fmt: skip
        where = QPointF(canvas.viewport().mapToGlobal(pixel.toPoint()))
        QApplication.sendEvent(canvas.viewport(), QMouseEvent(kind, pixel, where, button, held, NOTHING))
    assert canvas.visible_range() == pytest.approx((-4.0, 2.4, -6.0, 5.0))
    assert ear.taken() == []


# Gestures --------------------------------------------------------------------------------------------------------


def test_click_on_empty_ground_adds_one_point(canvas, ear):
    click(canvas, *at(canvas, *FREE))
    ((name, x, y),) = ear.taken()
    assert name == "point_added"
    assert (x, y) == pytest.approx(FREE, abs=0.02)
    assert (x, y) == (round(x, 2), round(y, 2))


def test_double_click_on_empty_ground_adds_only_one(canvas, store, ear):
    canvas.point_added.connect(lambda x, y: store.apply(edits.add_point(x, y)))
    double_click(canvas, *at(canvas, *FREE))
    assert [name for name, *_ in ear.taken()] == ["point_added"]
    assert canvas.findChild(ExactDialog) is None


def test_point_just_added_can_be_dragged_at_once(canvas, store, ear):
    canvas.point_added.connect(lambda x, y: store.apply(edits.add_point(x, y)))
    x, y = at(canvas, *FREE)
    click(canvas, x, y)
    mouse(canvas, QEvent.Type.MouseButtonDblClick, x, y, held=True)
    drag_on(canvas, x + 30.0, y)
    release(canvas, x + 30.0, y)
    assert [name for name, *_ in ear.taken()] == ["point_added", "drag_began", "point_dragged", "drag_ended"]


def test_click_on_an_axis_or_a_long_pull_adds_nothing(canvas, ear):
    click(canvas, 3.0, 200.0)
    click(canvas, 200.0, canvas.viewport().height() - 4.0)
    press(canvas, *at(canvas, *FREE))
    drag_on(canvas, *at(canvas, 0.0, 2.0))
    release(canvas, *at(canvas, 0.0, 2.0))
    assert ear.taken() == []


def test_click_on_a_point_selects_it_and_says_nothing(canvas, ear):
    x, y = at(canvas, 1.1, 3.1)
    click(canvas, x + 9.0, y - 9.0)
    assert canvas.selected_id == 5
    click(canvas, x + 40.0, y)
    assert canvas.selected_id is None
    assert [name for name, *_ in ear.taken()] == ["point_added"]


def test_drag_takes_the_nearest_point_along_and_stays_in_view(canvas, ear):
    x, y = at(canvas, 1.1, 3.1)
    press(canvas, x + 6.0, y + 5.0)
    drag_on(canvas, x + 7.0, y + 5.0)
    assert ear.taken() == []
    aim = at(canvas, 2.0, 1.0)
    drag_on(canvas, aim[0] + 6.0, aim[1] + 5.0)
    began, (name, point_id, *place) = ear.taken()
    assert began == ("drag_began",)
    assert (name, point_id) == ("point_dragged", 5)
    assert place == pytest.approx([2.0, 1.0], abs=0.02)
    assert place == [round(value, 2) for value in place]
    drag_on(canvas, 5000.0, -5000.0)
    assert ear.taken() == [("point_dragged", 5, 3.4, 6.0)]
    release(canvas, 5000.0, -5000.0)
    assert ear.taken() == [("drag_ended",)]


def test_view_holds_still_during_a_drag(canvas, store):
    canvas.point_dragged.connect(lambda point, x, y: store.apply(edits.move_point(point, x, y + 40.0)))
    before = canvas.visible_range()
    x, y = at(canvas, 1.1, 3.1)
    press(canvas, x, y)
    for step in range(1, 5):
        drag_on(canvas, x + 10.0 * step, y)
        picture(canvas)
        assert canvas.visible_range() == before
    release(canvas, x + 40.0, y)
    assert canvas.visible_range()[3] > 40.0


@pytest.mark.parametrize("how", ["escape", "focus", "hidden", "release lost"])
def test_drag_that_is_lost_is_taken_back(canvas, store, ear, how):
    tab_in(canvas)
    x, y = at(canvas, 1.1, 3.1)
    press(canvas, x, y)
    drag_on(canvas, x + 40.0, y)
    ear.taken()
    if how == "escape":
        QTest.keyClick(canvas, ESCAPE)
    elif how == "focus":
        QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    elif how == "hidden":
        QApplication.sendEvent(canvas, QHideEvent())
    else:
        hover(canvas, x + 50.0, y)
    assert ear.taken() == [("drag_cancelled", True)]
    drag_on(canvas, x + 60.0, y)
    release(canvas, x + 60.0, y)
    assert ear.taken() == []


def test_point_that_goes_away_during_a_drag_is_let_go(canvas, store, ear):
    x, y = at(canvas, 1.1, 3.1)
    press(canvas, x, y)
    drag_on(canvas, x + 40.0, y)
    store.apply(edits.clear_points())
    ear.taken()
    drag_on(canvas, x + 50.0, y)
    release(canvas, x + 50.0, y)
    assert ear.taken() == []
    assert canvas.selected_id is None


def test_point_that_goes_away_between_press_and_drag_is_let_go(canvas, store, ear):
    x, y = at(canvas, 1.1, 3.1)
    press(canvas, x, y)
    store.apply(edits.remove_point(5))
    drag_on(canvas, x + 40.0, y)
    release(canvas, x + 40.0, y)
    assert ear.taken() == []


def test_hovering_shows_where_one_is(canvas):
    rest = picture(canvas)
    hover(canvas, *at(canvas, *FREE))
    cross = picture(canvas)
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    hover(canvas, *at(canvas, 1.1, 3.1))
    halo = picture(canvas)
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    hover(canvas, 3.0, 200.0)
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    assert rest == picture(canvas)
    assert rest != cross != halo != rest
    hover(canvas, *at(canvas, *FREE))
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert rest == picture(canvas)


def open_menu(canvas: PointCanvas, pixel: QPointF, by_key: bool = False) -> QMenu:
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    where = canvas.viewport().mapToGlobal(pixel.toPoint())
    event = QContextMenuEvent(reason, pixel.toPoint(), where, NOTHING)
    QApplication.sendEvent(canvas if by_key else canvas.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if action.text() == words)
    menu.setActiveAction(action)
    QTest.keyClick(menu, ENTER)


def test_menu_of_a_point_deletes_it_with_its_first_entry(canvas, ear):
    menu = open_menu(canvas, canvas.to_pixel(1.1, 3.1))
    choose(menu, menu.actions()[0].text())
    assert ear.taken() == [("point_removed", 5)]
    choose(open_menu(canvas, canvas.to_pixel(1.1, 3.1)), "Exact numbers…")
    assert canvas.findChild(ExactDialog) is not None
    assert ear.taken() == []


def test_menu_of_empty_ground_adds_and_fits(canvas, ear):
    choose(open_menu(canvas, canvas.to_pixel(*FREE)), "Add point here")
    ((name, *place),) = ear.taken()
    assert name == "point_added"
    assert place == pytest.approx(FREE, abs=0.02)
    choose(open_menu(canvas, canvas.to_pixel(*FREE)), "Fit view")
    assert ear.taken() == [("fit_requested",)]
    menu = open_menu(canvas, QPointF(3.0, 200.0))
    assert not menu.actions()[0].isEnabled()
    menu.close()


def test_menu_key_speaks_of_the_selected_point(canvas, ear):
    select(canvas, 2)
    choose(open_menu(canvas, QPointF(200.0, 100.0), by_key=True), "Delete point")
    assert ear.taken() == [("point_removed", 1)]


# The dialog ------------------------------------------------------------------------------------------------------


def test_double_click_on_a_point_asks_for_numbers(canvas, ear):
    double_click(canvas, *at(canvas, 1.1, 3.1))
    dialog = canvas.findChild(ExactDialog)
    assert [box.text() for box in dialog.boxes] == ["1.1", "3.1"]
    dialog.boxes[1].setText("0.0001")
    dialog.accept()
    assert ear.taken() == [("point_placed", 5, 1.1, 0.0001)]


def test_dialog_says_nothing_where_nothing_changed_and_deletes(canvas, ear):
    canvas.open_dialog(2)
    canvas.findChild(ExactDialog).accept()
    assert ear.taken() == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    canvas.open_dialog(2)
    canvas.findChild(ExactDialog).delete_button.click()
    assert ear.taken() == [("point_removed", 2)]
    canvas.open_dialog(77)


# The keyboard ----------------------------------------------------------------------------------------------------


def test_tab_reaches_the_plot_then_its_points_from_left_to_right_then_moves_on(canvas, store):
    store.apply(edits.move_point(0, 3.0, 0.0))
    tab_in(canvas)
    seen = [canvas.selected_id]
    for _ in range(8):
        QTest.keyClick(canvas, TAB)
        seen.append(canvas.selected_id)
    assert seen == [None, 1, 2, 3, 4, 5, 6, 7, 0]
    assert canvas.accessibleDescription().startswith("Point 8 of 8, x 3, y 0, missed by 9.20, line is below.")
    QTest.keyClick(canvas, BACK)
    assert canvas.selected_id == 7
    assert canvas._tab(True)
    assert not canvas._tab(True)


def test_tab_backwards_begins_with_the_last_point(canvas):
    tab_in(canvas, Qt.FocusReason.BacktabFocusReason)
    assert canvas.selected_id == 7
    for _ in range(8):
        assert canvas._tab(False)
    assert canvas.selected_id is None
    assert not canvas._tab(False)


def test_tab_stops_once_where_there_are_many_points(canvas, store):
    store.apply(edits.open_points(Dataset.from_arrays(np.arange(40.0), np.arange(40.0)), "many"))
    select(canvas)
    assert canvas.selected_id == 0
    QTest.keyClick(canvas, Qt.Key.Key_Period)
    assert canvas.selected_id == 1
    QTest.keyClick(canvas, Qt.Key.Key_Comma)
    QTest.keyClick(canvas, Qt.Key.Key_Comma)
    assert canvas.selected_id == 39
    assert not canvas._tab(True)
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert canvas.selected_id is None
    select(canvas)
    assert canvas.selected_id == 39


def test_descriptions_say_what_is_there(canvas, store):
    store.step(8)
    assert canvas.accessibleName() == "Your data"
    assert canvas.accessibleDescription() == ("Your data, 8 points. Line: slope 1.07, height −0.35. Off by about 1.4.")
    select(canvas, 2)
    assert canvas.accessibleDescription() == "Point 2 of 8, x −1.5, y −0.4, missed by 1.55, line is below."
    QTest.keyClick(canvas, ESCAPE)
    store.apply(edits.clear_points())
    assert canvas.accessibleDescription().startswith("Your data, no points yet.")


@pytest.mark.parametrize(("modifier", "step"), [(NOTHING, 0.1), (SHIFT, 0.01), (CONTROL, 1.0)])
def test_arrows_move_the_selected_point(canvas, ear, modifier, step):
    select(canvas)
    for key, place in (
        (Qt.Key.Key_Up, (-2.1, -2.6 + step)), (Qt.Key.Key_Down, (-2.1, -2.6 - step)),
        (Qt.Key.Key_Left, (-2.1 - step, -2.6)), (Qt.Key.Key_Right, (-2.1 + step, -2.6)),
    ):  # fmt: skip
        QTest.keyClick(canvas, key, modifier)
        assert ear.taken() == [("point_nudged", 0, *(round(value, 2) for value in place))]


def test_keys_are_kept_from_the_window_only_while_they_mean_something(canvas):
    stepping = (Qt.Key.Key_Right, Qt.Key.Key_Left)
    tab_in(canvas)
    assert not any(wants_key(canvas, key) for key in (*stepping, Qt.Key.Key_Space, Qt.Key.Key_Delete, ESCAPE))
    QTest.keyClick(canvas, TAB)
    assert all(wants_key(canvas, key) for key in (*stepping, Qt.Key.Key_Delete, ENTER, ESCAPE))
    assert not wants_key(canvas, Qt.Key.Key_N)
    canvas.start_cursor()
    assert all(wants_key(canvas, key) for key in (*stepping, Qt.Key.Key_Space, ENTER, ESCAPE))
    QTest.keyClick(canvas, ESCAPE)
    assert not any(wants_key(canvas, key) for key in (*stepping, ENTER))


def test_delete_removes_enter_asks_and_escape_lets_go(canvas, ear):
    select(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    assert ear.taken() == [("point_removed", 0), ("point_removed", 0)]
    QTest.keyClick(canvas, ENTER)
    assert canvas.findChild(ExactDialog) is not None
    QTest.keyClick(canvas, ESCAPE)
    assert canvas.selected_id is None
    assert ear.taken() == []


def test_cross_places_points_and_is_found_again_where_it_was(canvas, ear):
    rest = picture(canvas)
    canvas.start_cursor()
    assert picture(canvas) != rest
    assert canvas.accessibleDescription().startswith("Cross at x 0.20, y 0.50.")
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Left, CONTROL)
    QTest.keyClick(canvas, ENTER)
    QTest.keyClick(canvas, ESCAPE)
    canvas.start_cursor()
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert ear.taken() == [("point_added", -0.8, 0.6), ("point_added", -0.79, 0.6)]
    for _ in range(20):
        QTest.keyClick(canvas, Qt.Key.Key_Left, CONTROL)
    QTest.keyClick(canvas, ENTER)
    assert ear.taken() == [("point_added", -3.0, 0.6)]


def test_selection_ends_with_its_point_and_with_the_focus(canvas, store):
    select(canvas)
    ring = picture(canvas)
    store.apply(edits.remove_point(0))
    assert canvas.selected_id is None
    QTest.keyClick(canvas, TAB)
    assert canvas.selected_id == 1
    assert picture(canvas) != ring
    for reason, left in ((Qt.FocusReason.PopupFocusReason, 1), (Qt.FocusReason.MouseFocusReason, None)):
        QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut, reason))
        assert canvas.selected_id == left
