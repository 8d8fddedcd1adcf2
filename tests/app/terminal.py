"""Call the command line from a test, in this process or as a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gd_visualizer.app.command_line import main
from gd_visualizer.session.files.datasets import load_builtin

ROOT = Path(__file__).resolve().parents[2]
EIGHT = load_builtin("eight_points")


def program(*words: str, stdin: bytes | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gd_visualizer", *words]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, check=False, **more)


def trained(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["train", *words, "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.count("\n") == 1

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    found: dict[str, Any] = json.loads(captured.out, parse_constant=refuse)
    return found


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    return captured.err.removeprefix("error: ").rstrip("\n")
