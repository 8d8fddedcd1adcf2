"""``render``: draw the window or one of its views without a screen, or write the path or a script."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from gd_visualizer.app.commands.parser import whole_number
from gd_visualizer.app.commands.problem import Problem, add_problem_options, read_problem, says_what_to_train
from gd_visualizer.app.export.dialog import Choice
from gd_visualizer.app.export.drawn_steps import DrawnSteps
from gd_visualizer.app.export.film import KINDS, MP4, film
from gd_visualizer.app.export.mp4 import can_write_mp4, what_mp4_needs
from gd_visualizer.app.export.pictures import LARGEST_SCALE, VIEWS, pdf, png, svg, view_of
from gd_visualizer.app.main_window import SMALLEST, MainWindow
from gd_visualizer.app.pages import LINE, page_names
from gd_visualizer.app.race_wiring import KEY as RACE
from gd_visualizer.app.window import window_to_draw
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.export.path_table import path_csv
from gd_visualizer.session.export.python_code import Writer, code_of, python_code
from gd_visualizer.session.export.torch_code import torch_code
from gd_visualizer.session.files.check import BUILTIN
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.given import is_session
from gd_visualizer.session.session_file import read_with_desk
from gd_visualizer.session.walk_again import walk_of
from gd_visualizer.views.theme import THEMES, load_theme

TEXTS = (".csv", ".py")
SUFFIXES = (".png", ".svg", ".pdf", *KINDS, *TEXTS)
CODES: dict[str, Writer] = {"numpy": python_code, "torch": torch_code}
MOST_STEPS, USUAL_STEPS, MOST_SIDE = 1_000_000, 100, 8000
_SIZE = re.compile(r"(\d{1,5})[x×](\d{1,5})", re.ASCII)
EPILOG = """\
The end of OUT says what is made: a picture (.png .svg .pdf), a film of the run from step 0 on (.gif .webp .apng .mp4),
the path as a table (.csv), or Python code that walks the same walk (.py). A picture is the one the window would show.
Where the numbers leave the range of a computer before step N, the last step at which all were finite is shown.

A session is drawn as it was left: its page, what is ticked, and its walk with the step that was in view. Options that
say what to train change single parts of it; then the walk is the one that train takes with them: it begins at the
start of the session, at --start, or where another model begins, and has as many steps as the walk of the session.
A race stands at step 0 when a session is opened, and is drawn so; --step N lets it run.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_problem_options(parser)
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help=_("where to write; its end says what"))
    parser.add_argument("--view", choices=VIEWS, default="window", help=_("what to draw; default: window"))
    page = _("which page of the window; default: line, or that of the session")
    parser.add_argument("--page", choices=tuple(page_names()), default=None, help=page)
    steps = _("how many steps to take; default: 100, or as in the session")
    parser.add_argument("--step", "--steps", metavar="N", default=None, help=steps)
    parser.add_argument("--size", metavar="WxH", default="1440x900", help=_("of the window; default: 1440x900"))
    parser.add_argument("--theme", choices=THEMES, default="light", help=_("default: light"))
    parser.add_argument("--scale", metavar="1-4", default="1", help=_("pixels of a .png for each of the window"))
    parser.add_argument("--milliseconds", metavar="T", default="150", help=_("how long each picture of a film stays"))
    parser.add_argument("--code", choices=CODES, default="numpy", help=_("what a .py is written with; default: numpy"))
    parser.add_argument("--caption", metavar="TEXT", default="", help=_("a line of text below a film"))


def run(arguments: argparse.Namespace) -> int:
    """Draw, and write the file."""
    output = Path(arguments.output)
    kind = output.suffix.lower()
    if kind == MP4 and not can_write_mp4():
        raise InputError(what_mp4_needs())
    if kind not in SUFFIXES:
        sentence = _("{name}: the name must end in one of {ends}")
        raise InputError(sentence.format(name=output.name, ends=" ".join(SUFFIXES)))
    size = _size(arguments.size)
    given = None if arguments.step is None else whole_number(arguments.step, "--step", 0, MOST_STEPS)
    scale = whole_number(arguments.scale, "--scale", 1, LARGEST_SCALE)
    milliseconds = whole_number(arguments.milliseconds, "--milliseconds", 20, 10_000)
    # Unlike those of a Path, these two find nothing where a name is too long or a folder may not be looked into.
    if os.path.exists(arguments.data) and os.path.exists(output) and output.samefile(arguments.data):
        raise InputError(_("{name} is the file the points come from").format(name=output.name))
    document, desk = what_is_shown(arguments)
    steps = USUAL_STEPS if given is None and not is_session(arguments.data) else given
    # On its page the race takes the steps; the path and the code are those of the walk.
    is_race = desk.page == RACE and kind not in TEXTS
    if steps is not None and not is_race:
        desk = replace(desk, step=steps, last_step=steps, come_to=())
    if kind in TEXTS:
        write_whole(output, _text(document, desk, kind, CODES[arguments.code]))
        return 0
    with _window(document, desk, arguments.theme) as (window, wiring):
        if is_race:
            wiring.race.race.step(steps or 0)
            window.place_words_anew()
        window.resize(size)
        window.show()
        window.come_to_rest()
        widget = view_of(window, arguments.view)
        if kind in KINDS:
            choice = Choice(arguments.view, kind, caption=arguments.caption)
            images = DrawnSteps(window, wiring.race.led, choice, load_theme(arguments.theme))
            content = film(images, kind, milliseconds)
        else:
            content = png(widget, scale) if kind == ".png" else svg(widget) if kind == ".svg" else pdf(widget)
    write_whole(output, content)
    return 0


def what_is_shown(arguments: argparse.Namespace) -> tuple[Document, Desk]:
    """Return a session, with single parts changed by options, or a document of points and options.

    Returns
    -------
    document : Document
    desk : Desk
        What lies around it; where nothing says how far it was walked, it was not.

    Raises
    ------
    InputError
        If something cannot be read, or an option is wrong.
    """
    if not is_session(arguments.data):
        problem = read_problem(arguments)
        title, source = Path(problem.name).name, ""
        if arguments.data.startswith(BUILTIN):
            source = arguments.data.removeprefix(BUILTIN)
            title = first_document(source).title
        own = Document(problem.objective.data, title, source, tuple(problem.start.tolist()))
        return _with_parts(own, problem), Desk(page=arguments.page or LINE)
    document, desk = read_with_desk(Path(arguments.data))
    if says_what_to_train(arguments):
        # Where the walk of the session began is a place of another landscape or another plan.
        document = _with_parts(document, read_problem(arguments))
        desk = replace(desk, walk_from=(), legs=(), come_to=(), path=None, earlier_runs=())
    return document, replace(desk, page=arguments.page or desk.page)


def _with_parts(document: Document, problem: Problem) -> Document:
    """Return a document that trains what the options say, on its own points."""
    objective, plan = problem.objective, problem.plan
    return replace(
        document,
        start=tuple(problem.start.tolist()),
        model=objective.model,
        loss=objective.loss,
        penalty=objective.penalty,
        climb=objective.climb,
        optimizer=plan.optimizer,
        schedule=plan.schedule,
        batch_size=plan.batch_size,
        seed=plan.seed,
    )


@contextmanager
def _window(document: Document, desk: Desk, theme: str) -> Iterator[tuple[MainWindow, Wiring]]:
    """Lend a window that shows a session, not yet shown itself, and what joins it together."""
    # Whatever is usual here: without its screen Qt would end the process.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication.instance() or QApplication(["gd-visualizer"])
    window, wiring = window_to_draw(document, desk, theme)
    try:
        yield window, wiring
    finally:
        window.close()
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _text(document: Document, desk: Desk, kind: str, write: Writer) -> bytes:
    """Return the path of the walk as a table, or a script that takes it: nothing has to be drawn for that."""
    store = Store(document, InlineCourier())
    again = walk_of(store.snapshot, desk)
    again.go_on()
    store.take_up(again.walk)
    store.seek(desk.step)
    text = path_csv(store.snapshot) if kind == ".csv" else code_of(store.snapshot, write)
    return text.encode()


def _size(text: str) -> QSize:
    found = _SIZE.fullmatch(text)
    if found is None:
        raise InputError(_("--size {text}: write two whole numbers such as 1440x900").format(text=text))
    if max(int(found[1]), int(found[2])) > MOST_SIDE:
        raise InputError(_("--size {text}: the window is at most {most}x{most}").format(text=text, most=MOST_SIDE))
    if int(found[1]) < SMALLEST.width() or int(found[2]) < SMALLEST.height():
        sentence = _("--size {text}: the window is at least {width}x{height}")
        raise InputError(sentence.format(text=text, width=SMALLEST.width(), height=SMALLEST.height()))
    return QSize(int(found[1]), int(found[2]))
