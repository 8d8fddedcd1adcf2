"""Every chapter that comes with the program: written for a child of twelve, and played to its end as by a learner."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.session.lessons.loader import shipped_lessons
from gd_visualizer.session.lessons.reading_level import grade
from gd_visualizer.session.lessons.values import names_in

LESSONS = {lesson.key: lesson for lesson in shipped_lessons()}
# The seventh school year is that of a child of twelve.
HARDEST = 7.0


def press(window, name, count=1):
    """Press a command that the learner can see."""
    action = window.actions_by_name[name]
    assert action.isVisible()
    for _time in range(count):
        action.trigger()


def drag(view, begin, end):
    """Drag with the mouse, in a few moves."""
    target = view.viewport()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=QPointF(begin).toPoint())
    for part in (0.3, 0.6, 0.9, 1.0):
        QTest.mouseMove(target, (QPointF(begin) + part * (QPointF(end) - QPointF(begin))).toPoint())
        QApplication.processEvents()
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPointF(end).toPoint())


def tilt_line(window, qtbot):
    snapshot, canvas = window.snapshot, window.canvas
    m, b = snapshot.parameters
    drag(canvas, canvas.to_pixel(-2.0, b - 2.0 * m), canvas.to_pixel(-2.0, b - 2.0 * m - 2.0))


def fit_line(window, qtbot):
    window.equation.parameters_typed.emit(1.0, 1.0)
    assert not window.lesson_panel.visit.is_done
    window.equation.parameters_typed.emit(1.4, 0.6)


def drag_start(to):
    def do(window, qtbot):
        drag(window.surface, window.surface.to_pixel(*window.snapshot.document.start), window.surface.to_pixel(*to))

    return do


def step(count):
    def do(window, qtbot):
        press(window, "action_step", count)

    return do


def play(window, qtbot):
    window.playback.speed.speed_chosen.emit(math.inf)
    press(window, "action_play")
    qtbot.waitUntil(lambda: window.lesson_panel.visit.is_done, timeout=20_000)
    if window.snapshot.status == "running":
        press(window, "action_play")


def fly_away(window, qtbot):
    rate = window.lesson_panel.rate
    assert rate.isVisible()
    press(window, "action_ten_steps")
    assert not window.lesson_panel.visit.is_done
    rate.slider.rate_dragged.emit(0.6)
    press(window, "action_ten_steps", 3)


def look_at_parts(window, qtbot):
    press(window, "action_step")
    assert not window.lesson_panel.visit.is_done
    for _part in range(4):
        QTest.mouseClick(window.pages.currentWidget().panel.on, Qt.MouseButton.LeftButton)


PLAYED = {
    "01_two_knobs": tilt_line,
    "02_truth_guess_and_loss": fit_line,
    "03_every_line_is_a_place": drag_start((1.4, 0.2)),
    "04_flat_ground": drag_start((1.42, 0.67)),
    "05_walking_downhill": step(16),
    "06_too_short_too_long": fly_away,
    "07_no_formula": play,
    "08_passing_the_blame_back": look_at_parts,
    "09_what_a_slope_needs": play,
    "10_what_training_means": play,
}


@pytest.fixture
def window(qtbot):
    """Return the whole window, shown."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_every_chapter_is_played():
    assert set(PLAYED) == set(LESSONS)
    assert 8 <= len(LESSONS) <= 13


@pytest.mark.parametrize("key", LESSONS)
def test_chapter_can_be_played_to_its_end(window, qtbot, key):
    lesson = LESSONS[key]
    lessons = window.findChild(Wiring).lessons
    press(window, "action_lessons")
    lessons.open_chapter(list(LESSONS).index(key))
    QApplication.processEvents()
    panel = window.lesson_panel
    assert panel.isVisible()
    assert panel.title.accessibleName() == lesson.title
    assert not panel.visit.is_done
    assert window.pages.key == lesson.page
    QTest.mouseClick(panel.question.choices[lesson.question.answer], Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    PLAYED[key](window, qtbot)
    assert panel.visit.is_done
    assert panel.visit.is_revealed
    assert "You guessed it" in panel.question.told.accessibleName()
    assert panel.task.mark.accessibleName() == "Done"
    reply = panel.task.reply.accessibleName()
    assert reply
    assert "unknown" not in reply
    assert "{" not in reply


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=list(LESSONS))
def test_chapter_is_short_and_simple(lesson):
    assert grade(lesson.prose) <= HARDEST
    assert grade("\n".join((*lesson.paragraphs, lesson.notice))) <= HARDEST
    assert "!" not in lesson.prose
    assert lesson.question is not None
    assert lesson.notice
    # What does not react to the learner would not need a program.
    assert names_in(lesson.task.reply)


def test_levels_never_go_back_while_the_line_is_told():
    levels = [lesson.level for lesson in shipped_lessons()[:8]]
    assert levels == sorted(levels)
