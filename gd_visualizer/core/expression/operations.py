"""The operations of a formula: each one's value, slope and bend stand together.

In all of them a and b are the operands and y is the value that came out. A slope is ∂y/∂a, a bend ∂²y/∂a². They
work on numbers and on arrays of any shapes that fit together, and, where the operation is analytic, on complex ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

# A number or an array of numpy, real or complex.
Array: TypeAlias = Any
Formula: TypeAlias = Callable[..., Array]
Slope: TypeAlias = float | Formula


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One step of a calculation.

    Attributes
    ----------
    value : callable
        The result y of the operands.
    slopes : tuple
        For each operand how fast y moves with it: a number, or a callable of the operands and y.
    bends : dict
        How fast those slopes move, by pairs of operands (first ≤ second); pairs that are always zero are missing.
    kinked : bool
        True where y has corners or jumps, at which the slope is a convention.
    """

    value: Formula
    slopes: tuple[Slope, ...]
    bends: Mapping[tuple[int, int], Slope] = field(default_factory=dict)
    kinked: bool = False


def _smooth(value: Formula, slope: Formula, bend: Formula) -> Operation:
    return Operation(value, (slope,), {(0, 0): bend})


# ------------------------------------------------------------------------------------------------------- arithmetic

PLUS = Operation(lambda a, b: a + b, (1.0, 1.0))
MINUS = Operation(lambda a, b: a - b, (1.0, -1.0))
NEGATE = Operation(lambda a: -a, (-1.0,))
TIMES = Operation(lambda a, b: a * b, (lambda a, b, y: b, lambda a, b, y: a), {(0, 1): 1.0})
DIVIDE = Operation(
    lambda a, b: a / b,
    (lambda a, b, y: 1.0 / b, lambda a, b, y: -y / b),
    {(0, 1): lambda a, b, y: -1.0 / (b * b), (1, 1): lambda a, b, y: 2.0 * y / (b * b)},
)


def _power_slope(a: Array, b: Array, y: Array) -> Array:
    """∂aᵇ/∂a = b·aᵇ⁻¹, and 0 where b = 0, even at a = 0."""
    return np.where(b == 0.0, 0.0, b * np.power(a, b - 1.0))


def _power_bend(a: Array, b: Array, y: Array) -> Array:
    """∂²aᵇ/∂a² = b·(b − 1)·aᵇ⁻², and 0 where b is 0 or 1, even at a = 0."""
    return np.where((b == 0.0) | (b == 1.0), 0.0, b * (b - 1.0) * np.power(a, b - 2.0))


def _exponent_slope(a: Array, b: Array, y: Array) -> Array:
    """∂aᵇ/∂b = aᵇ·ln a; 0 at a = 0 where b ≥ 0, which is the limit."""
    return np.where((a == 0.0) & (np.real(b) >= 0.0), 0.0, y * np.log(a))


def _exponent_bend(a: Array, b: Array, y: Array) -> Array:
    """∂²aᵇ/∂b² = aᵇ·(ln a)²; 0 at a = 0 where b ≥ 0."""
    return np.where((a == 0.0) & (np.real(b) >= 0.0), 0.0, y * np.log(a) ** 2)


def _power_cross(a: Array, b: Array, y: Array) -> Array:
    """∂²aᵇ/∂a∂b = aᵇ⁻¹·(1 + b·ln a); 0 at a = 0 where b > 1, which is the limit."""
    return np.where((a == 0.0) & (np.real(b) > 1.0), 0.0, np.power(a, b - 1.0) * (1.0 + b * np.log(a)))


# 0 to the power of 0 is 1, as everywhere in numerical work (IEEE 754, pow).
POWER = Operation(
    np.power,
    (_power_slope, _exponent_slope),
    {(0, 0): _power_bend, (0, 1): _power_cross, (1, 1): _exponent_bend},
)


def power_of(n: float) -> Operation:
    """Return aⁿ for a fixed n as an operation of a alone: n·aⁿ⁻¹ and n·(n − 1)·aⁿ⁻² need no logarithm of a."""
    if n == 2.0:
        return Operation(lambda a: a * a, (lambda a, y: 2.0 * a,), {(0, 0): 2.0})
    bend: Slope = lambda a, y: n * (n - 1.0) * np.power(a, n - 2.0)  # noqa: E731 - a formula beside its number
    return Operation(
        lambda a: np.power(a, n),
        (n if n in (0.0, 1.0) else lambda a, y: n * np.power(a, n - 1.0),),
        {} if n in (0.0, 1.0) else {(0, 0): bend},
    )


# ------------------------------------------------------------------------------------------------ smooth functions


def _sigmoid(a: Array) -> Array:
    """1 / (1 + e⁻ᵃ), written so that no exponential grows: e⁻|ᵃ| is at most 1."""
    negative = np.real(a) < 0.0
    small = np.exp(np.where(negative, a, -a))
    return np.where(negative, small, 1.0) / (1.0 + small)


EXP = _smooth(np.exp, lambda a, y: y, lambda a, y: y)
LOG = _smooth(np.log, lambda a, y: 1.0 / a, lambda a, y: -1.0 / (a * a))
SQRT = _smooth(np.sqrt, lambda a, y: 0.5 / y, lambda a, y: -0.25 / (a * y))
SIN = _smooth(np.sin, lambda a, y: np.cos(a), lambda a, y: -y)
COS = _smooth(np.cos, lambda a, y: -np.sin(a), lambda a, y: -y)
TAN = _smooth(np.tan, lambda a, y: 1.0 + y * y, lambda a, y: 2.0 * y * (1.0 + y * y))
ARCTAN = _smooth(np.arctan, lambda a, y: 1.0 / (1.0 + a * a), lambda a, y: -2.0 * a / (1.0 + a * a) ** 2)
SINH = _smooth(np.sinh, lambda a, y: np.cosh(a), lambda a, y: y)
COSH = _smooth(np.cosh, lambda a, y: np.sinh(a), lambda a, y: y)
TANH = _smooth(np.tanh, lambda a, y: 1.0 - y * y, lambda a, y: -2.0 * y * (1.0 - y * y))
SIGMOID = _smooth(_sigmoid, lambda a, y: y * (1.0 - y), lambda a, y: y * (1.0 - y) * (1.0 - 2.0 * y))

# ------------------------------------------------------------------------------------ functions with corners or jumps


def _size(a: Array) -> Array:
    """|a|; for a complex number ±a, which goes on analytically from the real numbers."""
    return np.abs(a) if np.isrealobj(a) else np.where(np.real(a) < 0.0, -a, a)


def _larger(a: Array, b: Array, y: Array) -> Array:
    """1 where a is the larger one, ½ where both are equal: the middle of what the slope may be there."""
    return np.where(np.real(a) == np.real(b), 0.5, np.real(a) > np.real(b))


def _smaller(a: Array, b: Array, y: Array) -> Array:
    return _larger(b, a, y)


# The slope is 0 at the corner of |a| and of relu; step is 0 at a = 0 and 1 for every a > 0, its slope 0 everywhere.
ABS = Operation(_size, (lambda a, y: np.sign(np.real(a)),), kinked=True)
RELU = Operation(lambda a: np.maximum(a, 0.0), (lambda a, y: np.real(a) > 0.0,), kinked=True)
STEP = Operation(lambda a: np.heaviside(np.real(a), 0.0), (0.0,), kinked=True)
MIN = Operation(np.minimum, (_smaller, lambda a, b, y: _smaller(b, a, y)), kinked=True)
MAX = Operation(np.maximum, (_larger, lambda a, b, y: _larger(b, a, y)), kinked=True)

# What is written with its name and round brackets.
FUNCTIONS: dict[str, Operation] = {
    "exp": EXP,
    "log": LOG,
    "sqrt": SQRT,
    "sin": SIN,
    "cos": COS,
    "tan": TAN,
    "arctan": ARCTAN,
    "sinh": SINH,
    "cosh": COSH,
    "tanh": TANH,
    "abs": ABS,
    "min": MIN,
    "max": MAX,
    "sigmoid": SIGMOID,
    "relu": RELU,
    "step": STEP,
}
OPERATIONS: dict[str, Operation] = {
    "plus": PLUS,
    "minus": MINUS,
    "times": TIMES,
    "divide": DIVIDE,
    "negate": NEGATE,
    "power": POWER,
} | FUNCTIONS
