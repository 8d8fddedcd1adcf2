"""``doctor``: say whether a window can open here."""

from __future__ import annotations

import argparse

from gd_visualizer.app import doctor

EPILOG = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add nothing: this command has no options."""


def run(arguments: argparse.Namespace) -> int:
    """Print the report."""
    return doctor.run()
