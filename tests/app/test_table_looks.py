"""How the table of points and the preview look and answer: many points at once, and what cannot be pressed looks so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from gd_visualizer.app import create_window
from gd_visualizer.app.table_commands import Opening
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.session.files.columns import Reading
from gd_visualizer.session.files.save import save_points
from gd_visualizer.views.tables.points_model import PointsModel
from gd_visualizer.views.tables.preview_dialog import PreviewDialog

MANY = 5_000


@pytest.fixture
def asked(monkeypatch):
    """Note of which rows Qt asks; before the window is made, because Qt remembers whom it asks."""
    rows, flags = [], PointsModel.flags
    monkeypatch.setattr(PointsModel, "flags", lambda model, index: rows.append(index.row()) or flags(model, index))
    return rows


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.data_table.close()
    window.close()
    window.deleteLater()


def look_at(window, path, monkeypatch, look) -> None:
    """Open a table with choices, and let a function look at the preview before it is left."""

    def exec_(dialog: PreviewDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        look(dialog)
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(PreviewDialog, "exec", exec_)
    window.findChild(Wiring).files.open_path(path, ask=True)


def test_many_selected_cells_are_not_asked_one_by_one(asked, window, tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("x,y\n" + "".join(f"{number},{number}\n" for number in range(MANY)))
    window.findChild(Wiring).files.open_path(path)
    window.actions_by_name["action_data_table"].trigger()
    table = window.data_table
    QApplication.processEvents()
    assert asked
    asked.clear()
    table.view.selectAll()
    for part in (table.view.viewport(), table.view.horizontalHeader().viewport()):
        part.update()
    QApplication.processEvents()
    assert len(asked) < MANY // 5


def test_the_names_stand_above_their_columns(window):
    window.actions_by_name["action_data_table"].trigger()
    view = window.data_table.view
    QApplication.processEvents()
    heads = view.horizontalHeader()
    for place in range(2):
        cell = view.visualRect(view.model().index(0, place))
        left = heads.viewport().mapToGlobal(heads.viewport().rect().topLeft()).x() + heads.sectionViewportPosition(
            place
        )
        assert view.viewport().mapToGlobal(cell.topLeft()).x() == left
    assert view.columnWidth(0) + view.columnWidth(1) == view.viewport().width()


def test_the_number_with_the_focus_is_as_dark_as_the_others(window):
    window.actions_by_name["action_data_table"].trigger()
    view = window.data_table.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QApplication.processEvents()
    inside = view.visualRect(view.model().index(0, 0)).adjusted(4, 4, -4, -4)
    image = view.viewport().grab(inside).toImage()
    # The bed has one colour; Qt's own mark of the focus was a slope of many.
    assert {image.pixelColor(2, row).name() for row in range(image.height())} == {window.theme.css("sel").lower()}


def test_what_cannot_be_opened_has_a_button_that_looks_so(window, tmp_path, monkeypatch):
    path = tmp_path / "words.csv"
    path.write_text("a,b\n1,2\n3,x\n5,6\n")

    def look(dialog: PreviewDialog) -> None:
        assert not dialog.open_button.isEnabled()
        image = dialog.open_button.grab().toImage()
        assert image.pixelColor(8, image.height() // 2).name() == window.theme.css("sel").lower()

    look_at(window, path, monkeypatch, look)


def test_the_keyboard_comes_to_the_columns_first(window, tmp_path, monkeypatch):
    path = tmp_path / "wide.csv"
    path.write_text("a,b,c\n" + "a long name of something, 2, 3\n" * 3)

    def look(dialog: PreviewDialog) -> None:
        dialog.activateWindow()
        QApplication.processEvents()
        reached = []
        for _turn in range(5):
            reached.append(dialog.focusWidget().objectName())
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        names = ["preview_x", "preview_y", "preview_delimiter", "preview_decimal", "preview_header"]
        assert reached == names

    look_at(window, path, monkeypatch, look)


def test_a_long_name_ends_in_dots_and_stands_over_its_numbers(window, tmp_path, monkeypatch):
    path = tmp_path / "long.csv"
    path.write_text("a;how high it is over the level of the sea in metres\n1;2\n3;4\n")

    def look(dialog: PreviewDialog) -> None:
        heads, view = dialog.cells.horizontalHeader(), dialog.cells
        assert heads.viewport().width() == view.viewport().width()
        words = heads.fontMetrics().horizontalAdvance(view.horizontalHeaderItem(1).text())
        assert heads.sectionSize(1) >= words + 2 * 12

    look_at(window, path, monkeypatch, look)


def test_a_reading_that_is_stopped_leaves_the_boxes_as_they_were(window, tmp_path, monkeypatch):
    path = tmp_path / "two.csv"
    path.write_text("a;b\n1;2\n3;4\n")

    def look(dialog: PreviewDialog) -> None:
        read = Opening._read
        monkeypatch.setattr(Opening, "_read", lambda *_arguments: None)
        dialog.delimiter.setCurrentIndex(dialog.delimiter.findData("\t"))
        dialog.header.setChecked(False)
        assert (dialog.delimiter.currentData(), dialog.header.isChecked()) == (";", True)
        monkeypatch.setattr(Opening, "_read", read)
        dialog.decimal.setCurrentIndex(dialog.decimal.findData(","))
        assert dialog.table.reading == Reading(header=True, delimiter=";", decimal=",")

    look_at(window, path, monkeypatch, look)


def test_a_table_that_cannot_be_read_is_read_once(window, tmp_path, monkeypatch):
    path = tmp_path / "ragged.csv"
    path.write_text("a,b\n1,2\n3\n")
    reads, read = [], Opening._read
    monkeypatch.setattr(Opening, "_read", lambda opening, reading: reads.append(reading) or read(opening, reading))
    look_at(window, path, monkeypatch, lambda dialog: reads.append(dialog.problem.text()))
    assert reads[0] == Reading()
    assert reads[1].startswith("ragged.csv, line 3")
    assert len(reads) == 2


def test_a_name_for_tabs_gets_tabs(tmp_path):
    data = Dataset.from_arrays([1.5], [2.0])
    for name, text in (("a.tsv", "x\ty\n1.5\t2.0\n"), ("a.TSV", "x\ty\n1.5\t2.0\n"), ("a.csv", "x,y\n1.5,2.0\n")):
        save_points(data, tmp_path / name)
        assert (tmp_path / name).read_text() == text
