"""``render``: draw the window or one of its views without a screen, or write the path or a script."""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from gd_visualizer.app.commands.parser import Parser, whole_number
from gd_visualizer.app.commands.problem import add_problem_options, read_problem
from gd_visualizer.app.export.film import KINDS, MP4, film, pillow_image, steps_shown
from gd_visualizer.app.export.film_size import frame_of, framed
from gd_visualizer.app.export.mp4 import can_write_mp4, what_mp4_needs
from gd_visualizer.app.export.pictures import LARGEST_SCALE, VIEWS, pdf, png, svg, view_of
from gd_visualizer.app.main_window import SMALLEST, MainWindow
from gd_visualizer.app.pages import page_names
from gd_visualizer.app.race_wiring import RaceWiring
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.race_store import RaceStore
from gd_visualizer.runtime.store import Store
from gd_visualizer.runtime.walk_again import walk_again
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.export.path_table import path_csv
from gd_visualizer.session.export.python_code import Writer, code_of, python_code
from gd_visualizer.session.export.torch_code import torch_code
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.given import is_session
from gd_visualizer.session.session_file import read_with_desk
from gd_visualizer.views.theme import THEMES, load_theme

BUILTIN = "builtin:"
SUFFIXES = (".png", ".svg", ".pdf", *KINDS, ".csv", ".py")
# What else may be given with a session, which has everything else inside.
_ABOUT_THE_PICTURE = frozenset(
    {"data", "output", "view", "page", "step", "size", "theme", "scale", "milliseconds", "caption", "code"}
)
CODES: dict[str, Writer] = {"numpy": python_code, "torch": torch_code}
MOST_STEPS, USUAL_STEPS, MOST_SIDE = 1_000_000, 100, 8000
_SIZE = re.compile(r"(\d{1,5})[x×](\d{1,5})", re.ASCII)
EPILOG = """\
The end of OUT says what is made: a picture (.png .svg .pdf), a film of the run from step 0 on (.gif .webp .apng .mp4),
the path as a table (.csv), or Python code that walks the same walk (.py). A picture is the one the window would show.
Where the numbers leave the range of a computer before step N, the last step at which all were finite is shown.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_problem_options(parser)
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help=_("where to write; its end says what"))
    parser.add_argument("--view", choices=VIEWS, default="window", help=_("what to draw; default: window"))
    page = _("which page of the window; default: line, or that of the session")
    parser.add_argument("--page", choices=tuple(page_names()), default=None, help=page)
    steps = _("how many steps to take; default: 100, or as many as a session has taken")
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
    if Path(arguments.data).exists() and output.exists() and output.samefile(arguments.data):
        raise InputError(_("{name} is the file the points come from").format(name=output.name))
    document, desk = read_all(arguments)
    steps, looked_at = _way(given, desk)
    store = opened(document)
    if kind in (".csv", ".py"):
        walk_again(store, steps, desk)
        store.seek(looked_at)
        text = path_csv(store.snapshot) if kind == ".csv" else code_of(store.snapshot, CODES[arguments.code])
        content = text.encode()
    else:
        application = _application()
        window = drawn(store, size, arguments.theme)
        led = lay_out(window, store, replace(desk, page=arguments.page or desk.page))
        # Walked before its eyes, as a person would: what a view shows may depend on where it began.
        if isinstance(led, RaceStore):
            led.step(looked_at)
        else:
            walk_again(led, steps, desk)
        come = led.last_step if isinstance(led, RaceStore) else led.snapshot.step
        if looked_at < come:
            led.seek(looked_at)
        _settle(window, store)
        window.place_words_anew()
        widget = view_of(window, arguments.view)
        if kind in KINDS:
            images, frame, dress = [], None, load_theme(arguments.theme)
            for step in steps_shown(come):
                led.seek(step)
                _settle(window, store)
                frame = frame or frame_of(widget, arguments.caption, dress)
                images.append(pillow_image(framed(widget, frame, arguments.caption, dress)))
            content = film(images, kind, milliseconds)
        else:
            content = png(widget, scale) if kind == ".png" else svg(widget) if kind == ".svg" else pdf(widget)
        window.close()
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    write_whole(output, content)
    return 0


def read_all(arguments: argparse.Namespace) -> tuple[Document, Desk]:
    """Return a session with its desk, or a document of points and options with an empty one.

    Raises
    ------
    InputError
        If it cannot be read, or a session is given together with other points or settings.
    """
    if is_session(arguments.data):
        parser = Parser("render", "")
        add_options(parser)
        usual = vars(parser.parse_args([arguments.data, "-o", arguments.output]))
        for name, value in vars(arguments).items():
            if name not in _ABOUT_THE_PICTURE and value != usual[name]:
                sentence = _("a session has its own points, model and settings: leave --{option} out")
                raise InputError(sentence.format(option="set" if name == "changes" else name.replace("_", "-")))
        return read_with_desk(Path(arguments.data))
    problem = read_problem(arguments)
    title, source = Path(problem.name).name, ""
    if arguments.data.startswith(BUILTIN):
        source = arguments.data.removeprefix(BUILTIN)
        title = first_document(source).title
    objective, plan = problem.objective, problem.plan
    document = Document(
        objective.data,
        title,
        source,
        tuple(problem.start.tolist()),
        objective.model,
        objective.loss,
        objective.penalty,
        objective.climb,
        plan.optimizer,
        plan.schedule,
        plan.batch_size,
        plan.seed,
    )
    return document, Desk()


def opened(document: Document) -> Store:
    """Return a store that has a document and no history."""
    return Store(document, InlineCourier())


def _way(given: int | None, desk: Desk) -> tuple[int, int]:
    """Return how many steps to walk, and which one to look at: of a session, as it was left."""
    if given is not None:
        return given, given
    if not desk.page:
        return USUAL_STEPS, USUAL_STEPS
    return min(desk.last_step, MOST_STEPS), min(desk.step, MOST_STEPS)


def drawn(store: Store, size: QSize, theme: str) -> MainWindow:
    """Return a window that shows a store, with none of a person's own settings."""
    if QApplication.style().name() != "fusion":
        QApplication.setStyle("Fusion")
    window = MainWindow()
    dress = load_theme(theme, 1.0, True)
    QApplication.setPalette(dress.palette())
    window.restyle(dress)
    window.glide.reduced = True
    window.draw(store.snapshot)
    window.resize(size.expandedTo(SMALLEST))
    window.call_out.put_away()
    window.show()
    window.setFocus()
    _settle(window, store)
    return window


def lay_out(window: MainWindow, store: Store, desk: Desk) -> Store | RaceStore:
    """Show what was shown when a session was saved; return what walks: the store, or the race where that is shown."""
    race = RaceWiring(window, store)
    for key, ticked in desk.ticks:
        if key == "symbols":
            store.use_symbols(ticked)
        elif key in window.panel.options:
            window.line.set_shown(key, ticked)
        if key in window.panel.options:
            window.panel.options[key].setChecked(ticked)
    window.chart.set_logarithmic(bool(desk.logarithmic_loss))
    store.use_spacing("logarithm" if desk.logarithmic_bands else "square root")
    if desk.axes is not None:
        store.use_axes(desk.axes.suited_to(store.snapshot.document.model.parameter_names))
    walk_again(store, 0, desk)
    if desk.page:
        window.show_page(desk.page)
    _settle(window, store)
    return race.race if race.is_shown else store


def _settle(window: MainWindow, store: Store) -> None:
    """Let layouts come to rest, and draw for the sizes they found."""
    for _turn in range(3):
        QApplication.processEvents()
        window.draw(store.snapshot)
    QApplication.processEvents()


def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["gd-visualizer"])


def _size(text: str) -> QSize:
    found = _SIZE.fullmatch(text)
    if found is None or max(int(found[1]), int(found[2])) > MOST_SIDE:
        raise InputError(_("--size {text}: write two whole numbers such as 1440x900").format(text=text))
    if int(found[1]) < SMALLEST.width() or int(found[2]) < SMALLEST.height():
        sentence = _("--size {text}: the window is at least {width}x{height}")
        raise InputError(sentence.format(text=text, width=SMALLEST.width(), height=SMALLEST.height()))
    return QSize(int(found[1]), int(found[2]))
