"""What is another from one picture of a film to the next: only that has to be written."""

from __future__ import annotations

import numpy as np

# From left, top, right and bottom: the first column and row inside, and the first ones outside.
Box = tuple[int, int, int, int]


def box_of(changed: np.ndarray) -> Box:
    """Return the smallest rectangle around all that changed; where nothing did, one pixel, because a file wants some.

    Parameters
    ----------
    changed : (height, width) bool
    """
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    if not len(rows):
        return 0, 0, 1, 1
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def within(pixels: np.ndarray, box: Box) -> np.ndarray:
    """Return the part of a picture that is inside a rectangle.

    Parameters
    ----------
    pixels : (height, width, ...)
    box : tuple of int
    """
    left, top, right, bottom = box
    return pixels[top:bottom, left:right]
