"""States of a walk as plain numbers, which a file can keep, and back: the walk goes on as if it had never stopped."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.descent import DescentState
from gd_visualizer.core.errors import RefusalError
from gd_visualizer.core.optimizers.base import Optimizer

# JSON has no words for these.
_BEYOND = {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}


def numbers_of(state: DescentState) -> dict[str, Any]:
    """Return a state as numbers, lists and texts that JSON can hold, and that read back to the very same state.

    Each array of the memory is written with its shape, all its values in one row; values that are no finite number
    are written as the texts "inf", "-inf" and "nan".
    """
    return {
        "step": state.step,
        "parameters": _row(state.parameters),
        "memory": [{"shape": list(part.shape), "values": _row(part)} for part in state.memory],
    }


def state_from(numbers: object, optimizer: Optimizer) -> DescentState:
    """Return the state that ``numbers_of`` wrote down, for the optimizer that shall walk on.

    Raises
    ------
    InputError
        If the numbers are no state, or one of another optimizer.
    """
    if not isinstance(numbers, dict):
        raise RefusalError("the state of the walk is not a table of step, parameters and memory")
    step = numbers.get("step")
    if type(step) is not int or step < 0:
        raise RefusalError("the state of the walk has no number of steps")
    parameters = _array(numbers.get("parameters"))
    if not (len(parameters) and np.isfinite(parameters).all()):
        raise RefusalError("the parameters in the state of the walk are not finite numbers")
    parts = numbers.get("memory")
    if not isinstance(parts, list):
        raise RefusalError("the state of the walk has no memory")
    memory = tuple(_shaped(part) for part in parts)
    expected = optimizer.init(parameters)
    if len(memory) != len(expected) or not all(map(_alike, memory, expected)):
        raise RefusalError("the memory in the state of the walk is not one of {key}", key=optimizer.key)
    return DescentState(step, parameters, memory)


def _row(values: FloatArray) -> list[float | str]:
    return [value if math.isfinite(value) else str(value) for value in values.ravel().tolist()]


def _array(values: object) -> FloatArray:
    if not isinstance(values, list):
        raise RefusalError("the state of the walk has no list of numbers where one belongs")
    return frozen([_number(value) for value in values])


def _number(value: object) -> float:
    if isinstance(value, str) and value in _BEYOND:
        return _BEYOND[value]
    if type(value) not in (int, float):
        raise RefusalError("{key} in the state of the walk is not a number", key=repr(value)[:40])
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        raise RefusalError("{key} in the state of the walk is too large a number", key=repr(value)[:40]) from None


def _shaped(part: object) -> FloatArray:
    if not isinstance(part, dict):
        raise RefusalError("the memory in the state of the walk is not a list of arrays")
    values, shape = _array(part.get("values")), part.get("shape")
    sizes_fit = isinstance(shape, list) and all(type(size) is int and size >= 0 for size in shape)
    if not sizes_fit or math.prod(shape) != len(values):  # type: ignore[arg-type]
        raise RefusalError("an array in the state of the walk does not have the shape it claims")
    return frozen(values.reshape(shape))


def _alike(found: FloatArray, expected: FloatArray) -> bool:
    """Return True if the shapes are the same; a side that is empty before the first step may have grown."""
    if found.ndim != expected.ndim:
        return False
    return all(size in (now, 0) for now, size in zip(found.shape, expected.shape, strict=True))
