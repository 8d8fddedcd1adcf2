"""The documents know everything there is, and their examples run."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from gd_visualizer.app.command_line import main
from gd_visualizer.core.registry import PARTS, registered

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"models": "models.md", "losses": "losses.md", "optimizers": "optimizers.md", "schedules": "optimizers.md"}
_EXAMPLE = re.compile(r"^ {4}\$ (.+)$", re.MULTILINE)
EXAMPLES = [
    (page, line) for page in sorted(set(PAGES.values())) for line in _EXAMPLE.findall((DOCS / page).read_text("utf-8"))
]


@pytest.mark.parametrize("part", PARTS)
def test_everything_is_explained_on_its_page(part: str) -> None:
    text = (DOCS / PAGES[part]).read_text("utf-8")
    missing = [key for key in registered(part) if f"`{key}`" not in text]
    assert not missing


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize(("page", "line"), EXAMPLES)
def test_an_example_runs(
    page: str, line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given, _bar, command = line.rpartition("| ")
    if given:
        points = shlex.split(given)[1].replace("\\n", "\n")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(points.encode())))
    words = shlex.split(command)
    assert words[0] == "gd-visualizer"
    assert main(words[1:]) == 0
    assert capsys.readouterr().out
