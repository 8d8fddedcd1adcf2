"""Processes started for a measurement, with compiled bytecode in place as after an installation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 120.0

Environment = dict[str, str]


@contextmanager
def environment() -> Iterator[Environment]:
    """Lend the variables for a child: without a screen, settings and bytecode in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        variables = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        paths = [str(ROOT), *filter(None, [variables.get("PYTHONPATH")])]
        variables |= {
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONPYCACHEPREFIX": os.path.join(folder, "bytecode"),
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "MPLCONFIGDIR": folder,
        }
        yield variables


def seconds_of(words: Sequence[str], variables: Environment) -> float:
    """Return how long Python takes for these words of a command line, from start to end."""
    began = time.perf_counter()
    _run(words, variables)
    return time.perf_counter() - began


def window(kind: str, variables: Environment) -> dict[str, float]:
    """Open a window of ``benchmarks.children``; return the seconds to its paints, and its memory in bytes."""
    began = time.perf_counter()
    told = json.loads(_run(["-m", "benchmarks.children", kind], variables).splitlines()[-1])
    return {"first": told["first"] - began, "plots": told["plots"] - began, "memory": told["memory"]}


def _run(words: Sequence[str], variables: Environment) -> str:
    command = [sys.executable, *words]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=LONGEST, check=False)
    if done.returncode != 0 or not (done.stdout or words[0] == "-c"):
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout
