"""The command ``train``: its result, its trace, and one sentence for whatever is wrong."""

from __future__ import annotations

import csv
import io
import math
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gd_visualizer.app.command_line import main
from gd_visualizer.session.files.datasets import dataset_keys
from tests.app.terminal import EIGHT, ROOT, complaint, program, trained
from tests.core.builders import Exact, bowl


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text("t,height\n0,1\n1,3\n2,5\n", encoding="utf-8")
    return path


# --------------------------------------------------------------------------------------------------------- train


def test_train_gives_the_documented_object(capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, "builtin:eight_points")
    assert list(found) == [
        *("status", "steps", "parameters", "loss", "gradient", "initial", "exact", "largest_stable_rate", "message"),
    ]
    assert list(found["initial"]) == ["parameters", "loss", "gradient"]
    assert list(found["exact"]) == ["parameters", "loss"]
    assert found["status"] == "finished"
    assert found["steps"] == 100
    for numbers in (
        found["parameters"],
        found["gradient"],
        found["initial"]["parameters"],
        found["exact"]["parameters"],
    ):
        assert list(numbers) == ["m", "b"]
    assert found["initial"]["parameters"] == dict(zip("mb", EIGHT.start, strict=True))
    assert found["message"][0].isupper()
    assert found["message"].endswith(".")
    assert found["largest_stable_rate"] == bowl(EIGHT.x, EIGHT.y).largest_stable_rate


def test_train_agrees_with_exact_arithmetic(capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, "builtin:eight_points", "--steps", "200")
    exact, (m, b) = Exact(EIGHT.x, EIGHT.y), found["parameters"].values()
    assert found["loss"] == pytest.approx(float(exact.loss(m, b)), rel=1e-12)
    gradient = [float(value) for value in exact.gradient(m, b)]
    assert list(found["gradient"].values()) == pytest.approx(gradient, rel=1e-6, abs=1e-13)
    assert list(found["exact"]["parameters"].values()) == pytest.approx([float(v) for v in exact.best()], rel=1e-13)
    assert found["exact"]["loss"] == pytest.approx(float(exact.loss(*exact.best())), rel=1e-13)


def test_train_does_as_a_loop_in_numpy(capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, "builtin:eight_points", "--steps", "30", "--learning-rate", "0.1", "--start", "m=1,b=-3")
    m, b = 1.0, -3.0
    for _ in range(30):
        r = m * EIGHT.x + b - EIGHT.y
        m, b = m - 0.1 * 2 * np.mean(r * EIGHT.x), b - 0.1 * 2 * np.mean(r)
    assert list(found["parameters"].values()) == pytest.approx([m, b], rel=1e-12)


@pytest.mark.parametrize("key", dataset_keys())
def test_every_built_in_data_set_trains_downhill(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, f"builtin:{key}", "--steps", "50")
    assert found["status"] == "finished"
    assert found["loss"] < found["initial"]["loss"]
    assert found["exact"]["loss"] <= found["loss"]


def test_a_table_starts_at_zero_with_the_usual_rate(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, str(table), "--steps", "1")
    assert found["initial"]["parameters"] == {"m": 0.0, "b": 0.0}
    gradient = found["initial"]["gradient"]
    assert found["parameters"] == {"m": 0.0 - 0.05 * gradient["m"], "b": 0.0 - 0.05 * gradient["b"]}
    swapped = trained(capsys, str(table), "--x", "height", "--y", "1", "--steps", "0")
    assert swapped["exact"]["parameters"] == {"m": 0.5, "b": -0.5}


def test_no_steps_is_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, "builtin:eight_points", "--steps", "0")
    assert (found["status"], found["steps"]) == ("finished", 0)
    assert {key: found[key] for key in ("parameters", "loss", "gradient")} == found["initial"]


def test_flat_ground_ends_a_walk_early(capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, "builtin:eight_points", "--steps", "10000000", "--stop-when-flat", "1e-6")
    assert found["status"] == "flat"
    assert 10 < found["steps"] < 1000
    assert math.hypot(*found["gradient"].values()) < 1e-6
    before = trained(capsys, "builtin:eight_points", "--steps", str(found["steps"] - 1), "--stop-when-flat", "1e-6")
    assert before["status"] == "finished"
    assert math.hypot(*before["gradient"].values()) >= 1e-6
    there = trained(capsys, "builtin:eight_points", "--stop-when-flat", "1e6")
    assert (there["status"], there["steps"]) == ("flat", 0)
    assert trained(capsys, "builtin:eight_points", "--stop-when-flat", "0")["status"] == "finished"


def test_a_walk_that_flies_away_is_a_result(capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, "builtin:eight_points", "--learning-rate", "5", "--steps", "100000")
    assert found["status"] == "diverged"
    assert 0 < found["steps"] < 1000
    assert found["loss"] > 1e200
    assert "too long" in found["message"]
    assert "the largest that is stable" in found["message"]
    again = trained(capsys, "builtin:eight_points", "--learning-rate", "5", "--steps", str(found["steps"]))
    assert again["status"] == "finished"
    assert again["parameters"] == found["parameters"]


def test_one_of_many_answers_is_said_to_be_one_of_many(capsys: pytest.CaptureFixture[str]) -> None:
    found = trained(capsys, "builtin:one_x")
    assert found["exact"] is not None
    assert "one of many" in found["message"]


def test_without_json_a_person_can_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "builtin:eight_points", "--stop-when-flat", "1e-9", "--steps", "1000"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("The ground is flat after ")
    assert [line.split()[0] for line in lines[2:]] == ["m", "Start", "Step", "Exact"]


def test_settings_by_their_long_and_short_names(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["builtin:eight_points", "--steps", "7"]
    short = trained(capsys, *words, "--learning-rate", "0.02")
    assert trained(capsys, *words, "--set", "optimizer.learning_rate=0.02") == short
    last = trained(capsys, *words, "--set", "optimizer.learning_rate=9", "--learning-rate", "0.02")
    assert last == short
    usual = ["--model", "linear", "--loss", "mean_squared_error", "--optimizer", "gradient_descent"]
    assert trained(capsys, *words, *usual, "--learning-rate", "0.02") == short


def test_the_start_can_be_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "start.json"
    path.write_text('{"b": 2, "m": -1.5e0}', encoding="utf-8")
    found = trained(capsys, "builtin:eight_points", "--start", str(path))
    assert found["initial"]["parameters"] == {"m": -1.5, "b": 2.0}
    assert trained(capsys, "builtin:eight_points", "--start", " b = 2, m=-1.5") == found


def test_points_come_through_a_pipe(table: Path) -> None:
    piped = program("train", "-", "--json", stdin=table.read_bytes())
    assert piped.returncode == 0
    assert piped.stdout == program("train", str(table), "--json").stdout


# --------------------------------------------------------------------------------------------------------- trace


def test_a_trace_holds_every_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "trace.csv"
    found = trained(capsys, "builtin:eight_points", "--steps", "5000", "--trace", str(path))
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert rows[0] == ["step", "loss", "m", "b"]
    assert [int(row[0]) for row in rows[1:]] == list(range(5001))
    assert [float(cell) for cell in rows[-1][1:]] == [found["loss"], *found["parameters"].values()]
    assert [float(cell) for cell in rows[1][2:]] == list(EIGHT.start)
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def test_a_trace_ends_where_the_walk_ends(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["train", "builtin:eight_points", "--stop-when-flat", "1e-6", "--steps", "5000"]
    found = trained(capsys, *words[1:])
    assert main([*words, "--trace", "-"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert int(rows[-1][0]) == found["steps"] == len(rows) - 2
    assert main(["train", "builtin:eight_points", "--learning-rate", "900", "--steps", "999", "--trace", "-"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) < 500
    assert all(math.isfinite(float(cell)) for row in rows[1:] for cell in row)


def test_a_trace_never_overwrites_what_it_should_not(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = table.read_bytes()
    link = tmp_path / "link.csv"
    link.symlink_to(table)
    for target in (table, link):
        assert "holds the points themselves" in complaint(capsys, "train", str(table), "--trace", str(target))
    assert table.read_bytes() == before
    assert "is a folder" in complaint(capsys, "train", str(table), "--trace", str(tmp_path))
    assert "not a regular file" in complaint(capsys, "train", str(table), "--trace", os.devnull)
    nowhere = str(tmp_path / "no" / "trace.csv")
    assert "cannot be written: No such file" in complaint(capsys, "train", str(table), "--trace", nowhere)
    assert "cannot be written" in complaint(capsys, "train", str(table), "--trace", "a\0b")
    monkeypatch.setattr(os, "access", lambda *_: False)
    other = tmp_path / "kept.csv"
    other.write_text("mine", encoding="utf-8")
    assert "write-protected" in complaint(capsys, "train", str(table), "--trace", str(other))
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_link_stays_a_link_and_keeps_its_rights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    trained(capsys, "builtin:eight_points", "--trace", str(link))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("step,loss")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_in_one_line() -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "gd_visualizer", "train", "builtin:eight_points", "--json"]
        result = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith(b"error: standard output cannot be written")
    assert result.stderr.count(b"\n") == 1


def test_a_reader_that_has_had_enough_ends_it_quietly() -> None:
    command = [sys.executable, "-m", "gd_visualizer", "train", "builtin:eight_points", "--steps", "9999999"]
    with subprocess.Popen([*command, "--trace", "-"], cwd=ROOT, stdout=-1, stderr=-1) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"step,loss,m,b\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gd_visualizer", "train", "builtin:eight_points", "--steps", "9999999"]
    with subprocess.Popen([*command, "--trace", "-"], cwd=ROOT, stdout=-1, stderr=-1) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _rest, errors = process.communicate()
    assert errors == b""
    assert process.returncode == 130


def test_an_interrupted_trace_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gd_visualizer.app.commands.train.advance", interrupt)
    assert main(["train", "builtin:eight_points", "--trace", str(tmp_path / "t.csv")]) == 130
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------------- wrong usage

WRONG = [
    ([], "required: DATA"),
    (["builtin:nothing"], "there is no built-in data set 'nothing'"),
    (["no-such-file.csv"], "there is no file 'no-such-file.csv'"),
    (["builtin:eight_points", "--steps", "-1"], "'-1' is not a whole number from 0 to 10000000"),
    (["builtin:eight_points", "--steps", "10000001"], "is not a whole number"),
    (["builtin:eight_points", "--steps", "1e3"], "is not a whole number"),
    (["builtin:eight_points", "--steps", "9" * 5000], "is not a whole number"),
    (["builtin:eight_points", "--step", "3"], "unrecognized arguments"),
    (["builtin:eight_points", "--batch-size", "0"], "'0' is not a whole number from 1"),
    (["builtin:eight_points", "--seed", "dice"], "'dice' is not a whole number"),
    (["builtin:eight_points", "--schedule", "lunar"], "there is no schedule named 'lunar'"),
    (["builtin:eight_points", "--set", "penalty.l3=1"], "penalty has no setting named 'l3'"),
    (["builtin:eight_points", "--set", "penalty.l2=-1"], "outside its range"),
    (["builtin:eight_points", "--model", "sine", "--formula", "a*x"], "--formula goes with --model formula"),
    (["builtin:eight_points", "--learning-rate", "fast"], "'fast' is not a finite number"),
    (["builtin:eight_points", "--learning-rate", "nan"], "'nan' is not a finite number"),
    (["builtin:eight_points", "--learning-rate", "1e999"], "'1e999' is not a finite number"),
    (["builtin:eight_points", "--learning-rate", "1_0"], "'1_0' is not a finite number"),
    (["builtin:eight_points", "--learning-rate", "0"], "outside its range"),
    (["builtin:eight_points", "--set", "learning_rate=1"], "write PART.NAME=VALUE"),
    (["builtin:eight_points", "--set", "optimizer.=1"], "write PART.NAME=VALUE"),
    (["builtin:eight_points", "--set", "data.x=1"], "write PART.NAME=VALUE"),
    (["builtin:eight_points", "--set", "optimizer.momentum=1"], "no setting named 'momentum'"),
    (["builtin:eight_points", "--model", "cubic"], "there is no model named 'cubic'"),
    (["builtin:eight_points", "--loss", "cubic"], "there is no loss named 'cubic'"),
    (["builtin:eight_points", "--optimizer", "adamant"], "there is no optimizer named 'adamant'"),
    (["builtin:eight_points", "--start", "m=1"], "the parameter 'b' is missing"),
    (["builtin:eight_points", "--start", "m=1,b=2,c=3"], "there is no parameter 'c'"),
    (["builtin:eight_points", "--start", "m=1,m=2,b=3"], "'m' is given twice"),
    (["builtin:eight_points", "--start", "1,2"], "write NAME=NUMBER"),
    (["builtin:eight_points", "--start", "m=1,b=inf"], "'inf' is not a finite number"),
    (["builtin:eight_points", "--start", "m=1e200,b=0"], "too large for a number"),
    (["builtin:eight_points", "--start", "no-such.json"], "there is no file 'no-such.json'"),
    (["builtin:eight_points", "--stop-when-flat", "-1"], "not below 0"),
    (["builtin:eight_points", "--trace", "-", "--json"], "both want standard output"),
    (["builtin:eight_points", "--x", "nothing"], "nothing"),
    (["builtin:eight_points\n\x1b[31m"], "there is no built-in data set"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG)
def test_wrong_usage_is_one_sentence(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sentence in complaint(capsys, "train", *words)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is not JSON"),
        ("[1, 2]", "a map of names to numbers"),
        ('{"m": 1, "b": NaN}', "'b' is not a finite number"),
        ('{"m": 1, "b": Infinity}', "'b' is not a finite number"),
        ('{"m": 1, "b": 1e999}', "'b' is not a finite number"),
        ('{"m": 1, "b": "2"}', "'b' is not a finite number"),
        ('{"m": 1, "b": true}', "'b' is not a finite number"),
        ('{"m": 1, "b": ' + "9" * 400 + "}", "'b' is not a finite number"),
        ('{"m": 1, "b": 2, "m": 3}', "a name is given twice"),
        ('{"m": 1}', "the parameter 'b' is missing"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_bad_start_file_is_one_sentence(
    content: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "start.json"
    path.write_text(content, encoding="utf-8")
    assert sentence in complaint(capsys, "train", "builtin:eight_points", "--start", str(path))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("x,y\n1,2\n2,abc\n3,4\n4,5\n", "points.csv, line 3: 'abc' is not a number (column y)"),
        ("x,y\n1e200,2\n3,4\n", "too large to square"),
        ("x,y\n0,2\n1e-300,4\n", "too close together"),
        ("x,y\n", "no rows"),
        ("", "empty"),
    ],
)
def test_a_bad_table_is_one_sentence(
    content: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "points.csv"
    path.write_text(content, encoding="utf-8")
    assert sentence in complaint(capsys, "train", str(path))


def test_a_start_without_a_slope_is_not_said_to_be_too_far_away(capsys: pytest.CaptureFixture[str]) -> None:
    # Whole powers of numbers below zero are numbers, but they have no slope along the power.
    told = complaint(capsys, "train", "builtin:eight_points", "--model", "power", "--start", "a=1,k=1")
    assert "the loss has no slope at the start: choose another start, model or points" in told
