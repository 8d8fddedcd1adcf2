"""Big mode: larger letters and a folded panel, and back."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gd_visualizer.app import create_window
from gd_visualizer.app.appearance import BIG


def test_big_mode_and_back(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    assert window.theme is not None
    scale = window.theme.scale
    assert window.panel.opener.isHidden()
    window.actions_by_name["action_big_mode"].trigger()
    assert window.theme.scale == scale * BIG
    assert not window.panel.opener.isHidden()
    window.actions_by_name["action_text_larger"].trigger()
    assert window.theme.scale > scale * BIG
    window.actions_by_name["action_text_normal"].trigger()
    window.actions_by_name["action_big_mode"].trigger()
    assert window.theme.scale == scale
    assert window.panel.opener.isHidden()
    window.close()
