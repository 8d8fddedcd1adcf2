"""Recognise files that are no tables of text by how they begin, so that people hear what they have in front of them."""

from __future__ import annotations

import re

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError

_PACKED = (
    b"PK\x03\x04",  # also the spreadsheets of today
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",  # the spreadsheets of old
    b"\x1f\x8b",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
)
_PAGE = re.compile(r"\s*<(?:!doctype|\?xml|html|head|meta|table)\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"%PDF-\d|\{\\rtf|%!PS")
_JSON = re.compile(r'\s*(?:\{\s*"[^"]*"\s*:|\[\s*[\[{])')


def refuse_packed(data: bytes, name: str) -> None:
    """Refuse bytes that a program has packed: spreadsheets and archives.

    Raises
    ------
    InputError
        With what to do instead.
    """
    if data.startswith(_PACKED):
        sentence = _("{file} is a spreadsheet or an archive, not plain text: save it as CSV and open that")
        raise InputError(sentence.format(file=name))


def refuse_written(text: str, name: str) -> None:
    """Refuse text that is a web page, a document or JSON, once it could not be read as a table.

    Not before: the name of a column may look like the beginning of a web page.

    Raises
    ------
    InputError
        With what to do instead.
    """
    if _PAGE.match(text):
        # Some programs call a web page with a table in it .xls or .csv.
        sentence = _("{file} is a web page or XML, not a table of plain text: open it in a spreadsheet and save as CSV")
    elif _DOCUMENT.match(text):
        sentence = _(
            "{file} is a document to be printed, not a table of plain text: save the table as CSV and open that"
        )
    elif _JSON.match(text):
        sentence = _("{file} is JSON, not a table: save its numbers as CSV, one row of numbers on each line")
    else:
        return
    raise InputError(sentence.format(file=name))
