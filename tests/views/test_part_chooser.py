"""The chooser of one part: its list, its formula, its form, and what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gd_visualizer.views.panels.part_chooser import PartChooser
from gd_visualizer.views.theme import load_theme
from tests.views.parts import ENTRIES, Everything, Few, Plain
from tests.views.stage import Ear, PaintCounter, settle, tab_to, wheel


@pytest.fixture
def chooser(qtbot):
    chooser = PartChooser("Optimizer", ENTRIES, "next = ")
    qtbot.addWidget(chooser)
    chooser.restyle(load_theme("light"))
    chooser.resize(272, 480)
    chooser.draw(Plain())
    chooser.show()
    settle()
    return chooser


def test_the_list_holds_every_entry_in_order_with_its_help(chooser) -> None:
    box = chooser.box
    assert [box.itemText(row) for row in range(box.count())] == ["Plain", "Everything", "Few"]
    assert [box.itemData(row) for row in range(box.count())] == list(ENTRIES)
    tips = [box.itemData(row, Qt.ItemDataRole.ToolTipRole) for row in range(box.count())]
    assert tips == [entry.help for entry in ENTRIES.values()]
    assert chooser.title.text() == box.accessibleName() == "Optimizer"
    assert chooser.title.buddy() is box


def test_drawing_shows_entry_formula_and_settings(chooser) -> None:
    ear = Ear(chooser, "chosen", "setting_changed")
    assert (chooser.box.currentText(), chooser.caption.text()) == ("Plain", "next = 1")
    assert not chooser.form.isVisible()
    chooser.draw(Everything(text="m*x"))
    assert (chooser.box.currentText(), chooser.caption.text()) == ("Everything", "next = m*x")
    assert chooser.form.isVisible()
    assert chooser.box.accessibleDescription() == chooser.caption.toolTip() == Everything.help
    chooser.draw(Few())
    assert chooser.caption.text() == Few.help
    assert ear.taken() == []


def test_choosing_says_so_once_and_only_for_another_entry(chooser) -> None:
    ear = Ear(chooser, "chosen")
    chooser.box.activated.emit(0)
    assert ear.taken() == []
    chooser.box.activated.emit(2)
    assert ear.taken() == [("chosen", "few")]


def test_a_choice_that_was_not_taken_does_not_stay(chooser) -> None:
    owner = Few()
    chooser.draw(owner)
    chooser.box.setCurrentIndex(1)
    chooser.draw(owner)
    assert chooser.box.currentText() == "Few"


def test_an_entry_of_which_the_list_knows_nothing(qtbot) -> None:
    chooser = PartChooser("Model", {"few": Few})
    qtbot.addWidget(chooser)
    ear = Ear(chooser, "chosen")
    chooser.box.activated.emit(0)
    chooser.draw(Plain())
    assert chooser.box.currentIndex() == -1
    assert chooser.box.placeholderText() == "Plain"
    chooser.box.activated.emit(0)
    assert ear.taken() == [("chosen", "few"), ("chosen", "few")]


def test_settings_are_handed_on(chooser) -> None:
    ear = Ear(chooser, "setting_changed")
    chooser.draw(Everything())
    chooser.form.rows["careful"].editor.click()
    assert ear.taken() == [("setting_changed", "careful", True)]


def test_the_wheel_needs_the_focus(chooser) -> None:
    ear = Ear(chooser, "chosen")
    chooser.activateWindow()
    chooser.box.clearFocus()
    assert not wheel(chooser.box, False).isAccepted()
    assert chooser.box.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert ear.taken() == []
    tab_to(chooser.box)
    wheel(chooser.box, False)
    assert ear.taken() == [("chosen", "everything")]


def test_nothing_is_painted_while_nothing_changes(chooser) -> None:
    chooser.draw(Everything())
    settle()
    counter = PaintCounter(chooser)
    for _round in range(3):
        chooser.draw(replace(Everything()))
        settle()
    assert counter.count == 0
