"""Numbers as people read and write them: one notation for the whole window.

A number has a true minus, a decimal point and, from 10,000 on, its whole digits in groups of three with a narrow space
between them. What would need too many zeros is written as 1.5·10⁻⁷, never as 1.5e-07. Which numbers need that:

* what the program works out (`shown`, `significant`, ticks) from 10,000 on, and `shown` below 0.005;
* what a person chose, such as a coordinate or a rate (`exact`), from a million on;
* everything below 0.0001; counts never.

What stands here reads back by `read_number`, which also takes what other programs write.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from gd_visualizer.assets import translate as _

MINUS = "\u2212"
NARROW_SPACE = "\u202f"
# Written in full from here …
FULL_FROM = 1e-4
# … up to here: the first for what the program works out, the second for what a person chose.
WORKED_OUT_BELOW, CHOSEN_BELOW = 1e4, 1e6
_UNGROUPED_BELOW = 10_000
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_SIGNS = str.maketrans("\u2212\u2013", "--")
_SPACES = re.compile(r"\s+")
_NUMBER = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
_PLAIN = re.compile(rf"[+-]?{_NUMBER}(?:[eE][+-]?[0-9]+)?")
# 1.5·10⁻⁷, 2×10^3, 10⁵ and, as a raised number loses its place where it is copied, 1.5·10-7.
_POWER = re.compile(
    rf"([+-]?)(?:({_NUMBER})[·⋅×*])?10(?:\^([+-]?[0-9]+)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<=[·⋅×*]10)([+-][0-9]+))"
)


def shown(value: float | None, decimals: int = 2) -> str:
    """Return a number with two decimals, or as 1.23·10⁻⁴ where that would say too little.

    Never "nan" or "inf": numbers that are not finite read "too large to show".
    """
    if value is None or not math.isfinite(value):
        return _("too large to show")
    size = abs(value)
    if size != 0.0 and (size < 0.005 or size > 9999.0):
        return scientific(value)
    return fixed(value, decimals)


def significant(value: float | None, digits: int = 2) -> str:
    """Return a number with so many significant digits, as in "off by about 1.4"."""
    if value is None or not math.isfinite(value):
        return _("too large to show")
    rounded = float(f"{value:.{digits}g}")
    if rounded == 0.0:
        return "0"
    if not FULL_FROM <= abs(rounded) < WORKED_OUT_BELOW:
        return scientific(value, digits)
    return fixed(rounded, max(0, digits - 1 - math.floor(math.log10(abs(rounded)))))


def exact(value: float, digits: int | None = None) -> str:
    """Return a number with all its digits: the shortest text that reads back to the same float.

    Parameters
    ----------
    digits : int or None
        Show no more significant digits than so many.
    """
    if not math.isfinite(value):
        return _("too large to show")
    number = float(value if digits is None else f"{value:.{digits}g}") + 0.0
    if number == 0.0:
        return "0"
    digits_of_it = Decimal(repr(number)).normalize()
    in_full = FULL_FROM <= abs(number) < CHOSEN_BELOW
    return _signed(_grouped(f"{digits_of_it:f}") if in_full else _powers(f"{digits_of_it:e}"))


def fixed(value: float, decimals: int) -> str:
    """Return a number with so many decimals, whatever its size; never "−0"."""
    return _signed(_grouped(f"{round(value, decimals) + 0.0:.{decimals}f}"))


def scientific(value: float, digits: int = 3) -> str:
    """Return a number as 1.23·10⁻⁴."""
    return _signed(_powers(f"{value:.{digits - 1}e}"))


def decimal_words(number: Decimal, digits: int) -> str:
    """Return a decimal with all its digits, in full as long as that is no row of zeros longer than so many digits."""
    if not number:
        return "0"
    number = number.normalize()
    in_full = -5 <= number.adjusted() < digits
    return _signed(f"{number:f}" if in_full else _powers(f"{number:e}".lower().replace("e+", "e")))


def counted(count: int) -> str:
    """Return a number of steps or points: always in full."""
    return _signed(_grouped(str(count)))


def power_words(power: int) -> str:
    """Return a power of ten by its exponent: 0.01, 100, 10⁵."""
    value = float(f"1e{power}")
    if FULL_FROM <= value < WORKED_OUT_BELOW:
        return fixed(value, max(0, -power))
    return "10" + str(power).translate(_SUPERSCRIPT)


def tick_words(values: Sequence[float], spacing: float, full_below: float = WORKED_OUT_BELOW) -> list[str]:
    """Return the words at the ticks of a scale: with as many digits as tell them apart, and all in one notation.

    Parameters
    ----------
    spacing : float
        From one tick to the next.
    full_below : float
        Where the largest tick is not below this, all are written with its power of ten.
    """
    largest = max((abs(value) for value in values), default=0.0)
    if largest == 0.0:
        return ["0" for _value in values]
    last_digit = _last_digit(spacing)
    if largest >= full_below * (1.0 - 1e-9) or spacing < FULL_FROM * (1.0 - 1e-9):
        exponent = math.floor(math.log10(largest) + 1e-9)
        places = min(max(0, exponent - last_digit), 15)
        return ["0" if value == 0.0 else _of_power(value, exponent, places) for value in values]
    return [fixed(value, max(0, -last_digit)) if value else "0" for value in values]


def read_number(text: str) -> float | None:
    """Return the finite number a person wrote, or None.

    Takes a decimal point or comma, any kind of minus, spaces between groups of digits, and powers of ten as 1e-4 or as
    the window shows them: 1·10⁻⁴.
    """
    cleaned = _SPACES.sub("", text).translate(_SIGNS)
    if cleaned.count(",") == 1 and "." not in cleaned:
        cleaned = cleaned.replace(",", ".")
    power = _POWER.fullmatch(cleaned)
    if power is not None:
        sign, mantissa, *exponents = power.groups()
        exponent = next(written for written in exponents if written is not None)
        cleaned = f"{sign}{mantissa or 1}e{exponent.translate(_RAISED)}"
    if not _PLAIN.fullmatch(cleaned):
        return None
    number = float(cleaned)
    return number + 0.0 if math.isfinite(number) else None


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


def _grouped(text: str) -> str:
    """Return the text of a number with its whole digits in groups of three, from 10,000 on."""
    whole, point, rest = text.partition(".")
    return (
        (whole if abs(int(whole)) < _UNGROUPED_BELOW else f"{int(whole):,}".replace(",", NARROW_SPACE)) + point + rest
    )


def _powers(text: str) -> str:
    """Return the text 1.5e-07 as 1.5·10⁻⁷."""
    mantissa, _mark, exponent = text.partition("e")
    return f"{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def _last_digit(spacing: float) -> int:
    """Return the power of ten of the last digit that a spacing such as 0.5, 2 or 1.2 needs."""
    exponent = Decimal(f"{spacing:.2g}").normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _of_power(value: float, exponent: int, places: int) -> str:
    """Return a number such as 0.5·10¹⁵⁰ with a given exponent, so that the ticks of one scale can be compared."""
    # The digits come from text: ten to the power of 305 times a small number would leave the range of float64.
    mantissa, own = f"{value:.15e}".split("e")
    shifted = float(f"{mantissa}e{int(own) - exponent}")
    return _signed(_powers(f"{shifted:.{places}f}e{exponent}"))
