"""Numbers as fine as a person can point: dragging gives 1.83, not 1.8273645."""

from __future__ import annotations

import math


def pointing_step(span: float, pixels: float) -> float:
    """Return the power of ten just below what one pixel spans."""
    per_pixel = span / max(pixels, 1.0)
    return 10.0 ** math.floor(math.log10(per_pixel)) if 1e-290 < per_pixel < math.inf else 0.0


def rounded(value: float, step: float) -> float:
    """Return the value at the nearest multiple of a step that is a power of ten, without stray digits."""
    if not step:
        return value
    digits = -round(math.log10(step))
    return round(value, digits) if -300 < digits < 300 else value


def nudge_step(span: float) -> float:
    """Return how far an arrow key moves: 0.1 in a range of about ten."""
    return 10.0 ** (round(math.log10(span)) - 2) if 1e-290 < span < math.inf else 0.0
