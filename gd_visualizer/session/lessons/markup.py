"""Marks in the text of lessons: **strong**, *m* for letters, x_1 and x^2 inside stars, [words](line) in a colour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from gd_visualizer.assets import translate as _

# Which meanings words can be coloured by: those of the theme that have a hue.
COLOURS = ("line", "loss", "m", "b")
LETTERS = {"m": "m", "b": "b", "ŷ": "line", "L": "loss"}

_MARK = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<letter>[^*]+)\*|\[(?P<words>[^\]\[]*)\]\((?P<colour>[^)]*)\)")
_RAISED = re.compile(r"(?P<sign>[_^])(?:\{(?P<many>[^{}]*)\}|(?P<one>\w))")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that is set in one way.

    Attributes
    ----------
    text : str
    kind : {"plain", "strong", "letter", "below", "above"}
        The last two are a letter's index and exponent.
    colour : str
        One of COLOURS, or "" for that of text.
    """

    text: str
    kind: Literal["plain", "strong", "letter", "below", "above"] = "plain"
    colour: str = ""


def runs(text: str) -> list[Run]:
    """Return a text as a row of pieces."""
    found: list[Run] = []
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() > at:
            found.append(Run(text[at : mark.start()]))
        at = mark.end()
        if mark["strong"] is not None:
            found.append(Run(mark["strong"], "strong"))
        elif mark["words"] is not None:
            found.append(Run(mark["words"], "strong", mark["colour"]))
        else:
            found += _letters(mark["letter"])
    if at < len(text):
        found.append(Run(text[at:]))
    return found


def plain(text: str) -> str:
    """Return a text without its marks, as a screen reader says it."""
    return "".join(run.text for run in runs(text))


def check_marks(text: str) -> str:
    """Return what is wrong with the marks of a text, or ""."""
    if "*" in "".join(run.text for run in runs(text)):
        return _("a star stands alone: write **words** for strong and *m* for a letter")
    for run in runs(text):
        if run.colour and run.colour not in COLOURS:
            sentence = _("there is no colour '{name}': use one of {names}")
            return sentence.format(name=run.colour[:20], names=", ".join(COLOURS))
    return ""


def _letters(text: str) -> list[Run]:
    """Return letters with their indices and exponents; those that have a meaning have its colour."""
    found: list[Run] = []
    at = 0
    colour = LETTERS.get(text[:1], "") if len(text) == 1 or text[1:2] in ("_", "^") else ""
    for mark in _RAISED.finditer(text):
        if mark.start() > at:
            found.append(Run(text[at : mark.start()], "letter", colour))
        at = mark.end()
        found.append(Run(mark["many"] or mark["one"] or "", "below" if mark["sign"] == "_" else "above", colour))
    if at < len(text):
        found.append(Run(text[at:], "letter", colour))
    return found
