"""Kill a process again and again while it saves: ``python -m tests.soak.kills 500 [seed]``."""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.session.document import Document
from gd_visualizer.session.session_file import read_session, save_session


def document(points: int) -> Document:
    """Return a document that can be told from others by its number of points."""
    numbers = [number / 7 for number in range(points)]
    return Document(Dataset.from_arrays(numbers, numbers), f"{points}", "", (0.0, 0.0))


def run(kills: int, seed: int) -> int:
    """Kill as often as asked; return how many kills fell into a save. An old or a new file must be there each time."""
    chance, interrupted = random.Random(seed), 0
    choices = [document(points) for points in (3, 3000)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kept.gdv")
        save_session(choices[0], path)
        for _ in range(kills):
            child = os.fork()
            if child == 0:
                while True:
                    for choice in choices:
                        save_session(choice, path)
            time.sleep(chance.uniform(0.0, 0.02))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            kept = read_session(path)
            assert len(kept.dataset) in (3, 3000), len(kept.dataset)
            left = [other for other in Path(folder).iterdir() if other != path]
            interrupted += bool(left)
            for other in left:
                other.unlink()
    return interrupted


if __name__ == "__main__":
    count = int(sys.argv[1]) if sys.argv[1:] else 500
    hits = run(count, int(sys.argv[2]) if sys.argv[2:] else 0)
    print(f"{count} kills, {hits} in the middle of a save, nothing lost")
