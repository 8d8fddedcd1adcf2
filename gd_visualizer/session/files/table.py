"""Read a table of numbers from a text file, wholly or not at all."""

from __future__ import annotations

from collections.abc import Sequence
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
)
from gd_visualizer.session.files.columns import (
    ColumnsNeeded,
    Points,
    Table,
    TableWarning,
    choose_columns,
    points,
    unused,
)
from gd_visualizer.session.files.grid import Grid, read_grid
from gd_visualizer.session.files.source import Text, decode, file_name, read_bytes, require_size, shown

__all__ = [
    "ColumnsNeeded",
    "Points",
    "Table",
    "TableWarning",
    "choose_columns",
    "parse_table",
    "points",
    "read_table",
    "unused",
]

_HEADER_SAMPLE = 100


def read_table(path: Path) -> Table:
    """Read a table of numbers from a file.

    Parameters
    ----------
    path : Path
        Text with commas, semicolons, tabs, bars or spaces between the cells.

    Raises
    ------
    InputError
        If the file cannot be read or is not a table. A cell that is not a number is reported when its column is used.
    """
    return parse_table(read_bytes(path), file_name(path))


def parse_table(data: bytes, name: str) -> Table:
    """Read a table of numbers from the bytes of a file.

    Parameters
    ----------
    data : bytes
    name : str
        What messages shall call the file.

    Raises
    ------
    InputError
        As ``read_table``.
    """
    require_size(len(data), name)
    text = decode(data, name)
    grid = read_grid(text.characters, name)
    header = _has_header(grid.columns)
    if header and len(grid.lines) == 1:
        sentence = _("{file} has column names but no rows: it needs rows with two numbers each")
        raise InputError(sentence.format(file=name))
    return _table(grid, header, text, name)


def _table(grid: Grid, header: bool, text: Text, name: str) -> Table:
    # A delimiter at the end of every line makes a last column of nothing. One in the middle stays, so that the
    # numbers of the columns are those the person counts.
    used = list(grid.columns)
    while not any(map(str.strip, used[-1])):
        used.pop()
    columns = _names([column[0] if header else "" for column in used])
    cells = [column[header:] for column in used]
    plain = [plain_column(column) for column in cells]
    numeric = tuple(array is not None or holds_numbers(column) for column, array in zip(cells, plain, strict=True))
    numbers = [column for column, is_numeric in zip(cells, numeric, strict=True) if is_numeric]
    comma = commas_are_decimal(numbers)
    values = [
        plain_column(column, comma) if array is None else array for column, array in zip(cells, plain, strict=True)
    ]
    problems = [""] * len(cells)
    for place, column in enumerate(cells):
        if values[place] is None:
            bad = first_bad(column, comma)
            points_used = not comma and any("." in cell for other in numbers for cell in other)
            where = _("{file}, line {line}").format(file=name, line=grid.lines[bad + header])
            problems[place] = complaint(where, column[bad], columns[place], points_used)
    warnings = _warnings(text, columns, comma, numbers, grid.lines[0])
    return Table(name, columns, numeric, tuple(values), tuple(problems), warnings, grid.lines[0])


def _names(given: Sequence[str]) -> tuple[str, ...]:
    """Return names fit for an axis; a column without one is called by its number."""
    names = [" ".join(name.split()) for name in given]
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
