"""The scale of steps: how far the loss chart and the timeline reach, and which steps they number."""

from __future__ import annotations

import math

SHORTEST = 24
SECOND = 48


def reach(last_step: int) -> int:
    """Return the step at the right end: 24, 48, 100, 200, 500, 1000 … so that it changes rarely while walking."""
    if last_step <= SHORTEST:
        return SHORTEST
    if last_step <= SECOND:
        return SECOND
    power = max(100, 10 ** (len(str(last_step - 1)) - 1))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= last_step)


def numbered_steps(last: int, most: int) -> list[int]:
    """Return equally spaced steps from 0 to ``last``, both included, in at most so many spaces."""
    spaces = next((count for count in (6, 5, 4, 3, 2) if count <= most and last % count == 0), 1)
    return [last * place // spaces for place in range(spaces + 1)]


def most_spaces(length: float, each: float) -> int:
    """Return into how many spaces of at least a certain length a scale can be divided."""
    return max(1, math.floor(length / max(each, 1.0)))
