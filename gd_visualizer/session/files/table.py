"""Read a table of numbers from a text file, wholly or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.cells import (
    Kind,
    commas_are_decimal,
    complaint,
    first_bad,
    holds_numbers,
    is_attempt,
    is_value,
    kind,
    plain_column,
    pointed,
    words_below_names,
)
from gd_visualizer.session.files.columns import (
    AS_FOUND,
    ColumnsNeeded,
    Points,
    Reading,
    Table,
    TableWarning,
    choose_columns,
    points,
    unused,
)
from gd_visualizer.session.files.defused import armed
from gd_visualizer.session.files.grid import Grid, read_grid
from gd_visualizer.session.files.other_kinds import refuse_written
from gd_visualizer.session.files.source import Text, decode, file_name, read_bytes, require_size, shown
from gd_visualizer.session.teller import Teller, tell_nobody

__all__ = [
    "AS_FOUND",
    "ColumnsNeeded",
    "Points",
    "Reading",
    "Table",
    "TableWarning",
    "choose_columns",
    "parse_table",
    "points",
    "read_table",
    "unused",
]

_HEADER_SAMPLE = 100
_ROWS_SHOWN = 50


def read_table(path: Path, reading: Reading = AS_FOUND, tell: Teller = tell_nobody) -> Table:
    """Read a table of numbers from a file.

    Parameters
    ----------
    path : Path
        Text with commas, semicolons, tabs, bars or spaces between the cells.
    reading, tell
        As for ``parse_table``.

    Raises
    ------
    InputError
        If the file cannot be read or is not a table. A cell that is not a number is reported when its column is used.
    """
    return parse_table(read_bytes(path), file_name(path), reading, tell)


def parse_table(data: bytes, name: str, reading: Reading = AS_FOUND, tell: Teller = tell_nobody) -> Table:
    """Read a table of numbers from the bytes of a file.

    Parameters
    ----------
    data : bytes
    name : str
        What messages shall call the file.
    reading : Reading
        What the person says about it; the rest is found out.
    tell : callable
        Hears now and then which share of the work is done; what it raises ends the reading.

    Raises
    ------
    InputError
        As ``read_table``.
    """
    require_size(len(data), name)
    tell(0.05)
    text = decode(data, name)
    tell(0.15)
    try:
        table = _read(text, name, reading, tell)
    except InputError:
        refuse_written(text.characters, name)
        raise
    if sum(column is not None for column in table.values) < 2:
        refuse_written(text.characters, name)
    return table


def _read(text: Text, name: str, reading: Reading, tell: Teller) -> Table:
    grid = read_grid(text.characters, name, reading.delimiter, tell)
    tell(0.5)
    header = _has_header(grid.columns) if reading.header is None else reading.header
    if not header and reading.delimiter is None:
        _refuse_cut_numbers(grid, name)
    if header and len(grid.lines) == 1:
        sentence = _("{file} has column names but no rows: it needs rows with two numbers each")
        raise InputError(sentence.format(file=name))
    return _table(grid, replace(reading, header=header, delimiter=grid.delimiter), text, name, tell)


def _refuse_cut_numbers(grid: Grid, name: str) -> None:
    """Refuse a lone column of numbers with commas in them: 1,000 and 1,05 are seldom the two numbers 1 and 0."""
    if grid.delimiter != "," or len(grid.columns) != 2:
        return
    wholes, rests = grid.columns
    if not all(map(str.isdecimal, rests)) or any(kind(f"{whole},0") is not Kind.COMMA for whole in wholes):
        return
    place = next((place for place, rest in enumerate(rests) if len(rest) > 1 and rest[0] == "0"), None)
    if place is not None:
        where = _("{file}, line {line}").format(file=name, line=grid.lines[place])
        sentence = _(
            "{place}: '{cell}' may be one number or two: name the columns in a first row, or put a point in it"
        )
        raise InputError(sentence.format(place=where, cell=shown(f"{wholes[place]},{rests[place]}")))


def _table(grid: Grid, reading: Reading, text: Text, name: str, tell: Teller) -> Table:
    header = bool(reading.header)
    # A delimiter at the end of every line makes a last column of nothing. One in the middle stays, so that the
    # numbers of the columns are those the person counts.
    used = list(grid.columns)
    while not any(map(str.strip, used[-1])):
        used.pop()
    columns = _names([column[0] if header else "" for column in used])
    cells = [column[header:] for column in used]
    plain = []
    for done, column in enumerate(cells, start=1):
        plain.append(plain_column(column))
        tell(0.5 + 0.2 * done / len(cells))
    numeric = tuple(array is not None or holds_numbers(column) for column, array in zip(cells, plain, strict=True))
    tell(0.8)
    numbers = [column for column, is_numeric in zip(cells, numeric, strict=True) if is_numeric]
    comma = commas_are_decimal(numbers) if reading.decimal is None else reading.decimal == ","
    strict = reading.decimal == ","
    values = []
    for done, (column, array) in enumerate(zip(cells, plain, strict=True), start=1):
        found = plain_column(column, comma) if array is None else array
        # Who says that commas are decimal commas does not mean 1.500 to be one and a half.
        values.append(None if strict and found is not None and pointed(column) is not None else found)
        tell(0.8 + 0.15 * done / len(cells))
    problems = [""] * len(cells)
    for place, column in enumerate(cells):
        if values[place] is None:
            with_point = pointed(column) if strict else None
            bad = first_bad(column, comma) if with_point is None else with_point
            points_used = not comma and any("." in cell for other in numbers for cell in other)
            where = _("{file}, line {line}").format(file=name, line=grid.lines[bad + header])
            if bad == 0 and header and _is_row_of_words(cells, place):
                problems[place] = words_below_names(where, column[bad], columns[place])
            else:
                used_point = points_used or reading.decimal == "."
                problems[place] = complaint(where, column[bad], columns[place], used_point, strict)
    tell(0.98)
    found_comma = comma and reading.decimal is None
    warnings = _warnings(text, columns, found_comma, numbers, grid.lines[0])
    used_reading = replace(reading, decimal="," if comma else ".")
    sample = tuple(zip(*(column[:_ROWS_SHOWN] for column in cells), strict=True))
    return Table(
        name,
        columns,
        numeric,
        tuple(values),
        tuple(problems),
        warnings,
        grid.lines[0],
        sample,
        used_reading,
        len(cells[0]),
    )


def _is_row_of_words(cells: Sequence[Sequence[str]], place: int) -> bool:
    """Tell whether the first row below the names holds only words, as a row of units does, and numbers follow."""
    firsts, column = [column[0] for column in cells], cells[place]
    return any(map(str.strip, firsts)) and not any(map(is_attempt, firsts)) and any(map(is_attempt, column[1:2]))


def _names(given: Sequence[str]) -> tuple[str, ...]:
    """Return names fit for an axis; a column without one is called by its number."""
    names = [armed(" ".join(name.split())) for name in given]
    if len(names) == 2 and not any(names):
        return "x", "y"
    return tuple(name or str(place) for place, name in enumerate(names, start=1))


def _has_header(columns: list[Sequence[str]]) -> bool:
    """Tell whether the first row names the columns: it has words where the rows below it have numbers."""
    numeric = [column for column in columns if holds_numbers(column[1 : 1 + _HEADER_SAMPLE])]
    # Without a number below to compare with, "5 cm" is rather a value than a name.
    is_data = is_value if numeric else is_attempt
    telling = [column[0] for column in numeric or columns]
    return any(kind(cell) is Kind.WORD for cell in telling) and not any(map(is_data, telling))


def _warnings(
    text: Text, columns: tuple[str, ...], comma: bool, numbers: list[Sequence[str]], first_line: int
) -> tuple[TableWarning, ...]:
    found = []
    if text.guessed:
        sentence = _("This file is not in UTF-8; its letters were read as {encoding} and may look wrong.")
        found.append(TableWarning(text.guessed_line, sentence.format(encoding=text.guessed)))
    if comma:
        example = next(cell.strip() for column in numbers for cell in column if kind(cell) is Kind.COMMA)
        sentence = _("Commas inside numbers were read as decimal commas: {cell} means {number}.")
        message = sentence.format(cell=shown(example), number=shown(example.replace(",", ".")))
        found.append(TableWarning(first_line, message))
    for name in dict.fromkeys(name for name in columns if columns.count(name) > 1):
        sentence = _("More than one column is called {column}.")
        found.append(TableWarning(first_line, sentence.format(column=shown(name))))
    return tuple(found)
