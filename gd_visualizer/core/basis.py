"""Other building blocks for the same curves: powers of x − centre instead of powers of x keep all digits."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.double_double import Double, multiplied, two_sum


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """Columns that span what a model linear in its parameters can do, easier on the arithmetic than its own columns.

    Attributes
    ----------
    columns, rest : (N, P) float64
        The columns, and what their rounding left out.
    from_parameters : (P, P) float64
        Turns parameters θ into weights a of these columns: a = from_parameters · θ.
    to_parameters : function
        Turns weights with twice the digits into parameters with twice the digits.
    """

    columns: FloatArray
    rest: FloatArray
    from_parameters: FloatArray
    to_parameters: Callable[[Double], Double]

    @classmethod
    def own(cls, columns: FloatArray) -> Basis:
        """Return the model's own columns, (N, P), as they are: weights and parameters are the same."""
        return cls(columns, np.zeros_like(columns), np.eye(columns.shape[1]), lambda weights: weights)


def centred_powers(x: FloatArray, degree: int) -> Basis:
    """Return the powers of z = (x − centre) / reach up to a degree: they stay between −1 and 1.

    The centre is the middle of the range, the reach a power of two, so that dividing by it is exact. Powers of x
    itself look alike far from zero, and ten digits and more are lost in telling them apart.
    """
    low, high = float(x.min()), float(x.max())
    centre = low + 0.5 * (high - low)
    farthest = max(centre - low, high - centre)
    reach = 2.0 ** math.frexp(farthest)[1] if farthest > 0.0 and math.isfinite(farthest) else 1.0
    z_high, z_low = two_sum(x, np.full_like(x, -centre))
    z = (z_high / reach, z_low / reach)
    powers = [(np.ones_like(x), np.zeros_like(x)), z][: degree + 1]
    while len(powers) <= degree:
        powers.append(multiplied(powers[-1], z))
    return Basis(
        np.stack([power[0] for power in powers], axis=1),
        np.stack([power[1] for power in powers], axis=1),
        _from_powers_of_x(centre, reach, degree),
        lambda weights: _to_powers_of_x(weights, centre, reach),
    )


def _from_powers_of_x(centre: float, reach: float, degree: int) -> FloatArray:
    """Return the matrix whose column k holds x^k = (centre + reach·z)^k in powers of z (binomial theorem)."""
    matrix = np.zeros((degree + 1, degree + 1))
    for k in range(degree + 1):
        for j in range(k + 1):
            matrix[j, k] = math.comb(k, j) * np.float64(centre) ** (k - j) * np.float64(reach) ** j
    return matrix


def _to_powers_of_x(weights: Double, centre: float, reach: float) -> Double:
    """Return the coefficients in powers of x, exactly until the last rounding.

    All numbers are whole multiples of powers of two. With centre = n/d and u = d·x the curve is
    Σ B_k·(u − n)^k / E with whole numbers B_k, and multiplying out by Horner's scheme leaves whole numbers too.
    """
    n, d = centre.as_integer_ratio()
    step = Fraction(reach) * d
    both = zip(weights[0].tolist(), weights[1].tolist(), strict=True)
    shares = [(Fraction(a) + Fraction(b)) / step**k for k, (a, b) in enumerate(both)]
    whole = max(share.denominator for share in shares)
    numbers = [share.numerator * (whole // share.denominator) for share in shares]
    for start in range(len(numbers) - 1):
        for place in range(len(numbers) - 2, start - 1, -1):
            numbers[place] -= n * numbers[place + 1]
    exact = [Fraction(number * d**k, whole) for k, number in enumerate(numbers)]
    try:
        high = [float(number) for number in exact]
    except OverflowError:
        return np.full(len(exact), np.inf), np.zeros(len(exact))
    low = [float(number - Fraction(rounded)) for number, rounded in zip(exact, high, strict=True)]
    return np.array(high), np.array(low)
