"""The exact answer in the whole window: open it, start there, ask why not always, and come back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window


@pytest.fixture
def window(qtbot):
    made = create_window()
    qtbot.addWidget(made)
    made.show()
    return made


def press(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_from_the_panel_to_the_best_line_and_on_to_a_network(window) -> None:
    press(window.panel.exact)
    dialog = window.exact_answer
    assert dialog.isVisible()
    press(dialog.start)
    assert window.snapshot.parameters == pytest.approx(window.snapshot.objective.best_parameters)
    assert window.snapshot.sentence.plain.startswith("This is the best line there is.")
    press(dialog.why)
    assert window.snapshot.document.model.key == "network"
    assert window.panel.exact.text() == "Why is there no exact answer?"
    assert dialog.page.toPlainText().startswith("No formula gives the answer now.")
    window.actions_by_name["action_undo"].trigger()
    assert dialog.page.toPlainText().startswith("This is the best line there is.")
    window.actions_by_name["action_undo"].trigger()
    assert window.snapshot.parameters != pytest.approx(window.snapshot.objective.best_parameters)
    before = window.snapshot.document
    press(dialog.walk)
    assert window.snapshot.status == "running"
    assert window.snapshot.document is before
    window.actions_by_name["action_play"].trigger()
    assert not dialog.isVisible()


def test_the_best_fixed_rate_is_one_click(window) -> None:
    press(window.panel.rate.offers[1].button)
    assert window.snapshot.document.optimizer.learning_rate == 0.297
    window.actions_by_name["action_undo"].trigger()
    assert window.snapshot.document.optimizer.learning_rate == 0.05
