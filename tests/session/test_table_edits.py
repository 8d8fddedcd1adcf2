"""Edits of the table of points, and points as text: exact both ways, and what cannot be read changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.document import first_document
from gd_visualizer.session.edits import open_points
from gd_visualizer.session.files.columns import Reading
from gd_visualizer.session.files.defused import armed, defused
from gd_visualizer.session.files.save import table_text
from gd_visualizer.session.files.table import parse_table, points
from gd_visualizer.session.table_edits import cell_number, parse_pasted, paste_block, remove_rows, set_cell

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture
def document():
    return open_points(Dataset.from_arrays([1, 2, 3], [10, 20, 30]), "mine").apply(first_document())


def columns(document) -> list[list[float]]:
    return [document.dataset.x.tolist(), document.dataset.y.tolist()]


def test_a_cell_changes_and_the_point_keeps_its_number(document):
    new = set_cell(1, "y", -5.0).apply(document)
    assert columns(new) == [[1, 2, 3], [10, -5, 30]]
    assert new.dataset.ids.tolist() == [0, 1, 2]
    assert columns(set_cell(2, "x", 7.0).apply(document)) == [[1, 2, 7], [10, 20, 30]]


def test_rows_go_together(document):
    assert columns(remove_rows((0, 2)).apply(document)) == [[2], [20]]
    assert columns(remove_rows((0, 1, 2)).apply(document)) == [[], []]


@pytest.mark.parametrize(
    ("row", "axis", "text", "expected"),
    [
        (0, "x", "7\t8\n", [[7, 2, 3], [8, 20, 30]]),
        (1, "y", "8\n9", [[1, 2, 3], [10, 8, 9]]),
        (1, "x", "8\n9", [[1, 8, 9], [10, 20, 30]]),
        (2, "x", "5\t6\r\n7\t8\r\n", [[1, 2, 5, 7], [10, 20, 6, 8]]),
        (3, "x", "x\ty\n5\t6\n", [[1, 2, 3, 5], [10, 20, 30, 6]]),
        (99, "x", "1,5\t2,5\n", [[1, 2, 3, 1.5], [10, 20, 30, 2.5]]),
    ],
)
def test_blocks_are_written_from_a_cell_on(document, row, axis, text, expected):
    new = paste_block(row, axis, text).apply(document)
    assert columns(new) == expected
    assert len(set(new.dataset.ids.tolist())) == len(new.dataset)
    assert new.dataset.next_id == len(new.dataset)


@pytest.mark.parametrize(
    ("row", "axis", "text", "sentence"),
    [
        (0, "x", "1\t2\t3\n", "What was copied has more columns than there are here"),
        (0, "y", "1\t2\n", "What was copied has more columns than there are here"),
        (0, "x", "1\t2\n3\tabc\n", "the clipboard, line 2: 'abc' is not a number"),
        (0, "x", "1\t1,000\n", "the clipboard, line 1: '1,000' is not a number"),
        (0, "x", "1,5\n2,5\n", "A comma here may stand inside a number or between two"),
        (2, "y", "1\n2\n", "The block goes beyond the last row"),
        (0, "x", "\n \n", "the clipboard is empty"),
    ],
)
def test_blocks_that_cannot_be_read_are_refused(document, row, axis, text, sentence):
    with pytest.raises(InputError) as caught:
        paste_block(row, axis, text).apply(document)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("−2", -2.0),
        (" 1e-300 ", 1e-300),
        ("12 345 678.5", 12345678.5),
        ("1\u202f000", 1000.0),
    ],
)
def test_cells_are_read(text, number):
    assert cell_number(text) == number


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,000", "“1,000” may mean thousands or decimals: write it without the comma."),
        ("abc", "“abc” is not a number."),
        ("nan", "“nan” is not a number."),
        ("1e999", "“1e999” is not a number."),
        ("  ", "The cell is empty: write a number."),
        ("1 2", "“1 2” may be two numbers: write its digits together."),
        ("1\t234\t5", "“1\ufffd234\ufffd5” may be two numbers: write its digits together."),
        ("12 3456", "“12 3456” may be two numbers: write its digits together."),
    ],
)
def test_cells_that_are_no_number_are_refused(text, sentence):
    with pytest.raises(InputError) as caught:
        cell_number(text)
    assert str(caught.value) == sentence


@given(st.lists(st.tuples(FINITE, FINITE), min_size=1, max_size=20), st.sampled_from([",", "\t"]))
def test_numbers_go_out_and_come_back_to_the_last_bit(rows, delimiter):
    x, y = (np.array(column) for column in zip(*rows, strict=True))
    text = table_text(Dataset.from_arrays(x, y), delimiter)
    back = points(parse_pasted(text.encode(), "the clipboard"))
    assert back.x.tobytes() == x.tobytes()
    assert back.y.tobytes() == y.tobytes()


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from([",", "\t"]))
def test_whatever_the_columns_are_called_the_points_come_back(x_name, y_name, delimiter):
    data = Dataset.from_arrays([1.5, -2.5], [3.0, 4e-7], x_name, y_name)
    text = table_text(data, delimiter).encode("utf-8", "replace")
    back = points(parse_table(text, "t.csv", Reading(delimiter=delimiter)))
    assert (back.x.tolist(), back.y.tolist()) == ([1.5, -2.5], [3.0, 4e-7])


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", " =1", "='q'", "＝1", "－x"])
def test_no_name_is_run_by_a_spreadsheet_and_all_come_back(name):
    assert defused(name).startswith("'")
    assert armed(defused(name)) == name
    data = Dataset.from_arrays([1.0], [2.0], name, "height")
    text = table_text(data)
    assert text.lstrip('"').startswith("'")
    assert points(parse_table(text.encode(), "t.csv")).x_name == name.strip()


def test_no_cell_begins_at_the_delimiter_of_another_country():
    text = table_text(Dataset.from_arrays([1.0], [2.0], "a;=1+1", "b"))
    assert text.splitlines()[0] == '"a;=1+1","b"'
    assert points(parse_table(text.encode(), "t.csv")).x_name == "a;=1+1"


NAMES = [
    "<html>",
    "[[a]]",
    '{"x": 1}',
    "%PDF-1",
    "{\\rtf",
    "='q'",
    "'q",
    "'q'",
    "#N/A",
    "#x",
    "sep=;",
    "1,000",
    "n/a",
    "\ufeffx",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_name_like_something_else_does_not_lead_the_reader_astray(name, delimiter):
    text = table_text(Dataset.from_arrays([1.5, -2.5], [3.0, 4e-7], name, "y"), delimiter)
    back = points(parse_table(text.encode(), "t.csv"))
    assert (back.x.tolist(), back.y.tolist()) == ([1.5, -2.5], [3.0, 4e-7])


@pytest.mark.parametrize("name", ["height", "'quoted'", "it's", ""])
def test_other_names_stay_as_they_are(name):
    assert armed(defused(name)) == defused(name) == armed(name) == name


@pytest.mark.parametrize(
    ("data", "reading", "expected"),
    [
        (b"1;2\n3;4\n", Reading(header=True), ([3.0], [4.0])),
        (b"2001,2002\n3,4\n", Reading(header=False), ([2001.0, 3.0], [2002.0, 4.0])),
        (b"x;y\n1,000;2,500\n", Reading(decimal=","), ([1.0], [2.5])),
        (b"1,5\n2,5\n", Reading(delimiter=","), ([1.0, 2.0], [5.0, 5.0])),
        (b"1 2\n3 4\n", Reading(delimiter=" "), ([1.0, 3.0], [2.0, 4.0])),
    ],
)
def test_what_the_person_says_goes_first(data, reading, expected):
    table = parse_table(data, "t.csv", reading)
    found = points(table)
    assert (found.x.tolist(), found.y.tolist()) == expected
    assert table.reading.header is not None
    assert table.reading.delimiter
    assert table.reading.decimal in {".", ","}


@pytest.mark.parametrize(
    ("data", "reading", "sentence"),
    [
        (b"x;y\n1,5;2\n", Reading(decimal="."), "t.csv, line 2: '1,5' is not a number (column x): write a point"),
        (b"x;y\n1.500;2\n", Reading(decimal=","), "t.csv, line 2: '1.500' has a point (column x), but the decimal"),
    ],
)
def test_a_decimal_mark_that_does_not_fit_is_refused(data, reading, sentence):
    with pytest.raises(InputError) as caught:
        points(parse_table(data, "t.csv", reading))
    assert str(caught.value).startswith(sentence)


def test_a_reading_can_be_ended_from_outside():
    def tell(share: float) -> None:
        shares.append(share)
        if share >= 0.5:
            raise KeyboardInterrupt

    shares: list[float] = []
    with pytest.raises(KeyboardInterrupt):
        parse_table(b"1,2\n3,4\n", "t.csv", tell=tell)
    assert shares == sorted(shares)
