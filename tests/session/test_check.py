"""Data given by path, through a pipe or by the name of a built-in data set."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.check import read_points
from gd_visualizer.session.given import check_given as check


class Broken(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(b"who;x;y\nAnn;0,1;2\nBob;3;4\n")
    result = check(str(path), stdin=None)
    assert result.to_json_dict() == {
        "kind": "table",
        "points": [[0.1, 2.0], [3.0, 4.0]],
        "columns": ["x", "y"],
        "warnings": [
            {"line": 1, "message": "Commas inside numbers were read as decimal commas: 0,1 means 0.1."},
            {"line": 1, "message": "Only x and y are used; these columns are left out: who."},
        ],
    }
    assert json.loads(json.dumps(result.to_json_dict())) == result.to_json_dict()
    assert result.to_text().splitlines() == [
        "points.csv: 2 points, with x across and y upwards.",
        "Line 1: Commas inside numbers were read as decimal commas: 0,1 means 0.1.",
        "Line 1: Only x and y are used; these columns are left out: who.",
    ]


def test_columns_are_chosen(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(b"a,b,c\n1,2,3\n")
    assert check(str(path), stdin=None, x="c", y="1").to_json_dict()["points"] == [[3.0, 1.0]]
    assert check(str(path), stdin=None, x="c", y="1").to_json_dict()["columns"] == ["c", "a"]


def test_standard_input() -> None:
    read = read_points("-", io.BytesIO(b"1 2\n3 4\n"))
    assert (read.x.tolist(), read.y.tolist()) == ([1.0, 3.0], [2.0, 4.0])
    assert (read.name, read.start, read.learning_rate) == ("standard input", None, None)
    with pytest.raises(InputError, match=r"^standard input, line 2: 'abc' is not a number \(column y\)$"):
        check("-", stdin=io.BytesIO(b"1,2\n3,abc\n"))


def test_standard_input_that_cannot_be_read() -> None:
    with pytest.raises(InputError, match="nothing is connected to standard input"):
        check("-", stdin=None)
    with pytest.raises(InputError, match="standard input cannot be read: Input/output error"):
        check("-", stdin=Broken())
    with pytest.raises(InputError, match="standard input is empty"):
        check("-", stdin=io.BytesIO())


def test_builtin_data_bring_a_start_and_a_rate() -> None:
    read = read_points("builtin:eight_points", None)
    assert len(read.x) == 8
    assert (read.name, read.start, read.learning_rate) == ("Eight points", (-2.4, -2.0), 0.05)
    assert read_points("builtin:eight_points", None, "x", "y").start == (-2.4, -2.0)


def test_exchanged_axes_need_another_start() -> None:
    straight, exchanged = read_points("builtin:ravine", None), read_points("builtin:ravine", None, "2", "year")
    assert exchanged.x.tolist() == straight.y.tolist()
    assert (exchanged.x_name, exchanged.y_name) == ("sea_level_mm", "year")
    assert (exchanged.start, exchanged.learning_rate) == (None, None)


@pytest.mark.parametrize("data", ["builtin:nothing", "builtin:", "no such file.csv", "", "a\0b"])
def test_data_that_are_not_there(data: str) -> None:
    with pytest.raises(InputError):
        check(data, stdin=None)


def test_reading_simple_tables_loads_nothing_heavy() -> None:
    program = (
        "import sys; from gd_visualizer.session.given import check_given;"
        "check_given('builtin:eight_points', stdin=None);"
        "print([name for name in ('PySide6', 'clevercsv', 'charset_normalizer') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
