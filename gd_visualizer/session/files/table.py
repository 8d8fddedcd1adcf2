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
from gd_visualizer.session.files.dialect import Rows, read_rows
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
    rows = _without_trailing_gaps(read_rows(text.characters, name), name)
    header = _has_header(rows.cells)
    _require_even(rows, name)
    names, body = (rows.cells[0], rows.cells[1:]) if header else ([], rows.cells)
    if not body:
        sentence = _("{file} has column names but no rows: it needs rows with two numbers each")
        raise InputError(sentence.format(file=name))
    return _columns(names, list(zip(*body, strict=True)), rows, text, name)


def _columns(names: list[str], cells: list[tuple[str, ...]], rows: Rows, text: Text, name: str) -> Table:
    # A delimiter at the end of every line makes a last column of nothing.
    used = [place for place in range(len(cells)) if any(cells[place]) or (names and names[place].strip())]
    cells = [cells[place] for place in used]
    columns = _names([names[place] for place in used] if names else [""] * len(used))
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
            where = _("{file}, line {line}").format(file=name, line=rows.lines[bad + bool(names)])
            problems[place] = complaint(where, column[bad], columns[place], points_used)
    warnings = _warnings(text, columns, comma, numbers, rows.lines[0])
    return Table(name, columns, numeric, tuple(values), tuple(problems), warnings, rows.lines[0])


def _names(given: Sequence[str]) -> tuple[str, ...]:
    """Return names fit for an axis; a column without one is called by its number."""
    names = [" ".join(name.split()) for name in given]
    if len(names) == 2 and not any(names):
        return "x", "y"
    return tuple(name or str(place) for place, name in enumerate(names, start=1))


def _has_header(rows: list[list[str]]) -> bool:
    """Tell whether the first row names the columns: it has words where the rows below it have numbers."""
    first, rest = rows[0], [row for row in rows[1 : 1 + _HEADER_SAMPLE] if len(row) == len(rows[0])]
    numeric = [place for place, cells in enumerate(zip(*rest, strict=True)) if holds_numbers(cells)]
    if numeric:
        telling, is_data = [first[place] for place in numeric], is_value
    else:
        # No number below to compare with: then "5 cm" is rather a value than a name.
        telling, is_data = first, is_attempt
    return any(kind(cell) is Kind.WORD for cell in telling) and not any(map(is_data, telling))


def _without_trailing_gaps(rows: Rows, name: str) -> Rows:
    """Leave out rows of empty cells at the end, as spreadsheets leave them behind."""
    count = len(rows.cells)
    while count and not any(map(str.strip, rows.cells[count - 1])):
        count -= 1
    if not count:
        raise InputError(_("{file} has no rows: it needs rows with two numbers each").format(file=name))
    return Rows(rows.cells[:count], rows.lines[:count])


def _require_even(rows: Rows, name: str) -> None:
    """Refuse rows of different length; only empty cells too many at the end of a row do no harm."""
    width = len(rows.cells[0])
    if set(map(len, rows.cells)) == {width}:
        return
    for row, line in zip(rows.cells, rows.lines, strict=True):
        if len(row) == width:
            continue
        if len(row) < width or any(map(str.strip, row[width:])):
            sentence = _(
                "{file}, line {line}: the number of cells is {found} here but {expected} in line {first}: make them"
                " equal, or put # before a line that is only text"
            )
            raise InputError(sentence.format(file=name, line=line, found=len(row), first=rows.lines[0], expected=width))
        del row[width:]


def _warnings(
    text: Text, columns: tuple[str, ...], comma: bool, numbers: list[tuple[str, ...]], first_line: int
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
