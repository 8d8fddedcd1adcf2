"""The command line: ``gd-visualizer [FILE]`` opens the window, ``gd-visualizer COMMAND`` works without one."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from gd_visualizer import __version__
from gd_visualizer.app.commands.output import OutputClosedError, finish, one_line
from gd_visualizer.app.commands.parser import Parser
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.said import said

# Libraries that work with several Qt bindings are told which, before any of them is imported.
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

PROGRAM = "gd-visualizer"
WRONG_USAGE = 2
INTERRUPTED = 130

# Each module has add_options(parser), run(arguments) and EPILOG, and is loaded when its command is typed.
COMMANDS = {
    "train": ("gd_visualizer.app.commands.train", _("train without a window and say where it ended")),
    "surface": ("gd_visualizer.app.commands.surface", _("write the loss over a grid of two parameters")),
    "check": (
        "gd_visualizer.app.commands.check",
        _("read a table or a lesson as the window would and say what was found"),
    ),
    "render": ("gd_visualizer.app.commands.render", _("draw without a screen: pictures, films, the path, a script")),
    "list": (
        "gd_visualizer.app.commands.listing",
        _("say what models, losses, optimizers, data and lessons there are"),
    ),
    "associate": (
        "gd_visualizer.app.commands.associate",
        _("let a double click on a session file (.gdv) open the window"),
    ),
    "doctor": ("gd_visualizer.app.commands.doctor", _("say whether a window can open here, for a bug report")),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after the program's name; those of the process when left out.

    Returns
    -------
    int
        The exit status: 0 done, 2 wrong usage or input, 130 interrupted.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _let_every_sign_through()
    try:
        status = _run(words)
        finish()
    except InputError as error:
        print(f"error: {one_line(said(error))}", file=sys.stderr)
        return WRONG_USAGE
    except OutputClosedError:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(words: list[str]) -> int:
    try:
        return _run_command(words) if words and words[0] in COMMANDS else _run_window(words)
    except SystemExit as done:
        # argparse ends the program after --help and --version
        return done.code if isinstance(done.code, int) else 0


def _run_command(words: list[str]) -> int:
    module_name, summary = COMMANDS[words[0]]
    command: Any = importlib.import_module(module_name)
    parser = Parser(f"{PROGRAM} {words[0]}", _sentence(summary), command.EPILOG and _(command.EPILOG))
    command.add_options(parser)
    return int(command.run(parser.parse_args(words[1:])))


def _run_window(words: list[str]) -> int:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:<{width}}  {summary}" for name, (_module, summary) in COMMANDS.items())
    more = _("{program} COMMAND --help tells more. A file named like a command is reached as ./train.")
    epilog = "\n".join([_("commands:"), listed, "", more.format(program=PROGRAM)])
    parser = Parser(PROGRAM, _("See what training means: points, a line, a landscape and a walk downhill."), epilog)
    parser.usage = "%(prog)s [-h] [--version] [FILE]\n       %(prog)s COMMAND ..."
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help=_("a session (.gdv), a table (.csv .tsv .txt) or a lesson (.md) to open in the window"),
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    arguments = parser.parse_args(words)
    problem = importlib.import_module("gd_visualizer.app.doctor").display_problem()
    if problem is not None:
        raise InputError(problem)
    return int(importlib.import_module("gd_visualizer.app.start").run(arguments.file))


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _let_every_sign_through() -> None:
    """Write signs that the terminal's encoding lacks by their numbers: a result must not end in an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
