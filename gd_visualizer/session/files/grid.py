"""Take the text of a table to pieces: columns of cells, and the line on which each row stands."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.cells import is_attempt, is_comment
from gd_visualizer.session.files.dialect import SPACES, Dialect, find_dialect, given_dialect, reader, split_at_spaces
from gd_visualizer.session.files.source import shown
from gd_visualizer.session.teller import Teller, tell_nobody

MAX_COLUMNS = 1000
MAX_LINE = 1_000_000
_ROWS_TOLD = 10_000
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t ])"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, all columns of one length.

    Attributes
    ----------
    columns : list of sequences of str
    lines : list of int
        The number of the line in the file on which each row begins; the first line is 1.
    delimiter : str
        What stands between two cells.
    """

    columns: list[Sequence[str]]
    lines: list[int]
    delimiter: str


def read_grid(text: str, name: str, delimiter: str | None = None, tell: Teller = tell_nobody) -> Grid:
    """Take the text of a table to pieces, leaving out comments and blank lines.

    Parameters
    ----------
    text : str
        Lines end in a line feed.
    name : str
        What messages call the file.
    delimiter : str, optional
        What stands between two cells; by default it is found out.
    tell : callable
        Hears now and then which share of a table is read by now; what it raises ends the reading.

    Raises
    ------
    InputError
        If nothing but comments is left, rows differ in length, or a quotation mark is never closed.
    """
    everything = text.split("\n")
    given = _SEPARATOR_LINE.fullmatch(everything[0])
    if given:
        everything[0] = ""
    comments = "#" in text
    kept = [place for place, line in enumerate(everything) if line.strip() and not (comments and is_comment(line))]
    if not kept:
        raise _no_rows(name, comments)
    lines = [everything[place] for place in kept]
    numbers = [place + 1 for place in kept]
    _require_short_lines(lines, numbers, name)
    tell(0.2)
    if delimiter is not None:
        dialect = given_dialect(lines, delimiter)
    else:
        dialect = Dialect(given.group(1)) if given else find_dialect(lines)
    tell(0.25)
    grid = _plainly_split(lines, numbers, dialect)
    tell(0.3)
    if grid is None and dialect.delimiter == SPACES:
        grid = _even_grid([split_at_spaces(line) for line in lines], numbers, dialect, name)
    elif grid is None:
        grid = _even_grid(*_quoted_rows(everything, dialect, name, tell), dialect, name)
    return _without_trailing_gaps(grid, name)


def _plainly_split(lines: list[str], numbers: list[int], dialect: Dialect) -> Grid | None:
    """Cut the whole text at once if no line needs a closer look; a list for every row costs the most time."""
    text = "\n".join(lines)
    if dialect.quote in text or (dialect.delimiter == SPACES and not text.isascii()):
        return None
    if dialect.delimiter == SPACES:
        widths = {len(line.split()) for line in lines}
        cells = text.split()
    else:
        widths = {line.count(dialect.delimiter) + 1 for line in lines}
        cells = text.replace("\n", dialect.delimiter).split(dialect.delimiter)
    if len(widths) > 1:
        return None
    width = widths.pop()
    return (
        Grid([cells[place::width] for place in range(width)], numbers, dialect.delimiter)
        if width <= MAX_COLUMNS
        else None
    )


def _even_grid(rows: list[list[str]], numbers: list[int], dialect: Dialect, name: str) -> Grid:
    """Put rows of one length into columns; refuse those of different length."""
    if len(rows[0]) > MAX_COLUMNS:
        sentence = _("{file}, line {line}: more than {limit} cells in one line: keep only the columns you need")
        raise InputError(sentence.format(file=name, line=numbers[0], limit=MAX_COLUMNS))
    if dialect.delimiter in ("\t", SPACES) and _lacks_a_name(rows):
        rows[0].insert(0, "")
    _require_even(rows, numbers, name)
    return Grid(list(zip(*rows, strict=True)), numbers, dialect.delimiter)


def _lacks_a_name(rows: list[list[str]]) -> bool:
    """Tell whether the rows have names or numbers of their own in front, for which the first row has no name.

    R and pandas write tables so. Only asked where no comma can have cut a number in two.
    """
    names, width = rows[0], len(rows[0]) + 1
    if width < 3 or len(rows) < 2 or any(len(row) != width for row in rows[1:]) or any(map(is_attempt, names)):
        return False
    fronts = [row[0] for row in rows[1:]]
    counted = any(fronts == [str(start + place) for place in range(len(fronts))] for start in (0, 1))
    return counted or not any(map(is_attempt, fronts))


def _quoted_rows(lines: list[str], dialect: Dialect, name: str, tell: Teller) -> tuple[list[list[str]], list[int]]:
    """Split lines at the delimiter; a cell in quotation marks may hold line ends, and lines that look like comments."""
    rows: list[list[str]] = []
    # The number of the line on which each row begins.
    starts: list[int] = []

    def fed() -> Iterator[str]:
        for number, line in enumerate(lines, start=1):
            if len(starts) == len(rows):
                if not line.strip() or is_comment(line):
                    continue
                starts.append(number)
            yield line + "\n"

    try:
        # Not by ``extend``: how many rows are done tells whether a line begins one.
        for row in reader(fed(), dialect, strict=True):
            rows.append(row)
            if len(rows) % _ROWS_TOLD == 0:
                tell(0.3 + 0.15 * starts[-1] / len(lines))
    except csv.Error as error:
        begin = starts[-1]
        raise InputError(_quote_complaint(name, begin, lines[begin - 1], str(error))) from None
    return rows, starts


def _quote_complaint(name: str, line: int, text: str, reason: str) -> str:
    if "field larger" in reason:
        return _("{file}, line {line}: a cell is too long for a number").format(file=name, line=line)
    sentence = _("{file}, line {line}: a quotation mark in '{text}' does not pair up: correct or remove it")
    return sentence.format(file=name, line=line, text=shown(text))


def _require_short_lines(lines: list[str], numbers: list[int], name: str) -> None:
    for line, number in zip(lines, numbers, strict=True):
        if len(line) > MAX_LINE:
            sentence = _("{file}, line {line}: this line is too long: a table has one row of numbers on each line")
            raise InputError(sentence.format(file=name, line=number))


def _require_even(rows: list[list[str]], numbers: list[int], name: str) -> None:
    """Refuse rows of different length; only empty cells too many at the end of a row do no harm."""
    width = len(rows[0])
    for row, number in zip(rows, numbers, strict=True):
        if len(row) == width:
            continue
        if len(row) < width or any(map(str.strip, row[width:])):
            sentence = _(
                "{file}, line {line}: the number of cells is {found} here but {expected} in line {first}: make them"
                " equal, or put # before a line that is only text"
            )
            raise InputError(sentence.format(file=name, line=number, found=len(row), first=numbers[0], expected=width))
        del row[width:]


def _without_trailing_gaps(grid: Grid, name: str) -> Grid:
    """Leave out rows of empty cells at the end, as spreadsheets leave them behind."""
    count = len(grid.lines)
    while count and not any(column[count - 1].strip() for column in grid.columns):
        count -= 1
    if not count:
        raise _no_rows(name)
    if count == len(grid.lines):
        return grid
    return Grid([column[:count] for column in grid.columns], grid.lines[:count], grid.delimiter)


def _no_rows(name: str, comments: bool = False) -> InputError:
    if comments:
        sentence = _("{file} has no rows but those that begin with #, which are left out: write them without it")
        return InputError(sentence.format(file=name))
    return InputError(_("{file} has no rows: it needs rows with two numbers each").format(file=name))
