"""The race view in the real window: playback leads it, racers can be changed, everything can be taken back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.session.numbers import shown
from tests.stories.test_first_visit import trigger


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.show_page("race")
    QApplication.processEvents()
    yield window
    window.close()


def page_of(window):
    return window.pages.currentWidget()


def test_the_playback_bar_leads_the_race(window):
    page = page_of(window)
    assert window.sentence.text().startswith("Ready at the start. 4 racers")
    trigger(window, "action_ten_steps")
    assert window.playback.timeline.value() == 10
    assert window.snapshot.step == 0
    assert [len(lane.path) - 1 for lane in page.map._given] == [10, 10, 10, 10]
    trigger(window, "action_step_back")
    assert window.playback.timeline.value() == 9
    window.playback.timeline.step_chosen.emit(4)
    losses = [lane.loss for lane in page.map._given]
    assert [label.text() for label in page.table.losses[:4]] == [shown(loss) for loss in losses]
    trigger(window, "action_last")
    assert window.playback.timeline.value() == 10
    trigger(window, "action_restart")
    assert window.playback.timeline.value() == 0
    window.show_page("line")
    trigger(window, "action_step")
    assert window.snapshot.step == 1
    assert window.playback.timeline.value() == 1


def test_it_plays_by_itself_and_pauses(window, qtbot):
    window.playback.speed.speed_chosen.emit(4.0)
    trigger(window, "action_play")
    qtbot.waitUntil(lambda: window.playback.timeline.value() >= 1, timeout=5000)
    assert window.playback.buttons["action_play"].text() == "Pause"
    trigger(window, "action_play")
    at = window.playback.timeline.value()
    qtbot.wait(400)
    assert window.playback.timeline.value() == at
    trigger(window, "action_play")
    window.show_page("line")
    assert window.playback.buttons["action_play"].text() == "Play"


def test_marks_stand_where_the_racers_are(window):
    trigger(window, "action_ten_steps")
    page = page_of(window)
    for lane, path in zip(page.map._given, page.map.lanes.paths, strict=True):
        pixel = page.map.frame.pixel(*lane.parameters)
        assert path[-1] == pytest.approx([pixel.x(), pixel.y()])
    data = window.snapshot.document.dataset
    for lane in page.map._given:
        m, b = lane.parameters
        assert lane.loss == pytest.approx(float(np.mean((m * data.x + b - data.y) ** 2)), rel=1e-9)
    scale = page.chart.scale()
    ends = scale.pixels(np.array([10.0]), np.array([page.map._given[0].loss - page.chart.floor()]))
    assert scale.rect.left() < ends[0, 0] < scale.rect.right()


def test_racers_are_changed_added_and_taken_out(window):
    page = page_of(window)
    trigger(window, "action_ten_steps")
    page.table.rates[0].number_typed.emit(0.2)
    assert window.snapshot.document.racers[0].learning_rate == 0.2
    assert window.playback.timeline.value() == 0
    page.add_button.click()
    assert len(window.snapshot.document.racers) == 5
    page.table.kinds[4].setCurrentIndex(page.table.kinds[4].findData("newton"))
    page.table.kinds[4].activated.emit(page.table.kinds[4].currentIndex())
    assert window.snapshot.document.racers[4].key == "newton"
    page.table.removers[0].click()
    assert [racer.key for racer in window.snapshot.document.racers] == ["momentum", "rmsprop", "adam", "newton"]
    for _ in range(4):
        trigger(window, "action_undo")
    assert window.snapshot.document.racers == ()
    for _ in range(8):
        page.add_button.click()
    assert len(window.snapshot.document.racers) == 8
    assert not page.add_button.isEnabled()
    page.grab()


def test_what_is_half_done_with_a_racer_goes_with_him(window):
    page = page_of(window)
    page.add_button.click()
    before = window.snapshot.document.racers
    window.activateWindow()
    page.table.rates[4].setFocus()
    page.table.rates[4].selectAll()
    QTest.keyClicks(page.table.rates[4], "0.5")
    trigger(window, "action_undo")
    after = window.snapshot.document.racers
    assert len(before) == 5
    assert len(after) < 5
    # A list that was open, and a cross that was held down, may still speak of him.
    page.table.kinds[4].activated.emit(0)
    page.table.rates[4].number_typed.emit(0.5)
    page.table.removers[4].clicked.emit()
    assert window.snapshot.document.racers == after
    assert window.snapshot.redo_label


def test_a_fair_race_is_found_while_the_window_lives(window, qtbot):
    page = page_of(window)
    page.fair_button.click()
    assert page.fair_button.text() == "Stop"
    page.fair_button.click()
    assert page.fair_button.text() == "Fair race"
    page.fair_button.click()
    qtbot.waitUntil(lambda: page.fair_button.text() == "Fair race", timeout=20_000)
    assert len(window.snapshot.document.racers) == 4
    assert window.snapshot.undo_label == "change racers"


def test_edits_begin_the_race_anew(window):
    trigger(window, "action_ten_steps")
    window.canvas.point_dragged.emit(0, -2.0, 3.0)
    assert window.playback.timeline.value() == 0
    trigger(window, "action_clear_points")
    assert window.sentence.text().startswith("There is nothing to race on.")
    page_of(window).grab()
    trigger(window, "action_undo")
    trigger(window, "action_step")
    assert window.playback.timeline.value() == 1


def test_a_racer_can_stand_out(window):
    page = page_of(window)
    trigger(window, "action_ten_steps")
    before = page.map.grab().toImage()
    place = QPointF(5.0, 5.0)
    QApplication.sendEvent(page.table.keys[1], QEnterEvent(place, place, place))
    assert page.chart.chosen == 1
    assert page.map.grab().toImage() != before
    QApplication.sendEvent(page.table.keys[1], QEvent(QEvent.Type.Leave))
    assert page.chart.chosen is None
    assert page.table.keys[1].accessibleName().startswith("Momentum: loss ")


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_nothing_is_cut(window, size):
    window.resize(*size)
    QApplication.processEvents()
    table = page_of(window).table
    assert table.minimumSizeHint().width() <= table.parentWidget().width()
