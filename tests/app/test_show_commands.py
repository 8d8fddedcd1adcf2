"""Ticks of what is shown: panel, menu and keys are one."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gd_visualizer.app import create_window
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.options import options


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = create_window()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("key", [option.key for option in options()])
def test_panel_and_menu_tick_the_same(window: MainWindow, key: str) -> None:
    box, action = window.panel.options[key], window.actions_by_name[f"action_show_{key}"]
    at_first = box.isChecked()
    assert action.isChecked() == at_first
    box.click()
    assert (box.isChecked(), action.isChecked()) == (not at_first, not at_first)
    action.trigger()
    assert (box.isChecked(), action.isChecked()) == (at_first, at_first)


def test_symbols_are_for_the_whole_window(window: MainWindow) -> None:
    assert window.snapshot is not None
    assert window.sentence.text().startswith("Ready at the start.")
    window.actions_by_name["action_show_symbols"].trigger()
    assert window.snapshot.symbols
    assert window.sentence.text().startswith("k = 0. L = ")
    assert window.next_step.cells[0][5].text() == "∂L/∂θ"
    assert window.panel.choosers["optimizers"].caption.text() == "θ ← θ − η · ∇L"
    window.actions_by_name["action_show_symbols"].trigger()
    assert window.next_step.cells[0][5].text() == "slope"
    assert window.panel.choosers["optimizers"].caption.text() == "θ ← θ − learning rate · slope"
