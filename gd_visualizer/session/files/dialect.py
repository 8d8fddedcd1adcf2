"""Find out how the cells of a table are kept apart, and take its lines to pieces."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.cells import Kind, is_attempt, kind
from gd_visualizer.session.files.source import shown

if TYPE_CHECKING:
    from _csv import Reader

SPACES = " "
# In the order of trust: people seldom put a tab into a cell, but often a space.
_DELIMITERS = ("\t", ";", "|", ",", SPACES)
_SAMPLE_LINES = 100
_SAMPLE_CHARACTERS = 20_000
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t ])"?\s*', re.IGNORECASE)
_SPACED_CELL = re.compile(r'"([^"]*)"(?=\s|$)|(\S+)')
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


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of a table, row by row, with the place of each row in the file.

    Attributes
    ----------
    cells : list of list of str
    lines : list of int
        The number of the line in the file on which each row begins; the first line is 1.
    """

    cells: list[list[str]]
    lines: list[int]


def read_rows(text: str, name: str) -> Rows:
    """Take the text of a table to pieces, leaving out comments and blank lines.

    Parameters
    ----------
    text : str
        Lines end in a line feed.
    name : str
        What messages call the file.

    Raises
    ------
    InputError
        If nothing but comments is left, or a quotation mark is never closed.
    """
    lines = text.split("\n")
    given = _SEPARATOR_LINE.fullmatch(lines[0])
    comments = "#" in text
    kept = [place for place, line in enumerate(lines) if line.strip() and not (comments and line.lstrip()[0] == "#")]
    if given:
        kept = kept[1:]
    if not kept:
        raise InputError(_("{file} has no rows: it needs rows with two numbers each").format(file=name))
    lines = [lines[place] for place in kept]
    dialect = Dialect(given.group(1)) if given else find_dialect(lines)
    if dialect.delimiter == SPACES:
        return Rows([_spaced(line) for line in lines], [place + 1 for place in kept])
    return _delimited(lines, kept, dialect, name)


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
        return any(len(line.split(maxsplit=1)) > 1 for line in sample)
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
        rows = [_spaced(line) for line in sample]
    else:
        rows = [row for row in _reader(sample, dialect, strict=False) if row]
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


def _spaced(line: str) -> list[str]:
    if '"' not in line:
        return line.split()
    return [quoted or bare for quoted, bare in _SPACED_CELL.findall(line)]


def _reader(lines: Iterable[str], dialect: Dialect, strict: bool) -> Reader:
    return csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, skipinitialspace=True, strict=strict)


def _delimited(lines: list[str], kept: list[int], dialect: Dialect, name: str) -> Rows:
    """Split lines at the delimiter; a cell in quotation marks may hold line ends."""
    reader = _reader((line + "\n" for line in lines), dialect, strict=True)
    cells: list[list[str]] = []
    starts: list[int] = []
    begin = 0
    try:
        for row in reader:
            cells.append(row)
            starts.append(kept[begin] + 1)
            begin = reader.line_num
    except csv.Error as error:
        raise InputError(_quote_complaint(name, kept[begin] + 1, lines[begin], str(error))) from None
    return Rows(cells, starts)


def _quote_complaint(name: str, line: int, text: str, reason: str) -> str:
    if "field larger" in reason:
        return _("{file}, line {line}: a cell is too long for a number").format(file=name, line=line)
    sentence = _("{file}, line {line}: a quotation mark in '{text}' does not pair up: correct or remove it")
    return sentence.format(file=name, line=line, text=shown(text))
