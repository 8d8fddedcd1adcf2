"""Decide which pieces of text are numbers, and turn whole columns of them into arrays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.session.files.source import shown

# No two parts of these can match the same characters, so that a very long cell takes no longer than its length.
_POINT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_LONE_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9])")
_SPLIT_DIGITS = re.compile(r"[+-]?\d+(?:[ '’_\u00a0\u2009\u202f.,]\d+)+", re.ASCII)
_WITH_UNIT = re.compile(r"[$€£¥]\s*[+-]?[\d.,]+|[+-]?[\d.,]+\s*(?:[^\W\d]+|[%°$€£¥]\w*)")
# What a spreadsheet writes, in any language, where it could not calculate: #N/A, #REF!, #WERT!
_ERROR_VALUE = r"#(?:N/A|NV|DIV/0\s?!|[^\W\d_]{3,}[!?])"
_ERROR_CELL = re.compile(_ERROR_VALUE, re.IGNORECASE)
_ERROR_FIRST = re.compile(_ERROR_VALUE + r"\s*(?:[,;|\t]|$)|#(?:N/A|NV|DIV/0!)\s")
_DASHES = (
    "\N{MINUS SIGN}\N{EN DASH}\N{FIGURE DASH}\N{NON-BREAKING HYPHEN}\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"
)
_OTHER_EXPONENT = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))[dDqQ]([+-]?\d+)", re.ASCII)
_PLAIN_CHARACTERS = frozenset("0123456789+-.eE \t")
_COMMA_CHARACTERS = frozenset("0123456789+-,eE \t")
_NO_VALUE = frozenset(
    ["", "-", "--", "–", "—", "?", ".", "..", "∞", "na", "n/a", "null", "none", "nil"]
    + [sign + word for sign in ("", "+", "-") for word in ("nan", "inf", "infinity")]
)


# A long column is judged by so many of its cells.
_ENOUGH = 20_000
# So many are turned into numbers at once: meanwhile no other thread gets on, and the window would stand still.
_PIECE = 10_000


class Kind(Enum):
    """What one cell of a table looks like."""

    NUMBER = "number"
    COMMA = "comma"
    THOUSANDS = "thousands"
    NO_VALUE = "no value"
    WORD = "word"


def kind(cell: str) -> Kind:
    """Say what one cell looks like: a number, one with a comma, a gap, or a word."""
    cell = cell.strip()
    if _POINT.fullmatch(cell):
        return Kind.NUMBER
    if _THOUSANDS.fullmatch(cell):
        return Kind.THOUSANDS
    if _COMMA.fullmatch(cell):
        return Kind.COMMA
    return Kind.NO_VALUE if cell.lower() in _NO_VALUE or _ERROR_CELL.fullmatch(cell) else Kind.WORD


def is_comment(line: str) -> bool:
    """Tell whether a line begins with # and so is left out; ``#N/A`` and its like are cells, not comments."""
    line = line.lstrip()
    return line.startswith("#") and not _ERROR_FIRST.match(line)


def is_attempt(cell: str) -> bool:
    """Tell whether somebody meant a number here, even one that cannot be used, such as ``1 000`` or ``5 cm``."""
    return is_value(cell) or bool(_WITH_UNIT.fullmatch(cell.strip()))


def is_value(cell: str) -> bool:
    """Tell whether a cell can only be data and not the name of a column: a number in any style, or a gap's mark."""
    found = kind(cell)
    if found is Kind.NO_VALUE:
        return bool(cell.strip())
    return found is not Kind.WORD or bool(_SPLIT_DIGITS.fullmatch(cell.strip()))


def holds_numbers(cells: Sequence[str]) -> bool:
    """Tell whether a column is meant to hold numbers: at least as many of its cells are numbers as are words.

    Gaps count for neither side, so that a column of measurements with many gaps is still one of numbers, and
    the gap is what the person hears about.
    """
    if plain_column(cells, decimal_comma=True) is not None:
        return True
    numbers = words = gaps = 0
    for cell in cells[:: 1 + len(cells) // _ENOUGH]:
        match kind(cell):
            case Kind.WORD:
                words += 1
            case Kind.NO_VALUE:
                gaps += bool(cell.strip())
            case _:
                numbers += 1
    return numbers >= words and numbers + gaps > 0


def commas_are_decimal(columns: Iterable[Sequence[str]]) -> bool:
    """Tell whether the commas inside the numbers of a file are decimal commas beyond doubt.

    One cell such as ``1,5`` settles it; ``1,000`` may mean one or a thousand and settles nothing; a decimal point
    anywhere in the same file speaks against it.
    """
    found = False
    for cells in columns:
        joined = "\n".join(cells)
        if "," not in joined and "." not in joined:
            continue
        for cell in cells:
            if "." in cell and _POINT.fullmatch(cell.strip()):
                return False
            found = found or kind(cell) is Kind.COMMA
    return found


def plain_column(cells: Sequence[str], decimal_comma: bool = False) -> FloatArray | None:
    """Turn a column of text into numbers at once, or return None if a single cell is not a plain finite number.

    Parameters
    ----------
    cells : (N,) str
    decimal_comma : bool
        Whether ``1,5`` means one and a half.

    Returns
    -------
    (N,) float64, read-only, or None
        Exactly what ``float`` makes of each cell.
    """
    pieces = []
    marks: set[str] = set()
    for start in range(0, len(cells), _PIECE):
        piece = _plain_piece(cells[start : start + _PIECE], decimal_comma, marks)
        if piece is None or len(marks) > 1:
            return None
        pieces.append(piece)
    return frozen(np.concatenate(pieces) if pieces else np.empty(0))


def _plain_piece(cells: Sequence[str], decimal_comma: bool, marks: set[str]) -> FloatArray | None:
    """Turn a few cells into numbers, and note which decimal marks they have."""
    # With only these characters left, what float() takes and what we call a plain number are the same.
    characters = set("".join(cells))
    if not characters <= _COMMA_CHARACTERS | _PLAIN_CHARACTERS:
        cells = [cell.strip() for cell in cells]
        characters = set("".join(cells))
    marks |= characters & {".", ","}
    if decimal_comma and characters <= _COMMA_CHARACTERS:
        joined = "\n".join(cells)
        if _LONE_COMMA.search(joined):
            return None
        cells = joined.replace(",", ".").split("\n")
    elif not characters <= _PLAIN_CHARACTERS:
        return None
    try:
        numbers = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        return None
    return numbers if np.isfinite(numbers).all() else None


def first_bad(cells: Sequence[str], decimal_comma: bool) -> int:
    """Return the place of the first cell that is not a plain finite number; there must be one."""
    start, end = 0, len(cells)
    while end - start > 1:
        middle = (start + end) // 2
        if plain_column(cells[start:middle], decimal_comma) is None:
            end = middle
        else:
            start = middle
    return start


def pointed(cells: Sequence[str]) -> int | None:
    """Return the place of the first number that has a decimal point, or None."""
    return next((place for place, cell in enumerate(cells) if "." in cell and kind(cell) is Kind.NUMBER), None)


def words_below_names(place: str, cell: str, column: str) -> str:
    """Say what is wrong with a row of units or other words between the names and the numbers."""
    sentence = _(
        "{place}: '{cell}' is not a number (column {column}): put # before this line if it holds units or other words"
    )
    return sentence.format(place=place, cell=shown(cell.strip()), column=shown(column))


def complaint(place: str, cell: str, column: str, points_used: bool, commas_only: bool = False) -> str:
    """Say in one sentence what is wrong with a cell and what to do.

    Parameters
    ----------
    place : str
        Such as ``points.csv, line 7``.
    cell, column : str
        What stands there, and the name of its column.
    points_used : bool
        Whether other numbers of the file have a decimal point, so that a comma here is the exception.
    commas_only : bool
        Whether the person says that the decimal mark is a comma, so that a point is the exception.
    """
    if commas_only and "." in cell and kind(cell) is Kind.NUMBER:
        sentence = _(
            "{place}: '{cell}' has a point (column {column}), but the decimal mark chosen is a comma: write it without"
        )
    else:
        sentence = _complaint(cell.strip(), points_used)
    return sentence.format(place=place, cell=shown(cell.strip()), column=shown(column))


def _complaint(cell: str, points_used: bool) -> str:
    if not cell:
        return _("{place}: the cell is empty (column {column}): fill it in or delete the line")
    match kind(cell):
        case Kind.NO_VALUE:
            return _("{place}: '{cell}' is not a finite number (column {column}): correct it or delete the line")
        case Kind.NUMBER:
            return _("{place}: '{cell}' is not a finite number (column {column}): it is too large to calculate with")
        case Kind.COMMA | Kind.THOUSANDS if points_used:
            return _("{place}: '{cell}' is not a number (column {column}): write a point, as the other numbers do")
        case Kind.THOUSANDS | Kind.COMMA:
            return _(
                "{place}: '{cell}' is not a number (column {column}): its comma may mean thousands or decimals, so"
                " write it without one"
            )
        case Kind.WORD:
            return _word_complaint(cell)


def _word_complaint(cell: str) -> str:
    if cell[0] in _DASHES and kind("-" + cell[1:]) is Kind.NUMBER:
        return _("{place}: '{cell}' is not a number (column {column}): write its minus sign as a hyphen, -")
    if kind("".join(filter(str.isprintable, cell))) is Kind.NUMBER and not any(map(str.isspace, cell)):
        return _("{place}: '{cell}' is not a number (column {column}): there is an invisible sign in it, write it anew")
    if not cell.isascii() and any(map(str.isdecimal, cell)) and not re.search("[0-9]", cell):
        return _("{place}: '{cell}' is not a number (column {column}): write it with the digits 0 to 9")
    if _OTHER_EXPONENT.fullmatch(cell):
        return _("{place}: '{cell}' is not a number (column {column}): write its power of ten with e, as in 1e5")
    if _SPLIT_DIGITS.fullmatch(cell):
        return _(
            "{place}: '{cell}' is not a number (column {column}): write its digits together, with at most one point"
        )
    if _WITH_UNIT.fullmatch(cell):
        return _("{place}: '{cell}' is not a number (column {column}): write the number without a unit")
    return _("{place}: '{cell}' is not a number (column {column})")
