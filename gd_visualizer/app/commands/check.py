"""``check``: read a table as the window would, and say what was found."""

from __future__ import annotations

import argparse

from gd_visualizer.app.commands.output import say, say_json
from gd_visualizer.app.commands.problem import add_data_options, standard_input
from gd_visualizer.assets import translate as _
from gd_visualizer.session.given import check_given

EPILOG = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_data_options(parser)
    parser.add_argument("--json", action="store_true", help=_("print what was found as one JSON object"))


def run(arguments: argparse.Namespace) -> int:
    """Read the points and print what was found."""
    result = check_given(arguments.data, stdin=standard_input(), x=arguments.x, y=arguments.y)
    if arguments.json:
        say_json(result.to_json_dict())
    else:
        say(result.to_text())
    return 0
