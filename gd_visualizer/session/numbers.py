"""Numbers as people read them on the screen."""

from __future__ import annotations

import math

from gd_visualizer.assets import translate as _

MINUS = "\u2212"
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def shown(value: float | None, decimals: int = 2) -> str:
    """Return a number with two decimals, or as 1.23·10⁻⁴ where that would say too little.

    Never "nan" or "inf": numbers that are not finite read "too large to show".
    """
    if value is None or not math.isfinite(value):
        return _("too large to show")
    size = abs(value)
    if size != 0.0 and (size < 0.005 or size > 9999.0):
        return scientific(value)
    return f"{value:.{decimals}f}".replace("-", MINUS) if round(value, decimals) else f"{0:.{decimals}f}"


def scientific(value: float, digits: int = 3) -> str:
    """Return a number as 1.23·10⁻⁴."""
    return powers(f"{value:.{digits - 1}e}").replace("-", MINUS)


def powers(text: str) -> str:
    """Return the text of a number with 1.5e-07 written as 1.5·10⁻⁷; other texts stay as they are."""
    mantissa, mark, exponent = text.partition("e")
    return f"{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPT)}" if mark else text


def significant(value: float | None, digits: int = 2) -> str:
    """Return a number with so many significant digits, as in "off by about 1.4"."""
    if value is None or not math.isfinite(value):
        return _("too large to show")
    size = abs(value)
    if size == 0.0:
        return "0"
    if size < 1e-3 or size >= 1e5:
        return scientific(value, digits)
    rounded = float(f"{value:.{digits}g}")
    places = max(0, digits - 1 - math.floor(math.log10(abs(rounded))))
    return f"{rounded:.{places}f}".replace("-", MINUS)


def plain(value: float) -> str:
    """Return a number for a number box: the shortest text that reads back to the same float, with a true minus."""
    text = repr(float(value))
    return (text[:-2] if text.endswith(".0") else text).replace("-", MINUS)
