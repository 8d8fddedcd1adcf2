"""Reveal levels: how much of the window a chapter shows; what was not introduced yet is absent."""

from __future__ import annotations

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.show_commands import ACTION
from gd_visualizer.session.lessons.lesson import Lesson
from gd_visualizer.views.line_page import MAP_LEVEL, WALK_LEVEL

ALL = 7
# From which level on a mark in the plots is shown.
MARKS = {
    "squares": 2, "total": 2, "misses": 2, "best_spot": 4, "downhill": 4, "slopes": 4, "next_step": WALK_LEVEL,
    "path_ahead": WALK_LEVEL,
}  # fmt: skip
FAR = frozenset({"best_spot", "path_ahead", "slopes"})
# From which level on a command is there. Files can wait for free play: they belong to the learner's own points.
COMMANDS = {
    **dict.fromkeys(
        ("action_play", "action_step", "action_step_back", "action_ten_steps", "action_ten_back", "action_restart",
         "action_first", "action_last", "action_faster", "action_slower", "action_rate_up", "action_rate_down",
         "action_clear_runs", "action_step_numbers", "action_log_loss"), WALK_LEVEL),
    **dict.fromkeys(("action_take_line", "action_log_bands"), MAP_LEVEL),
    **dict.fromkeys(
        ("action_exact", "action_copy_data", "action_paste_data", "action_data_table", "action_show_parts",
         "action_show_symbols"), 6),
    **dict.fromkeys(("action_view_line", "action_view_backward", "action_view_network", "action_view_race"), ALL),
    **dict.fromkeys(
        ("action_open", "action_open_table", "action_last_session", "action_save", "action_save_as", "action_revert",
         "action_save_points", "action_keep_path", "action_associate"), ALL + 1),
}  # fmt: skip
LATE_MENUS = ("run", "show")
FILE_MENUS = ("builtin", "recent", "templates", "export")


def reveal(window: MainWindow, lesson: Lesson, is_foggy: bool) -> None:
    """Show as much of the window as a chapter wants."""
    _show(window, lesson.level, is_free=False)
    show_marks(window, lesson, is_foggy)
    # The squares stand in their bar from the start: nothing moves before the learner does something.
    window.line.flight.land()
    window.show_lesson(lesson.level, lesson.highlight)


def show_marks(window: MainWindow, lesson: Lesson, is_foggy: bool) -> None:
    """Show the marks of a chapter; in fog, none of those that tell what the land is like farther off."""
    for key, level in MARKS.items():
        is_hidden = key in lesson.hide or (is_foggy and key in FAR)
        window.line.set_shown(key, lesson.level >= level and not is_hidden)
    window.line.set_shown("land", not is_foggy)


def reveal_all(window: MainWindow) -> None:
    """Show the whole window again, with the marks that the person ticked."""
    _show(window, ALL, is_free=True)
    window.line.set_shown("land", True)
    for key, box in window.panel.options.items():
        if key in MARKS:
            window.line.set_shown(key, box.isChecked())
    window.show_lesson(None, ())


def _show(window: MainWindow, level: int, is_free: bool) -> None:
    for name, wanted in COMMANDS.items():
        window.actions_by_name[name].setVisible(is_free or level >= wanted)
    for key in MARKS:
        # In a chapter the marks are those of its level: a tick that says otherwise would only puzzle.
        window.actions_by_name[ACTION + key].setVisible(is_free)
    for name in FILE_MENUS:
        window.menus[name].menuAction().setVisible(is_free)
    for name in LATE_MENUS:
        # A menu in which nothing is left is not there either.
        entries = window.menus[name].actions()
        window.menus[name].menuAction().setVisible(any(a.isVisible() and not a.isSeparator() for a in entries))
