"""Actions: every command of the window in one table. Menus, buttons, keys and the shortcut list are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.app.export_menu import export_rows
from gd_visualizer.app.options import options
from gd_visualizer.assets import translate as _


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes
    ----------
    name : str
        Object name of its action.
    menu : str
        Which menu it stands in.
    text, tip : str
        Words in the menu and in the hint.
    keys : tuple of str
        Its shortcuts, in Qt's portable notation.
    checkable : bool
    """

    name: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    checkable: bool = False


LINE = Command("", "", "-", "")


def commands() -> tuple[Command, ...]:
    """Return every command in menu order; a text of "-" is a line between two groups."""
    return (*_file(), *_edit(), *_view(), *_run(), *_help())


def _file() -> tuple[Command, ...]:
    return (
        Command(
            "action_open",
            "file",
            _("&Open…"),
            _("Open a session, or a table of points (CSV, TSV or text)."),
            ("Ctrl+O",),
        ),
        Command(
            "action_open_table",
            "file",
            _("Open table with &choices…"),
            _("Look at a table first: choose its columns, and say how it is to be read."),
        ),
        Command("menu_builtin", "file", _("Open &built-in data"), ""),
        Command("menu_recent", "file", _("Open &recent"), ""),
        Command("menu_templates", "file", _("&New from template"), ""),
        Command("action_last_session", "file", _("Open the &last session"), _("Go on with what was left last time.")),
        LINE,
        Command(
            "action_save",
            "file",
            _("&Save"),
            _("Save points, model, settings and start in a session file."),
            ("Ctrl+S",),
        ),
        Command(
            "action_save_as",
            "file",
            _("Save &as…"),
            _("Save the session in another file, or the points alone as a table."),
            ("Ctrl+Shift+S",),
        ),
        Command("action_revert", "file", _("Re&vert to saved"), _("Go back to what the session file holds.")),
        Command("action_save_points", "file", _("Save points as &table…"), _("Save the points alone, as CSV.")),
        Command(
            "action_keep_path",
            "file",
            _("Keep the &path in the file"),
            _("Write every step of the walk into the session file too."),
            checkable=True,
        ),
        LINE,
        Command("menu_export", "file", _("&Export"), ""),
        *(Command(*row) for row in export_rows()),
        Command("", "file", "-", ""),
        Command("action_quit", "file", _("&Quit"), _("Close the program."), ("Ctrl+Q",)),
    )


def _edit() -> tuple[Command, ...]:
    return (
        Command("action_undo", "edit", _("&Undo"), _("Take back the last change."), ("Ctrl+Z",)),
        Command(
            "action_redo",
            "edit",
            _("&Redo"),
            _("Make the change again that was taken back."),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
        ),
        LINE,
        Command(
            "action_copy_data",
            "edit",
            _("&Copy data"),
            _("Copy all points for a spreadsheet, with every digit."),
            ("Ctrl+C",),
        ),
        Command(
            "action_paste_data",
            "edit",
            _("&Paste data"),
            _("Put two columns copied from a spreadsheet in the place of the points."),
            ("Ctrl+V",),
        ),
        Command(
            "action_data_table",
            "edit",
            _("&Data table…"),
            _("Show the points as a table to read and to change."),
            ("Ctrl+T",),
        ),
        LINE,
        Command(
            "action_add_point",
            "edit",
            _("&New point by keyboard"),
            _("Move a cross with the arrow keys; Enter places a point."),
            ("N",),
        ),
        Command(
            "action_clear_points",
            "edit",
            _("&Clear all points"),
            _("Take all points away; Undo brings them back."),
            ("Ctrl+Shift+Del",),
        ),
        Command(
            "action_take_line",
            "edit",
            _("Use this line as &start"),
            _("Let descent start from the present line."),
            ("Ctrl+L",),
        ),
    )


def _pages() -> tuple[Command, ...]:
    return (
        Command(
            "action_view_line",
            "view",
            _("&Line: points and landscape"),
            _("Show the points, the landscape and the next step."),
            ("Ctrl+1",),
            checkable=True,
        ),
        Command(
            "action_view_backward",
            "view",
            _("&Backward: how the slopes come about"),
            _("Show the calculation part by part, and how blame goes back through it."),
            ("Ctrl+2",),
            checkable=True,
        ),
        Command(
            "action_view_network",
            "view",
            _("&Network: units and links"),
            _("Show the network with its weights, and what each unit adds to the curve."),
            ("Ctrl+3",),
            checkable=True,
        ),
        Command(
            "action_view_race",
            "view",
            _("&Race: several ways down"),
            _("Let several optimizers start together, and see who gets down first."),
            ("Ctrl+4",),
            checkable=True,
        ),
    )


def _view() -> tuple[Command, ...]:
    return (
        *_pages(),
        LINE,
        Command(
            "action_fit_view", "view", _("&Fit view"), _("Show all points, the path and the best spot."), ("Ctrl+0",)
        ),
        Command(
            "action_step_numbers",
            "view",
            _("Next step in &numbers…"),
            _("Show every number of the next step: points, slopes, and the rule that makes the new values."),
            ("Ctrl+Shift+N",),
        ),
        Command("action_clear_runs", "view", _("Clear &earlier runs"), _("Forget the grey paths and curves.")),
        LINE,
        *_looks(),
    )


def _looks() -> tuple[Command, ...]:
    """Return the commands of how things look."""
    return (
        Command(
            "action_log_bands",
            "view",
            _("&Logarithmic bands"),
            _("Space the map's bands by the logarithm: more of them near the best spot."),
            checkable=True,
        ),
        Command(
            "action_log_loss",
            "view",
            _("Lo&garithmic loss chart"),
            _("Let each line of the loss chart be ten times the one below."),
            checkable=True,
        ),
        LINE,
        Command("menu_show", "view", _("S&how"), ""),
        *(
            Command(f"action_show_{option.key}", "show", option.text, option.tip, option.keys, checkable=True)
            for option in options()
        ),
        Command("menu_theme", "view", _("&Colours"), ""),
        Command(
            "action_text_larger",
            "view",
            _("Text lar&ger"),
            _("Make all text larger, up to 200 %."),
            ("Ctrl++", "Ctrl+="),
        ),
        Command("action_text_smaller", "view", _("Text s&maller"), _("Make all text smaller."), ("Ctrl+-",)),
        Command("action_text_normal", "view", _("Text &normal"), _("Give all text its normal size.")),
        LINE,
        Command(
            "action_reduce_motion",
            "view",
            _("Re&duce motion"),
            _("Show each step at once instead of as a short movement."),
            checkable=True,
        ),
        Command(
            "action_big_mode",
            "view",
            _("&Big mode"),
            _("Make everything larger and fold the settings away, for a projector."),
            ("Ctrl+B",),
            checkable=True,
        ),
        Command("action_full_screen", "view", _("F&ull screen"), _("Use the whole screen."), ("F11",), checkable=True),
    )


def _run() -> tuple[Command, ...]:
    return (
        Command("action_play", "run", _("Play"), _("Walk downhill step by step, or pause."), ("P",)),
        Command("action_step", "run", _("Step"), _("Take one step downhill."), ("Right", "PgDown")),
        Command("action_step_back", "run", _("Back"), _("Go back one step."), ("Left", "PgUp")),
        Command("action_ten_steps", "run", _("10 steps"), _("Take ten steps at once."), ("Shift+Right",)),
        Command("action_ten_back", "run", _("10 steps back"), _("Go back ten steps."), ("Shift+Left",)),
        LINE,
        Command("action_restart", "run", _("Restart"), _("Go back to step 0 at the same start."), ("R",)),
        Command("action_first", "run", _("To the start"), _("Look at step 0."), ("Home",)),
        Command("action_last", "run", _("To the last step"), _("Look at the last step walked."), ("End",)),
        LINE,
        Command(
            "action_exact",
            "run",
            _("E&xact answer…"),
            _("Show the best parameters that a formula finds, or why there is no formula."),
            ("E",),
        ),
        LINE,
        Command("action_faster", "run", _("Faster"), _("Play faster."), ("+", "=")),
        Command("action_slower", "run", _("Slower"), _("Play slower."), ("-",)),
        Command("action_rate_up", "run", _("Longer steps"), _("Make the learning rate a tenth larger."), ("]",)),
        Command("action_rate_down", "run", _("Shorter steps"), _("Make the learning rate a tenth smaller."), ("[",)),
    )


def _help() -> tuple[Command, ...]:
    return (
        Command(
            "action_lessons",
            "help",
            _("&Lessons"),
            _("Open the chapters, or leave them: what training a neural network means."),
            ("F2",),
        ),
        Command(
            "action_tour",
            "help",
            _("&Tour of the window"),
            _("Be shown the parts of the window in two minutes."),
        ),
        Command(
            "action_help",
            "help",
            _("&What am I looking at?"),
            _("Say what there is to see here, and what each word means."),
            ("F1", "?"),
        ),
        LINE,
        Command(
            "action_associate",
            "help",
            _("Open sessions by &double click"),
            _("Let a double click on a session file (.gdv) open this program."),
        ),
        Command(
            "action_shortcuts", "help", _("&Keyboard shortcuts"), _("Show every key and what it does."), ("Ctrl+/",)
        ),
        Command("action_doctor", "help", _("System &report"), _("Show versions for a report about a fault.")),
        Command("action_about", "help", _("&About"), _("Show what this program is.")),
    )
