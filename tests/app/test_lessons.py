"""Chapters in the window: what they show and hide, and that the learner's own points come back."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from gd_visualizer.app import create_window
from gd_visualizer.app.command_line import main
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.assets import resource
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.session import edits
from gd_visualizer.session.lessons.loader import shipped_lessons
from gd_visualizer.session.session_file import read_session, read_with_desk, session_text

CHAPTERS = {lesson.key: place for place, lesson in enumerate(shipped_lessons())}


@pytest.fixture
def window(qtbot):
    """Return the whole window, shown."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    return window


def lessons(window):
    return window.findChild(Wiring).lessons


def open_chapter(window, key):
    if not lessons(window).is_open:
        window.actions_by_name["action_lessons"].trigger()
    lessons(window).open_chapter(CHAPTERS[key])
    QApplication.processEvents()


def visible(window):
    """Return which parts of the window can be seen."""
    line = window.line
    parts = {
        "map": line.surface, "slices": line.slices[0], "chart": line.chart, "playback": window.playback,
        "total": line.total, "settings": window.panel, "rate": window.lesson_panel.rate, "switch": window.switch,
    }  # fmt: skip
    return {name for name, widget in parts.items() if widget.isVisible()}


def test_nothing_of_lessons_is_seen_before_they_are_wanted(window):
    assert window.lesson_panel.isHidden()
    assert visible(window) == {"map", "slices", "chart", "playback", "settings", "switch"}


def test_each_level_shows_more(window):
    seen = {}
    for key in CHAPTERS:
        open_chapter(window, key)
        seen[key] = visible(window)
    assert seen["01_two_knobs"] == set()
    assert seen["02_truth_guess_and_loss"] == {"total"}
    assert seen["03_every_line_is_a_place"] == {"total", "map"}
    assert seen["04_flat_ground"] == {"total", "map", "slices"}
    assert seen["05_walking_downhill"] == {"map", "chart", "playback", "rate"}
    assert seen["06_too_short_too_long"] == {"map", "slices", "chart", "playback", "rate"}


def test_a_menu_without_entries_is_not_there(window):
    shown = {}
    for key in ("01_two_knobs", "05_walking_downhill", "08_passing_the_blame_back"):
        open_chapter(window, key)
        shown[key] = [name for name in ("run", "show") if window.menus[name].menuAction().isVisible()]
    assert list(shown.values()) == [[], ["run"], ["run", "show"]]
    lessons(window).leave()
    assert all(window.menus[name].menuAction().isVisible() for name in ("run", "show"))


def test_hidden_commands_do_nothing_by_key(window):
    open_chapter(window, "01_two_knobs")
    window.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_P, Qt.Key.Key_S):
        QTest.keyClick(window, key)
    assert (window.snapshot.step, window.snapshot.status) == (0, "ready")
    assert "Press Step" not in window.sentence.text()


def test_the_own_points_come_back_with_their_history_and_look(window):
    window.canvas.point_added.emit(1.0, 1.5)
    window.panel.option_ticked.emit("squares", False)
    window.actions_by_name["action_view_network"].trigger()
    own, label = window.snapshot.document, window.snapshot.undo_label
    before = visible(window)
    open_chapter(window, "02_truth_guess_and_loss")
    assert window.snapshot.undo_label == ""
    window.canvas.line_dragged.emit(1.0, 1.0)
    window.actions_by_name["action_undo"].trigger()
    assert window.snapshot.document is window.lesson_panel.visit.begun.document
    window.actions_by_name["action_clear_points"].trigger()
    open_chapter(window, "05_walking_downhill")
    window.actions_by_name["action_step"].trigger()
    QTest.mouseClick(window.lesson_panel.free_play, Qt.MouseButton.LeftButton)
    assert window.snapshot.document is own
    assert (window.snapshot.undo_label, window.snapshot.step) == (label, 0)
    assert window.lesson_panel.isHidden()
    assert window.pages.key == "network"
    assert visible(window) == before
    assert "squares" in window.canvas._hidden
    assert "misses" not in window.canvas._hidden
    window.actions_by_name["action_undo"].trigger()
    assert len(window.snapshot.document.dataset) == 8


def test_f2_opens_and_leaves_the_chapters_where_they_were(window):
    open_chapter(window, "01_two_knobs")
    lessons(window).leave()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.lesson_panel.visit.number == 1
    QTest.mouseClick(window.lesson_panel.on, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.lesson_panel.on, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.lesson_panel.back, Qt.MouseButton.LeftButton)
    assert window.lesson_panel.visit.number == 2
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.lesson_panel.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.lesson_panel.visit.number == 2
    window.lesson_panel.chapters.activated.emit(len(CHAPTERS) - 1)
    QTest.mouseClick(window.lesson_panel.on, Qt.MouseButton.LeftButton)
    assert not lessons(window).is_open


def test_done_chapters_are_remembered(window):
    open_chapter(window, "02_truth_guess_and_loss")
    window.equation.parameters_typed.emit(1.4, 0.6)
    assert Preferences().flag("lesson_done_02_truth_guess_and_loss", False)
    assert window.lesson_panel.chapters.itemText(1).endswith("✓")
    # The reply stays true when the learner goes on moving.
    reply = window.lesson_panel.task.reply.accessibleName()
    window.equation.parameters_typed.emit(-2.0, 0.6)
    assert window.lesson_panel.visit.is_done
    assert window.lesson_panel.task.reply.accessibleName() == reply


def test_a_wrong_guess_is_put_right_afterwards(window):
    open_chapter(window, "05_walking_downhill")
    panel = window.lesson_panel
    right = panel.visit.lesson.question.answer
    wrong = (right + 1) % 3
    QTest.mouseClick(panel.question.choices[wrong], Qt.MouseButton.LeftButton)
    assert "Now try it" in panel.question.told.accessibleName()
    QTest.mouseClick(panel.question.choices[right], Qt.MouseButton.LeftButton)
    assert panel.visit.choice == wrong
    assert panel.question.score.text().endswith(" right")
    for _step in range(3):
        window.actions_by_name["action_step"].trigger()
    assert "The answer is: Get shorter." in panel.question.told.accessibleName()
    assert panel.question.choices[right].accessibleName() == "Get shorter, right"


def test_the_call_out_offers_the_lessons(window):
    assert window.call_out.isVisible()
    window.call_out.lessons_asked.emit()
    assert window.lesson_panel.isVisible()
    assert not window.call_out.isVisible()


def test_the_sentence_says_warmer_and_colder(window):
    open_chapter(window, "01_two_knobs")
    assert window.sentence.text().startswith("Your turn.")
    window.canvas.line_dragged.emit(1.0, 1.0)
    assert window.sentence.text() == "Getting warmer. Your line is off by about 1.0. It was 6.7 when you began."
    window.canvas.line_dragged.emit(-9.0, 1.0)
    assert window.sentence.text().startswith("Getting colder.")
    window.canvas.line_dragged.emit(-2.401, -2.0)
    assert window.sentence.text().startswith("As far as before.")
    lessons(window).leave()
    assert window.sentence.text().startswith("Ready at the start.")


def test_the_rate_of_the_panel_is_the_rate(window):
    open_chapter(window, "06_too_short_too_long")
    window.lesson_panel.rate.rate_typed.emit(0.2)
    assert window.snapshot.document.optimizer.learning_rate == 0.2
    assert window.lesson_panel.rate.box.text() == "0.2"


def test_a_lesson_opens_from_any_folder(window, tmp_path):
    path = tmp_path / "mine.md"
    path.write_bytes(resource("lessons", "en", "02_truth_guess_and_loss.md").read_bytes())
    own = window.snapshot.document
    window.files_dropped.emit([path])
    panel = window.lesson_panel
    assert (panel.visit.number, panel.visit.count) == (1, 1)
    path.write_text("no lesson")
    window.files_dropped.emit([path])
    assert (
        "line 1: a lesson begins with front matter" in window.messages.findChild(type(window.sentence).__base__).text()
    )
    assert lessons(window).is_open
    QTest.mouseClick(panel.on, Qt.MouseButton.LeftButton)
    assert window.snapshot.document is own


def test_opening_data_in_a_chapter_leaves_it_first(window, tmp_path):
    own = window.snapshot.document
    open_chapter(window, "02_truth_guess_and_loss")
    table = tmp_path / "points.csv"
    table.write_text("x,y\n1,2\n2,3\n")
    window.files_dropped.emit([table])
    assert not lessons(window).is_open
    assert len(window.snapshot.document.dataset) == 2
    window.actions_by_name["action_undo"].trigger()
    assert window.snapshot.document == own


def test_closing_in_a_chapter_keeps_the_own_points_for_the_next_time(window):
    window.canvas.point_added.emit(1.0, 1.5)
    open_chapter(window, "07_no_formula")
    window.close()
    assert len(json.loads(Preferences().last_session())["points"]) == 9


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_are_never_wider_than_the_panel(window, size, scale):
    window.findChild(Wiring).appearance.use("light", scale)
    window.resize(*size)
    for key in CHAPTERS:
        open_chapter(window, key)
        for _turn in range(5):
            QApplication.processEvents()
        panel = window.lesson_panel
        room = panel.area.viewport().width()
        assert panel.area.widget().width() <= room
        for label in (*panel.paragraphs, panel.task.do, panel.task.reply, panel.notice):
            assert label.height() >= label.heightForWidth(label.width()) or not label.isVisible()


def test_the_way_through_the_parts_begins_with_the_first(window):
    open_chapter(window, "08_passing_the_blame_back")
    page = window.pages.currentWidget()
    assert page.stop == 0
    assert page.panel.on.isEnabled()
    page.walk("last")
    open_chapter(window, "08_passing_the_blame_back")
    assert page.stop == 0


def test_descent_starts_from_the_line_fitted_by_hand(window):
    open_chapter(window, "06_too_short_too_long")
    usual = window.snapshot.document.start
    assert not window.lesson_panel.visit.is_own_start
    open_chapter(window, "02_truth_guess_and_loss")
    window.equation.parameters_typed.emit(1.25, 0.5)
    open_chapter(window, "06_too_short_too_long")
    assert window.snapshot.document.start == (1.25, 0.5) != usual
    assert window.lesson_panel.visit.words.startswith("The walk starts at the line that you fitted by hand.")
    window.actions_by_name["action_step"].trigger()
    assert not window.lesson_panel.visit.words.startswith("The walk")
    assert not lessons(window)._visit.is_done
    # A chapter that was left undone gives no line.
    open_chapter(window, "02_truth_guess_and_loss")
    window.equation.parameters_typed.emit(-1.0, 0.5)
    open_chapter(window, "06_too_short_too_long")
    assert window.snapshot.document.start == (1.25, 0.5)
    Preferences().keep("lesson_place_02_truth_guess_and_loss", "1 nan")
    open_chapter(window, "06_too_short_too_long")
    assert window.snapshot.document.start == usual


def test_check_and_list_tell_about_lessons(capsys, tmp_path):
    assert main(["check", str(resource("lessons", "en", "02_truth_guess_and_loss.md")), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["title"], found["warnings"]) == ("lesson", "Truth, guess and loss", [])
    assert main(["list", "lessons", "--json"]) == 0
    assert [entry["key"] for entry in json.loads(capsys.readouterr().out)] == list(CHAPTERS)
    bad = tmp_path / "bad.md"
    bad.write_text("+++\ntitle = 3\n+++\nWords.")
    assert main(["check", str(bad)]) == 2
    assert capsys.readouterr().err == "error: bad.md, line 2: title: Expected `str`, got `int`\n"


def test_fog_hides_the_land_until_the_task_is_done_or_the_learner_wants(window):
    open_chapter(window, "05_walking_downhill")
    line = window.line
    assert line.surface.is_foggy
    assert visible(window) == {"map", "chart", "playback", "rate"}
    assert line.surface.marks.markers.best is None
    assert "Best is" not in line.surface.accessibleDescription()
    assert window.sentence.text() == "You can feel only the slope here. Which way is down?"
    assert window.lesson_panel.lift.isVisible()
    QTest.mouseClick(window.lesson_panel.lift, Qt.MouseButton.LeftButton)
    assert not line.surface.is_foggy
    assert not window.lesson_panel.lift.isVisible()
    assert line.surface.marks.markers.best is not None
    open_chapter(window, "05_walking_downhill")
    assert line.surface.is_foggy
    for _step in range(16):
        window.actions_by_name["action_step"].trigger()
    assert not line.surface.is_foggy
    open_chapter(window, "05_walking_downhill")
    lessons(window).leave()
    assert not line.surface.is_foggy
    assert line.slices[0].isVisible()


def test_in_a_chapter_what_is_written_down_for_a_crash_is_the_own_work(window):
    wiring = window.findChild(Wiring)
    store, recovery = wiring._store, wiring.recovery
    store.apply(edits.add_point(0.5, 0.25))
    own = window.snapshot.document
    recovery.write()
    for key in ("01_two_knobs", "05_walking_downhill"):
        open_chapter(window, key)
        store.apply(edits.add_point(3.0, 3.0))
        # Whatever happens there: a fault, or the seconds that pass.
        recovery.write()
        assert session_text(read_session(recovery._path)) == session_text(own)
    lessons(window).leave()
    assert window.snapshot.document is own
    recovery.write()
    assert session_text(read_session(recovery._path)) == session_text(own)
    window.close_guard = None


def test_windows_about_the_own_points_close_with_them(window):
    for name in ("action_data_table", "action_step_numbers", "action_exact"):
        window.actions_by_name[name].trigger()
    others = window.data_table, window.step_numbers, window.exact_answer
    assert all(other.isVisible() for other in others)
    open_chapter(window, "01_two_knobs")
    assert not any(other.isVisible() for other in others)


def test_the_walk_is_written_down_before_a_chapter_opens(window):
    wiring = window.findChild(Wiring)
    wiring._store.apply(edits.add_point(0.5, 0.25))
    window.actions_by_name["action_ten_steps"].trigger()
    assert wiring.recovery._timer.isActive()
    open_chapter(window, "01_two_knobs")
    wiring.recovery.write()
    _document, desk = read_with_desk(wiring.recovery._path)
    assert desk.last_step == 10
    window.close_guard = None


def test_a_chapter_neither_marks_nor_changes_the_file_of_the_own_work(window, tmp_path, monkeypatch):
    path = tmp_path / "mine.gdv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    store = window.findChild(Wiring)._store
    store.apply(edits.add_point(0.5, 0.25))
    own = window.snapshot.document
    window.actions_by_name["action_save"].trigger()
    assert not window.isWindowModified()
    open_chapter(window, "01_two_knobs")
    store.apply(edits.add_point(3.0, 3.0))
    assert not window.isWindowModified()
    # The command is not there in a chapter; should anything reach it all the same, it means the own work.
    window.findChild(Wiring).files._save()
    assert session_text(read_session(path)) == session_text(own)
    assert not window.isWindowModified()
