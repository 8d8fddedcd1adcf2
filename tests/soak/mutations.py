"""Damage session files by chance and open them: ``python -m tests.soak.mutations 20000 [seed]``."""

from __future__ import annotations

import copy
import json
import math
import random
import sys
import warnings
from pathlib import Path
from typing import Any

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.session_file import session_text, with_desk_from

SAMPLES = sorted(Path(__file__).parents[1].joinpath("session", "sessions").glob("*.gdv"))
STRANGE: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**63, 10**40, 1e308, 5e-324, math.nan, math.inf, "", "nan", "x" * 5000, "\0",
    "../../etc/passwd", "__import__('os')", [], {}, [[1, 2]], [[1, 2, 3]], {"key": "linear"}, {"key": 3},
]  # fmt: skip
BYTES = [b"", b"{", b"}", b"[", b'"', b"\\", b",", b":", b"-", b"1e999", b"NaN", b"\xff", b"\x00", b"[" * 5000, b"null"]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a session with something else in the place of a field, or of some of its characters."""
    if chance.random() < 0.5:
        tree = json.loads(content)
        for _ in range(chance.randint(1, 3)):
            _change(tree, chance)
        return json.dumps(tree).encode()
    for _ in range(chance.randint(1, 4)):
        first, last = sorted(chance.choices(range(len(content) + 1), k=2))
        if chance.random() < 0.8:
            last = min(last, first + chance.randint(0, 3))
        content = content[:first] + chance.choice([*BYTES, 2 * content[first:last]]) + content[last:]
    return content


def _change(tree: Any, chance: random.Random) -> None:
    """Walk down by chance and put something strange in the place of what is there."""
    while True:
        keys = list(tree) if isinstance(tree, dict) else range(len(tree))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(tree[key], dict | list) and tree[key] and chance.random() < 0.7:
            tree = tree[key]
        elif isinstance(tree, dict) and chance.random() < 0.15:
            del tree[key]
            return
        elif isinstance(tree, dict) and chance.random() < 0.1:
            tree[chance.choice(["", "x", "m", "__class__", "learning_rate"])] = copy.deepcopy(chance.choice(STRANGE))
            return
        else:
            tree[key] = copy.deepcopy(chance.choice(STRANGE))
            return


def run(count: int, seed: int) -> tuple[int, int]:
    """Open so many damaged files; return how many were read and how many refused. Anything else is raised."""
    warnings.simplefilter("error")
    chance, read, refused = random.Random(seed), 0, 0
    originals = [path.read_bytes() for path in SAMPLES]
    for _ in range(count):
        content = damaged(chance.choice(originals), chance)
        complaint = ""
        try:
            document, desk = with_desk_from(content, "damaged.gdv")
        except InputError as error:
            complaint = str(error)
        except BaseException:
            print("broken by:", content[:2000])
            raise
        if complaint:
            refused += 1
            assert complaint.startswith("damaged.gdv"), (content, complaint)
            assert "\n" not in complaint, (content, complaint)
            assert len(complaint) < 600, (content, complaint)
        else:
            read += 1
            text = session_text(document, desk)
            assert session_text(*with_desk_from(text.encode(), "again.gdv")) == text, content
            assert all(map(math.isfinite, document.start)), content
    return read, refused


if __name__ == "__main__":
    number = int(sys.argv[1]) if sys.argv[1:] else 20_000
    print("{} read, {} refused in a sentence".format(*run(number, int(sys.argv[2]) if sys.argv[2:] else 0)))
