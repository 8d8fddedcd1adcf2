"""The command line as a whole, and every command but ``train``."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gd_visualizer import __version__
from gd_visualizer.app import command_line
from gd_visualizer.app.command_line import main
from gd_visualizer.app.commands import surface as surface_command
from gd_visualizer.core.registry import registered
from gd_visualizer.session.files.datasets import dataset_keys
from tests.app.terminal import EIGHT, ROOT, complaint, program
from tests.core.builders import Exact, bowl


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text("t,height\n0,1\n1,3\n2,5\n", encoding="utf-8")
    return path


# --------------------------------------------------------------------------------------------- surface and check


def test_the_surface_is_the_loss_over_a_grid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "surface.csv"
    words = ["--grid", "5x4", "--range", "m=-5:5", "--range", "b=-3:3", "-o", str(path)]
    assert main(["surface", "builtin:eight_points", *words]) == 0
    assert capsys.readouterr() == ("", "")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert rows[0] == ["p", "q", "loss"]
    numbers = np.array(rows[1:], dtype=float)
    assert numbers[:5, 0].tolist() == [-5.0, -2.5, 0.0, 2.5, 5.0]
    assert numbers[::5, 1].tolist() == [-3.0, -1.0, 1.0, 3.0]
    exact = Exact(EIGHT.x, EIGHT.y)
    assert numbers[:, 2] == pytest.approx([float(exact.loss(m, b)) for m, b in numbers[:, :2]], rel=1e-12)


def test_the_usual_surface_shows_start_and_best(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surface", "builtin:eight_points", "-o", "-", "--start", "m=-4,b=3"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 1 + 129 * 129
    p, q, _loss = np.array(rows[1:], dtype=float).T
    assert p.min() < -4 < bowl(EIGHT.x, EIGHT.y).best_slope < p.max()
    assert q.min() < bowl(EIGHT.x, EIGHT.y).best_height < 3 < q.max()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "required: -o/--output"),
        (["-o", "-", "--grid", "129"], "write two whole numbers"),
        (["-o", "-", "--grid", "1x5"], "write two whole numbers"),
        (["-o", "-", "--grid", "5000x5000"], "25000000 places"),
        (["-o", "-", "--range", "m=5:-5"], "must be below"),
        (["-o", "-", "--range", "m=1:1"], "must be below"),
        (["-o", "-", "--range", "m=-1e308:1e308"], "must be below"),
        (["-o", "-", "--range", "m=1"], "write NAME=LOW:HIGH"),
        (["-o", "-", "--range", "m=a:b"], "'a' is not a finite number"),
        (["-o", "-", "--range", "k=1:2"], "there is no parameter 'k'"),
        (["-o", "-", "--range", "m=0:1e200"], "leaves the range of numbers for m from 0.0 to 1e+200"),
    ],
)
def test_a_wrong_surface_is_one_sentence(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sentence in complaint(capsys, "surface", "builtin:eight_points", *words)


def test_the_largest_grid_is_allowed() -> None:
    assert surface_command._grid("2000x2000") == (2000, 2000)


def test_check_says_what_it_found(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(table), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "kind": "table",
        "points": [[0.0, 1.0], [1.0, 3.0], [2.0, 5.0]],
        "columns": ["t", "height"],
        "warnings": [],
    }
    assert main(["check", str(table), "--x", "height", "--y", "t"]) == 0
    assert "3 points" in capsys.readouterr().out


def test_a_warning_goes_to_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "comma.csv"
    path.write_text("x;y\n1,5;2\n2,5;3\n", encoding="utf-8")
    assert main(["train", str(path), "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["status"] == "finished"
    assert captured.err.startswith("warning: line 1: ")
    assert captured.err.count("\n") == 1


# ---------------------------------------------------------------------------------------------------------- list


@pytest.mark.parametrize("kind", ["models", "losses", "optimizers"])
def test_list_names_what_the_registry_holds(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", kind, "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [entry["key"] for entry in entries] == list(registered(kind))
    for entry in entries:
        assert set(entry) == {"key", "label", "formula", "help", "settings"}
    assert main(["list", kind]) == 0
    assert capsys.readouterr().out.startswith(entries[0]["key"])


def test_list_gives_settings_with_their_ranges(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "optimizers", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)[0]["settings"]
    assert found["key"] == "learning_rate"
    assert found["minimum"] <= 1e-6
    assert found["maximum"] >= 1e3
    assert found["default"] == 0.05
    assert main(["list", "optimizers"]) == 0
    assert "learning_rate" in capsys.readouterr().out


def test_list_knows_data_sets_and_themes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "datasets", "--json"]) == 0
    assert [entry["key"] for entry in json.loads(capsys.readouterr().out)] == list(dataset_keys())
    assert main(["list", "themes", "--json"]) == 0
    assert {"light", "dark", "contrast"} <= {entry["key"] for entry in json.loads(capsys.readouterr().out)}


def test_list_of_nothing_known_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert "invalid choice: 'chapters'" in complaint(capsys, "list", "chapters")


# ------------------------------------------------------------------------------------- the program as a whole


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"gd-visualizer {__version__}\n"
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    for command in command_line.COMMANDS:
        assert f"\n  {command} " in text
        assert main([command, "--help"]) == 0
        assert f"gd-visualizer {command}" in capsys.readouterr().out


def test_the_window_opens_on_a_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    opened = []

    class Start:
        @staticmethod
        def run(path: str | None) -> int:
            opened.append(path)
            return 0

        @staticmethod
        def display_problem() -> str | None:
            return None

    monkeypatch.setattr(command_line.importlib, "import_module", lambda _name: Start)
    assert main([]) == 0
    assert main(["./train"]) == 0
    assert main(["points.csv"]) == 0
    assert opened == [None, "./train", "points.csv"]
    assert "unrecognized arguments: b.csv" in complaint(capsys, "a.csv", "b.csv")
    monkeypatch.setattr(Start, "display_problem", staticmethod(lambda: "There is no screen here."))
    assert complaint(capsys, "points.csv") == "There is no screen here."


def test_doctor_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gd_visualizer.app.doctor.run", lambda: 2)
    assert main(["doctor"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["train", "builtin:eight_points", "--json"],
        ["surface", "builtin:eight_points", "--grid", "3x3", "-o", "-"],
        ["check", "builtin:eight_points"],
        ["list", "models"],
        ["--version"],
    ],
)
def test_without_a_window_nothing_of_qt_is_loaded(words: list[str]) -> None:
    code = (
        "import sys\nfrom gd_visualizer.app.command_line import main\n"
        f"status = main({words!r})\n"
        "heavy = {'PySide6', 'shiboken6', 'pyqtgraph', 'superqt', 'qtawesome', 'contourpy'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\nsys.exit(status)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == 0
    assert result.stderr == b"[]\n"


def test_the_bindings_are_named_for_libraries() -> None:
    code = "import os, gd_visualizer.app.command_line; print(os.environ['QT_API'], os.environ['PYQTGRAPH_QT_LIB'])"
    clean = {name: value for name, value in os.environ.items() if name not in ("QT_API", "PYQTGRAPH_QT_LIB")}
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=clean, capture_output=True, check=True)
    assert result.stdout == b"pyside6 PySide6\n"


def test_signs_beyond_the_encoding_do_no_harm() -> None:
    result = program("list", "models", env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert result.returncode == 0
    assert b"m\\xb7x + b" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="closes a stream as a shell of POSIX does")
def test_closed_streams_do_no_harm() -> None:
    quoted = f'"{sys.executable}" -m gd_visualizer'
    closed_output = subprocess.run(f"{quoted} train builtin:eight_points >&-", shell=True, cwd=ROOT, check=False)
    assert closed_output.returncode == 0
    command = f"{quoted} train - <&-"
    closed_input = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert closed_input.returncode == 2
    assert b"error: nothing is connected to standard input" in closed_input.stderr
