"""The number box: what it takes, what it says about the rest."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from gd_visualizer.views.number_box import NumberBox
from tests.views.stage import Ear, key, wheel


@pytest.fixture
def box(qtbot):
    box = NumberBox("Rate", 1e-6, 1e3, 1.1)
    qtbot.addWidget(box)
    box.show()
    box.clearFocus()
    box.set_value(0.05)
    return box


def write(box: NumberBox, text: str) -> None:
    box.setText(text)
    box.setModified(True)
    box.textEdited.emit(text)


def test_return_takes_the_number_once(box) -> None:
    ear = Ear(box, "number_typed", "problem_changed")
    write(box, "0,2")
    key(box, Qt.Key.Key_Return)
    key(box, Qt.Key.Key_Return)
    assert ear.taken() == [("number_typed", 0.2)]
    assert (box.value(), box.text()) == (0.2, "0.2")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("abc", "“abc” is not a number."),
        ("0", "0 is outside 1·10⁻⁶ to 1000."),
        ("2000", "2000 is outside 1·10⁻⁶ to 1000."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_the_old_number_stays(box, text: str, problem: str) -> None:
    ear = Ear(box, "number_typed", "problem_changed")
    write(box, text)
    key(box, Qt.Key.Key_Return)
    assert ear.taken() == [("problem_changed", problem)]
    assert box.problem == box.accessibleDescription() == problem
    assert (box.value(), box.text()) == (0.05, text)
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert box.text() == "0.05"
    write(box, "0.1")
    assert box.problem == ""


def test_what_the_box_shows_can_be_typed_again(box) -> None:
    ear = Ear(box, "number_typed")
    box.minimum = 1e-12
    box.set_value(6.2e-8)
    assert box.text() == "6.2·10⁻⁸"
    for text, number in (("2.5·10⁻⁷", 2.5e-7), ("6.2e-8", 6.2e-8), ("6.2e−08", 6.2e-8), ("2.5·10⁻⁷", 2.5e-7)):
        write(box, text)
        key(box, Qt.Key.Key_Return)
        assert box.value() == number
    assert [number for _name, number in ear.taken()] == [2.5e-7, 6.2e-8, 2.5e-7]
    assert box.text() == "2.5·10⁻⁷"


def test_escape_brings_the_number_back_and_only_then_goes_on(box) -> None:
    write(box, "7x")
    assert key(box, Qt.Key.Key_Escape).isAccepted()
    assert box.text() == "0.05"
    assert not key(box, Qt.Key.Key_Escape).isAccepted()


def test_leaving_takes_the_number(box) -> None:
    ear = Ear(box, "number_typed")
    write(box, "3")
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.MouseFocusReason))
    assert ear.taken() == [("number_typed", 3.0)]


def test_up_down_and_wheel_change_by_a_tenth(box) -> None:
    ear = Ear(box, "number_typed")
    key(box, Qt.Key.Key_Up)
    key(box, Qt.Key.Key_Down)
    assert ear.taken() == [("number_typed", 0.055), ("number_typed", 0.05)]
    box.clearFocus()
    assert not wheel(box, True).isAccepted()
    box.activateWindow()
    box.setFocus()
    wheel(box, True)
    assert ear.taken() == [("number_typed", 0.055)]
    box.set_value(1e3)
    key(box, Qt.Key.Key_Up)
    assert box.value() == 1e3
    assert ear.taken() == []


def test_programs_change_it_silently_and_not_under_the_hand(box) -> None:
    ear = Ear(box, "number_typed")
    box.set_value(0.3)
    assert (box.text(), ear.taken()) == ("0.3", [])
    box.activateWindow()
    box.setFocus()
    write(box, "0.")
    box.set_value(0.4)
    assert box.text() == "0."
    assert box.value() == 0.4


def test_a_new_box_holds_a_number_it_can_hold(qtbot) -> None:
    for low, high, expected in ((-math.inf, math.inf, 0.0), (2.0, 3.0, 2.0), (-3.0, -2.0, -2.0)):
        box = NumberBox("", low, high)
        qtbot.addWidget(box)
        assert box.value() == expected
