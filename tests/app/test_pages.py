"""The views in the middle of the window and the switch between them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.pages import page_names


@pytest.fixture
def window(qtbot):
    """Return the whole window, shown."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_pages_turn_by_button_menu_and_key(window):
    assert window.pages.key == "line"
    keys = list(page_names())
    for place, key in enumerate(keys):
        QTest.mouseClick(window.switch.segments.button(place), Qt.MouseButton.LeftButton)
        assert window.pages.key == key
        assert window.actions_by_name[f"action_view_{key}"].isChecked()
    for place, key in enumerate(keys):
        window.actions_by_name[f"action_view_{key}"].trigger()
        assert window.pages.key == key
        assert window.switch.segments.button(place).isChecked()
    for key in keys:
        (shortcut,) = window.actions_by_name[f"action_view_{key}"].shortcuts()
        QTest.keyClick(window, shortcut[0].key(), shortcut[0].keyboardModifiers())
        assert window.pages.key == key


def test_every_action_that_turns_a_page_has_a_page(window):
    turning = {name for name in window.actions_by_name if name.startswith("action_view_")}
    assert turning == {f"action_view_{key}" for key in page_names()}


def test_a_page_is_made_when_it_is_first_wanted(window):
    assert window.pages.count() == 1
    window.show_page("backward")
    window.show_page("line")
    window.show_page("backward")
    assert window.pages.count() == 2


def test_the_backward_view_has_its_own_sentence_and_panel(window):
    usual = window.sentence.text()
    window.show_page("backward")
    assert window.sentence.text() != usual
    assert window.sentence.text().startswith("Passing the blame back.")
    assert window.panel.isHidden()
    window.show_page("line")
    assert window.sentence.text() == usual
    assert window.panel.isVisible()


def test_what_happened_meanwhile_is_there_on_coming_back(window):
    window.show_page("backward")
    for _ in range(3):
        window.actions_by_name["action_step"].trigger()
    page = window.pages.currentWidget()
    assert page.moment.snapshot is window.snapshot
    before = window.equation.accessibleDescription() + window.equation.accessibleName()
    window.show_page("line")
    QApplication.processEvents()
    assert window.equation.accessibleDescription() + window.equation.accessibleName() != before
    assert window.line.snapshot is window.snapshot


def test_a_point_placed_by_keyboard_is_placed_where_points_are_drawn(window):
    window.show_page("backward")
    window.actions_by_name["action_add_point"].trigger()
    assert window.pages.key == "line"


def test_with_little_room_the_switch_is_a_list(window):
    window.switch.use_width(500)
    assert window.switch.segments.isHidden()
    assert not window.switch.list.isHidden()
    window.switch.list.activated.emit(1)
    assert window.pages.key == "backward"
    assert window.switch.list.currentIndex() == 1
    window.switch.use_width(1440)
    assert not window.switch.segments.isHidden()
