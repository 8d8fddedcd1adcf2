"""Everything the side panel offers, tried in the real window: choose, step, go back, drag the start, look, undo."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from gd_visualizer.app import create_window
from gd_visualizer.core.registry import registered
from tests.stories.test_first_visit import drag, mouse, trigger

CHOICES = [(part, key) for part in ("models", "losses", "optimizers", "schedules") for key in registered(part)]


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.glide.reduced = True
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    yield window
    window.close()
    window.deleteLater()


def painted(window) -> QImage:
    QApplication.processEvents()
    return window.grab().toImage()


def loss_by_hand(snapshot) -> float:
    document = snapshot.document
    residual = document.model.predict(snapshot.parameters, document.dataset.x) - document.dataset.y
    return float(np.mean(document.loss.of_residual(residual)))


@pytest.mark.parametrize(("part", "key"), CHOICES)
def test_everything_can_be_chosen_walked_and_taken_back(window, part: str, key: str) -> None:
    before = window.snapshot
    window.panel.part_chosen.emit(part, key)
    chosen = window.snapshot
    attribute = {"models": "model", "losses": "loss", "optimizers": "optimizer", "schedules": "schedule"}[part]
    assert getattr(chosen.document, attribute).key == key
    assert chosen.status in ("ready", "arrived")
    trigger(window, "action_step")
    trigger(window, "action_ten_steps")
    walked = window.snapshot
    assert "nan" not in walked.sentence.text
    if walked.loss is not None:
        assert walked.loss == pytest.approx(loss_by_hand(walked), rel=1e-9, abs=1e-9)
    painted(window)
    for _ in range(walked.step):
        trigger(window, "action_step_back")
    assert window.snapshot.step == 0
    assert np.array_equal(window.snapshot.parameters, chosen.path[0])
    while window.snapshot.document != before.document:
        trigger(window, "action_undo")
    assert window.snapshot.document.start == before.document.start
    painted(window)


@pytest.mark.parametrize("key", list(registered("models")))
def test_the_map_of_every_model_can_be_touched(window, key: str) -> None:
    window.panel.dataset_chosen.emit("decay")
    window.panel.part_chosen.emit("models", key)
    window.panel.part_chosen.emit("optimizers", "adam")
    trigger(window, "action_ten_steps")
    painted(window)
    surface, view = window.surface, window.surface.viewport()
    start = QPointF(*surface.marks.markers.start) if surface.marks.markers.start else None
    assert start is not None
    at = surface.to_pixel(*surface.snapshot.plane.place_of(np.array(surface.snapshot.document.start)))
    old = window.snapshot.document.start
    drag(view, at, at + QPointF(17.0, 9.0))
    new = window.snapshot.document.start
    assert new != old
    held = np.array(new) == np.array(old)
    assert held.sum() >= len(old) - 2
    assert window.snapshot.step == 0
    away = at + QPointF(60.0, -40.0)
    mouse(view, QEvent.Type.MouseMove, away)
    painted(window)
    assert window.canvas._ghost is not None
    place = surface.frame.rounded(*surface.from_pixel(away))
    loss = window.snapshot.objective.value(window.snapshot.plane.point(*place))
    assert math.isfinite(loss)
    trigger(window, "action_undo")
    assert window.snapshot.document.start == old


@pytest.mark.parametrize(("kind", "across", "up"), [("parameters", "c3", "c1"), ("path", "", ""), ("random", "", "")])
def test_the_map_shows_other_directions(window, kind: str, across: str, up: str) -> None:
    window.panel.part_chosen.emit("models", "polynomial")
    window.panel.part_chosen.emit("optimizers", "adam")
    trigger(window, "action_ten_steps")
    window.panel.map_axes_chosen.emit(kind, across, up)
    snapshot = window.snapshot
    assert snapshot.axes.kind == kind
    painted(window)
    here = snapshot.plane.point(*snapshot.plane.place_of(snapshot.parameters))
    if kind != "random":
        # The dot stands on the land where its loss is.
        assert snapshot.objective.value(here) == pytest.approx(snapshot.loss, rel=1e-9)
    assert window.surface.across.letter == snapshot.plane.across_label
    trigger(window, "action_step")
    painted(window)
    window.panel.part_chosen.emit("models", "linear")
    assert window.snapshot.axes.kind == "parameters"
    assert window.snapshot.plane.is_natural


def test_a_formula_is_typed_trained_and_mistyped(window, qtbot) -> None:
    window.panel.dataset_chosen.emit("decay")
    box = window.panel.findChild(QComboBox, "model_box")
    box.setCurrentIndex(box.findData("formula"))
    box.activated.emit(box.currentIndex())
    assert window.snapshot.document.model.key == "formula"
    line = next(edit for edit in window.panel.choosers["models"].findChildren(QLineEdit) if "exp" in edit.text())
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "a*exp(-b*x) + d")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.snapshot.document.model.parameter_names == ("a", "b", "d")
    window.panel.part_chosen.emit("optimizers", "levenberg_marquardt")
    window.playback.speed.speed_chosen.emit(math.inf)
    trigger(window, "action_play")
    qtbot.waitUntil(lambda: window.snapshot.status != "running", timeout=20_000)
    assert window.snapshot.status == "arrived"
    assert window.snapshot.parameters == pytest.approx([5.003, 0.6087, 1.0289], rel=1e-3)
    line.selectAll()
    QTest.keyClicks(line, "a*foo(x)")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.snapshot.document.model.parameter_names == ("a", "b", "d")
    assert window.snapshot.status == "arrived"


def test_every_parameter_of_a_network_can_be_typed(window) -> None:
    window.panel.part_chosen.emit("models", "network")
    window.formula.button.click()
    dialog = window.formula._dialog
    assert len(dialog.boxes) == len(window.snapshot.parameters)
    box = dialog.boxes[5]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "0.125")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.snapshot.document.start[5] == 0.125
    assert window.snapshot.parameters[5] == 0.125
    trigger(window, "action_step")
    assert box.value() == window.snapshot.parameters[5]
    window.panel.part_chosen.emit("models", "linear")
    QApplication.processEvents()
    assert window.formula._dialog is None


def half_typed(box, text: str) -> None:
    """Type a number and do not finish."""
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def test_a_number_half_typed_goes_with_the_line(window) -> None:
    window.activateWindow()
    window.equation.m_button.click()
    half_typed(window.equation.box, "7")
    window.panel.part_chosen.emit("models", "polynomial")
    QApplication.processEvents()
    assert not window.equation.box.isVisible()
    assert 7.0 not in window.snapshot.document.start
    window.panel.part_chosen.emit("models", "linear")
    assert 7.0 not in window.snapshot.document.start
    window.equation.m_button.click()
    half_typed(window.equation.box, "0.5")
    QTest.keyClick(window.equation.box, Qt.Key.Key_Return)
    assert window.snapshot.document.start[0] == 0.5


def test_a_number_half_typed_goes_with_its_parameter(window) -> None:
    window.panel.part_chosen.emit("models", "network")
    window.formula.button.click()
    dialog = window.formula._dialog
    half_typed(dialog.boxes[9], "0.125")
    window.panel.part_chosen.emit("models", "polynomial")
    assert window.formula._dialog is None
    assert 0.125 not in window.snapshot.document.start


def test_the_numbers_close_with_the_page_that_draws_them(window) -> None:
    window.panel.part_chosen.emit("models", "network")
    window.formula.button.click()
    half_typed(window.formula._dialog.boxes[2], "0.125")
    window.show_page("network")
    QApplication.processEvents()
    assert window.formula._dialog is None
    assert 0.125 not in window.snapshot.document.start
    page = window.pages.currentWidget()
    page.numbers.click()
    half_typed(page._dialog.boxes[9], "0.125")
    window.panel.part_chosen.emit("models", "polynomial")
    assert page._dialog is None
    assert 0.125 not in window.snapshot.document.start
