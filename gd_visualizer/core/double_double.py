"""Numbers with twice the digits: each is the sum of two float64, a large one and what it leaves out."""

from __future__ import annotations

from gd_visualizer.core.arrays import FloatArray

# 2²⁷ + 1 cuts a number into two halves of 26 digits, whose products are exact (Veltkamp 1968; Dekker 1971).
_CUT = 134217729.0

Double = tuple[FloatArray, FloatArray]


def two_sum(a: FloatArray, b: FloatArray) -> Double:
    """Return a + b, rounded, and what the rounding left out: together they are exact (Knuth 1969)."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def two_product(a: FloatArray, b: FloatArray) -> Double:
    """Return a · b, rounded, and what the rounding left out: together they are exact (Dekker 1971)."""
    product = a * b
    a_high, b_high = _upper_half(a), _upper_half(b)
    a_low, b_low = a - a_high, b - b_high
    return product, a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)


def added(a: Double, b: Double) -> Double:
    """Return a + b with twice the digits."""
    total, rest = two_sum(a[0], b[0])
    return _settled(total, rest + (a[1] + b[1]))


def multiplied(a: Double, b: Double) -> Double:
    """Return a · b with twice the digits."""
    product, rest = two_product(a[0], b[0])
    return _settled(product, rest + (a[0] * b[1] + a[1] * b[0]))


def summed(terms: Double) -> Double:
    """Return the sums over the last axis with twice the digits: neighbours are added until one number is left."""
    high, low = terms
    while high.shape[-1] > 1:
        half = high.shape[-1] // 2
        first, second = (high[..., :half], low[..., :half]), (high[..., half : 2 * half], low[..., half : 2 * half])
        total = added(first, second)
        if high.shape[-1] % 2:
            last = added((total[0][..., :1], total[1][..., :1]), (high[..., -1:], low[..., -1:]))
            total[0][..., :1], total[1][..., :1] = last
        high, low = total
    return high[..., 0], low[..., 0]


def _upper_half(a: FloatArray) -> FloatArray:
    cut = _CUT * a
    return cut - (cut - a)


def _settled(high: FloatArray, low: FloatArray) -> Double:
    total = high + low
    return total, low - (total - high)
