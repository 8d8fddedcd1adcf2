"""Numbers as fine as a person can point: dragging gives 1.83, not 1.8273645."""

from __future__ import annotations

import math

from gd_visualizer.session.numbers import CHOSEN_BELOW, exact, fixed

_SMALLEST_STEP = 1e-307


def pointing_step(span: float, pixels: float) -> float:
    """Return the power of ten just below what one pixel spans; 0 where numbers are too small for that."""
    per_pixel = span / max(pixels, 1.0)
    return float(f"1e{math.floor(math.log10(per_pixel))}") if _SMALLEST_STEP < per_pixel < math.inf else 0.0


def rounded(value: float, step: float) -> float:
    """Return the value at the nearest multiple of a step that is a power of ten, without stray digits."""
    return round(value, -round(math.log10(step))) + 0.0 if step and math.isfinite(value) else value


def nudge_step(span: float) -> float:
    """Return how far an arrow key moves: 0.1 in a range of about ten."""
    return 10.0 ** (round(math.log10(span)) - 2) if _SMALLEST_STEP < span < math.inf else 0.0


def round_step(span: float) -> float:
    """Return the first of 1, 2, 5, 10 … times a power of ten that is not below a span."""
    if not _SMALLEST_STEP < span < math.inf:
        return 0.0
    exponent = math.floor(math.log10(span))
    # Text reads to the nearest number, where multiplying powers of ten would not.
    return next(
        (step for step in (float(f"{digit}e{exponent}") for digit in (1, 2, 5)) if step >= span * (1.0 - 1e-9)),
        float(f"10e{exponent}"),
    )


def coordinate_words(value: float, step: float = 0.0) -> str:
    """Return a coordinate as people read it.

    Parameters
    ----------
    step : float
        With a step, the digits behind the point are as many as it has, so that words under a moving mouse keep their
        width; without one, as many as the number needs, six in all at most.
    """
    places = -round(math.log10(step)) if step else -1
    if 0 <= places <= 6 and abs(value) < CHOSEN_BELOW:
        return fixed(rounded(value, step), places)
    return exact(value, 6)
