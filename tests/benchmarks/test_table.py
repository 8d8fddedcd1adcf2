"""The benchmarks run and print a table; what they measure is never asserted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.table import Line, as_markdown, as_text, at_least, at_most, compared, missing
from benchmarks.timing import QUICK, Samples, interleave, optional

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    variables = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "benchmarks", *words]
    return subprocess.run(command, env=variables, capture_output=True, text=True, encoding="utf-8", check=False)


def test_quick_run_of_one_subject_prints_a_table() -> None:
    done = run("--quick", "--only", "surface")
    assert done.returncode == 0, done.stderr
    heading, ruler, *rows = done.stdout.splitlines()
    assert heading.split() == ["what", "ours", "peer", "or", "floor", "ratio", "goal", "met?"]
    assert set(ruler) == {"-", " "}
    assert len(rows) == 4
    assert all(row.startswith("surface") for row in rows)


def test_markdown() -> None:
    done = run("--quick", "--only", "surface", "--markdown")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("| what | ours | peer or floor | ratio | goal | met? |\n| --- |")


def test_unknown_subject_is_wrong_usage() -> None:
    done = run("--only", "nonsense")
    assert done.returncode == 2
    assert "nonsense" in done.stderr


@pytest.mark.parametrize(
    ("goal", "ours", "other", "ratio", "met"),
    [
        (at_least(10), 1.0, 20.0, "20 ×", True),
        (at_least(10), 1.0, 5.0, "5 ×", False),
        (at_most(1.5), 3.0, 2.0, "1.5 ×", True),
        (at_most(1.5), 4.0, 2.0, "2 ×", False),
        (None, 4.0, 2.0, "2 ×", None),
    ],
)
def test_ratio_and_judgement(goal: object, ours: float, other: float, ratio: str, met: bool | None) -> None:
    line = compared("x", Samples((ours,)), Samples((other,)), "peer", goal)  # type: ignore[arg-type]
    assert (line.ratio, line.met) == (ratio, met)


def test_more_can_be_better() -> None:
    line = compared("x", Samples((50.0,)), Samples((2.0,)), "peer", at_least(20), more_is_better=True)
    assert (line.ratio, line.met) == ("25 ×", True)


def test_a_missing_peer_is_said_and_not_judged() -> None:
    line = missing("x", Samples((0.5,)), "torch", at_least(3))
    assert "torch is not installed" in line.other
    assert line.ours.startswith("500 ms")
    assert line.met is None
    assert optional("no_such_package_anywhere") is None


def test_tables_of_any_lines() -> None:
    lines = [Line("a", "1", "b|c", "2 ×", "≥ 1 ×", True), Line("longer name")]
    assert r"b\|c" in as_markdown(lines)
    text = as_text(lines).splitlines()
    assert text[2].startswith("a  ")
    assert text[3].startswith("longer name")


def test_samples_tell_median_and_spread() -> None:
    samples = Samples((1.0, 2.0, 3.0, 4.0, 100.0))
    assert samples.median == 3.0
    assert samples.spread == pytest.approx(1.0 / 3.0)


def test_jobs_take_turns() -> None:
    order: list[str] = []
    interleave({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, QUICK)
    turns = [name for name, before in zip(order, ["", *order], strict=False) if name != before]
    assert turns == ["a", "b"] * (1 + QUICK.rounds)
