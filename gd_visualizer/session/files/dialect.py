"""Find out how the cells of a table are kept apart."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gd_visualizer.session.files.cells import Kind, is_attempt, kind

if TYPE_CHECKING:
    from _csv import Reader

SPACES = " "
# In the order of trust: people seldom put a tab into a cell, but often a space.
_DELIMITERS = ("\t", ";", "|", ",", SPACES)
_SAMPLE_LINES = 100
_SAMPLE_CHARACTERS = 20_000
# Not the hard and narrow spaces: those stand inside of numbers, as in "1 234".
_BLANKS = " \t\v\f\u3000"
_SPACED_CELL = re.compile(rf'"([^"]*)"(?=[{_BLANKS}]|$)|([^{_BLANKS}]+)')
_USABLE = (Kind.NUMBER, Kind.COMMA, Kind.THOUSANDS)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one table is written.

    Attributes
    ----------
    delimiter : str
        What stands between two cells; ``SPACES`` for any run of spaces and tabs.
    quote : str
        What may stand around a cell.
    """

    delimiter: str
    quote: str = '"'


def reader(lines: Iterable[str], dialect: Dialect, strict: bool) -> Reader:
    """Return what splits lines at the delimiter, heeding quotation marks."""
    return csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, skipinitialspace=True, strict=strict)


def split_at_spaces(line: str) -> list[str]:
    """Split one line at its spaces and tabs, but not at those inside quotation marks."""
    if '"' not in line and line.isascii():
        return line.split()
    return [quoted or bare for quoted, bare in _SPACED_CELL.findall(line)]


def given_dialect(lines: Sequence[str], delimiter: str) -> Dialect:
    """Say how a table is written whose delimiter is known."""
    return Dialect(delimiter, _quote(_sample(lines), delimiter))


def find_dialect(lines: Sequence[str]) -> Dialect:
    """Say how a table is written, from its first lines.

    The delimiter that makes the most cells into numbers, in rows of one length, is the right one; where two do
    equally well, the shape of the whole text decides.
    """
    sample = _sample(lines)
    dialects = [
        Dialect(delimiter, _quote(sample, delimiter)) for delimiter in _DELIMITERS if _occurs(delimiter, sample)
    ]
    if not dialects:
        return Dialect(",")
    scores = [_score(sample, dialect) for dialect in dialects]
    best = max(scores)
    winners = [dialect for dialect, score in zip(dialects, scores, strict=True) if score == best]
    if len(winners) == 1 or {winner.delimiter for winner in winners} == {"\t", SPACES}:
        return winners[0]
    chosen = _by_shape("\n".join(sample), [winner.delimiter for winner in winners])
    return next((winner for winner in winners if winner.delimiter == chosen), winners[0])


def _sample(lines: Sequence[str]) -> list[str]:
    sample: list[str] = []
    room = _SAMPLE_CHARACTERS
    for line in lines[:_SAMPLE_LINES]:
        # A first line longer than the sample is cut, a later one would only mislead by its broken end.
        if len(line) > room and sample:
            break
        sample.append(line[:room])
        room -= len(line)
    return sample


def _occurs(delimiter: str, sample: Sequence[str]) -> bool:
    if delimiter == SPACES:
        return any(len(split_at_spaces(line)) > 1 for line in sample)
    return any(delimiter in line for line in sample)


def _quote(sample: Sequence[str], delimiter: str) -> str:
    """Return the quotation mark in use: apostrophes only where whole cells stand between them."""
    if any('"' in line for line in sample):
        return '"'
    cells = [cell.strip() for line in sample for cell in line.split(delimiter)]
    return "'" if any(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells) else '"'


def _score(sample: Sequence[str], dialect: Dialect) -> tuple[float, float, float]:
    """Return how well a dialect fits: the shares of cells meant as numbers, of usable ones, of rows of one length."""
    if dialect.delimiter == SPACES:
        rows = [split_at_spaces(line) for line in sample]
    else:
        rows = [row for row in reader(sample, dialect, strict=False) if row]
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    if usual < 2:
        return 0.0, 0.0, 0.0
    even = [cell for row in rows if len(row) == usual for cell in row]
    attempts, usable = sum(map(is_attempt, even)), sum(kind(cell) in _USABLE for cell in even)
    # Equal counts must give equal shares to the last bit, hence one division each.
    return attempts / (usual * len(rows)), usable / (usual * len(rows)), widths.count(usual) / len(rows)


def _by_shape(sample: str, delimiters: list[str]) -> str:
    # Needed for few files, and slow to load.
    from clevercsv import Sniffer
    from clevercsv.exceptions import Error

    try:
        found = Sniffer().sniff(sample, delimiters=delimiters)
    except (Error, ValueError, IndexError, KeyError):
        return ""
    return str(found.delimiter) if found else ""
