from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gd_visualizer.views.panels.view_switch import ViewSwitch
from tests.views.stage import Ear

VIEWS = (("line", "Line", "The line."), ("backward", "Backward", "The blame."), ("race", "Race", "Who is first."))


@pytest.fixture
def switch(qtbot) -> ViewSwitch:
    switch = ViewSwitch(VIEWS)
    qtbot.addWidget(switch)
    switch.show()
    return switch


def pressed(switch: ViewSwitch) -> list[str]:
    return [key for key, button in switch.buttons.items() if button.isChecked()]


def test_one_view_is_shown_and_a_click_chooses_another(switch) -> None:
    ear = Ear(switch, "view_chosen")
    assert pressed(switch) == ["line"]
    QTest.mouseClick(switch.buttons["race"], Qt.MouseButton.LeftButton)
    assert pressed(switch) == ["race"]
    assert ear.taken() == [("view_chosen", "race")]


def test_showing_a_view_says_nothing(switch) -> None:
    ear = Ear(switch, "view_chosen")
    switch.show_view("backward")
    assert pressed(switch) == ["backward"]
    assert ear.taken() == []


def test_arrow_keys_go_round(switch, qtbot) -> None:
    ear = Ear(switch, "view_chosen")
    qtbot.waitExposed(switch)
    switch.buttons["line"].setFocus()
    QTest.keyClick(switch.buttons["line"], Qt.Key.Key_Left)
    assert pressed(switch) == ["race"]
    QTest.keyClick(switch.buttons["race"], Qt.Key.Key_Right)
    assert pressed(switch) == ["line"]
    assert ear.taken() == [("view_chosen", "race"), ("view_chosen", "line")]
    QTest.keyClick(switch.buttons["line"], Qt.Key.Key_A)
    assert ear.taken() == []


def test_every_button_tells_what_it_shows(switch) -> None:
    assert [button.accessibleDescription() for button in switch.buttons.values()] == [
        tip for _key, _words, tip in VIEWS
    ]
