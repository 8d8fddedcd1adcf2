"""Small helpers that make arrays safe to hand around."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


def frozen(values: ArrayLike | Iterable[float]) -> FloatArray:
    """Return the values as a float64 array that nobody can change.

    Parameters
    ----------
    values : array-like
        Copied unless it already is a read-only float64 array.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.flags.writeable:
        array = array.copy()
        array.flags.writeable = False
    return array
