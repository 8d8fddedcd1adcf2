"""A parser of command lines that complains in one line, and the exact reading of numbers."""

from __future__ import annotations

import argparse
import math
import re
from typing import NoReturn

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError

# What float() takes beyond this, such as 1_000 or digits of other scripts, is more likely a slip than a number.
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
_WHOLE = re.compile(r"\s*[+-]?\d{1,18}\s*", re.ASCII)


class Parser(argparse.ArgumentParser):
    """Reads options; wrong usage becomes an ``InputError`` instead of a page of usage."""

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        """Make a parser that takes no abbreviated options: a longer name added later must not change a script."""
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the command line as an ``InputError``."""
        raise InputError(_("{problem} (see {program} --help)").format(problem=message, program=self.prog))


def number(text: str, what: str) -> float:
    """Return the number that a text holds.

    Parameters
    ----------
    text : str
    what : str
        What the message shall call it.

    Raises
    ------
    InputError
        If the text is not one finite number.
    """
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(value):
        raise InputError(_("{what}: '{text}' is not a finite number").format(what=what, text=text))
    return value


def whole_number(text: str, what: str, least: int, most: int) -> int:
    """Return the whole number that a text holds.

    Raises
    ------
    InputError
        If it is none or lies outside the range, ends included.
    """
    if not (_WHOLE.fullmatch(text) and least <= int(text) <= most):
        sentence = _("{what}: '{text}' is not a whole number from {least} to {most}")
        raise InputError(sentence.format(what=what, text=text, least=least, most=most))
    return int(text)
