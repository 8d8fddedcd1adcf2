"""With how many digits the columns of a table are written, so that its sums are true as they are read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.numbers import fixed, scientific, shown, significant

LARGEST = 9999.0
LEAST, MOST = 2, 6
SIGNIFICANT = 4


def figure(value: float, digits: int | None) -> str:
    """Return a number with so many decimals, or with a few significant ones where that would say too little."""
    too_small = value and digits is not None and abs(value) < 10.0 ** (1 - digits)
    return significant(value, SIGNIFICANT) if too_small else summand(value, digits)


def summand(value: float, digits: int | None) -> str:
    """Return a number with so many decimals, however small it is; without decimals as a power of ten."""
    if not math.isfinite(value):
        return shown(value)
    if value == 0.0 and digits is None:
        return "0"
    return scientific(value, SIGNIFICANT) if digits is None or abs(value) > LARGEST else fixed(value, digits)


def own_digits(values: FloatArray) -> int | None:
    """Return how many decimals values such as 0.5 and 1.25 have, at most four; None where powers are needed."""
    numbers = values.tolist()
    if not _fits(numbers):
        return None
    return next((digits for digits in range(4) if all(round(v, digits) == v for v in numbers)), 4)


def agreeing_digits(y: FloatArray, predictions: FloatArray, misses: FloatArray) -> int | None:
    """Return with how many decimals ŷ − y = miss holds in each row as it is written; None where powers are needed."""
    rows = list(zip(y.tolist(), predictions.tolist(), misses.tolist(), strict=True))
    if not _fits(value for row in rows for value in row):
        return None
    for digits in range(LEAST, MOST):
        if all(_written(p - round(t, digits), digits, p) == round(m, digits) for t, p, m in rows):
            return digits
    return MOST


def summing_digits(
    parts: FloatArray,
    mean: float,
    complete: bool,
    sums: Sequence[tuple[float, float]] = (),
    result: float = 0.0,
) -> tuple[int, ...]:
    """Return with how many decimals a column adds up as it is written, the best first; none where powers are needed.

    Parameters
    ----------
    parts : (R,) float64
        Their mean is ``mean``, if the column is complete.
    complete : bool
    sums : sequence of (value, sign)
        They add up to ``result``.
    """
    numbers = [*parts.tolist(), mean]
    if not (_fits(numbers) and np.isfinite([value for value, _sign in sums] + [result]).all()):
        return ()
    small = [value for value, _sign in sums if abs(value) <= LARGEST]
    sums = sums if len(small) == len(sums) and abs(result) <= LARGEST else ()
    found = [digits for digits in range(LEAST, MOST + 1) if _adds_up(digits, numbers, complete, sums, result)]
    telling = [digits for digits in found if all(not v or abs(v) >= 10.0 ** (1 - digits) for v in [mean, *small])]
    return tuple(telling or found) or (MOST,)


def common_digits(columns: Sequence[tuple[int, ...]]) -> list[int | None]:
    """Return the decimals of each column: the same in all of them where that can be, None for one without decimals."""
    able = [set(column) for column in columns if column]
    shared = min(set.intersection(*able), default=None) if able else None
    return [None if not column else column[0] if shared is None else shared for column in columns]


def _adds_up(
    digits: int, numbers: Sequence[float], complete: bool, sums: Sequence[tuple[float, float]], result: float
) -> bool:
    *parts, mean = numbers
    if complete and parts:
        told = sum(round(value, digits) for value in parts) / len(parts)
        if abs(told - round(mean, digits)) > 0.5000001 * 10.0**-digits:
            return False
    told = sum(sign * round(value, digits) for value, sign in sums)
    return not sums or round(told, digits) == round(result, digits)


def _written(difference: float, digits: int, prediction: float) -> float:
    return round(round(prediction, digits) - (prediction - difference), digits)


def _fits(values: Iterable[float]) -> bool:
    """Return True where all numbers can be written in full, the largest of them with at least two digits."""
    sizes = [abs(value) for value in values]
    largest = max(sizes, default=0.0)
    return all(math.isfinite(size) for size in sizes) and (largest == 0.0 or 1e-4 <= largest <= LARGEST)
