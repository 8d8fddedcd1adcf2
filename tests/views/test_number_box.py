"""The number box: what it takes, what it says about the rest."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from gd_visualizer.views.number_box import NumberBox, number_text, read_number
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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", 0.5), ("0,5", 0.5), ("−2", -2.0), ("\u20132", -2.0), (" 1e-4 ", 1e-4), ("+3.", 3.0), (".25", 0.25),
        ("1·10⁻⁴", 1e-4), ("1.2·10⁵", 1.2e5), ("2×10^3", 2000.0), ("1\u202f000", 1000.0), ("-0", 0.0),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "1,2,3", "1,000.5", "nan", "inf", "1e999", "1_0", "0x10", "--1", "e5"]
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("number", [0.0, 0.05, -1.5, 1e-6, 1e-5, 123456.0, 1e7, 1e300, -5e-324, 1 / 3, 1.7e308])
def test_text_reads_back_to_the_same_number(number: float) -> None:
    assert read_number(number_text(number)) == number


def test_text_is_short() -> None:
    assert number_text(0.00001) == "0.00001"
    assert number_text(-2.0) == "−2"
    assert number_text(1 / 3, 3) == "0.333"
    assert number_text(1000.0) == "1000"
    assert number_text(-0.0) == "0"
    assert number_text(1.5e-9) == "1.5e−9"


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
        ("0", "0 is outside 0.000001 to 1000."),
        ("2000", "2000 is outside 0.000001 to 1000."),
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
