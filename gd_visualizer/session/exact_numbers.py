"""Exact numbers as people write them: short decimals in full, all others rounded and marked as rounded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from gd_visualizer.core.normal_equations import exact_decimal
from gd_visualizer.session.numbers import MINUS, decimal_words

DIGITS, FULL_DIGITS = 7, 12


def written(value: Fraction) -> str:
    """Return a number: in full where that takes 12 digits or fewer, otherwise with seven significant ones."""
    exact = exact_decimal(value, FULL_DIGITS)
    return decimal_words(Decimal(_rounded(value)) if exact is None else exact, FULL_DIGITS)


def is_exact(value: Fraction) -> bool:
    """Return True where ``written`` leaves nothing out."""
    return exact_decimal(value, FULL_DIGITS) is not None


def result(left: str, value: Fraction) -> str:
    """Return "left = value", or "left ≈ value" where the value is rounded."""
    return f"{left} {'=' if is_exact(value) else '≈'} {written(value)}"


def in_brackets(value: Fraction) -> str:
    """Return a number as it stands inside a product: in brackets where it has a minus or a power of ten."""
    text = written(value)
    return f"({text})" if text.startswith(MINUS) or "·" in text else text


def sum_of_terms(factors: Sequence[Fraction], names: Sequence[str]) -> str:
    """Return "3 · *m* − 2 · *b*": each factor with the parameter it belongs to."""
    text = ""
    for factor, name in zip(factors, names, strict=True):
        if text:
            text += f" {MINUS if factor < 0 else '+'} "
        size = abs(factor) if text else factor
        text += f"{written(size)} · *{name}*"
    return text


def _rounded(value: Fraction) -> str:
    """Return seven significant digits, also of numbers beyond the range of float64, as Decimal reads them."""
    size = math.floor(_log10(abs(value)))
    return f"{round(value * Fraction(10) ** (DIGITS - 1 - size))}e{size - DIGITS + 1}"


def _log10(value: Fraction) -> float:
    return math.log10(value.numerator) - math.log10(value.denominator)
