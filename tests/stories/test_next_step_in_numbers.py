"""A teacher opens the next step in numbers, takes it, drags a point meanwhile, and carries it into the classroom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from gd_visualizer.app import create_window, step_commands
from gd_visualizer.session.numbers import read_number


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


def new_values(window) -> list[float]:
    table = window.step_numbers.table
    return [table.value(table.row_count - 1, column) for column in (8, 10)]


def test_it_opens_from_the_card_and_steps(window) -> None:
    numbers = window.step_numbers
    assert not numbers.isVisible()
    QTest.mouseClick(window.next_step.numbers, Qt.MouseButton.LeftButton)
    assert numbers.isVisible()
    assert not numbers.isModal()
    for _ in range(3):
        coming = new_values(window)
        QTest.mouseClick(numbers.step, Qt.MouseButton.LeftButton)
        assert window.snapshot.parameters.tolist() == coming
    assert window.snapshot.step == 3
    assert numbers.caption.text().startswith("Step 3 → 4")


def test_it_says_the_same_as_the_card(window) -> None:
    window.actions_by_name["action_step_numbers"].trigger()
    window.actions_by_name["action_step"].trigger()
    told = [read_number(label.text()) for label in (window.next_step.cells[1][7], window.next_step.cells[2][7])]
    assert told == [pytest.approx(value, abs=0.006) for value in new_values(window)]


def test_it_follows_a_point_in_the_hand(window) -> None:
    window.actions_by_name["action_step_numbers"].trigger()
    before = new_values(window)
    point = int(window.snapshot.document.dataset.ids[0])
    window.canvas.drag_began.emit()
    window.canvas.point_dragged.emit(point, -2.0, 3.0)
    assert new_values(window) != before
    assert new_values(window) == window.snapshot.preview.parameters[0].tolist()
    window.canvas.drag_ended.emit()
    window.panel.part_chosen.emit("optimizers", "adam")
    assert "Adam" in window.step_numbers.caption.text()
    assert new_values(window) == window.snapshot.preview.parameters[0].tolist()


def test_it_goes_on_paper(window, tmp_path, monkeypatch) -> None:
    window.actions_by_name["action_step_numbers"].trigger()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    QTest.mouseClick(window.step_numbers.pdf, Qt.MouseButton.LeftButton)
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert window.step_numbers.foot.text() == "The step is saved in mine.pdf."
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "mine"), ""))
    QTest.mouseClick(window.step_numbers.pdf, Qt.MouseButton.LeftButton)
    assert "could not be saved" in window.step_numbers.foot.text()


def test_it_can_be_printed(window, tmp_path, monkeypatch) -> None:
    made: list[object] = []
    target, answers = tmp_path / "printed.pdf", [QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted]

    class Chooser:
        def __init__(self, printer, parent) -> None:
            assert not made, "a second dialog: the first one would stay for ever"
            made.append(parent)
            printer.setOutputFileName(str(target))

        def exec(self):
            return answers.pop(0)

    monkeypatch.setattr(step_commands, "QPrintDialog", Chooser)
    window.actions_by_name["action_step_numbers"].trigger()
    QTest.mouseClick(window.step_numbers.print, Qt.MouseButton.LeftButton)
    assert not target.exists()
    QTest.mouseClick(window.step_numbers.print, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert target.read_bytes().startswith(b"%PDF")
