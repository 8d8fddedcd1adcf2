"""Lists to choose from: where a word is too long, it ends in an ellipsis, and the whole of it stands in the tip."""

from __future__ import annotations

from PySide6.QtWidgets import QStyleOptionComboBox

from gd_visualizer.views.quiet_combo import QuietCombo

LONG = "Plain gradient descent"


def test_long_words_end_in_an_ellipsis_and_stay_whole_where_there_is_room(qtbot):
    combo = QuietCombo("Optimizer")
    qtbot.addWidget(combo)
    combo.fill([("0", LONG, "")])
    for width, cut in ((110, True), (500, False)):
        combo.resize(width, 36)
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        assert combo.is_cut() is cut
        assert (option.currentText == LONG) is not cut
        assert option.currentText.endswith("…") is cut
        assert LONG.startswith(option.currentText.removesuffix("…").rstrip())
