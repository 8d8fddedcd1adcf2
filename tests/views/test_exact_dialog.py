"""The dialog for two exact numbers: what it takes, what it says about the rest, and whom it speaks of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gd_visualizer.views.exact_dialog import LONGEST_NAME, Asked, ExactDialog, point_dialog, start_dialog
from tests.views.stage import Ear


def dialog_of(qtbot, *asked: Asked) -> ExactDialog:
    dialog = ExactDialog("Exact numbers", asked, "OK")
    qtbot.addWidget(dialog)
    return dialog


def labels(dialog: ExactDialog) -> list[QLabel]:
    return [label for label in dialog.findChildren(QLabel) if label.buddy() is not None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1e-300", 1e-300), ("2,5", 2.5), ("−3", -3.0), (" 1·10⁻⁴ ", 1e-4), ("1e300", 1e300), ("2.5·10⁻⁷", 2.5e-7),
        ("6.2e−08", 6.2e-8), ("12\u202f345", 12345.0),
    ],
)  # fmt: skip
def test_it_takes_any_number_and_keeps_the_other_to_the_last_digit(qtbot, text: str, number: float) -> None:
    dialog = dialog_of(qtbot, Asked("x", 0.1 + 0.2), Asked("y", 2.0))
    ear = Ear(dialog, "placed", "delete_chosen")
    dialog.boxes[1].setText(text)
    dialog.accept()
    assert ear.taken() == [("placed", 0.1 + 0.2, number)]


@pytest.mark.parametrize("text", ["abc", "", "1.2.3", "nan", "1e999", "1,2,3", "x" * 99])
def test_it_stays_and_explains_what_it_cannot_take(qtbot, text: str) -> None:
    dialog = dialog_of(qtbot, Asked("<b>year</b>", 1.0), Asked("y", 2.0))
    ear = Ear(dialog, "placed", "delete_chosen")
    dialog.show()
    dialog.boxes[0].setText(text)
    dialog.accept()
    assert dialog.isVisible()
    assert ear.taken() == []
    assert text[:29] in dialog.complaint.text()
    assert "<b>year</b>" in dialog.complaint.text()
    assert len(dialog.complaint.text()) < 150
    assert dialog.complaint.textFormat() == Qt.TextFormat.PlainText
    assert dialog.boxes[0].accessibleDescription() == dialog.complaint.text()


def test_numbers_that_stay_are_not_told(qtbot) -> None:
    dialog = dialog_of(qtbot, Asked("x", 1 / 3), Asked("y", -6.2e-8))
    ear = Ear(dialog, "placed")
    assert dialog.boxes[1].text() == "−6.2·10⁻⁸"
    dialog.accept()
    assert ear.taken() == []
    assert not dialog.isVisible()


def test_names_are_shown_as_they_are_and_lead_to_their_boxes(qtbot) -> None:
    dialog = dialog_of(qtbot, Asked("R&D <i>", 1.0), Asked("y" * 99, 2.0))
    first, second = labels(dialog)
    assert (first.text(), first.textFormat()) == ("&R&&D <i>", Qt.TextFormat.PlainText)
    assert len(second.text()) == LONGEST_NAME + 1
    assert [label.buddy() for label in (first, second)] == list(dialog.boxes)
    assert dialog.boxes[0].accessibleName() == "R&D <i>"


def test_a_point_can_be_deleted_and_the_start_cannot(qtbot) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    point = point_dialog(Asked("x", 1.0), Asked("y", 2.0), parent)
    ear = Ear(parent)
    point.delete_chosen.connect(ear._taker("delete_chosen"))
    point.delete_button.click()
    assert ear.taken() == [("delete_chosen",)]
    start = start_dialog(("m", "b"), (1.0, -2.0), parent)
    assert start.delete_button is None
    assert [label.text() for label in labels(start)] == ["&m, slope", "&b, height at 0"]
    assert start.boxes[0].accessibleName() == "m, the slope of the line"
    other = start_dialog(("c0", "k"), (1.0, -2.0), parent)
    assert [label.text() for label in labels(other)] == ["&c0", "&k"]


def test_a_model_with_one_parameter_is_asked_for_one(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = start_dialog(("m", ""), (1.0, 0.0), parent)
    ear = Ear(parent)
    dialog.placed.connect(ear._taker("placed"))
    assert len(dialog.boxes) == 1
    dialog.boxes[0].setText("2.5")
    dialog.accept()
    assert ear.taken() == [("placed", 2.5, 0.0)]
