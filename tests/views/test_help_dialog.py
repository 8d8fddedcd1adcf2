"""Help: the view at hand in words, and a glossary that finds what a person means."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gd_visualizer.app import create_window
from gd_visualizer.app.pages import page_names
from gd_visualizer.session.glossary import found_in, glossary
from gd_visualizer.session.lessons.markup import check_marks
from gd_visualizer.session.lessons.reading_level import grade
from gd_visualizer.session.notation import meanings
from gd_visualizer.session.page_help import page_help

TERMS = glossary()


def test_terms_are_named_once_and_told_plainly_first():
    names = [term.name for term in TERMS]
    assert len(set(names)) == len(names) >= 40
    assert names == sorted(names, key=str.casefold)
    for term in TERMS:
        assert term.exact
        assert "!" not in term.plain
    assert grade("\n".join(term.plain for term in TERMS)) <= 7.0


@pytest.mark.parametrize(
    ("wanted", "first"),
    [("loss", "Loss"), ("COST", "Loss"), ("knob", "Parameter"), ("grad", "Gradient"), ("chain rule", "Backpropagation"),
     ("diverge", "Flies away"), ("", TERMS[0].name)],
)  # fmt: skip
def test_what_a_person_types_finds_the_term(wanted, first):
    names = [term.name for term in found_in(TERMS, wanted)]
    assert first in names
    assert wanted in ("knob", "COST") or names[0] == first


def test_nothing_is_found_for_no_word():
    assert found_in(TERMS, "zebra") == ()


@pytest.mark.parametrize("symbol", [symbol for symbol in meanings() if symbol in "xyŷmbLηθr"])
def test_letters_of_the_window_are_in_the_glossary(symbol):
    assert any(symbol in term.exact or symbol in term.also for term in TERMS)


def test_each_view_is_told():
    for key in page_names():
        told = page_help(key)
        assert told
        assert not any(map(check_marks, told))
        assert grade("\n".join(told)) <= 7.0


def test_f1_tells_about_the_view_at_hand(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    window.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert window.help.head.text() == "Line"
    assert "Your data" in window.help.about.toPlainText()
    window.show_page("backward")
    window.actions_by_name["action_help"].trigger()
    assert window.help.head.text() == "Backward"
    QTest.keyClicks(window.help.search, "learning rate")
    assert window.help.list.toPlainText().startswith("Learning rate (step size, η)")
    window.help.search.clear()
    QTest.keyClicks(window.help.search, "zebra")
    assert "No word here" in window.help.list.toPlainText()
    window.help.close()


def test_a_question_mark_opens_the_help_but_can_be_typed(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    window.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Question)
    assert window.help.isVisible()
    QTest.keyClicks(window.help.search, "?")
    assert window.help.search.text() == "?"
    window.help.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    box = window.panel.rate.findChild(QLineEdit)
    box.setFocus()
    QTest.keyClicks(box, "?")
    assert not window.help.isVisible()
