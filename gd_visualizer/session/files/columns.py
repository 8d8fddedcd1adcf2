"""The columns of a table, and the choice of the two that are x and y."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.source import shown

_MAX_NAMED = 12


@dataclass(frozen=True, slots=True)
class TableWarning:
    """Something worth saying about a table that could be read all the same.

    Attributes
    ----------
    line : int
        The line of the file it is about; the first is 1.
    message : str
        One sentence.
    """

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table shall be read; what is None is found out.

    Attributes
    ----------
    header : bool or None
        Whether the first row names the columns.
    delimiter : str or None
        What stands between two cells: a comma, a semicolon, a tab, a bar, or a space for any run of spaces.
    decimal : str or None
        "." or ",": what stands before the decimals.
    """

    header: bool | None = None
    delimiter: str | None = None
    decimal: str | None = None


AS_FOUND = Reading()


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The columns of a file.

    Attributes
    ----------
    name : str
        What messages call the file.
    columns : tuple of str
        The names in the first row, or numbers from "1" on where there are none ("x" and "y" if there are only two).
    numeric : tuple of bool
        Which columns are meant to hold numbers: most of their cells are some.
    values : tuple of (N,) float64 or None
        The numbers, read-only; None for a column in which a cell is not a plain finite number.
    problems : tuple of str
        For each column without values, the sentence about its first bad cell; otherwise empty.
    warnings : tuple of TableWarning
    first_line : int
        The line of the file on which the table begins.
    sample : tuple of tuple of str
        The cells of the first rows below the names, as they stand in the file.
    reading : Reading
        How it was read, with nothing left open.
    rows : int
        How many there are below the names.
    """

    name: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    values: tuple[FloatArray | None, ...]
    problems: tuple[str, ...]
    warnings: tuple[TableWarning, ...]
    first_line: int = 1
    sample: tuple[tuple[str, ...], ...] = ()
    reading: Reading = AS_FOUND
    rows: int = 0


class ColumnsNeeded(InputError):  # noqa: N818 - it asks a question; nothing is wrong with the table
    """A table has more than two columns of numbers, and the person has to say which to use.

    Attributes
    ----------
    columns : tuple of str
        The names of the columns to choose from.
    """

    def __init__(self, message: str, columns: tuple[str, ...]) -> None:
        super().__init__(message)
        self.columns = columns


class Points(NamedTuple):
    """Two columns of a table: x and y as (N,) float64 arrays, and what they are called."""

    x: FloatArray
    y: FloatArray
    x_name: str
    y_name: str


def points(table: Table, x: str | None = None, y: str | None = None) -> Points:
    """Return the two chosen columns of a table.

    Parameters
    ----------
    table : Table
    x, y : str, optional
        As for ``choose_columns``.

    Raises
    ------
    ColumnsNeeded
        If there are more than two columns to choose from.
    InputError
        If a column is not there, or a cell of a chosen one is not a plain finite number.
    """
    x_place, y_place = choose_columns(table, x, y)
    # Of two bad cells the person shall hear about the one that stands in the column named first.
    x_values, y_values = (_values(table, place) for place in (x_place, y_place))
    return Points(x_values, y_values, _axis_name(table, x_place, "x"), _axis_name(table, y_place, "y"))


def choose_columns(table: Table, x: str | None = None, y: str | None = None) -> tuple[int, int]:
    """Return the places of the columns that are x and y, counted from 0.

    Parameters
    ----------
    table : Table
    x, y : str, optional
        A column's name, or its number counted from 1. By default the columns named x and y, or else the only two
        columns of numbers.

    Raises
    ------
    ColumnsNeeded
        If there are more than two columns to choose from.
    InputError
        If a column is not there or there are not two columns of numbers.
    """
    if len(table.columns) < 2:
        sentence = _("{file} has only one column ({column}): two are needed, x and y")
        raise InputError(sentence.format(file=table.name, column=shown(table.columns[0])))
    x_place = _place_of(table, x, "--x") if x is not None else None
    y_place = _place_of(table, y, "--y") if y is not None else None
    # What a person named goes before what the file happens to call a column.
    if x_place is None:
        x_place = _called(table, "x", y_place)
    if y_place is None:
        y_place = _called(table, "y", x_place)
    if x_place is None or y_place is None:
        x_place, y_place = _completed(table, x_place, y_place)
    if x_place == y_place:
        sentence = _("x and y are both the column {column} of {file}: choose two different ones with --x and --y")
        raise InputError(sentence.format(file=table.name, column=shown(table.columns[x_place])))
    return x_place, y_place


def unused(table: Table, x_place: int, y_place: int) -> tuple[TableWarning, ...]:
    """Return a warning that names the columns left out, or none if both of two are used."""
    left = tuple(name for place, name in enumerate(table.columns) if place not in (x_place, y_place))
    if not left:
        return ()
    sentence = _("Only {x} and {y} are used; these columns are left out: {columns}.")
    message = sentence.format(x=shown(table.columns[x_place]), y=shown(table.columns[y_place]), columns=_listed(left))
    return (TableWarning(table.first_line, message),)


def _completed(table: Table, x_place: int | None, y_place: int | None) -> tuple[int, int]:
    """Fill in what was not named, if only one answer is possible."""
    everything = range(len(table.columns))
    # In a file of two columns both are meant, however few of their cells are numbers.
    usable = [place for place in everything if table.numeric[place] or len(everything) == 2]
    free = [place for place in usable if place not in (x_place, y_place)]
    missing = (x_place is None) + (y_place is None)
    if len(free) < missing:
        raise InputError(_too_few(table))
    if len(free) > missing:
        names = tuple(table.columns[place] for place in usable)
        sentence = _("{file} has {count} columns of numbers ({columns}): choose two with --x and --y")
        raise ColumnsNeeded(sentence.format(file=table.name, count=len(names), columns=_listed(names)), names)
    order = iter(free)
    return (next(order) if x_place is None else x_place), (next(order) if y_place is None else y_place)


def _too_few(table: Table) -> str:
    numeric = [name for name, is_numeric in zip(table.columns, table.numeric, strict=True) if is_numeric]
    if numeric:
        sentence = _("{file} has only one column of numbers ({column}): two are needed, x and y")
        return sentence.format(file=table.name, column=shown(numeric[0]))
    sentence = _("{file} has no column of numbers: two are needed, x and y")
    return sentence.format(file=table.name)


def _called(table: Table, letter: str, taken: int | None) -> int | None:
    """Return the column that the file itself calls by this letter, unless it is a column of words beside others."""
    found = [place for place, name in enumerate(table.columns) if name.casefold() == letter and place != taken]
    both = {"x", "y"} <= {name.casefold() for name in table.columns}
    return found[0] if len(found) == 1 and (both or table.numeric[found[0]]) else None


def _place_of(table: Table, wanted: str, option: str) -> int:
    wanted = " ".join(wanted.split())
    for names in (table.columns, tuple(name.casefold() for name in table.columns)):
        key = wanted if names is table.columns else wanted.casefold()
        found = [place for place, name in enumerate(names) if name == key]
        if len(found) > 1:
            sentence = _("{file} has more than one column called {column}: choose by number, such as {option} {number}")
            raise InputError(sentence.format(file=table.name, column=shown(wanted), option=option, number=found[0] + 1))
        if found:
            return found[0]
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= len(table.columns):
        return int(wanted[:9]) - 1
    sentence = _("{file} has no column '{column}' for {option}: its columns are {columns}")
    raise InputError(
        sentence.format(file=table.name, column=shown(wanted), option=option, columns=_listed(table.columns))
    )


def _values(table: Table, place: int) -> FloatArray:
    values = table.values[place]
    if values is None:
        raise InputError(table.problems[place])
    return values


def _axis_name(table: Table, place: int, letter: str) -> str:
    name = table.columns[place]
    return letter if name == str(place + 1) else name


def _listed(names: tuple[str, ...]) -> str:
    listed = ", ".join(map(shown, names[:_MAX_NAMED]))
    return listed if len(names) <= _MAX_NAMED else listed + ", …"
