"""End whole programs in every way, and see what is left: ``python -m tests.soak.endings 200``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from gd_visualizer.session.session_file import read_session
from tests.soak.actor import FAULT, MARK

WAYS = ("close", "quit", "SIGTERM", "SIGINT", "SIGHUP", "SIGKILL", "slot", "thread", "override", "closing")
STATES = ("idle", "playing", "dialog")
# What a person may have made and not saved when a process is killed, in seconds.
MOST_LOST = 5.0


def home(folder: Path) -> dict[str, str]:
    """Return the surroundings of a process that has this folder to itself."""
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {**os.environ, **places, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}


def pairs(count: int) -> Iterator[tuple[str, str]]:
    """Return so many ways and states, all of them as often as each other."""
    every = [(way, STATES[(number + turn) % 3]) for turn in range(3) for number, way in enumerate(WAYS)]
    return (every[number % len(every)] for number in range(count))


def end(way: str, state: str, folder: Path) -> None:
    """Let a program end and see that it ended well, and that what had to be kept is kept."""
    command = [sys.executable, "-W", "error", "-m", "tests.soak.actor", way, state]
    child = subprocess.Popen(command, env=home(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    is_signal = way.startswith("SIG")
    if is_signal and child.stdout is not None:
        assert child.stdout.readline().strip() == "ready", child.communicate(timeout=60)[1]
        if way == "SIGKILL":
            wait_for(folder)
        child.send_signal(getattr(signal, way))
    said, complained = child.communicate(timeout=60)
    status = -signal.SIGKILL if way == "SIGKILL" else 0
    assert child.returncode == status, (way, state, child.returncode, complained)
    told = way in ("slot", "thread", "override")
    is_fault = told or way == "closing"
    faults = complained.count("Traceback")
    # Qt asks for a size more than once.
    assert faults > 0 if way == "override" else faults == is_fault, (way, state, complained)
    assert (FAULT in complained) == is_fault, (way, state, complained)
    assert (said.strip() == "told") == told, (way, state, said)
    logged = folder / "state" / "gd-visualizer" / "faults.log"
    assert logged.exists() == is_fault, (way, state)
    assert not is_fault or FAULT in logged.read_text(encoding="utf-8")
    left = recovery_files(folder)
    assert len(left) == (is_signal or way == "closing"), (way, state, left)
    for path in left:
        assert read_session(path).dataset.x.tolist()[-1] == MARK


def recovery_files(folder: Path) -> list[Path]:
    return list((folder / "data" / "gd-visualizer" / "recovery").glob("*.gdv"))


def wait_for(folder: Path) -> None:
    """Wait as long as work may be lost; it has to be written by then."""
    ends = time.monotonic() + MOST_LOST
    while not recovery_files(folder) and time.monotonic() < ends:
        time.sleep(0.02)


def run(count: int) -> None:
    """End so many programs, each in a home of its own."""
    for way, state in pairs(count):
        with tempfile.TemporaryDirectory() as folder:
            end(way, state, Path(folder))


if __name__ == "__main__":
    number = int(sys.argv[1]) if sys.argv[1:] else 200
    run(number)
    print(f"{number} programs ended well")
