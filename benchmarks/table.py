"""The table: one line for each figure."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.timing import Samples

HEADINGS = ("what", "ours", "peer or floor", "ratio", "goal", "met?")
UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


@dataclass(frozen=True, slots=True)
class Goal:
    """How far from a peer or a floor a figure should be.

    Attributes
    ----------
    bound : float
    is_floor : bool
        False: peer ÷ ours should be at least the bound. True: ours ÷ floor should be at most the bound.
    """

    bound: float
    is_floor: bool = False

    def ratio(self, ours: float, other: float) -> float:
        """Return the ratio this goal is about."""
        return ours / other if self.is_floor else other / ours

    def is_met(self, ratio: float) -> bool:
        """Return True if the ratio is as it should be."""
        return ratio <= self.bound if self.is_floor else ratio >= self.bound

    def __str__(self) -> str:
        return f"{'≤' if self.is_floor else '≥'} {_short(self.bound)} ×"


def at_least(bound: float) -> Goal:
    """Return the goal that peer ÷ ours is at least the bound."""
    return Goal(bound)


def at_most(bound: float) -> Goal:
    """Return the goal that ours ÷ floor is at most the bound."""
    return Goal(bound, is_floor=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, in words.

    Attributes
    ----------
    met : bool or None
        None where nothing could be compared, or no goal was set.
    """

    what: str
    ours: str = ""
    other: str = ""
    ratio: str = ""
    goal: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the words under the headings."""
        return self.what, self.ours, self.other, self.ratio, self.goal, {True: "yes", False: "NO", None: "–"}[self.met]


def compared(
    what: str,
    ours: Samples,
    other: Samples,
    name: str,
    goal: Goal | None,
    say: Callable[[float], str] | None = None,
    more_is_better: bool = False,
) -> Line:
    """Return the line of two measurements.

    Parameters
    ----------
    name : str
        What the peer or the floor is called.
    goal : Goal or None
        None prints ours ÷ the other without judging it.
    say : function, optional
        Puts a value into words; as a time in seconds when left out.
    more_is_better : bool
        True for rates: peer ÷ ours is turned around.
    """
    judged = goal or Goal(math.inf, is_floor=True)
    ratio = judged.ratio(ours.median, other.median)
    if more_is_better and not judged.is_floor:
        ratio = 1.0 / ratio
    return Line(
        what,
        in_words(ours, say),
        f"{name}: {in_words(other, say)}",
        f"{_short(ratio)} ×",
        str(goal or ""),
        None if goal is None else judged.is_met(ratio),
    )


def missing(what: str, ours: Samples, peer: str, goal: Goal, say: Callable[[float], str] | None = None) -> Line:
    """Return the line of a comparison that cannot be made because a package is not installed."""
    return Line(what, in_words(ours, say), f"{peer} is not installed", "", str(goal))


def in_words(samples: Samples, say: Callable[[float], str] | None = None) -> str:
    """Return the median and the spread, such as "1.25 ms ± 3 %"."""
    return f"{(say or as_time)(samples.median)} ± {100.0 * samples.spread:.0f} %"


def as_time(seconds: float) -> str:
    """Return a time with a unit that suits it."""
    size, unit = next(((size, unit) for size, unit in UNITS if abs(seconds) >= size), UNITS[-1])
    return f"{_short(seconds / size)} {unit}"


def as_mebibytes(size: float) -> str:
    """Return a number of bytes in MiB."""
    return f"{size / 2**20:.1f} MiB"


def as_rate(per_second: float) -> str:
    """Return steps a second."""
    return f"{_short(per_second)} steps/s"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def as_text(lines: list[Line]) -> str:
    """Return the table with columns in line, for a terminal."""
    rows = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    ruled = [rows[0], tuple("-" * width for width in widths), *rows[1:]]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in ruled
    )


def as_markdown(lines: list[Line]) -> str:
    """Return the table in Markdown."""
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *(line.cells for line in lines)]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
