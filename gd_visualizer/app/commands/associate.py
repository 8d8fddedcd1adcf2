"""``associate``: let a double click on a session file open the window."""

from __future__ import annotations

import argparse

from gd_visualizer.runtime.association import associate

EPILOG = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add nothing: this command has no options."""


def run(arguments: argparse.Namespace) -> int:
    """Tell the desktop, and say what was done."""
    print(associate())
    return 0
