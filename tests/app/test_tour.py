"""The tour over the window: it shows and changes nothing, by mouse and by keys, at any size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gd_visualizer.app import create_window
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.views.panels.setting_row import SettingRow


@pytest.fixture
def window(qtbot):
    """Return the whole window, shown."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    return window


def begin(window):
    window.actions_by_name["action_tour"].trigger()
    QApplication.processEvents()
    return window.tour


def test_it_shows_every_part_and_leaves_all_as_it_was(window):
    window.actions_by_name["action_step"].trigger()
    window.show_page("race")
    window.panel.setFocus()
    before, focus = window.snapshot, window.focusWidget()
    tour = begin(window)
    seen = []
    for number in range(1, 9):
        assert tour.count.text() == f"{number} of 8"
        assert not tour.part.isEmpty()
        assert window.rect().contains(tour.card.geometry())
        assert not tour.card.geometry().intersects(tour.part) or tour.stop.part == "data"
        seen.append(tour.stop.part)
        QTest.mouseClick(tour.on, Qt.MouseButton.LeftButton)
    assert seen == ["data", "formula", "misses", "map", "playback", "lower", "settings", "views"]
    assert tour.isHidden()
    assert window.snapshot is before
    assert window.pages.key == "race"
    assert window.focusWidget() is focus


def test_keys_belong_to_the_tour(window):
    window.activateWindow()
    tour = begin(window)
    before = window.snapshot
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert tour.place == 2
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert tour.place == 1
    for key in (Qt.Key.Key_P, Qt.Key.Key_R, Qt.Key.Key_N, Qt.Key.Key_S):
        QTest.keyClick(window.focusWidget(), key)
    assert window.snapshot is before
    for _turn in range(4):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert tour.isAncestorOf(window.focusWidget())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert tour.isHidden()


def test_what_had_the_focus_may_be_gone(window, qtbot):
    window.activateWindow()
    window.panel.part_chosen.emit("models", "polynomial")
    window.panel.findChild(SettingRow, "setting_degree").editor.setFocus()
    tour = begin(window)
    window.panel.part_chosen.emit("models", "linear")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(tour._before)
    tour.finish()
    assert tour.isHidden()


def test_no_click_reaches_the_window_below(window):
    tour = begin(window)
    before = window.snapshot
    QTest.mouseClick(window.childAt(tour.part.center()), Qt.MouseButton.LeftButton)
    assert window.childAt(tour.part.center()) is tour
    assert window.snapshot is before


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_card_follows_size_and_text(window, scale):
    tour = begin(window)
    window.findChild(Wiring).appearance.use("contrast", scale)
    window.resize(1024, 700)
    for _turn in range(3):
        QApplication.processEvents()
    assert tour.geometry() == window.rect()
    for _stop in range(8):
        assert window.rect().contains(tour.card.geometry())
        room = tour.text.width()
        assert tour.text.height() >= tour.text.heightForWidth(room)
        tour.on.click()
    assert tour.isHidden()


def test_parts_that_are_not_to_be_seen_are_left_out(window):
    window.line.set_shown("squares", False)
    window.switch.hide()
    tour = begin(window)
    assert "views" not in [stop.part for stop in tour._stops]
    assert tour.count.text() == "1 of 7"


def test_twice_is_once_and_a_hidden_window_has_no_tour(window):
    window.show_page("race")
    tour = begin(window)
    QTest.mouseClick(tour.on, Qt.MouseButton.LeftButton)
    window.actions_by_name["action_tour"].trigger()
    assert tour.place == 1
    tour.finish()
    assert window.pages.key == "race"
    window.hide()
    window.actions_by_name["action_tour"].trigger()
    assert tour.isHidden()
    assert window.pages.key == "race"


def test_first_screen_help_and_chapters_lead_to_it(window):
    assert window.call_out.isVisible()
    window.call_out.tour_asked.emit()
    assert window.tour.isVisible()
    assert not window.call_out.isVisible()
    window.tour.finish()
    window.actions_by_name["action_help"].trigger()
    window.help.tour_asked.emit()
    assert window.tour.isVisible()
    assert window.help.isHidden()
    window.tour.finish()
    window.actions_by_name["action_lessons"].trigger()
    assert window.lesson_panel.isVisible()
    begin(window)
    assert window.lesson_panel.isHidden()
