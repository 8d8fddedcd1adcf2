"""The window of the exact answer: it follows the points, says what was asked for, and can be copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.session import choices, edits
from gd_visualizer.views.cards import exact_answer as module
from gd_visualizer.views.cards.exact_answer import ExactAnswerDialog, page_of
from gd_visualizer.views.theme import THEMES, load_theme
from tests.views.stage import Ear, PaintCounter, new_store, settle, store_of

SIGNALS = ("start_asked", "walk_asked", "example_asked")


@pytest.fixture
def store():
    return new_store()


@pytest.fixture
def dialog(qtbot, store):
    made = ExactAnswerDialog()
    qtbot.addWidget(made)
    made.restyle(load_theme("light"))
    made.draw(store.snapshot)
    made.show_up()
    QApplication.processEvents()
    return made


def press(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_shows_the_answer_and_follows_the_points(dialog, store) -> None:
    assert dialog.page.toPlainText().startswith("This is the best line there is.")
    assert "Σx = 1.2" in dialog.page.toPlainText()
    store.apply(edits.add_point(1.0, 2.0))
    dialog.draw(store.snapshot)
    assert "Σx = 2.2" in dialog.page.toPlainText()
    store.apply(choices.choose("loss", "huber"))
    dialog.draw(store.snapshot)
    assert dialog.page.toPlainText().startswith("No formula gives the answer with this loss.")
    assert not dialog.start.isVisible()
    assert not dialog.why.isVisible()
    assert dialog.walk.text() == "Walk downhill"


def test_buttons_say_what_was_asked_for(dialog, store) -> None:
    ear = Ear(dialog, *SIGNALS)
    press(dialog.start)
    press(dialog.why)
    press(dialog.walk)
    best = tuple(store.snapshot.objective.best_parameters.tolist())
    assert ear.taken() == [("start_asked", best), ("example_asked", "network"), ("walk_asked",)]
    assert not dialog.isVisible()


def test_what_makes_no_sense_is_off(dialog, store) -> None:
    assert dialog.start.isEnabled()
    store.apply(edits.place_start(*store.snapshot.objective.best_parameters.tolist()))
    dialog.draw(store.snapshot)
    assert not dialog.start.isEnabled()
    assert store.snapshot.sentence.plain == "This is the best line there is. A formula found it: off by about 0.74."
    store.apply(edits.clear_points())
    dialog.draw(store.snapshot)
    assert not dialog.walk.isEnabled()


def test_it_can_be_copied_as_text(dialog) -> None:
    press(dialog.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.text()
    assert "*" not in copied
    assert "<" not in copied
    flags = dialog.page.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse


def test_nothing_is_worked_out_while_it_is_closed_or_nothing_changes(qtbot, dialog, store, monkeypatch) -> None:
    settle()
    calls: list[object] = []
    monkeypatch.setattr(module, "exact_answer", calls.append)
    counter = PaintCounter(dialog)
    for _round in range(3):
        store.step()
        dialog.draw(store.snapshot)
        settle()
    assert counter.count == 0
    dialog.close()
    store.apply(edits.add_point(1.0, 2.0))
    dialog.draw(store.snapshot)
    assert calls == []


def test_it_is_right_when_it_opens_again(dialog, store) -> None:
    dialog.close()
    store.apply(edits.add_point(1.0, 2.0))
    dialog.draw(store.snapshot)
    dialog.show_up()
    assert "Σx = 2.2" in dialog.page.toPlainText()


def test_the_place_that_is_read_stays(dialog, store) -> None:
    bar = dialog.page.verticalScrollBar()
    bar.setValue(200)
    store.apply(edits.add_point(1.0, 2.0))
    dialog.draw(store.snapshot)
    settle()
    assert bar.value() == 200


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_text_fits_in_every_theme(dialog, theme: str, scale: float) -> None:
    dialog.close()
    dialog.restyle(load_theme(theme, scale))
    dialog.show_up()
    settle()
    assert dialog.page.horizontalScrollBar().maximum() == 0
    assert load_theme(theme, scale).css("m") in page_of(module.exact_answer(dialog._snapshot), load_theme(theme, scale))


def test_names_and_keys(dialog) -> None:
    for widget in (dialog.page, dialog.start, dialog.walk, dialog.why, dialog.copy, dialog.close_button):
        assert widget.objectName()
        assert widget.accessibleName() or widget.text()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert dialog.focusWidget() is dialog.close_button
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_html_in_names_is_text(qtbot) -> None:
    assert "<script" not in page_of(module.exact_answer(store_of([1.0], [2.0]).snapshot), load_theme("light"))
