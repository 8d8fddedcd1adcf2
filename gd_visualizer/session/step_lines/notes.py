"""A sheet of paper on which one step is worked out, line after line."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import decayed
from gd_visualizer.core.optimizers.base import Here, Memory
from gd_visualizer.session.numbers import exact

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of the sheet: a name, how its numbers come about, and a number for each parameter.

    Attributes
    ----------
    symbol : str
        The letter that later lines know these numbers by.
    name : str
        What they are, in words.
    words, symbols : str
        How they come from the lines above; "" for what is given.
    values : (P,) float64
    """

    symbol: str
    name: str
    words: str
    symbols: str
    values: FloatArray


@dataclass(slots=True, eq=False)
class Notes:
    """The lines written so far.

    Attributes
    ----------
    here : Here
        What the optimizer may look at.
    memory : tuple of arrays
        What it remembers from the step before.
    place : (P,) float64
        Where the step leads, as the optimizer itself says.
    names : tuple of P str
        The names of the parameters.
    lines : list of Line
    total : tuple of (str, float)
        The letters whose numbers, each times its sign, add up to the new values.
    """

    here: Here
    memory: Memory
    place: FloatArray
    names: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    total: tuple[tuple[str, float], ...] = ()

    def line(self, symbol: str, name: str, words: str, symbols: str, values: ArrayLike) -> FloatArray:
        """Write a line, and return its numbers, one for each parameter."""
        row = np.broadcast_to(np.asarray(values, dtype=np.float64), self.here.parameters.shape)
        self.lines.append(Line(symbol, name, words, symbols, row))
        return row

    def remembered(self, symbol: str, name: str, values: ArrayLike) -> FloatArray:
        """Write down what the optimizer carried along from the step before."""
        return self.line(symbol, name, _("remembered from the step before"), "", values)

    def slope(self, weight_decay: float) -> tuple[FloatArray, str, str]:
        """Return the slope that the rule goes by, with its letter and its name; a pull towards zero has its line."""
        here = self.here
        if not weight_decay:
            return here.gradient, "g", _("slope")
        name = _("pulled slope")
        pulled = decayed(here.gradient, here.parameters, weight_decay)
        decay = exact(weight_decay)
        words = _("slope + weight decay {decay} × value now").format(decay=decay)
        return self.line("p", name, words, f"g + {decay}·θ", pulled), "p", name

    def shrunk(self, weight_decay: float) -> tuple[FloatArray, str, str]:
        """Return the values from which the step starts, where weight decay shrinks them first; with letter and name."""
        here = self.here
        rate, decay = exact(here.learning_rate), exact(weight_decay)
        values = here.parameters * (1.0 - here.learning_rate * weight_decay)
        name = _("shrunk value")
        words = _("value now × (1 − learning rate {rate} × weight decay {decay})").format(rate=rate, decay=decay)
        return self.line("k", name, words, f"θ·(1 − η·{decay})", values), "k", name

    def less(
        self, change: FloatArray, words: str, symbols: str, base: tuple[FloatArray, str, str] | None = None
    ) -> None:
        """Write the step, and the new values: the base, or else the values now, minus the step."""
        values, letter, name = base or (self.here.parameters, "θ", _("value now"))
        self.line("Δ", _("the step"), words, symbols, change)
        self.line("θ′", _("new value"), _("{base} − the step").format(base=name), f"{letter} − Δ", values - change)
        self.total = ((letter, 1.0), ("Δ", -1.0))

    def along(self, direction: FloatArray, length: float, why: str) -> None:
        """Write the part t of a direction d that is gone, the step and the new values."""
        self.line("t", _("how far"), why, "", length)
        change = self.line("Δ", _("the step"), _("how far × direction"), "t·d", length * direction)
        self.line("θ′", _("new value"), _("value now + the step"), "θ + Δ", self.here.parameters + change)
        self.total = (("θ", 1.0), ("Δ", 1.0))

    def stay(self) -> None:
        """Write that the values stay, because no place nearby is lower."""
        self.line("θ′", _("new value"), _("value now, as no place that was tried is lower"), "θ", self.place)
        self.total = (("θ", 1.0),)

    def matrix(self, symbol: str, name: str, words: str, symbols: str, rows: FloatArray) -> None:
        """Write a matrix, (P, P), a line for each of its rows; say so where it is too large to be read."""
        if len(rows) > MOST_ROWS:
            size = _("{name}: {count} × {count} numbers, not shown").format(name=name, count=len(rows))
            self.line(symbol, size, words, "", np.diag(rows))
            return
        for place, (own, row) in enumerate(zip(self.names, rows, strict=True)):
            title = _("{name}, row {parameter}").format(name=name, parameter=own)
            self.line(
                f"{symbol}{lowered(place + 1)}", title, words if not place else "", symbols if not place else "", row
            )


# Larger matrices than this say nothing to anybody.
MOST_ROWS = 8


def raised(count: float) -> str:
    """Return a whole number as an exponent."""
    return str(int(count)).translate(_RAISED)


def lowered(count: int) -> str:
    """Return a whole number as an index."""
    return str(count).translate(_LOWERED)
