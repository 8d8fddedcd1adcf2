"""Edits of the table of points: cells, rows and blocks from a spreadsheet. What cannot be read changes nothing."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Literal

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.session import edits
from gd_visualizer.session.document import Document
from gd_visualizer.session.edits import Edit
from gd_visualizer.session.files.cells import Kind, kind
from gd_visualizer.session.files.columns import Points, Reading, Table
from gd_visualizer.session.files.source import shown
from gd_visualizer.session.files.table import AS_FOUND, parse_table
from gd_visualizer.session.numbers import read_number
from gd_visualizer.session.teller import Teller, tell_nobody

Axis = Literal["x", "y"]
AXES: tuple[Axis, Axis] = ("x", "y")
# A space in front of three digits is one between groups, as the window writes them; any other parts two numbers.
_GROUP = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
_TWO_NUMBERS = re.compile(r"\d\s+\d")


def cell_number(text: str) -> float:
    """Return the number that the text of one cell means.

    Raises
    ------
    InputError
        If it is no finite number, or one that may mean two, such as ``1,000``.
    """
    if kind(text) is Kind.THOUSANDS:
        sentence = _("“{text}” may mean thousands or decimals: write it without the comma.")
        raise InputError(sentence.format(text=shown(text.strip())))
    if _TWO_NUMBERS.search(_GROUP.sub("", text)):
        raise InputError(_("“{text}” may be two numbers: write its digits together.").format(text=shown(text.strip())))
    number = read_number(text)
    if number is None:
        if not text.strip():
            raise InputError(_("The cell is empty: write a number."))
        raise InputError(_("“{text}” is not a number.").format(text=shown(text.strip())))
    return number


def set_cell(point_id: int, axis: Axis, number: float) -> Edit:
    """Give one point another x or y."""

    def apply(old: Document) -> Document:
        row = old.dataset.index_of(point_id)
        place = {"x": float(old.dataset.x[row]), "y": float(old.dataset.y[row])} | {axis: number}
        return edits.place_point(point_id, place["x"], place["y"]).apply(old)

    return Edit(_("change a cell"), apply)


def remove_rows(point_ids: Collection[int]) -> Edit:
    """Take some points away at once."""
    gone = np.array(sorted(point_ids), dtype=np.int64)
    return Edit(_("delete rows"), lambda old: _with_data(old, old.dataset.kept(~np.isin(old.dataset.ids, gone))))


def paste_block(row: int, axis: Axis, text: str) -> Edit:
    """Write a block of cells from a spreadsheet over the table, from one cell on; rows beyond its end are new points.

    Parameters
    ----------
    row : int
        The first row, counted from 0.
    axis : "x" or "y"
        The first column.
    text : str
        Cells with tabs between them, a row on each line.

    Raises
    ------
    InputError
        If a cell is not a plain finite number, or the block has more columns than the table.
    """
    columns = _block(text)
    first = AXES.index(axis)
    if len(columns) > len(AXES) - first:
        sentence = _("What was copied has more columns than there are here: copy x and y only.")
        raise InputError(sentence)

    def apply(old: Document) -> Document:
        return _with_data(old, _written(old.dataset, row, first, columns))

    return Edit(_("paste"), apply)


def open_pasted(points: Points) -> Edit:
    """Put pasted points in the place of the present ones."""
    return edits.open_points(Dataset.from_arrays(*points), _("Pasted data"))


def parse_pasted(data: bytes, name: str, reading: Reading = AS_FOUND, tell: Teller = tell_nobody) -> Table:
    """Read a table from the clipboard: spreadsheets put tabs between its cells."""
    if reading.delimiter is None and b"\t" in data:
        reading = replace(reading, delimiter="\t")
    return parse_table(data, name, reading, tell)


def _block(text: str) -> list[FloatArray]:
    """Return the columns of what was copied."""
    name = _("the clipboard")
    table = parse_table(text.encode("utf-8", "replace"), name, Reading(delimiter="\t"))
    if len(table.columns) == 1 and table.reading.decimal == ",":
        # 1,5 from a column of a spreadsheet is one number, from a text file two cells.
        raise InputError(_("A comma here may stand inside a number or between two: copy the cells with tabs between."))
    found = []
    for values, problem in zip(table.values, table.problems, strict=True):
        if values is None:
            raise InputError(problem)
        found.append(values)
    return found


def _written(data: Dataset, row: int, first: int, columns: list[FloatArray]) -> Dataset:
    count = len(columns[0])
    row = min(row, len(data))
    more = row + count - len(data)
    if more > 0 and len(columns) < len(AXES):
        raise InputError(_("The block goes beyond the last row: new points need x and y, so copy both columns."))
    new = []
    for place, old in enumerate((data.x, data.y)):
        values = np.append(old, np.zeros(max(0, more)))
        if first <= place < first + len(columns):
            values[row : row + count] = columns[place - first]
        new.append(values)
    return data.placed(*new)


def _with_data(old: Document, data: Dataset) -> Document:
    return replace(old, dataset=data, title="" if old.source else old.title, source="")
