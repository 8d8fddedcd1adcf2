"""``check``: read a table, a session or a lesson as the window would, and say what was found."""

from __future__ import annotations

import argparse
from pathlib import Path

from gd_visualizer.app.commands.output import say, say_json
from gd_visualizer.app.commands.problem import add_data_options, standard_input
from gd_visualizer.assets import translate as _
from gd_visualizer.session.files.check import CheckResult
from gd_visualizer.session.given import check_given
from gd_visualizer.session.lessons.check import LessonCheck, check_lesson
from gd_visualizer.session.lessons.loader import SUFFIX

EPILOG = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_data_options(parser)
    parser.add_argument("--json", action="store_true", help=_("print what was found as one JSON object"))


def run(arguments: argparse.Namespace) -> int:
    """Read the points, or the lesson, and print what was found."""
    result: CheckResult | LessonCheck
    if Path(arguments.data).suffix.lower() == SUFFIX:
        result = check_lesson(Path(arguments.data))
    else:
        result = check_given(arguments.data, stdin=standard_input(), x=arguments.x, y=arguments.y)
    if arguments.json:
        say_json(result.to_json_dict())
    else:
        say(result.to_text())
    return 0
