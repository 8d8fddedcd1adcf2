"""Chapters by keyboard and by ear: everything is reached by Tab, and what changed is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.session.lessons.loader import shipped_lessons
from gd_visualizer.views.tab_order import reachable

CHAPTERS = {lesson.key: place for place, lesson in enumerate(shipped_lessons())}
QUESTION, FOG = "02_truth_guess_and_loss", "05_walking_downhill"
FOG_GONE = "The fog is gone: the whole landscape can be seen now."


@pytest.fixture
def window(qtbot):
    """Return the whole window, shown, with the keyboard in it."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_by_name["action_lessons"].trigger()
    return window


@pytest.fixture
def said(window, monkeypatch):
    """Return what a screen reader would have said since the first chapter was open."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    return heard


def open_chapter(window, key):
    window.findChild(Wiring).lessons.open_chapter(CHAPTERS[key])
    QApplication.processEvents()


def tab_through(window):
    """Return what Tab reaches in the whole window, in its order, once round."""
    window.lesson_panel.chapters.setFocus()
    reached = []
    while QApplication.focusWidget() not in reached:
        reached.append(QApplication.focusWidget())
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
    return reached


@pytest.mark.parametrize("key", CHAPTERS)
def test_everything_to_press_in_a_chapter_is_reached_by_tab_from_top_to_bottom(window, key):
    open_chapter(window, key)
    panel = window.lesson_panel
    choices = [button for button in panel.question.choices if button.isVisible()]
    wanted = [panel.chapters, panel.free_play, *choices, panel.lift, *_boxes(panel.rate), panel.back, panel.on]
    wanted = [widget for widget in wanted if widget.isVisible() and widget.isEnabled()]
    reached = tab_through(window)
    assert [widget for widget in reached if widget in wanted] == wanted


def test_a_question_is_answered_by_keyboard_and_the_keyboard_stays_there(window):
    open_chapter(window, QUESTION)
    choices = window.lesson_panel.question.choices
    choices[1].setFocus()
    QTest.keyClick(choices[1], Qt.Key.Key_Space)
    assert window.lesson_panel.visit.choice == 1
    assert QApplication.focusWidget() is choices[1]


def test_a_wrong_guess_is_told_by_name_and_mark(window):
    open_chapter(window, QUESTION)
    panel = window.lesson_panel
    answer = panel.visit.lesson.question.answer
    wrong = panel.question.choices[1 if answer == 0 else 0]
    plain = wrong.accessibleName()
    wrong.click()
    if not panel.visit.is_revealed:
        assert wrong.accessibleName() == plain
        window.canvas.line_dragged.emit(*_best(window))
    QApplication.processEvents()
    assert panel.visit.is_revealed
    assert wrong.accessibleName() == f"{plain}, your guess, not right"
    right = panel.question.choices[answer]
    assert right.accessibleName().endswith(", right")
    pictures = [button.icon().pixmap(16, 16).toImage() for button in (wrong, right)]
    assert pictures[0] != pictures[1]


def _boxes(rate):
    return list(reachable(rate)) if rate.isVisible() else []


def _best(window):
    best = window.snapshot.best.parameters
    return float(best[0]), float(best[1])


def test_chapter_answer_task_and_fog_are_said_once(window, said):
    open_chapter(window, FOG)
    visit = window.lesson_panel.visit
    assert any(text.startswith(f"Chapter {visit.number} of {visit.count}: {visit.lesson.title}.") for text in said)
    said.clear()
    window.lesson_panel.question.choices[0].click()
    QApplication.processEvents()
    assert [text for text in said if "guess" in text or "answer" in text]
    said.clear()
    window.lesson_panel.lift.click()
    assert said.count(FOG_GONE) == 1
    assert not window.lesson_panel.visit.is_done
    said.clear()
    for _step in range(200):
        window.actions_by_name["action_step"].trigger()
        if window.lesson_panel.visit.is_done:
            break
    QApplication.processEvents()
    assert len([text for text in said if text.startswith("Done.")]) == 1
    assert not [text for text in said if FOG_GONE in text]


def test_nothing_is_said_while_no_screen_reader_listens(window, monkeypatch):
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    heard: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    open_chapter(window, FOG)
    window.lesson_panel.lift.click()
    assert heard == []


@pytest.mark.parametrize(("rate", "words"), [(0.1, "Arrived"), (5.0, "too long")])
def test_the_end_of_a_run_is_said(window, said, qtbot, rate, words):
    window.lesson_panel.free_play.click()
    window.panel.rate.rate_typed.emit(rate)
    said.clear()
    window.actions_by_name["action_play"].trigger()
    qtbot.waitUntil(lambda: window.snapshot.status not in ("ready", "running"), timeout=20000)
    assert words in said[-1]
