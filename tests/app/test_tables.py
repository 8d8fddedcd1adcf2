"""Tables in the window: opened with choices, pasted, copied, dropped, changed cell by cell, and large ones."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from gd_visualizer.app import create_window
from gd_visualizer.app.table_commands import Opening
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.app.work_dialog import LARGE, WorkDialog
from gd_visualizer.views.tables.preview_dialog import PreviewDialog

LARGE_ROWS = 200_000


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.data_table.close()
    window.close()
    window.deleteLater()


@pytest.fixture
def table(window):
    window.actions_by_name["action_data_table"].trigger()
    return window.data_table


def data(window) -> list[tuple[float, float]]:
    dataset = window.snapshot.document.dataset
    return list(zip(dataset.x.tolist(), dataset.y.tolist(), strict=True))


def clipboard(text: str | None = None) -> str:
    if text is not None:
        QGuiApplication.clipboard().setText(text)
    return QGuiApplication.clipboard().text()


def act(window, name: str) -> None:
    window.actions_by_name[f"action_{name}"].trigger()


def test_points_are_copied_and_pasted_exactly(window):
    before = data(window)
    act(window, "copy_data")
    assert clipboard().startswith("x\ty\n")
    act(window, "clear_points")
    assert not window.actions_by_name["action_copy_data"].isEnabled()
    act(window, "paste_data")
    assert data(window) == before
    assert window.snapshot.undo_label == "open Pasted data"
    act(window, "undo")
    assert data(window) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no text on the clipboard"),
        ("1\t2\n3\tabc\n", "the clipboard, line 2: 'abc' is not a number"),
        ("1\n2\n", "the clipboard has only one column"),
        ("1\t1,000\n2\t3\n", "the clipboard, line 1: '1,000' is not a number"),
    ],
)
def test_what_cannot_be_pasted_changes_nothing(window, text, sentence):
    before = window.snapshot.document
    clipboard(text)
    if not text:
        QGuiApplication.clipboard().clear()
    act(window, "paste_data")
    assert window.messages.text().startswith(sentence)
    assert window.snapshot.document is before


def test_keys_paste_points_but_not_while_text_is_written(window, qtbot):
    clipboard("1\t2\n3\t5\n")
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert data(window) == [(1.0, 2.0), (3.0, 5.0)]
    line = window.panel.rate.box
    line.setFocus()
    clipboard("7\t8\n")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert data(window) == [(1.0, 2.0), (3.0, 5.0)]


def test_a_cell_is_typed_and_undone(window, table):
    before = data(window)
    index = table.model.index(1, 1)
    assert table.model.setData(index, "2,5")
    assert data(window)[1] == (before[1][0], 2.5)
    assert window.snapshot.undo_label == "change a cell"
    assert table.model.data(index) == "2.5"
    act(window, "undo")
    assert data(window) == before
    assert table.model.number(1, 1) == before[1][1]


def test_enter_and_leaving_at_once_take_what_was_typed_once(window, table):
    before = window.snapshot.undo_label
    table.view.setCurrentIndex(table.model.index(0, 1))
    table.view.edit(table.model.index(0, 1))
    box = table.view.viewport().findChild(QLineEdit)
    box.setText("7.5")
    QTest.keyClick(box, Qt.Key.Key_Return)
    table.view.setCurrentIndex(table.model.index(2, 0))
    # Qt warns, and the test fails, where the box of a cell is asked after it was closed.
    for _turn in range(3):
        QApplication.processEvents()
    assert window.snapshot.document.dataset.y[0] == 7.5
    act(window, "undo")
    assert window.snapshot.undo_label == before


@pytest.mark.parametrize("text", ["abc", "1,000", "", "1e999"])
def test_a_bad_cell_gives_a_sentence_and_changes_nothing(window, table, text):
    before = window.snapshot.document
    assert not table.model.setData(table.model.index(0, 0), text)
    assert table.problem.text()
    assert table.problem.isVisible()
    assert window.snapshot.document is before
    table.model.setData(table.model.index(0, 0), "4")
    assert not table.problem.isVisible()


def test_the_empty_row_becomes_a_point_when_both_cells_are_there(window, table):
    before = data(window)
    row = len(before)
    table.model.setData(table.model.index(row, 0), "7")
    assert data(window) == before
    table.model.setData(table.model.index(row, 1), "8")
    assert data(window) == [*before, (7.0, 8.0)]
    assert table.model.rowCount() == row + 2
    assert table.model.data(table.model.index(row + 1, 0)) == ""
    assert table.view.currentIndex().row() == row + 1


def test_rows_are_deleted_together(window, table):
    before = data(window)
    table.view.setCurrentIndex(table.model.index(0, 0))
    table.view.selectionModel().select(table.model.index(1, 1), table.view.selectionModel().SelectionFlag.Select)
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    assert data(window) == before[2:]
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert data(window) == before


def test_a_block_is_copied_and_pasted(window, table):
    before = data(window)
    table.view.selectAll()
    table.copy.click()
    assert clipboard().splitlines()[0] == f"{before[0][0]!r}\t{before[0][1]!r}"
    table.view.setCurrentIndex(table.model.index(len(before), 0))
    table.paste.click()
    assert data(window) == before + before
    table.view.setCurrentIndex(table.model.index(0, 1))
    clipboard("100\nabc\n")
    table.paste.click()
    assert "'abc' is not a number" in table.problem.text()
    assert data(window) == before + before


def test_the_table_follows_the_canvas_and_waits_while_hidden(window, table):
    window.canvas.point_added.emit(50.0, 60.0)
    assert table.model.number(table.model.rowCount() - 2, 1) == 60.0
    table.close()
    window.canvas.point_added.emit(70.0, 80.0)
    assert table.model.number(table.model.rowCount() - 2, 1) == 60.0
    table.show_up()
    assert table.model.number(table.model.rowCount() - 2, 1) == 80.0
    act(window, "clear_points")
    assert table.model.rowCount() == 1
    assert not table.delete.isEnabled()


def preview(monkeypatch, look) -> None:
    """Let a function stand for the person in front of the preview."""

    def exec_(dialog: PreviewDialog) -> int:
        dialog.show()
        return QDialog.DialogCode.Accepted if look(dialog) else QDialog.DialogCode.Rejected

    monkeypatch.setattr(PreviewDialog, "exec", exec_)


def open_with_choices(window, path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    act(window, "open_table")


def test_choices_are_made_in_the_preview(window, tmp_path, monkeypatch):
    path = tmp_path / "wide.csv"
    path.write_text("who;2001;2002\nAnn;1,000;2,500\nBob;3,000;4,125\n")

    def look(dialog: PreviewDialog) -> bool:
        assert not dialog.open_button.isEnabled() or not dialog.header.isChecked()
        dialog.header.setChecked(True)
        assert "'1,000'" in dialog.problem.text()
        assert not dialog.open_button.isEnabled()
        dialog.decimal.setCurrentIndex(dialog.decimal.findData(","))
        assert dialog.open_button.isEnabled()
        assert dialog.cells.item(0, 1).text() == "1,000"
        dialog.y_box.setCurrentIndex(dialog.x_box.currentIndex())
        assert not dialog.open_button.isEnabled()
        dialog.y_box.setCurrentIndex(1)
        return True

    preview(monkeypatch, look)
    open_with_choices(window, path, monkeypatch)
    assert data(window) == [(1.0, 2.5), (3.0, 4.125)]
    assert window.snapshot.document.dataset.y_name == "2002"


def test_a_table_looked_at_and_left_changes_nothing(window, tmp_path, monkeypatch):
    path = tmp_path / "two.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    before = window.snapshot.document

    def look(dialog: PreviewDialog) -> bool:
        dialog.delimiter.setCurrentIndex(dialog.delimiter.findData("\t"))
        assert "Two columns of numbers are needed" in dialog.problem.text()
        dialog.delimiter.setCurrentIndex(dialog.delimiter.findData(","))
        assert dialog.problem.text() == ""
        cells = dialog.cells
        columns = [place for place in range(cells.columnCount()) if not cells.isColumnHidden(place)]
        rows = [place for place in range(cells.rowCount()) if not cells.isRowHidden(place)]
        assert [[cells.item(row, place).text() for place in columns] for row in rows] == [["1", "2"], ["3", "4"]]
        return False

    preview(monkeypatch, look)
    open_with_choices(window, path, monkeypatch)
    assert window.snapshot.document is before


def test_what_cannot_be_read_at_all_is_said_in_the_preview(window, tmp_path, monkeypatch):
    path = tmp_path / "ragged.csv"
    path.write_text("a,b\n1,2\n3\n")
    seen = []

    def look(dialog: PreviewDialog) -> bool:
        seen.append(dialog.problem.text())
        assert not dialog.open_button.isEnabled()
        return True

    preview(monkeypatch, look)
    before = window.snapshot.document
    open_with_choices(window, path, monkeypatch)
    assert seen[0].startswith("ragged.csv, line 3: the number of cells is 1 here but 2 in line 1")
    assert window.snapshot.document is before


class Pulse(QObject):
    """Feels how long the window does not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._clock, self._timer = 0, QElapsedTimer(), QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._clock.start()
        self._timer.start(1)

    @Slot()
    def beat(self) -> None:
        self.longest = max(self.longest, self._clock.restart())


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "large.csv"
    dice = np.random.default_rng(3)
    x, y = dice.normal(size=(2, LARGE_ROWS)).tolist()
    path.write_text("x,y\n" + "".join(f"{a!r},{b!r}\n" for a, b in zip(x, y, strict=True)))
    assert path.stat().st_size > LARGE
    return path, x, y


def test_a_large_table_does_not_freeze_the_window(window, large, monkeypatch):
    path, x, y = large
    felt, shares = [], []
    read = WorkDialog.wait

    def felt_read(dialog: WorkDialog):
        pulse = Pulse()
        dialog.work.progressed.connect(shares.append)
        try:
            return read(dialog)
        finally:
            felt.append(pulse.longest)
            pulse.deleteLater()

    monkeypatch.setattr(WorkDialog, "wait", felt_read)
    window.files_dropped.emit([path])
    # What was read is the document's alone: no bytes, no cells, no dialog stay behind.
    assert not window.findChildren(Opening)
    assert not window.findChildren(WorkDialog)
    assert window.snapshot.document.dataset.x.tolist() == x
    assert window.snapshot.document.dataset.y.tolist() == y
    assert shares == sorted(shares)
    assert len(shares) >= 4
    # Some 50 ms on a machine with nothing else to do.
    assert felt[0] < 500


def test_a_large_table_can_be_stopped(window, large, monkeypatch):
    path, _x, _y = large
    before = window.snapshot.document
    run = WorkDialog.exec

    def stopped(dialog: WorkDialog) -> int:
        QTimer.singleShot(0, dialog.cancel.click)
        return run(dialog)

    monkeypatch.setattr(WorkDialog, "exec", stopped)
    window.findChild(Wiring).files.open_path(path)
    assert window.snapshot.document is before
    assert not window.messages.isVisible()


def test_a_large_bad_table_is_one_sentence(window, large, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(large[0].read_text() + "1,abc\n")
    before = window.snapshot.document
    window.files_dropped.emit([path])
    assert window.messages.text().startswith(f"bad.csv, line {LARGE_ROWS + 2}: 'abc' is not a number (column y)")
    assert window.snapshot.document is before
