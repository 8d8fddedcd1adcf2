"""The network view in the real window: units and links, the slice they choose, numbers typed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.core.network.layout import layout_of
from gd_visualizer.session.numbers import shown
from gd_visualizer.views.network.geometry import UNITS_AT_MOST, geometry_of
from tests.stories.test_first_visit import LEFT, trigger


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.glide.reduced = True
    window.show()
    qtbot.waitExposed(window)
    window.panel.dataset_chosen.emit("one_wave")
    window.show_page("network")
    QApplication.processEvents()
    yield window
    window.close()


@pytest.fixture
def page(window):
    page = window.pages.currentWidget()
    page.offer.click()
    QApplication.processEvents()
    return page


def test_another_model_is_offered_a_small_network(window):
    page = window.pages.currentWidget()
    assert "ŷ = m·x + b" in page._why.text()
    page.offer.click()
    model = window.snapshot.document.model
    assert (model.key, model.hidden) == ("network", (4,))
    assert window.snapshot.undo_label == "use a small network"
    trigger(window, "action_undo")
    assert window.snapshot.document.model.key == "linear"


def test_the_curve_is_the_sum_of_its_units(window, page):
    for _ in range(5):
        trigger(window, "action_ten_steps")
    plot, snapshot = page.shares, window.snapshot
    assert plot.shares.sum(axis=0) + snapshot.parameters[-1] == pytest.approx(plot.curve, rel=1e-12, abs=1e-12)
    assert plot.curve == pytest.approx(snapshot.document.model.predict(snapshot.parameters, plot.places))
    assert page.chart_card.note.text() == f"now {shown(snapshot.loss)}"
    assert page.surface.snapshot is snapshot


def test_two_links_choose_the_slice(window, page):
    names = window.snapshot.document.model.parameter_names
    geometry = page.drawing.geometry_now
    for place in (2, 9):
        link = next(link for link in geometry.links if link.place == place)
        QTest.mouseClick(page.drawing, LEFT, pos=link.line.pointAt(0.45).toPoint())
    axes = window.snapshot.axes
    assert (axes.across, axes.up) == (names[2], names[9])
    assert names[2] in page.note.text()
    assert "The other 11 numbers are held still" in page.note.text()
    unit = geometry.units[1]
    QTest.mouseClick(page.drawing, LEFT, pos=unit.box.center().toPoint())
    assert window.snapshot.axes.up == names[unit.bias]
    window.panel.map_axes_chosen.emit("random", "", "")
    assert "all numbers change together" in page.note.text()
    page._choose(0)
    assert window.snapshot.axes.kind == "parameters"


def test_keys_go_through_all_numbers(window, page):
    drawing = page.drawing
    drawing.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(drawing, Qt.Key.Key_Right)
    assert drawing.current == 0
    QTest.keyClick(drawing, Qt.Key.Key_Left)
    assert drawing.current == 12
    assert drawing.accessibleDescription().startswith("b2[1], offset ")
    QTest.keyClick(drawing, Qt.Key.Key_Return)
    assert window.snapshot.axes.up == "b2[1]"
    assert window.snapshot.step == 0


def test_a_number_typed_by_hand_arrives(window, page):
    page.numbers.click()
    dialog = page._dialog
    dialog.parameter_typed.emit(3, 0.75)
    assert window.snapshot.parameters[3] == 0.75
    assert dialog.boxes[3].value() == 0.75
    trigger(window, "action_undo")
    assert window.snapshot.parameters[3] != 0.75
    dialog.close()


def test_words_of_a_link_are_its_value_and_slope(window, page):
    snapshot = window.snapshot
    words = page.drawing.words_of(4)
    assert words == f"b1[1], offset {shown(snapshot.parameters[4])}, slope for b1[1] {shown(snapshot.gradient[4])}"


def test_the_start_can_be_moved_on_the_slice(window, page):
    before = window.snapshot.document.start
    page.surface.start_placed.emit(0.5, -0.5)
    after = window.snapshot.document.start
    assert (after[0], after[1]) == (0.5, -0.5)
    assert after[2:] == before[2:]


@pytest.mark.parametrize("widths", [(1, 1, 1), (1, 4, 1), (1, 6, 6, 1), (1, 64, 3, 1), (1, 5, 5, 5, 5, 1)])
def test_nothing_is_drawn_on_something_else(widths: tuple[int, ...]) -> None:
    from PySide6.QtCore import QRectF

    layout = layout_of(widths)
    room = QRectF(0.0, 0.0, 600.0, 300.0)
    geometry = geometry_of(layout, room)
    boxes = [unit.box for unit in geometry.units]
    assert all(room.adjusted(-1, -1, 1, 1).contains(box) for box in boxes)
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
    assert [count for _layer, count, _spot in geometry.left_out] == [
        width - UNITS_AT_MOST for width in widths[1:-1] if width > UNITS_AT_MOST
    ]
    places = [link.place for link in geometry.links]
    assert len(set(places)) == len(places)
    if max(widths) <= UNITS_AT_MOST:
        drawn = {*places, *(unit.bias for unit in geometry.units), geometry.target_bias}
        assert drawn == set(range(layout.count))
    assert geometry.parameter_at(QPointF(-100.0, -100.0)) is None
    assert np.isfinite([box.width() for box in boxes]).all()


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_captions_are_whole(window, page, qtbot, size):
    window.resize(*size)
    qtbot.wait(50)
    for card in (page.data_card, page.network_card):
        assert card.caption.text()
        assert not card.caption.text().endswith("…")


def test_a_ghost_of_another_model_is_gone(window, page):
    window.show_page("line")
    window.surface.place_hovered.emit((0.1, 0.2))
    assert window.canvas._ghost is not None
    window.show_page("network")
    window.panel.part_chosen.emit("models", "linear")
    window.show_page("line")
    window.canvas.grab()
    assert window.canvas._ghost is None
