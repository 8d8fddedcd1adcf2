"""The whole window: files, appearance, memory and words."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from gd_visualizer.app import create_window, dialogs
from gd_visualizer.app.actions import commands
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.session.files.table import read_table
from gd_visualizer.views.tables.preview_dialog import PreviewDialog


@pytest.fixture
def window(qtbot):
    """Return the whole window, shown."""
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


def appearance(window: MainWindow):
    """Return what chooses colours and sizes."""
    return window.findChild(Wiring).appearance


def test_a_bad_table_is_one_sentence_and_changes_nothing(window, tmp_path):
    before = window.snapshot
    bad = tmp_path / "points.csv"
    bad.write_text("x,y\n1,2\n3,abc\n")
    window.files_dropped.emit([bad])
    assert window.messages.text().startswith("points.csv, line 3: 'abc' is not a number (column y)")
    assert window.snapshot.document is before.document
    missing = tmp_path / "none.csv"
    window.files_dropped.emit([missing])
    assert "none.csv" in window.messages.text()
    assert window.snapshot.document is before.document


def test_a_table_opens_saves_and_opens_again_the_same(window, tmp_path, monkeypatch):
    table = tmp_path / "mine.csv"
    table.write_text("years;mm\n1,5;0,1\n2,5;1e-3\n4;7\n")
    window.files_dropped.emit([table])
    data = window.snapshot.document.dataset
    assert data.x.tolist() == [1.5, 2.5, 4.0]
    assert (data.x_name, data.y_name) == ("years", "mm")
    assert "mine.csv" in window.windowTitle()
    target = tmp_path / "saved.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_by_name["action_save_points"].trigger()
    again = read_table(target)
    assert again.values[1].tolist() == data.y.tolist()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    window.actions_by_name["action_open"].trigger()
    assert window.snapshot.document.title == "saved.csv"
    window.actions_by_name["action_undo"].trigger()
    assert window.snapshot.document.title == "mine.csv"
    recent = [action.text() for action in window.menus["recent"].actions()]
    window.menus["recent"].aboutToShow.emit()
    recent = [action.text() for action in window.menus["recent"].actions()]
    assert recent[:2] == ["saved.csv", "mine.csv"]
    window.menus["recent"].triggered.emit(window.menus["recent"].actions()[1])
    assert window.snapshot.document.title == "mine.csv"


def test_saving_onto_something_else_than_a_file_is_refused(window, tmp_path, monkeypatch):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pipe), ""))
    window.actions_by_name["action_save_as"].trigger()
    assert window.messages.text() == "pipe.csv is not a regular file: choose another name."
    assert pipe.is_fifo()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "where.csv"), ""))
    window.actions_by_name["action_save_as"].trigger()
    assert window.messages.text().startswith("where.csv could not be saved (")


def test_more_than_two_columns_are_asked_for(window, tmp_path, monkeypatch):
    table = tmp_path / "wide.csv"
    table.write_text("a,b,c\n1,2,3\n4,5,6\n")

    def choose(dialog: PreviewDialog) -> int:
        dialog.y_box.setCurrentIndex(2)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PreviewDialog, "exec", choose)
    window.files_dropped.emit([table])
    assert window.snapshot.document.dataset.y.tolist() == [3.0, 6.0]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "system"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_theme_size_and_scale_can_be_shown(window, theme, scale):
    appearance(window).use(theme, scale)
    for size in (QSize(1024, 700), QSize(2560, 1440)):
        window.resize(size)
        QApplication.processEvents()
        assert window.size() == size, "the window must fit the size asked for"
        assert window.canvas.width() > 150
        assert window.surface.height() > 80
        right = window.playback.speed.mapTo(window, window.playback.speed.rect().topRight()).x()
        assert right <= window.width(), "the playback bar must fit"


def test_what_was_chosen_comes_back_next_time(qtbot, window):
    appearance(window).use("dark", 1.3)
    window.actions_by_name["action_log_loss"].trigger()
    window.panel.options["misses"].click()
    window.playback.speed.speed_chosen.emit(30.0)
    window.close()
    again = create_window()
    try:
        assert again.theme.key == "dark"
        assert again.theme.scale == 1.3
        assert again.actions_by_name["action_log_loss"].isChecked()
        assert not again.panel.options["misses"].isChecked()
        assert again.snapshot.speed == 30.0
    finally:
        appearance(again).use("system", 1.0)
        again.actions_by_name["action_log_loss"].trigger()
        again.panel.options["misses"].setChecked(True)
        again.playback.speed.speed_chosen.emit(4.0)
        again.close()
        again.deleteLater()


def test_text_size_has_its_commands(window):
    appearance(window).use("light", 1.0)
    window.actions_by_name["action_text_larger"].trigger()
    assert window.theme.scale == 1.15
    window.actions_by_name["action_text_smaller"].trigger()
    window.actions_by_name["action_text_smaller"].trigger()
    assert window.theme.scale == 0.9
    window.actions_by_name["action_text_normal"].trigger()
    assert window.theme.scale == 1.0


def test_every_command_has_a_tip_and_no_key_twice(window):
    keys: list[str] = []
    for command in commands():
        if command.name.startswith("action_"):
            assert command.tip.endswith("."), command
            assert window.actions_by_name[command.name].statusTip() == command.tip
            keys += command.keys
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("show", [dialogs.show_about, dialogs.show_shortcuts, dialogs.show_report])
def test_help_opens_and_closes(window, show):
    show(window)
    (dialog,) = (found for found in window.findChildren(QDialog) if found.isVisible())
    assert dialog.windowTitle()
    close = dialog.findChildren(QPushButton)[-1]
    close.click()
    assert not dialog.isVisible()
    show(window)
    assert dialog.isVisible()
    dialog.reject()


def test_the_drawer_opens_over_the_plots_in_a_small_window(window):
    appearance(window).use("light", 1.0)
    window.resize(1024, 700)
    QApplication.processEvents()
    assert not window.panel.rate.isVisible()
    window.panel.opener.click()
    QApplication.processEvents()
    assert window.panel.rate.isVisible()
    assert window.panel.geometry().right() == window.centralWidget().width() - 1
    window.panel.opener.click()
    window.resize(1440, 900)
    QApplication.processEvents()
    assert window.panel.rate.isVisible()


def test_a_learning_rate_drag_is_one_entry_and_the_walk_goes_on(window):
    window.actions_by_name["action_ten_steps"].trigger()
    rate = window.panel.rate
    rate.drag_began.emit()
    for value in (0.06, 0.07, 0.08):
        rate.rate_dragged.emit(value)
    rate.drag_ended.emit()
    assert window.snapshot.step == 10
    assert window.snapshot.document.optimizer.learning_rate == 0.08
    window.actions_by_name["action_undo"].trigger()
    assert window.snapshot.document.optimizer.learning_rate == 0.05
    assert window.snapshot.undo_label == ""


def test_space_presses_the_focused_button_or_steps(window):
    window.activateWindow()
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    assert window.snapshot.step == 1
    window.playback.buttons["action_ten_steps"].setFocus()
    QTest.keyClick(window.playback.buttons["action_ten_steps"], Qt.Key.Key_Space)
    assert window.snapshot.step == 11


def test_space_takes_a_step_from_the_first_moment_on(window, qtbot):
    window.activateWindow()
    QApplication.processEvents()
    assert QApplication.focusWidget() is window
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.snapshot.step == 1
