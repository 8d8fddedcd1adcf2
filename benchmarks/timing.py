"""Timing: let several jobs take turns, so that a busy moment of the machine hits all of them."""

from __future__ import annotations

import importlib
import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

MOST_REPEATS = 10_000

Job = Callable[[], object]


class ResultsDifferError(Exception):
    """Two ways of computing the same thing gave different answers: their times cannot be compared."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How thoroughly to measure.

    Attributes
    ----------
    rounds : int
        How many times each job has its turn.
    turn : float
        Seconds each turn should last at least; short jobs are repeated.
    quick : bool
        True for a look at whether everything runs: fewer rounds, smaller work where it would take long.
    """

    rounds: int
    turn: float
    quick: bool


THOROUGH = Scope(rounds=7, turn=0.05, quick=False)
QUICK = Scope(rounds=2, turn=0.002, quick=True)


@dataclass(frozen=True, slots=True)
class Samples:
    """What was measured of one job, one value for each round."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the middle value."""
        return statistics.median(self.values)

    @property
    def spread(self) -> float:
        """Return half the distance between the quartiles, as a part of the median."""
        if len(self.values) < 2:
            return 0.0
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return (high - low) / 2.0 / abs(self.median) if self.median else 0.0


def interleave(jobs: Mapping[str, Job], scope: Scope) -> dict[str, Samples]:
    """Return the seconds one call of each job takes, the jobs taking turns.

    Parameters
    ----------
    jobs : mapping from a name to a function without arguments
        Each is called once beforehand, to warm up and to find out how often to repeat it in a turn.
    scope : Scope
    """
    repeats = {}
    for name, job in jobs.items():
        job()
        repeats[name] = min(MOST_REPEATS, max(1, math.ceil(scope.turn / max(_seconds(job, 1), 1e-7))))
    values: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(scope.rounds):
        for name, job in jobs.items():
            values[name].append(_seconds(job, repeats[name]) / repeats[name])
    return {name: Samples(tuple(found)) for name, found in values.items()}


def _seconds(job: Job, repeats: int) -> float:
    began = time.perf_counter()
    for _ in range(repeats):
        job()
    return time.perf_counter() - began


def optional(name: str) -> Any:
    """Return a package that may be missing, or None."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
