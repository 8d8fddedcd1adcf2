"""Tables of numbers as people really have them: read exactly, or refused in one sentence that says where."""

from __future__ import annotations

import math
import os
import re
import socket
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files import source
from gd_visualizer.session.files.source import decode
from gd_visualizer.session.files.table import (
    ColumnsNeeded,
    Points,
    choose_columns,
    parse_table,
    points,
    read_table,
    unused,
)

ONE_TWO = ([1.0, 3.0], [2.0, 4.0])
# Written apart from the program's own patterns: every number that may stand anywhere in a text.
A_NUMBER = r"(?=(?<!\d)([+-]?(?:\d+[{mark}]?\d*|[{mark}]\d+)(?:[eE][+-]?\d+)?))"
finite = st.floats(allow_nan=False, allow_infinity=False)


def read(data: bytes | str, x: str | None = None, y: str | None = None) -> Points:
    return points(parse_table(data.encode() if isinstance(data, str) else data, "points.csv"), x, y)


def refusal(data: bytes | str, x: str | None = None, y: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(data, x, y)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 400
    return message


def warnings(data: bytes | str) -> list[str]:
    table = parse_table(data.encode() if isinstance(data, str) else data, "points.csv")
    return [f"{warning.line} {warning.message}" for warning in table.warnings]


@pytest.mark.parametrize(
    ("data", "expected", "names"),
    [
        pytest.param(b"x,y\n1,2\n3,4\n", ONE_TWO, ("x", "y"), id="plain"),
        pytest.param(b"x,y\n1,2\n3,4", ONE_TWO, ("x", "y"), id="no last line end"),
        pytest.param(b"x,y\r\n1,2\r\n3,4\r\n", ONE_TWO, ("x", "y"), id="Windows lines"),
        pytest.param(b"x,y\r1,2\r3,4\r", ONE_TWO, ("x", "y"), id="old Macintosh lines"),
        pytest.param(b"1,2\n3,4\n", ONE_TWO, ("x", "y"), id="no header"),
        pytest.param(b"1,2", ([1.0], [2.0]), ("x", "y"), id="one point"),
        pytest.param(b"age;height\n1;2\n3;4\n", ONE_TWO, ("age", "height"), id="semicolons"),
        pytest.param(b"age\theight\n1\t2\n3\t4\n", ONE_TWO, ("age", "height"), id="tabs"),
        pytest.param(b"age|height\n1|2\n3|4\n", ONE_TWO, ("age", "height"), id="bars"),
        pytest.param(b"age height\n1 2\n3 4\n", ONE_TWO, ("age", "height"), id="spaces"),
        pytest.param(b"  age   height\n   1 \t   2  \n  3       4\n", ONE_TWO, ("age", "height"), id="aligned"),
        pytest.param(b'"the age" height\n1 2\n3 4\n', ONE_TWO, ("the age", "height"), id="spaces and quotes"),
        pytest.param(b"time in s\tway in m\n1\t2\n3\t4\n", ONE_TWO, ("time in s", "way in m"), id="spaces in names"),
        pytest.param(
            b"year\thow high it is\n" + b"0\t0\n" * 5, ([0.0] * 5,) * 2, None, id="only the names have spaces"
        ),
        pytest.param(b"a, b\n1, 2\n3, 4\n", ONE_TWO, ("a", "b"), id="comma and space"),
        pytest.param(b"a ,b\n 1 ,\t2\n3\xc2\xa0,4\n", ONE_TWO, ("a", "b"), id="stray space"),
        pytest.param(b'"a","b"\n"1","2"\n"3","4"\n', ONE_TWO, ("a", "b"), id="all quoted"),
        pytest.param(b'a, "b, c"\n1, "2"\n3, "4"\n', ONE_TWO, ("a", "b, c"), id="comma inside quotes"),
        pytest.param(b'a,"say ""b"""\n1,2\n3,4\n', ONE_TWO, ("a", 'say "b"'), id="doubled quotes"),
        pytest.param(b"'a','b'\n'1','2'\n'3','4'\n", ONE_TWO, ("a", "b"), id="apostrophes"),
        pytest.param(b'a,"b\n(m)"\n1,2\n3,4\n', ONE_TWO, ("a", "b (m)"), id="line end inside quotes"),
        pytest.param(b"x;y\n1,5;2\n3;4,25\n", ([1.5, 3.0], [2.0, 4.25]), ("x", "y"), id="decimal comma"),
        pytest.param(b"1,5\t2,5\n3,5\t4,5\n", ([1.5, 3.5], [2.5, 4.5]), ("x", "y"), id="decimal comma, tabs"),
        pytest.param(b"1,5 2,5\n3,5 4,5\n", ([1.5, 3.5], [2.5, 4.5]), ("x", "y"), id="decimal comma, spaces"),
        pytest.param(b'x,y\n"1,5","2"\n"3","4"\n', ([1.5, 3.0], [2.0, 4.0]), ("x", "y"), id="decimal comma, quoted"),
        pytest.param(b"x;y\n0,500;2\n1,000;4\n", ([0.5, 1.0], [2.0, 4.0]), ("x", "y"), id="0,500 settles 1,000"),
        pytest.param(b"x;y\n-1,5e3;2\n3;4\n", ([-1500.0, 3.0], [2.0, 4.0]), ("x", "y"), id="comma and exponent"),
        pytest.param(b"sep=;\nx;y\n1,5;2\n", ([1.5], [2.0]), ("x", "y"), id="spreadsheet's separator line"),
        pytest.param(b"# made by hand\n\nx,y\n1,2\n  # a pause\n\n3,4\n\n", ONE_TWO, ("x", "y"), id="comments"),
        pytest.param(b"# it's \"so\nx,y\n1,2\n3,4\n", ONE_TWO, ("x", "y"), id="quotation mark in a comment"),
        pytest.param(b"x,y,\n1,2,\n3,4,\n", ONE_TWO, ("x", "y"), id="delimiter at each end"),
        pytest.param(b"x,y\n1,2,,\n3,4\n", ONE_TWO, ("x", "y"), id="empty cells too many"),
        pytest.param(b"x,y\n1,2\n3,4\n,\n,\n", ONE_TWO, ("x", "y"), id="rows of nothing at the end"),
        pytest.param(b"x,y\n+1,2.\n3.,.4e1\n", ONE_TWO, ("x", "y"), id="plus and bare points"),
        pytest.param(b"x,y\n1e-300,1e300\n-0,007\n", ([1e-300, 0.0], [1e300, 7.0]), ("x", "y"), id="far apart"),
        pytest.param(b"y,x\n2,1\n4,3\n", ONE_TWO, ("x", "y"), id="y first"),
        pytest.param(b"Y,height\n2,1\n4,3\n", ONE_TWO, ("height", "Y"), id="only y named"),
        pytest.param(b"who,x,y\nAnn,1,2\nBob,3,4\n", ONE_TWO, ("x", "y"), id="column of words"),
        pytest.param(b"Ann,1,2\nBob,3,4\n", ONE_TWO, ("x", "y"), id="words without header"),
        pytest.param(b",x,y\n0,1,2\n1,3,4\n", ONE_TWO, ("x", "y"), id="nameless column of row numbers"),
        pytest.param(b"x,y,note\n1,2,\n3,4,wet\n", ONE_TWO, ("x", "y"), id="gaps in a column not used"),
        pytest.param(b"1.1.2020;1,5;2\n2.1.2020;3;4\n", ([1.5, 3.0], [2.0, 4.0]), ("2", "3"), id="dates beside"),
        pytest.param("Größe;Länge\n1;2\n3;4\n".encode("latin-1"), ONE_TWO, ("Größe", "Länge"), id="Latin-1"),
        pytest.param("Größe;Länge\n1;2\n3;4\n".encode(), ONE_TWO, ("Größe", "Länge"), id="UTF-8"),
        pytest.param("x,y\n1,2\n3,4\n".encode("utf-8-sig"), ONE_TWO, ("x", "y"), id="UTF-8 with mark"),
        pytest.param("x\tü\n1\t2\n3\t4\n".encode("utf-16"), ONE_TWO, ("x", "ü"), id="UTF-16 with mark"),
        pytest.param(b"\xfe\xff" + "x,y\n1,2\n3,4".encode("utf-16-be"), ONE_TWO, ("x", "y"), id="UTF-16 BE"),
        pytest.param("x,y\n1,2\n3,4\n".encode("utf-16-le"), ONE_TWO, ("x", "y"), id="UTF-16 without mark"),
        pytest.param("x,y\n1,2\n3,4\n".encode("utf-16-be"), ONE_TWO, ("x", "y"), id="UTF-16 BE without mark"),
        pytest.param("x,y\n1,2\n3,4\n".encode("utf-32"), ONE_TWO, ("x", "y"), id="UTF-32"),
        pytest.param("Высота,Вес тела\n1,2\n3,4\n".encode("cp1251"), ONE_TWO, ("Высота", "Вес тела"), id="Cyrillic"),
        pytest.param("身長と年齢,体重の変化\n1,2\n3,4\n".encode("shift_jis"), ONE_TWO, None, id="Japanese"),
        pytest.param(b"x,\x81y\n1,2\n3,4\n", ONE_TWO, None, id="byte of no encoding"),
        pytest.param(b"x,y\n1,2\n3,4\n\x1a", ONE_TWO, ("x", "y"), id="Ctrl-Z of old programs"),
    ],
)
def test_reads(data: bytes, expected: tuple[list[float], list[float]], names: tuple[str, str] | None) -> None:
    found = read(data)
    assert (found.x.tolist(), found.y.tolist()) == expected
    if names == ("2", "3"):
        names = ("x", "y")
    if names:
        assert (found.x_name, found.y_name) == names


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x,y\n1,2\n3,abc\n", "points.csv, line 3: 'abc' is not a number (column y)"),
        (b"1,2\n3,abc\n", "points.csv, line 2: 'abc' is not a number (column y)"),
        (b"abc,2\n3,4\n", "points.csv, line 1: 'abc' is not a number (column x)"),
        (b"# note\n\nx,y\n1,2\n\n# more\n3,abc\n", "points.csv, line 7: 'abc' is not a number (column y)"),
        (b"x,y\r\n1,2\r\n3,abc\r\n", "points.csv, line 3: 'abc' is not a number (column y)"),
        (b'"x\n(m)",y\n1,2\n3,abc\n', "points.csv, line 4: 'abc' is not a number (column y)"),
        (b"sep=,\nx,y\n1,abc\n", "points.csv, line 3: 'abc' is not a number (column y)"),
        (b"x,y\nabc,def\n", "points.csv, line 2: 'abc' is not a number (column x)"),
        (b"x,y\n(m),(s)\n1,2\n", "points.csv, line 2: '(m)' is not a number (column x)"),
        (b"x,y\n1,12:30\n2,3\n", "points.csv, line 2: '12:30' is not a number (column y)"),
        (b"x,y\n1,0x10\n2,3\n", "points.csv, line 2: '0x10' is not a number (column y)"),
        ("x,y\n1,٣\n2,3\n", "points.csv, line 2: '٣' is not a number (column y)"),
        (b"x,y\n1,1_000\n2,3\n", "points.csv, line 2: '1_000' is not a number (column y): write its digits together"),
        (b"x,y\n1,1 000\n2,3\n", "points.csv, line 2: '1 000' is not a number (column y): write its digits together"),
        (b"x,y\n1,1.2.3\n2,3\n", "points.csv, line 2: '1.2.3' is not a number (column y): write its digits together"),
        (b"x;y\n1;1.234,5\n2;3\n", "points.csv, line 2: '1.234,5' is not a number (column y)"),
        (b'x,y\n1,"1,000"\n2,3\n', "points.csv, line 2: '1,000' is not a number (column y): its comma may mean"),
        (b"x;y\n1;1,000\n2;3,500\n", "points.csv, line 2: '1,000' is not a number (column y): its comma may mean"),
        (b"x;y\n1.5;2,5\n2;3\n", "points.csv, line 2: '2,5' is not a number (column y): write a point, as the other"),
        (b"x,y\n1,5 cm\n2,3\n", "points.csv, line 2: '5 cm' is not a number (column y): write the number without"),
        (b"x,y\n1,12%\n2,3\n", "points.csv, line 2: '12%' is not a number (column y): write the number without"),
        ("x,y\n1,−2\n2,3\n", "points.csv, line 2: '−2' is not a number (column y): write its minus sign as a hyphen"),
        (b"x,y\n1,nan\n2,3\n", "points.csv, line 2: 'nan' is not a finite number (column y)"),
        (b"x,y\n1,NaN\n2,nan\n", "points.csv, line 2: 'NaN' is not a finite number (column y)"),
        (b"nan,nan\n1,2\n", "points.csv, line 1: 'nan' is not a finite number (column x)"),
        (b"x,y\n1,-inf\n2,3\n", "points.csv, line 2: '-inf' is not a finite number (column y)"),
        (b"x,y\n1,N/A\n2,3\n", "points.csv, line 2: 'N/A' is not a finite number (column y)"),
        (b"x,y\n1,1e999\n2,3\n", "points.csv, line 2: '1e999' is not a finite number (column y): it is too large"),
        (b"x,y\n1,-1e999\n", "points.csv, line 2: '-1e999' is not a finite number (column y)"),
        (b"x,y\n1,\n2,3\n", "points.csv, line 2: the cell is empty (column y)"),
        (b"x,y\n,1\n2,3\n", "points.csv, line 2: the cell is empty (column x)"),
        (b"x,y\n1,2\n,\n3,4\n", "points.csv, line 3: the cell is empty (column x)"),
        (b'x,y\n1,"  "\n2,3\n', "points.csv, line 2: the cell is empty (column y)"),
        (b"x,y\n1,2\n3\n", "points.csv, line 3: the number of cells is 1 here but 2 in line 1"),
        (b"x,y\n1,2\n3,4,5\n", "points.csv, line 3: the number of cells is 3 here but 2 in line 1"),
        (b"x,y\n1,5,2,5\n", "points.csv, line 2: the number of cells is 4 here but 2 in line 1"),
        (b"My points\nx,y\n1,2\n", "points.csv, line 2: the number of cells"),
        (b'x,y\n1,2\n"3,4\n', "points.csv, line 3: a quotation mark in '\"3,4' does not pair up"),
        (b'x,y\n"1"5,2\n', "points.csv, line 2: a quotation mark in '\"1\"5,2' does not pair up"),
        (b'x,y\n1,"' + b"1" * 200_000 + b'"\n', "points.csv, line 2: a cell is too long for a number"),
        (b"x,y\n1," + b"1" * 200_000 + b"\n", "points.csv, line 2: '1111"),
        (b"x,y\n1," + b"1" * 2_000_000 + b"\n", "points.csv, line 2: this line is too long"),
        (b"x y\n1 " + b"1" * 200_000 + b"\n", "points.csv, line 2: '1111"),
        (b"x,y\n1," + b"a" * 1_000 + b"\n2,3\n", "points.csv, line 2: 'aaaa"),
        (b'x,y\n1,"a\nb"\n2,3\n', "points.csv, line 2: 'a\N{REPLACEMENT CHARACTER}b' is not a number (column y)"),
        (b"", "points.csv is empty"),
        (b"\n \r\n\t", "points.csv is empty"),
        (b"\xef\xbb\xbf", "points.csv is empty"),
        (b"# only a comment\n", "points.csv has no rows"),
        (b",,\n,,\n", "points.csv has no rows"),
        (b"sep=;\n", "points.csv has no rows"),
        (b"x,y\n", "points.csv has column names but no rows"),
        (b"x\n1\n2\n", "points.csv has only one column (x): two are needed"),
        (b"1\n2\n", "points.csv has only one column (1): two are needed"),
        (b"a,b,c\n1,u,v\n2,u,v\n", "points.csv has only one column of numbers (a): two are needed"),
        (b"a,b,c\nt,u,v\nt,u,v\n", "points.csv has no column of numbers: two are needed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "points.csv is not a text file"),
        (bytes(range(256)), "points.csv is not a text file"),
        (b"x,y\n1,2\x00\n3,4\n", "points.csv is not a text file"),
        (b"x,y\n1,2\x1b[31m\n3,4\n", "points.csv is not a text file"),
        (b"PK\x03\x04\x14\x00", "points.csv is a spreadsheet or an archive, not plain text: save it as CSV"),
        (b"1," * 5000, "points.csv, line 1: more than 1000 cells in one line"),
        (b"a,b,c\n1,2,3\n", "points.csv has 3 columns of numbers (a, b, c): choose two with --x and --y"),
        (b"1,2,3\n", "points.csv has 3 columns of numbers (1, 2, 3): choose two with --x and --y"),
    ],
    ids=lambda value: repr(value[:30]) if isinstance(value, bytes) else None,
)
def test_refuses(data: bytes | str, message: str) -> None:
    assert refusal(data).startswith(message)


def test_a_bad_cell_in_a_column_that_is_not_used_does_no_harm() -> None:
    table = parse_table(b"x,y,z\n1,2,3\n3,4,oops\n5,6,7\n", "points.csv")
    assert points(table).x.tolist() == [1.0, 3.0, 5.0]
    assert table.numeric == (True, True, True)
    assert table.values[2] is None
    assert table.problems == ("", "", "points.csv, line 3: 'oops' is not a number (column z)")


def test_the_arrays_cannot_be_changed() -> None:
    found = read(b"x;y\n1,5;2\n")
    assert found.x.dtype == found.y.dtype == np.float64
    assert not found.x.flags.writeable
    assert not found.y.flags.writeable


@pytest.mark.parametrize(
    ("x", "y", "places"),
    [
        ("a", "c", (0, 2)),
        ("c", "a", (2, 0)),
        ("2", "3", (1, 2)),
        ("A", " b ", (0, 1)),
        ("1", "c", (0, 2)),
    ],
)
def test_columns_by_name_or_number(x: str, y: str, places: tuple[int, int]) -> None:
    assert choose_columns(parse_table(b"a,b,c\n1,2,3\n", "points.csv"), x, y) == places


def test_an_empty_column_in_the_middle_counts() -> None:
    table = parse_table(b"1,,2,,\n3,,4,,\n", "points.csv")
    assert table.columns == ("1", "2", "3")
    assert table.numeric == (True, False, True)
    assert points(table, x="3", y="1").x.tolist() == [2.0, 4.0]
    assert points(table)[2:] == ("x", "y")


def test_one_column_named_leaves_the_other_of_two() -> None:
    table = parse_table(b"a,b\n1,2\n", "points.csv")
    assert choose_columns(table, x="b") == (1, 0)
    assert choose_columns(table, y="a") == (1, 0)


def test_a_name_goes_before_a_number() -> None:
    table = parse_table(b"2,x,y\nAnn,1,2\n", "points.csv")
    assert choose_columns(table, x="2", y="3") == (0, 2)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ("d", None, "points.csv has no column 'd' for --x: its columns are a, b, c"),
        (None, "0", "points.csv has no column '0' for --y"),
        ("4", None, "points.csv has no column '4' for --x"),
        ("9" * 5000, None, "points.csv has no column '9999"),
        ("²", None, "points.csv has no column '²'"),
        ("", None, "points.csv has no column ''"),
        ("a", "1", "x and y are both the column a of points.csv"),
        ("a", None, "points.csv has 3 columns of numbers (a, b, c)"),
    ],
)
def test_columns_that_cannot_be_chosen(x: str | None, y: str | None, message: str) -> None:
    assert refusal(b"a,b,c\n1,2,3\n", x, y).startswith(message)


def test_the_window_learns_which_columns_to_ask_about() -> None:
    with pytest.raises(ColumnsNeeded) as caught:
        read(b"who,a,b,c\nAnn,1,2,3\n")
    assert caught.value.columns == ("a", "b", "c")


def test_many_columns_are_not_all_listed() -> None:
    header = ",".join(f"column{number}" for number in range(1000))
    assert refusal(header + "\n" + ",".join(["1"] * 1000) + "\n").count("column") < 20


def test_a_chosen_column_of_words_is_refused_at_its_first_cell() -> None:
    message = refusal(b"who,x,y\nAnn,1,2\nBob,3,4\n", x="who")
    assert message == "points.csv, line 2: 'Ann' is not a number (column who)"


def test_names_that_occur_twice_have_to_be_chosen_by_number() -> None:
    data = b"a,a,b\n1,2,3\n"
    assert refusal(data, x="a").startswith("points.csv has more than one column called a: choose by number")
    assert read(data, x="2", y="b").x.tolist() == [2.0]
    assert warnings(data) == ["1 More than one column is called a."]


def test_warnings_say_what_was_guessed() -> None:
    assert warnings(b"x,y\n1,2\n") == []
    assert warnings(b"# hello\nx;y\n1,5;2\n") == ["2 Commas inside numbers were read as decimal commas: 1,5 means 1.5."]
    assert warnings(b"# hello\r\nx,y in \xb0C\r\n1,2\r\n") == [
        "2 This file is not in UTF-8; its letters were read as cp1252 and may look wrong."
    ]


def test_columns_left_out_are_named() -> None:
    table = parse_table(b"# hello\nwho,x,y\nAnn,1,2\n", "points.csv")
    (warning,) = unused(table, 1, 2)
    assert (warning.line, warning.message) == (2, "Only x and y are used; these columns are left out: who.")
    assert unused(parse_table(b"x,y\n1,2\n", "points.csv"), 0, 1) == ()


def test_shape_decides_where_numbers_do_not() -> None:
    table = parse_table(b"a;b,c;d\ne;f,g;h\n" * 5, "points.csv")
    assert len(table.columns) in (2, 3)


def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "my points.csv"
    path.write_bytes(b"x,y\n1,2\n3,abc\n5,6\n")
    with pytest.raises(InputError, match=r"^my points\.csv, line 3: 'abc' is not a number \(column y\)$"):
        points(read_table(path))


def test_files_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
    cases = {
        tmp_path / "missing.csv": "there is no file 'missing.csv'",
        tmp_path: f"{tmp_path.name} is a folder",
        Path(): ". is a folder",
        tmp_path / "pipe": "pipe is not an ordinary file",
        tmp_path / "socket": "socket is not an ordinary file",
        Path("/dev/zero"): "zero is not an ordinary file",
        tmp_path / ("a" * 5000): "aaaa",
        tmp_path / "nul\0.csv": "nul",
        tmp_path / "my.csv" / "points.csv": "there is no file 'points.csv'",
    }
    for path, message in cases.items():
        with pytest.raises(InputError) as caught:
            read_table(path)
        assert str(caught.value).startswith(message)
        assert "\n" not in str(caught.value)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(b"x,y\n1,2\n")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Not by chmod: the administrator may read everything.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"^points\.csv may not be read"):
        read_table(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(source.MAX_BYTES + 1)
    with pytest.raises(InputError, match=r"^huge\.csv is larger than 64 MB"):
        read_table(path)
    with pytest.raises(InputError, match="larger than 64 MB"):
        parse_table(bytes(source.MAX_BYTES + 1), "points.csv")


def test_two_hundred_thousand_rows() -> None:
    numbers = np.random.default_rng(1).normal(size=(200_000, 2))
    data = "x,y\n" + "\n".join(f"{x!r},{y!r}" for x, y in numbers.tolist())
    found = read(data)
    assert np.array_equal(found.x, numbers[:, 0])
    assert np.array_equal(found.y, numbers[:, 1])
    assert refusal(data + "\n1,abc\n") == "points.csv, line 200002: 'abc' is not a number (column y)"
    assert refusal(data + "\n1,2,3\n").startswith("points.csv, line 200002: the number of cells is 3")


@given(
    rows=st.lists(st.tuples(finite, finite), min_size=1, max_size=30),
    delimiter=st.sampled_from([",", ";", "\t", "|", " "]),
    header=st.sampled_from([None, ("x", "y"), ("year", "height of the tree"), ("Größe", "µ")]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    quoted=st.booleans(),
)
@example([(0.1, -0.0)], ",", None, "\n", "utf-8", False)
@example([(5e-324, 1.7976931348623157e308)], ";", ("x", "y"), "\r\n", "utf-16", True)
def test_float64_numbers_come_back_exactly(
    rows: list[tuple[float, float]],
    delimiter: str,
    header: tuple[str, str] | None,
    line_end: str,
    encoding: str,
    quoted: bool,
) -> None:
    cells = [[repr(x), repr(y)] for x, y in rows]
    if header:
        cells.insert(0, list(header))
    quoted = quoted or delimiter == " "
    lines = [delimiter.join(f'"{cell}"' if quoted else cell for cell in row) for row in cells]
    found = read((line_end.join(lines) + line_end).encode(encoding))
    assert [(x, math.copysign(1, x)) for x in found.x.tolist()] == [(x, math.copysign(1, x)) for x, _ in rows]
    assert [(y, math.copysign(1, y)) for y in found.y.tolist()] == [(y, math.copysign(1, y)) for _, y in rows]
    if header:
        assert (found.x_name, found.y_name) == header


@given(rows=st.lists(st.tuples(finite, finite), min_size=1, max_size=20), delimiter=st.sampled_from([";", "\t"]))
def test_decimal_commas_are_exact_or_refused(rows: list[tuple[float, float]], delimiter: str) -> None:
    data = "\n".join(f"{x!r}{delimiter}{y!r}".replace(".", ",") for x, y in rows)
    try:
        found = read(data)
    except InputError as error:
        message = str(error)
    else:
        message = ""
        assert list(zip(found.x.tolist(), found.y.tolist(), strict=True)) == rows
    assert not message or "may mean thousands or decimals" in message


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet="x,;|\t \n\r\"'#.-+eE0123456789na", max_size=120).map(str.encode),
        st.lists(
            st.lists(
                st.sampled_from(["1", "2.5", "1,5", "1,000", "", "nan", "x", "1e999", '"3"', "4 ", "#"]), max_size=4
            ),
            max_size=8,
        ).map(lambda rows: "\n".join(";".join(row) for row in rows).encode()),
    )
)
def test_any_bytes_are_read_right_or_refused(data: bytes) -> None:
    try:
        found = read(data)
    except InputError as error:
        message = str(error)
        assert message
        assert message.isprintable()
        return
    text = decode(data, "points.csv").characters
    numbers = [number for mark in ".," for number in re.findall(A_NUMBER.format(mark=mark), text, re.ASCII)]
    written = {float(number.replace(",", ".")) for number in numbers}
    assert 0 < len(found.x) == len(found.y) <= text.count("\n") + 1
    assert np.isfinite(found.x).all()
    assert np.isfinite(found.y).all()
    assert written.issuperset(found.x.tolist())
    assert written.issuperset(found.y.tolist())
