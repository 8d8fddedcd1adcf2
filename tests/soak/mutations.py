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

import numpy as np

from gd_visualizer.core.errors import InputError
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.session_file import session_text, with_desk_from

SAMPLES = sorted(Path(__file__).parents[1].joinpath("session", "sessions").glob("*.gdv"))
STRANGE: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**63, 10**40, 1e308, 5e-324, math.nan, math.inf, "", "nan", "x" * 5000, "\0",
    "../../etc/passwd", "__import__('os')", [], {}, [[1, 2]], [[1, 2, 3]], {"key": "linear"}, {"key": 3},
]  # fmt: skip
BYTES = [b"", b"{", b"}", b"[", b'"', b"\\", b",", b":", b"-", b"1e999", b"NaN", b"\xff", b"\x00", b"[" * 5000, b"null"]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a session with something else in the place of a field, or of some of its characters."""
    way = chance.random()
    if way < 0.3:
        return _other_digits(content, chance)
    if way < 0.6:
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


def _other_digits(content: bytes, chance: random.Random) -> bytes:
    """Put other digits into some of the numbers: most of such files can be read, and have to be read right."""
    for _ in range(chance.randint(1, 4)):
        places = [place for place, sign in enumerate(content) if sign in b"0123456789"]
        place = chance.choice(places)
        content = content[:place] + str(chance.randint(1, 9)).encode() + content[place + 1 :]
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


def differences(content: bytes, document: Document, desk: Desk) -> list[str]:
    """Name the fields of a file that say something else than what was read from it; ones nobody knows say nothing."""
    # What has more digits than a float64 is read as the nearest one.
    tree = json.loads(content.decode("utf-8", "replace"), parse_int=float)
    names = document.model.parameter_names
    read: dict[str, Any] = {
        "points": np.column_stack((document.dataset.x, document.dataset.y)).tolist(),
        "x_name": document.dataset.x_name,
        "y_name": document.dataset.y_name,
        "step": desk.step,
        "last_step": desk.last_step,
    }
    read |= {name: getattr(document, name) for name in ("title", "climb", "batch_size", "seed")}
    wrong = [name for name, value in read.items() if name in tree and tree[name] != value]
    if [tree["start"].get(name) for name in names] != list(document.start):
        wrong.append("start")
    if "racers" in tree and [racer["key"] for racer in tree["racers"]] != [racer.key for racer in document.racers]:
        wrong.append("racers")
    parts = {name: getattr(document, name) for name in ("model", "loss", "optimizer", "schedule")}
    for name, part in parts.items():
        entry = tree.get(name)
        if entry is not None and entry["key"] != part.key:
            wrong.append(name)
    given = [(part, tree.get(name, {}).get("settings", {})) for name, part in parts.items()]
    for part, settings in [*given, (document.penalty, tree.get("penalty", {}))]:
        for setting in settings_of(part):
            value = getattr(part, setting.key)
            if setting.key in settings and settings[setting.key] != (
                list(value) if isinstance(value, tuple) else value
            ):
                wrong.append(setting.key)
    return wrong


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
            assert np.isfinite([document.dataset.x, document.dataset.y]).all(), content
            read_otherwise = differences(content, document, desk)
            assert not read_otherwise, (read_otherwise, content)
    return read, refused


if __name__ == "__main__":
    number = int(sys.argv[1]) if sys.argv[1:] else 20_000
    print("{} read, {} refused in a sentence".format(*run(number, int(sys.argv[2]) if sys.argv[2:] else 0)))
