"""Earlier runs stay in grey; they can be named, hidden and thrown away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window


@pytest.fixture
def window(qtbot):
    """Return the whole window with two earlier runs of six steps."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    for rate in (0.02, 0.1):
        for _ in range(6):
            window.actions_by_name["action_step"].trigger()
        window.panel.rate.rate_typed.emit(rate)
        window.actions_by_name["action_restart"].trigger()
        window.actions_by_name["action_step"].trigger()
    return window


def labels(window):
    """Return the names in the list, from above."""
    return [row.name.text() for row in window.panel.earlier.rows]


def test_the_newest_run_stands_above(window):
    assert labels(window) == ["earlier run, rate 0.02", "earlier run, rate 0.05"]
    assert [int(run.steps[-1]) for run in window.snapshot.kept_runs] == [6, 7]
    assert "7 steps" in window.panel.earlier.rows[0].name.toolTip()


def test_a_hidden_run_is_in_no_plot_and_comes_back(window):
    row = window.panel.earlier.rows[0]
    row.box.click()
    snapshot = window.snapshot
    assert [run.label for run in snapshot.earlier_runs] == ["earlier run, rate 0.05"]
    assert len(snapshot.kept_runs) == 2
    assert window.surface.ground._runs == snapshot.earlier_runs
    assert labels(window) == ["earlier run, rate 0.02", "earlier run, rate 0.05"]
    assert not row.box.isChecked()
    row.box.click()
    assert window.snapshot.earlier_runs == window.snapshot.kept_runs


def test_a_run_is_named_by_hand(window):
    box = window.panel.earlier.rows[1].name
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "my first")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert labels(window)[1] == "my first"
    assert window.snapshot.kept_runs[0].label == "my first"
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert labels(window)[1] == "earlier run, rate 0.05"


def test_a_run_is_thrown_away(window):
    window.panel.earlier.rows[0].away.click()
    QApplication.processEvents()
    assert labels(window) == ["earlier run, rate 0.05"]
    window.panel.earlier.rows[0].away.click()
    assert window.panel.earlier.isHidden()
    assert window.snapshot.earlier_runs == ()
    assert not window.actions_by_name["action_clear_runs"].isEnabled()


def test_only_the_last_eight_are_kept(window):
    for number in range(12):
        window.panel.rate.rate_typed.emit(0.01 + 0.001 * number)
        window.actions_by_name["action_restart"].trigger()
        window.actions_by_name["action_step"].trigger()
    assert len(window.panel.earlier.rows) == 8
    numbers = [run.number for run in window.snapshot.kept_runs]
    assert numbers == sorted(numbers)
    assert numbers[-1] >= 12
