"""The whole window in a language that nobody speaks: nothing stays English, and longer sentences have room.

Each walk through the window is a process of its own. What it looks at, and what need not be translated, stands in
``pseudo_window.py``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gd_visualizer.session.lessons.loader import read_lesson
from tests import pseudo

ROOT = Path(__file__).resolve().parents[2]
WALKS = {
    "small window, larger text": ("xx", "1024x700", "1.5", "light", "150"),
    "projector": ("xx", "1280x800", "1.5", "contrast", "0"),
    "usual window": ("xx", "1440x900", "1.0", "dark", "0"),
    "English, largest text": ("en", "1024x700", "2.0", "dark", "0"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the catalogue and the lessons of the language."""
    return pseudo.home(tmp_path_factory.mktemp("pseudo"))


@pytest.mark.slow
@pytest.mark.parametrize("name", WALKS)
def test_nothing_is_left_out_or_clipped(name: str, folder: Path) -> None:
    language, *rest = WALKS[name]
    command = [sys.executable, "-m", "tests.stories.pseudo_window", language, str(folder), *rest]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    assert found["faults"] == []
    assert found["squeezed"] == {}
    if language == pseudo.LANGUAGE:
        assert found["english"] == {}


def test_a_sentence_keeps_what_must_stay_and_gets_longer() -> None:
    for text in ("Step", "&Open…", "{count} points were read from {file}.", "**Bold** and *m*", "[words](loss)"):
        other = pseudo.pseudo(text)
        bare = re.sub(r"\{\w+\}|\]\(loss\)", "", text)
        assert len(other) - len(text) >= 0.35 * len(bare)
        for part in ("&O", "{count}", "{file}", "**", "*m*", "](loss)"):
            assert other.count(part) == text.count(part)
    assert pseudo.pseudo("θ ← θ − η·∇L") == "θ ← θ − η·∇L"


def test_english_words_are_seen_among_others() -> None:
    assert pseudo.english_words(f"{pseudo.pseudo('Undo')} step {pseudo.pseudo('two words')} CSV x") == ["step"]
    assert pseudo.english_words(pseudo.pseudo("Nothing of &this is English, not even a word of it.")) == []


def test_a_lesson_of_the_language_is_a_lesson(folder: Path) -> None:
    paths = sorted((folder / "lessons" / pseudo.LANGUAGE).glob("*.md"))
    assert len(paths) == len(list((ROOT / "resources" / "lessons" / "en").glob("*.md")))
    for path in paths:
        assert pseudo.english_words(read_lesson(path).title) == []
