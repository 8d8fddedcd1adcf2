"""What a stranger wrote is shown as text: in tooltips, in the title of the window, in questions."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel

from gd_visualizer.app import create_window
from gd_visualizer.app.dialogs import changes_question
from gd_visualizer.views.plain_words import as_text, in_one_line

MARKUP = "<b>bold</b> & <img src='file:///etc/passwd'>"
HOSTILE = f"{MARKUP}[*]\u202e\n\0end"


@pytest.fixture
def window(qtbot, tmp_path):
    points = {"points": [[0, 1], [1, 2]], "start": {"m": 1, "b": 0}}
    names = {"title": HOSTILE, "x_name": HOSTILE, "y_name": HOSTILE}
    path = tmp_path / "stranger.gdv"
    path.write_text(json.dumps({"format": "gd-visualizer session", "version": 1, **points, **names}))
    window = create_window(str(path))
    window.show()
    yield window
    window.close_guard = None
    window.close()


@pytest.mark.parametrize("words", [MARKUP, "<b>bold</b>", "a < b & c > d", "&lt;", "<i>a</i>\n<i>b</i>", "plain", ""])
def test_a_tooltip_shows_every_sign(words):
    tip = as_text(words)
    shown = QTextDocumentFragment.fromHtml(tip).toPlainText() if Qt.mightBeRichText(tip) else tip
    assert shown == words


def test_only_signs_that_break_or_turn_a_line_become_spaces():
    assert in_one_line("a\nb\0c\u202ed\u2028e\ud800f") == "a b c d e f"
    assert in_one_line("Größe עברית 👩\u200d🔬") == "Größe עברית 👩\u200d🔬"


def test_the_title_of_a_window_is_one_line_with_every_sign(window):
    assert window.snapshot.document.title == HOSTILE
    assert window.windowTitle().startswith(f"{MARKUP}[*][*]   end[*] – ")


def test_no_label_and_no_tooltip_reads_a_strangers_words_as_markup(window):
    guessing = [
        label.objectName()
        for label in window.findChildren(QLabel)
        if "<b>bold" in label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ]
    told = [thing.objectName() for thing in window.findChildren(QLabel) if "<b>bold" in thing.toolTip()]
    assert (guessing, told) == ([], [])


def test_the_question_about_changes_shows_text(window):
    assert changes_question(window).textFormat() is Qt.TextFormat.PlainText
