"""The backward view as a person meets it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import create, registered
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import first_document
from gd_visualizer.views.backward.backward_page import BackwardPage
from gd_visualizer.views.theme import load_theme
from tests.views.stage import Ear, PaintCounter, key, mouse, new_store, settle, show, store_of, wants_key

SIZE = (1440, 742)


def store_with(model, loss=None, **changes) -> Store:
    document = first_document()
    start = tuple(model.first_parameters(document.dataset, 0).tolist())
    changed = replace(document, model=model, start=start, **changes)
    return Store(changed if loss is None else replace(changed, loss=loss), InlineCourier())


@pytest.fixture
def page(qtbot) -> BackwardPage:
    return show(qtbot, BackwardPage(), new_store().snapshot, SIZE)


def texts(page: QWidget) -> str:
    labels = [label.text() for label in page.findChildren(QLabel)]
    return " ".join(labels + [button.text() for button in page.findChildren(QAbstractButton)])


def test_it_shows_the_first_point_and_everything_is_known(page) -> None:
    assert page.moment.row == 0
    assert page.stop == page.moment.tour.last
    assert page.parts.rowCount() == 8
    assert page.points.view.rows_model.rowCount() == 8
    assert "agree" in page.check.verdict.text()


def test_a_shorter_calculation_leaves_no_parts_of_the_longer_one(page) -> None:
    table = page.parts
    for model in (create("models", "polynomial"), create("models", "proportional")):
        page.draw(store_with(model).snapshot)
        parts = page.moment.parts
        seen = [row for row in range(table.rowCount()) if not table.isRowHidden(row)]
        assert seen == list(range(len(parts)))
        assert [table.item(row, 1).text() for row in seen] == [part.formula for part in reversed(parts)]
    assert table.rowCount() > len(seen)


def test_slopes_on_the_screen_are_those_of_the_objective(page) -> None:
    snapshot = page.moment.snapshot
    page.choose_row(None)
    wanted = snapshot.objective.gradient(snapshot.parameters)
    assert [page.moment.numbers.slope(k) for k in range(2)] == pytest.approx(wanted.tolist(), rel=1e-12)
    mean = page.points.mean.rows_model
    assert [mean.number(0, 5), mean.number(0, 6)] == pytest.approx(wanted.tolist(), rel=1e-12)


def test_keys_choose_a_point(page, qtbot) -> None:
    for shortcut in page._keys[1:]:
        shortcut.activated.emit()
        assert page.moment.row == int(shortcut.key().toString()) - 1
    page._keys[0].activated.emit()
    assert page.moment.row is None
    assert page.panel.scope.group.checkedId() == 1


def test_points_are_chosen_in_strip_box_table_and_by_scope(page) -> None:
    data = page.moment.snapshot.document.dataset
    place = page.panel.strip.place_of(data.x, data.y)[4]
    mouse(page.panel.strip, QEvent.Type.MouseButtonPress, *place, held=True)
    assert page.moment.row == 4
    key(page.panel.strip, Qt.Key.Key_Left)
    assert page.moment.row == 3
    page.panel.box.number_typed.emit(7.0)
    assert page.moment.row == 6
    page.points.view.setCurrentIndex(page.points.view.rows_model.index(1, 0))
    assert page.moment.row == 1
    page.panel.scope.button(1).click()
    assert page.moment.row is None
    page.panel.scope.button(0).click()
    assert page.moment.row == 1
    page.choose_row(99)
    assert page.moment.row == 1


def test_the_tour_walks_by_buttons_and_keys(page) -> None:
    last = page.moment.tour.last
    page.panel.back.click()
    assert page.stop == last - 1
    key(page.graph, Qt.Key.Key_Home)
    assert page.stop == 0
    assert not page.panel.back.isEnabled()
    assert wants_key(page.graph, Qt.Key.Key_Right)
    key(page.graph, Qt.Key.Key_Right)
    assert "multiplies" in page.panel.story.text()
    page.panel.on.click()
    assert page.stop == 2
    key(page.graph, Qt.Key.Key_End)
    assert (page.stop, page.panel.on.isEnabled()) == (last, False)


def test_it_plays_through_and_stops(page) -> None:
    page.panel.play.click()
    assert page.timer.isActive()
    assert page.panel.play.text() == "Pause"
    for _ in range(page.moment.tour.last):
        page.timer.timeout.emit()
    assert not page.timer.isActive()
    assert page.stop == page.moment.tour.last
    assert page.panel.play.text() == "Replay"
    page.panel.play.click()
    page.panel.play.click()
    assert not page.timer.isActive()
    page.panel.play.click()
    page.hide()
    assert not page.timer.isActive()


def test_a_click_makes_a_part_the_current_one_and_hovering_lights_lanes(page) -> None:
    ear = Ear(page.graph, "part_chosen", "part_hovered")
    for name in ("m·x", "b", "x"):
        place = [part.name for part in page.moment.parts].index(name)
        shape = page.graph._item.look.geometry.shape_of(place)[0]
        at = page.graph.mapFromScene(shape.center())
        mouse(page.graph, QEvent.Type.MouseMove, at.x(), at.y())
        assert ear.taken() == [("part_hovered", place)]
        mouse(page.graph, QEvent.Type.MouseButtonPress, at.x(), at.y(), held=True)
        assert ear.taken() == [("part_chosen", place)]
        assert page.current == place
        assert page.parts.currentRow() == len(page.moment.parts) - 1 - place
    assert "data" in page.panel.story.text()
    page.parts.setCurrentCell(0, 0)
    assert page.current == len(page.moment.parts) - 1


def test_ctrl_and_wheel_zoom(page) -> None:
    before = page.graph.transform().m11()
    event = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.graph.viewport(), event)
    assert page.graph.transform().m11() > before
    page.graph.unzoom()
    assert page.graph.transform().m11() == before


@pytest.mark.parametrize("loss", list(registered("losses")))
@pytest.mark.parametrize("model", list(registered("models")))
def test_every_model_and_loss_is_shown(qtbot, model, loss) -> None:
    store = store_with(create("models", model), create("losses", loss))
    store.step()
    page = show(qtbot, BackwardPage(), store.snapshot, SIZE)
    for row in (3, None):
        page.choose_row(row)
        settle()
        for place in range(0, page.moment.tour.last, 4):
            page._go_to(place)
        page.grab()
    said = texts(page).split()
    assert not {"nan", "inf", "−inf"} & set(said)


@pytest.mark.parametrize(
    ("x", "y"),
    [([], []), ([1.0], [2.0]), ([2.0, 2.0, 2.0], [1.0, 2.0, 3.0]), ([1e300, -1e300], [1e300, 1e300]), ([0.0], [0.0])],
)
def test_degenerate_data_have_words(qtbot, x, y) -> None:
    page = show(qtbot, BackwardPage(), store_of(x, y, (1.0, 2.0)).snapshot, SIZE)
    page.walk("on")
    page.choose_row(None)
    page.grab()
    cells = [page.parts.item(row, column) for row in range(page.parts.rowCount()) for column in range(5)]
    said = texts(page) + " ".join(item.text() for item in cells if item)
    assert not {"nan", "inf"} & set(said.split())
    if not x:
        assert "Add a point" in page.graph_card.nothing.text()
        assert not page.panel.play.isEnabled()


def test_the_mean_holds_the_penalty(qtbot) -> None:
    store = store_with(create("models", "linear"), penalty=Penalty(l2=0.7))
    page = show(qtbot, BackwardPage(), store.snapshot, SIZE)
    page.choose_row(None)
    snapshot = page.moment.snapshot
    backward = [nudge.backward for nudge in page.moment.nudges((0, 1))]
    assert backward == pytest.approx(snapshot.objective.gradient(snapshot.parameters).tolist(), rel=1e-12)
    assert "agree" in page.check.verdict.text()
    assert "penalty" in page.check.product.text()


def test_fewer_points_and_another_model_leave_nothing_stale(page) -> None:
    page.choose_row(7)
    page.choose_part(0)
    page.draw(store_of([0.0, 1.0], [1.0, 2.0]).snapshot)
    assert page.moment.row == 1
    page.draw(store_with(create("models", "network")).snapshot)
    assert (page.current, page.stop) == (None, page.moment.tour.last)


def test_the_sentence_is_told_when_it_changes(page) -> None:
    ear = Ear(page, "sentence_changed")
    page.choose_row(1)
    page.choose_row(None)
    sentences = [said[1].plain for said in ear.taken()]
    assert len(sentences) == 2
    assert all(said.startswith("Passing the blame back.") for said in sentences)


def test_hidden_it_only_remembers(qtbot) -> None:
    page = BackwardPage()
    qtbot.addWidget(page)
    page.restyle(load_theme("light"))
    page.draw(new_store().snapshot)
    assert page.moment is None
    page.show()
    assert page.moment is not None


def test_nothing_is_painted_while_nothing_changes(page) -> None:
    settle()
    counter = PaintCounter(page)
    page.draw(page.moment.snapshot)
    settle()
    counter.count = 0
    for _ in range(5):
        settle()
    assert counter.count == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("size", [(1024, 542), (1136, 742), (1440, 742)])
def test_it_fits_every_size_and_theme(qtbot, size, theme, scale) -> None:
    page = show(qtbot, BackwardPage(), new_store().snapshot, size, scale)
    page.restyle(load_theme(theme, scale))
    settle()
    for place in range(3):
        page.tabs.button(place).click()
        settle()
        page.grab()
        shown = [card for card in (page.graph_card, page.table_card, page.check) if card.isVisible()]
        assert shown
        assert all(page.rect().contains(card.geometry()) for card in shown)


def test_everything_has_a_name_for_screen_readers(page) -> None:
    wanted = [page, page.graph, page.parts, page.points.view, page.check.table, page.panel.strip]
    for widget in wanted:
        assert widget.objectName()
        assert widget.accessibleName()
        assert widget.accessibleDescription()
    model = page.points.view.rows_model
    assert model.data(model.index(1, 5), Qt.ItemDataRole.AccessibleTextRole).startswith("slope for m ")
    assert np.isfinite(page.moment.numbers.slope(0))
