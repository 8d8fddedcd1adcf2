"""Lists to choose from: where a word is too long, it ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtWidgets import QStyle

from gd_visualizer.views.quiet_combo import QuietCombo

LONG = "Plain gradient descent"


def drawn(qtbot, monkeypatch, width):
    """Return the words that a list of this width hands to the style to draw."""
    combo = QuietCombo("Optimizer")
    qtbot.addWidget(combo)
    combo.fill([("0", LONG, "")])
    combo.resize(width, 36)
    words = []

    class Spy:
        def __getattr__(self, name):
            return getattr(QuietCombo.style(combo), name)

        def drawControl(self, element, option, painter, widget):
            assert element == QStyle.ControlElement.CE_ComboBoxLabel
            words.append(option.currentText)

    monkeypatch.setattr(combo, "style", Spy)
    combo.grab()
    return words[-1]


def test_long_words_end_in_an_ellipsis_and_stay_whole_where_there_is_room(qtbot, monkeypatch):
    short = drawn(qtbot, monkeypatch, 110)
    assert short.endswith("…")
    assert LONG.startswith(short[:-1])
    assert drawn(qtbot, monkeypatch, 500) == LONG
