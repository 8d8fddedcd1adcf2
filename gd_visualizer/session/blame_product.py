"""The slope of a parameter as one product: all factors on the way back, from the loss to the parameter."""

from __future__ import annotations

import math

from gd_visualizer.assets import translate as _
from gd_visualizer.core.computation_parts import Part
from gd_visualizer.session.blame_words import Numbers, bracketed, number_of
from gd_visualizer.session.numbers import shown

# A longer product says nothing to the eye.
MOST_FACTORS = 7


def ways_to(parts: tuple[Part, ...], place: int) -> list[tuple[tuple[int, int], ...]] | None:
    """Return every way from the loss of a point back to a part, as pairs (part, operand); None where they are many."""
    top = next(index for index, part in enumerate(parts) if part.kind == "loss")
    ways: list[tuple[tuple[int, int], ...]] = []
    waiting: list[tuple[int, tuple[tuple[int, int], ...]]] = [(top, ())]
    while waiting:
        here, way = waiting.pop()
        if here == place:
            ways.append(way)
            continue
        for operand, target in enumerate(parts[here].operands):
            if target >= place:
                waiting.append((target, (*way, (here, operand))))
        if len(waiting) + len(ways) > 64:
            return None
    return ways


def product_of(numbers: Numbers, place: int) -> str:
    """Return the slope of a parameter spelled out for one point, such as "2·(−1.55) × (−1.5) = 4.65".

    Factors of one are left out. Where the blame comes back on several ways, each of them is a product and they are
    added; where these are too many to be read, words say so.
    """
    parts = numbers.computation.parts
    if numbers.row is None:
        return _("the mean of the points' slopes")
    ways = ways_to(parts, place)
    result = shown(numbers.blame(place))
    if ways is None or sum(len(way) for way in ways) > 3 * MOST_FACTORS:
        return _("a sum over many ways back = {result}").format(result=result)
    written, total = [], 0.0
    for way in ways:
        texts, size = [], 1.0
        for here, operand in way:
            factor = numbers.factor(here, operand)
            if factor is None or factor == 1.0:
                continue
            text, value = _factor(numbers, here, operand, factor)
            texts.append(text)
            size *= value
        if len(texts) > MOST_FACTORS:
            return _("a product of {count} factors = {result}").format(count=len(texts), result=result)
        written.append(" × ".join(texts) or "1")
        total += size
    sign = "=" if math.isfinite(total) and shown(total) == result else "≈"
    return f"{' + '.join(written)} {sign} {result}"


def _factor(numbers: Numbers, here: int, operand: int, factor: float) -> tuple[str, float]:
    """Return how a factor is written, and the number that can be read there."""
    parts = numbers.computation.parts
    part = parts[here]
    if part.kind == "loss" and part.operation == "mean_squared_error":
        miss = numbers.value(part.operands[0])
        return f"2·{bracketed(shown(miss))}", 2.0 * _rounded(miss)
    if part.operation == "times":
        other = parts[part.operands[1 - operand]]
        text = number_of(other, factor)
        return bracketed(text), factor if other.kind in ("input", "number") else _rounded(factor)
    return bracketed(shown(factor)), _rounded(factor)


def _rounded(value: float | None) -> float:
    """Return the number as it reads with two decimals, the small and the large ones as they are."""
    if value is None or not math.isfinite(value):
        return math.nan
    return round(value, 2) if 0.005 <= abs(value) <= 9999.0 else value
