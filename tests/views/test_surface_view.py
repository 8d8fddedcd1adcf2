"""The map of the loss: what it draws, what each gesture says, and that it holds still otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.planes import coordinate_plane
from gd_visualizer.core.region import Region
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.views.exact_dialog import ExactDialog
from gd_visualizer.views.surface.frame import Frame, covers, visible_region
from gd_visualizer.views.surface.loss_key import LossKey
from gd_visualizer.views.surface.surface_view import SurfaceView
from gd_visualizer.views.surface.trail import Trail
from gd_visualizer.views.theme import load_theme

NATURAL = coordinate_plane(Linear(), 0, 1, np.zeros(2))
NO_BUTTON, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
MOVE, PRESS = QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress
RELEASE, DOUBLE = QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick
SIGNALS = (
    "drag_began", "start_dragged", "drag_ended", "drag_cancelled", "start_nudged", "start_placed", "place_hovered",
    "step_chosen", "fit_requested", "line_taken",
)  # fmt: skip


class Listener(QObject):
    """Keeps every signal of a view with what it said."""

    def __init__(self, view: SurfaceView) -> None:
        super().__init__(view)
        self.heard: list[tuple] = []
        for name in SIGNALS:
            getattr(view, name).connect(self._note_taker(name))

    def _note_taker(self, name: str):
        def note(*values: object) -> None:
            self.heard.append((name, *values))

        return note

    def taken(self) -> list[tuple]:
        heard, self.heard = self.heard, []
        return heard


class PaintCounter(QObject):
    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def store_of(x=None, y=None, start=(-2.4, -2.0), rate=0.05) -> Store:
    if x is None:
        return Store(first_document(), InlineCourier())
    data = Dataset.from_arrays(np.array(x, dtype=float), np.array(y, dtype=float))
    return Store(Document(data, "", "", start, optimizer=GradientDescent(rate)), InlineCourier())


def view_of(qtbot, store: Store, theme: str = "light", scale: float = 1.0, size=(560, 420)) -> SurfaceView:
    view = SurfaceView()
    qtbot.addWidget(view)
    view.restyle(load_theme(theme, scale))
    view.resize(*size)
    view.show()
    store.changed.connect(view.draw)
    view.draw(store.snapshot)
    QApplication.processEvents()
    return view


@pytest.fixture
def store() -> Iterator[Store]:
    store = store_of()
    yield store
    store.close()


@pytest.fixture
def view(qtbot, store: Store) -> SurfaceView:
    return view_of(qtbot, store)


@pytest.fixture
def listener(view: SurfaceView) -> Listener:
    return Listener(view)


def mouse(view: SurfaceView, kind: QEvent.Type, pixel: QPointF, button=NO_BUTTON, held=NO_BUTTON) -> None:
    target = view.viewport()
    position = QPointF(target.mapToGlobal(pixel.toPoint()))
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QMouseEvent(kind, pixel, position, button, held, modifiers))


def start_pixel(view: SurfaceView) -> QPointF:
    return view.to_pixel(*view.snapshot.document.start)


def select_start(view: SurfaceView) -> None:
    mouse(view, PRESS, start_pixel(view), LEFT, LEFT)
    mouse(view, RELEASE, start_pixel(view), LEFT)


def picture(view: SurfaceView) -> QImage:
    QApplication.processEvents()
    return view.viewport().grab().toImage()


# Drawing ---------------------------------------------------------------------------------------------------------


def test_bands_have_the_colours_of_the_true_loss(view: SurfaceView, store: Store) -> None:
    store.apply(edits.move_start(3.0, -2.5))  # out of the way
    image, bands = picture(view), load_theme("light").bands
    surface = store.snapshot.surface
    for m, b in [(-3.3, 0.5), (-1.0, 1.2), (0.3, 1.1), (2.6, 0.9)]:
        band = int(np.searchsorted(surface.levels[:-1], store.snapshot.objective.value(np.array([m, b]))))
        seen = image.pixelColor(view.to_pixel(m, b).toPoint())
        nearest = min(
            range(10), key=lambda k: abs(bands[k].green() - seen.green()) + abs(bands[k].blue() - seen.blue())
        )
        assert nearest == band


def test_one_unit_is_equally_long_both_ways(view: SurfaceView) -> None:
    origin, across, up = view.to_pixel(0, 0), view.to_pixel(1, 0), view.to_pixel(0, 1)
    assert view.equal_scale
    assert across.x() - origin.x() == pytest.approx(origin.y() - up.y(), rel=1e-6)


def test_ravine_keeps_scales_of_its_own(qtbot) -> None:
    store = store_of([1947, 1970, 2005], [10.0, 40.0, 90.0], start=(0.0, 0.0), rate=1e-7)
    view = view_of(qtbot, store)
    assert not view.equal_scale
    assert covers(view.frame.region, store.snapshot.surface.region)


def test_pixels_and_places_are_inverse(view: SurfaceView) -> None:
    assert view.from_pixel(view.to_pixel(0.3, -1.1)) == pytest.approx((0.3, -1.1))


def test_labels_tell_where_one_is(view: SurfaceView, store: Store) -> None:
    words = lambda: {placed.caption.key: placed.caption.lines for placed in view.labels.placed}  # noqa: E731
    assert words()["here"] == (("You are here", ""), ("", "at the start (drag me)"))
    assert "start" not in words()
    store.step(8)
    assert words()["here"] == (("You are here", ""), ("", "step 8"))
    assert words()["start"] == (("Start", "(drag me)"),)
    assert words()["best"] == (("Best spot", ""),)
    # Two marks drawn as one are not yet one place.
    store.step(20)
    assert words()["here"] == (("You are here", ""), ("", "close to the best spot, step 28"))
    assert "best" not in words()
    store.step(50)
    assert store.snapshot.status == "paused"
    assert words()["here"] == (("You are here", ""), ("", "close to the best spot, step 78"))
    store.step(200)
    assert words()["here"][1][1].startswith("on the best spot, step")
    assert "best" not in words()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(300, 220), (560, 420), (1000, 700)])
def test_labels_stay_on_the_map_and_apart(qtbot, scale: float, size: tuple[int, int]) -> None:
    store = store_of()
    view = view_of(qtbot, store, "dark", scale, size)
    for _ in range(30):
        store.step(3)
        boxes = [placed.box for placed in view.labels.placed]
        assert all(view.frame.rect.contains(box) for box in boxes)
        assert not any(one.intersects(other) for k, one in enumerate(boxes) for other in boxes[:k])


def test_walk_that_ran_away_shows_its_lowest_step(qtbot) -> None:
    store = store_of([-0.9, 0.3, 1.6, 3.8], [-2.6, -1.3, 0.3, 4.9], start=(2.7, -4.9), rate=0.28)
    view = view_of(qtbot, store)
    store.play()
    qtbot.waitUntil(lambda: store.snapshot.status == "diverged", timeout=5000)
    assert view.marks.markers.lowest is not None
    keys = [placed.caption.key for placed in view.labels.placed]
    assert keys[:2] == ["here", "lowest"]
    picture(view)
    store.close()


def test_valley_is_drawn_where_many_lines_tie(qtbot) -> None:
    view = view_of(qtbot, store_of([1.0, 1.0], [0.0, 2.0], start=(-1.0, -1.0)))
    assert view.marks.markers.best is None
    (x0, y0), (x1, y1) = view.marks.markers.valley
    for pixel in (QPointF(x0, y0), QPointF(x1, y1)):
        assert sum(view.frame.place(pixel)) == pytest.approx(1.0)  # m·1 + b = mean y
    assert "valley" in [placed.caption.key for placed in view.labels.placed]


def test_best_spot_and_path_ahead_can_be_hidden(view: SurfaceView) -> None:
    with_all = picture(view)
    view.set_shown("best_spot", False)
    assert view.marks.markers.best is None
    without_star = picture(view)
    view.set_shown("path_ahead", False)
    assert with_all != without_star != picture(view)
    for key in ("best_spot", "path_ahead"):
        view.set_shown(key, True)
    assert picture(view) == with_all


def test_no_points_leave_a_sentence(qtbot) -> None:
    view = view_of(qtbot, store_of([], []))
    assert not view.has_landscape
    assert not view.equal_scale
    assert view.marks.markers.start is None
    assert view.accessibleDescription() == "There is no landscape to show yet."
    image = picture(view)
    assert len({image.pixel(x, y) for x in range(60, 500, 7) for y in range(150, 260, 3)}) > 1


EXTREMES = [
    ([1.0], [2.0]),
    ([1.0, 1.0], [2.0, 2.0]),
    ([1e-300, 2e-300], [1.0, 2.0]),
    ([0.0, 0.0], [1e-300, 3e-300]),
    ([1.0, 2.0, 4.0], [1e150, 3e150, 2e150]),
    ([1e300, 2e300], [1.0, 2.0]),
    ([1e80, 2e80], [1e-80, 2e-80]),
    ([1e12, 1e12 + 1.0], [0.0, 1.0]),
    ([1.0, 2.0], [5.0, 5.0]),
    ([0.0, 0.0], [0.0, 0.0]),
]


@pytest.mark.parametrize(("x", "y"), EXTREMES)
@pytest.mark.parametrize("start", [(0.0, 0.0), (1e140, -1e-140)])
def test_any_numbers_can_be_drawn(qtbot, x: list[float], y: list[float], start: tuple[float, float]) -> None:
    store = store_of(x, y, start)
    view, key = view_of(qtbot, store), LossKey()
    qtbot.addWidget(key)
    key.restyle(load_theme("light"))
    for _ in range(3):
        store.step(2)
        key.draw(store.snapshot)
        key.grab()
        picture(view)
        mouse(view, MOVE, QPointF(200, 150))
        assert not any(bad in " ".join(view.tip.words) for bad in ("nan", "inf"))
        assert not any(bad in view.accessibleDescription() for bad in ("nan", "inf "))


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_theme_can_be_taken_at_any_time(view: SurfaceView, store: Store, theme: str) -> None:
    store.step(3)
    before = picture(view)
    view.restyle(load_theme(theme, 1.5))
    assert picture(view) != before


# Holding still ---------------------------------------------------------------------------------------------------


def test_nothing_is_painted_while_nothing_changes(qtbot, view: SurfaceView, store: Store) -> None:
    store.step(3)
    qtbot.wait(200)  # the landscape has come to rest
    counter = PaintCounter(view.viewport())
    for _ in range(3):
        view.draw(replace(store.snapshot, speed=7.0))
        QApplication.processEvents()
    assert counter.count == 0
    store.step()
    QApplication.processEvents()
    assert counter.count == 1


def test_map_is_drawn_in_full_after_a_movement(qtbot, view: SurfaceView, store: Store) -> None:
    point = int(store.snapshot.document.dataset.ids[0])
    store.apply(edits.move_point(point, -2.0, -2.0))
    assert view.ground._in_motion
    qtbot.waitUntil(lambda: not view.ground._in_motion, timeout=2000)


def test_map_holds_still_during_a_walk_and_grows_when_it_must(view: SurfaceView, store: Store) -> None:
    region = view.frame.region
    store.step(20)
    assert view.frame.region == region
    store.apply(edits.move_start(40.0, 10.0))
    assert covers(view.frame.region, store.snapshot.surface.region)


def test_zoom_stays_until_asked_to_fit(view: SurfaceView, store: Store) -> None:
    fitted, pixel = view.frame.region, view.to_pixel(1.0, 0.5)
    event = QWheelEvent(
        pixel, QPointF(view.viewport().mapToGlobal(pixel.toPoint())), QPoint(), QPoint(0, 240), NO_BUTTON,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    zoomed = view.frame.region
    assert zoomed.width < fitted.width
    assert view.from_pixel(pixel) == pytest.approx((1.0, 0.5))
    store.step(3)
    view.resize(600, 430)
    QApplication.processEvents()
    assert view.frame.region == zoomed
    store.fit_view()
    assert view.frame.region.width > zoomed.width
    assert covers(view.frame.region, store.snapshot.surface.region)


# Gestures --------------------------------------------------------------------------------------------------------


def test_hover_speaks_the_true_loss(view: SurfaceView, store: Store, listener: Listener) -> None:
    mouse(view, MOVE, view.to_pixel(0.5, 1.0))
    ((name, place),) = listener.taken()
    assert name == "place_hovered"
    assert place == pytest.approx((0.5, 1.0), abs=0.01)
    loss = store.snapshot.objective.value(np.array(place))
    assert view.tip.words == (f"m {place[0]:.2f}, b {place[1]:.2f}", f"loss {loss:.2f}")
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert listener.taken() == [("place_hovered", None)]
    assert not view.tip.isVisible()


def test_the_tip_goes_where_the_map_shrinks_away_from_the_mouse(view: SurfaceView, listener: Listener) -> None:
    rect = view.view_box.sceneBoundingRect()
    mouse(view, MOVE, rect.bottomRight() - QPointF(12.0, 12.0))
    assert view.tip.isVisible()
    listener.taken()
    view.resize(view.width() - 120, view.height() - 80)
    view.grab()
    assert not view.tip.isVisible()
    assert ("place_hovered", None) in listener.taken()


def test_hover_over_the_start_offers_a_hand(view: SurfaceView, store: Store) -> None:
    store.step(3)
    mouse(view, MOVE, start_pixel(view) + QPointF(12, 0))
    assert view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    assert not view.tip.isVisible()


def test_tip_is_never_stale(view: SurfaceView, store: Store, listener: Listener) -> None:
    mouse(view, MOVE, view.to_pixel(-1.0, 1.0))
    before = view.tip.words
    listener.taken()
    store.apply(edits.add_point(0.0, 30.0))
    assert view.tip.words != before
    (told,) = listener.taken()  # nobody moved the mouse, but another line lies under it now
    assert told[0] == "place_hovered"
    assert told[1] == pytest.approx(view.from_pixel(view._mouse), rel=0.02)
    view.resize(view.width() + 60, view.height() + 40)
    QApplication.processEvents()
    assert listener.taken()[-1][1] == pytest.approx(view.from_pixel(view._mouse), rel=0.02)


def test_start_is_dragged(view: SurfaceView, listener: Listener) -> None:
    begin = start_pixel(view) + QPointF(5, 5)
    region = view.frame.region
    mouse(view, PRESS, begin, LEFT, LEFT)
    mouse(view, MOVE, begin + QPointF(1, 1), held=LEFT)
    assert listener.taken() == []
    aim = view.to_pixel(-1.0, 0.0)
    mouse(view, MOVE, aim + QPointF(5, 5), held=LEFT)
    heard = listener.taken()
    assert [name for name, *_ in heard] == ["drag_began", "start_dragged"]
    assert heard[1][1:] == pytest.approx((-1.0, 0.0), abs=0.02)
    mouse(view, MOVE, QPointF(5000, -5000), held=LEFT)
    ((_, *corner),) = listener.taken()
    assert corner == pytest.approx((region.p_max, region.q_max), abs=0.02)
    assert region.contains(*corner)
    mouse(view, RELEASE, QPointF(5000, -5000), LEFT)
    assert listener.taken() == [("drag_ended",)]


def test_map_does_not_move_during_a_drag(view: SurfaceView, store: Store) -> None:
    view.start_dragged.connect(lambda m, b: store.apply(edits.move_start(m, b)))
    region = view.frame.region
    mouse(view, PRESS, start_pixel(view), LEFT, LEFT)
    for k in range(10):
        mouse(view, MOVE, view.to_pixel(-2.4, -2.0) + QPointF(-20.0 * k, 9.0 * k), held=LEFT)
        assert view.frame.region == region
    mouse(view, RELEASE, QPointF(10, 10), LEFT)
    assert covers(view.frame.region, store.snapshot.surface.region)


def test_escape_cancels_a_drag(view: SurfaceView, listener: Listener) -> None:
    mouse(view, PRESS, start_pixel(view), LEFT, LEFT)
    mouse(view, MOVE, start_pixel(view) + QPointF(30, 0), held=LEFT)
    listener.taken()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert listener.taken() == [("drag_cancelled", True)]
    mouse(view, RELEASE, start_pixel(view), LEFT)
    assert [heard for heard in listener.taken() if heard[0] != "place_hovered"] == []


def test_past_step_is_chosen_and_empty_map_does_nothing(view: SurfaceView, store: Store, listener: Listener) -> None:
    store.step(8)
    pixel = view.to_pixel(*store.snapshot.path[3]) + QPointF(3, 2)
    for place in (pixel, view.to_pixel(-3.5, 1.0)):
        mouse(view, PRESS, place, LEFT, LEFT)
        mouse(view, RELEASE, place, LEFT)
    assert [heard for heard in listener.taken() if heard[0] != "place_hovered"] == [("step_chosen", 3)]


def test_double_click_places_the_start(view: SurfaceView, listener: Listener) -> None:
    mouse(view, DOUBLE, view.to_pixel(0.5, -0.5), LEFT, LEFT)
    ((name, *place),) = listener.taken()
    assert name == "start_placed"
    assert place == pytest.approx((0.5, -0.5), abs=0.02)


def test_double_click_on_the_start_asks_for_numbers(view: SurfaceView, listener: Listener) -> None:
    mouse(view, DOUBLE, start_pixel(view), LEFT, LEFT)
    dialog = view.findChild(ExactDialog)
    assert [box.text() for box in dialog.boxes] == ["\u22122.4", "\u22122"]
    assert dialog.delete_button is None
    dialog.boxes[0].setText("0,0001")
    dialog.boxes[1].setText("two")
    dialog.accept()
    assert listener.taken() == []
    assert "“two” is not a number that b can be" in dialog.complaint.text()
    dialog.boxes[1].setText("\u22121e-3")
    dialog.accept()
    assert listener.taken() == [("start_placed", 0.0001, -0.001)]


def test_menu_says_what_was_chosen(view: SurfaceView, listener: Listener) -> None:
    pixel = view.to_pixel(1.0, -1.0).toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pixel, view.viewport().mapToGlobal(pixel))
    QApplication.sendEvent(view.viewport(), event)
    view.menu.hide()
    for action in (view.menu.here, view.menu.line, view.menu.fit):
        action.trigger()
    heard = listener.taken()
    assert [name for name, *_ in heard] == ["start_placed", "line_taken", "fit_requested"]
    assert heard[0][1:] == pytest.approx((1.0, -1.0), abs=0.02)


def test_arrow_keys_move_the_selected_start(view: SurfaceView, listener: Listener) -> None:
    select_start(view)
    listener.taken()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert listener.taken() == [
        ("start_nudged", -2.3, -2.0), ("start_nudged", -2.4, -1.99), ("start_nudged", -3.4, -2.0),
    ]  # fmt: skip


@pytest.mark.parametrize("selected", [True, False])
def test_arrow_keys_belong_to_the_window_unless_the_start_is_selected(view: SurfaceView, selected: bool) -> None:
    if selected:
        select_start(view)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(view, event)
    assert event.isAccepted() is selected
    if selected:
        QTest.keyClick(view, Qt.Key.Key_Escape)
        test_arrow_keys_belong_to_the_window_unless_the_start_is_selected(view, False)


def test_tab_selects_the_start_and_says_so(view: SurfaceView, listener: Listener) -> None:
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.accessibleDescription().startswith("Start, m −2.40, b −2.00. Arrow keys move it.")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.findChild(ExactDialog) is not None
    assert listener.taken() == []


def test_screen_reader_hears_where_the_best_spot_is(view: SurfaceView, store: Store) -> None:
    store.step(8)
    assert view.accessibleName() == "Map of every line"
    assert "You are at m 1.07, b −0.35, loss 2.01. Best is right and up." in view.accessibleDescription()


# The parts -------------------------------------------------------------------------------------------------------


def test_trail_keeps_what_the_eye_can_tell_apart() -> None:
    frame, steps = Frame(Region(-1.0, 1.0, -1.0, 1.0), 400.0, 400.0), np.arange(100_000)
    there_and_back = np.column_stack([0.9 * (-1.0) ** steps, np.zeros(len(steps))])
    trail = Trail()
    assert trail.follow(there_and_back, frame, NATURAL)
    assert trail.steps.tolist() == [1]
    assert not trail.follow(there_and_back, frame, NATURAL)


def test_trail_grows_with_its_table() -> None:
    frame, table = Frame(Region(0.0, 1.0, 0.0, 1.0), 400.0, 400.0), np.random.default_rng(0).random((500, 3))
    grown, at_once = Trail(), Trail()
    for rows in (1, 2, 10, 11, 500):
        grown.follow(table[:rows, :2], frame, NATURAL)
    at_once.follow(table[:, :2], frame, NATURAL)
    assert grown.steps.tolist() == at_once.steps.tolist() == list(range(1, 500))
    assert grown.begins == pytest.approx(at_once.begins)
    assert grown.count_up_to(7) == 7
    x, y = frame.pixels(table[40:41, :2])[0]
    assert grown.nearest_step(x + 1.0, y, 9.0, 499) == 40


@pytest.mark.parametrize("ratio", [0.1, 0.3, 1.0, 3.0, 10.0])
def test_visible_region_contains_what_is_needed(ratio: float) -> None:
    needed = Region(-1.0, 1.0, -ratio, ratio)
    shown = visible_region(needed, 300.0, 200.0)
    assert covers(shown, needed)
    assert Frame(shown, 300.0, 200.0).has_equal_scale is (0.25 <= ratio * 1.5 <= 4.0)


def test_key_names_lowest_and_highest(qtbot, store: Store) -> None:
    key = LossKey()
    qtbot.addWidget(key)
    key.restyle(load_theme("light"))
    key.draw(store.snapshot)
    assert key.numbers[0] == "0.55"
    assert key.numbers[2].endswith("and above")
    assert key.accessibleDescription().startswith("Loss from 0.55 to")
    key.show()
    QApplication.processEvents()
    counter = PaintCounter(key)
    key.draw(replace(store.snapshot, step=0))
    QApplication.processEvents()
    assert counter.count == 0
    key.draw(store_of([], []).snapshot)
    assert key.numbers == ()
