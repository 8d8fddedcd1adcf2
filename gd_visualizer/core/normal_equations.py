"""The normal equations: what "all slopes are 0" says about the best parameters, with exact sums as done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.models.proportional import Proportional

# More points or parameters than these are nothing to do by hand, and exact sums would take their time.
POINTS_AT_MOST, PARAMETERS_AT_MOST = 5000, 12


@dataclass(frozen=True, slots=True)
class NormalEquations:
    """The P equations (XᵀX + N·l2·I)·θ = Xᵀy, without any rounding.

    A number counts as what it is written as: 0.1 is one tenth here, as for somebody with pencil and paper. Where the
    squares of a weighted sum ŷ = X·θ are to be least, these equations say that the slope for every parameter is 0
    (Legendre 1805; Björck 1996, "Numerical Methods for Least Squares Problems", 1.1).

    Attributes
    ----------
    count : int
        N, the number of points.
    matrix : tuple of P tuples of P fractions
        XᵀX: sums of products of two columns.
    charge : Fraction
        N·l2, which a penalty adds to each sum on the diagonal.
    right : tuple of P fractions
        Xᵀy: sums of a column times y.
    """

    count: int
    matrix: tuple[tuple[Fraction, ...], ...]
    charge: Fraction
    right: tuple[Fraction, ...]

    @classmethod
    def of(cls, model: Model, data: Dataset, l2: float = 0.0) -> NormalEquations | None:
        """Return the equations of a model linear in its parameters; None where there are too many sums to show."""
        if len(data) > POINTS_AT_MOST or len(model.parameter_names) > PARAMETERS_AT_MOST:
            return None
        columns = _columns(model, data)
        goal, goal_scale = _whole(data.y)
        matrix = tuple(
            tuple(_sum_of_products(one, other, scale * other_scale) for other, other_scale in columns)
            for one, scale in columns
        )
        right = tuple(_sum_of_products(one, goal, scale * goal_scale) for one, scale in columns)
        return cls(len(data), matrix, len(data) * Fraction(repr(l2)), right)

    @property
    def left(self) -> tuple[tuple[Fraction, ...], ...]:
        """Return XᵀX + N·l2·I: the numbers in front of the parameters, equation by equation."""
        return tuple(
            tuple(entry + self.charge if row == column else entry for column, entry in enumerate(entries))
            for row, entries in enumerate(self.matrix)
        )

    @property
    def solution(self) -> tuple[Fraction, ...] | None:
        """Return θ, exactly, or None where the equations say the same thing twice and many answers tie."""
        rows = [[*entries, goal] for entries, goal in zip(self.left, self.right, strict=True)]
        for place in range(len(rows)):
            pivot = next((row for row in range(place, len(rows)) if rows[row][place]), None)
            if pivot is None:
                return None
            rows[place], rows[pivot] = rows[pivot], rows[place]
            rows[place] = [entry / rows[place][place] for entry in rows[place]]
            for row in range(len(rows)):
                if row != place and rows[row][place]:
                    times = rows[row][place]
                    rows[row] = [entry - times * own for entry, own in zip(rows[row], rows[place], strict=True)]
        return tuple(row[-1] for row in rows)


@dataclass(frozen=True, slots=True)
class LineSums:
    """The five sums of a straight line, and what solving the two equations goes through.

    Attributes
    ----------
    count : int
        N.
    x, y, xx, xy : Fraction
        Σx, Σy, Σx², Σxy.
    """

    count: int
    x: Fraction
    y: Fraction
    xx: Fraction
    xy: Fraction

    @classmethod
    def of(cls, equations: NormalEquations) -> LineSums:
        """Return the sums that stand in the equations of a line."""
        (xx, x), _second = equations.matrix
        xy, y = equations.right
        return cls(equations.count, x, y, xx, xy)

    @property
    def divisor(self) -> Fraction:
        """Return N·Σx² − (Σx)², 0 where all points stand at one x."""
        return self.count * self.xx - self.x * self.x

    @property
    def slope_times_divisor(self) -> Fraction:
        """Return N·Σxy − Σx·Σy."""
        return self.count * self.xy - self.x * self.y

    @property
    def height_times_divisor(self) -> Fraction:
        """Return Σx²·Σy − Σx·Σxy."""
        return self.xx * self.y - self.x * self.xy

    @property
    def best(self) -> tuple[Fraction, Fraction] | None:
        """Return m and b of the best line, or None where many tie."""
        divisor = self.divisor
        return (self.slope_times_divisor / divisor, self.height_times_divisor / divisor) if divisor else None

    @property
    def means(self) -> tuple[Fraction, Fraction]:
        """Return x̄ and ȳ."""
        return self.x / self.count, self.y / self.count

    @property
    def centred(self) -> tuple[Fraction, Fraction]:
        """Return Σ(x − x̄)² and Σ(x − x̄)(y − ȳ): the same sums around the mean point."""
        return self.divisor / self.count, self.slope_times_divisor / self.count


def exact_decimal(value: Fraction, digits: int = 14) -> Decimal | None:
    """Return a number as a decimal with so many significant digits at most, or None where it has more."""
    twos = (value.denominator & -value.denominator).bit_length() - 1
    rest, fives = value.denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest > 1:
        return None
    places = max(twos, fives)
    whole = value.numerator * 10**places // value.denominator
    text = str(abs(whole)).rstrip("0")
    return Decimal(whole).scaleb(-places) if len(text) <= digits else None


def _columns(model: Model, data: Dataset) -> list[tuple[list[int], int]]:
    """Return each column of X as whole numbers and what to divide them by: powers of x exactly, others as computed."""
    powers = _powers(model)
    if powers is None:
        slopes = model.jacobian(np.zeros(len(model.parameter_names)), data.x)
        return [_whole(column) for column in slopes.T]
    x, scale = _whole(data.x)
    return [([value**power for value in x], scale**power) for power in powers]


def _powers(model: Model) -> Sequence[int] | None:
    """Return which power of x each parameter is multiplied by, or None where it is something else."""
    if isinstance(model, Linear):
        return (1, 0)
    if isinstance(model, Polynomial):
        return range(model.degree + 1)
    return (1,) if isinstance(model, Proportional) else None


def column_names(model: Model) -> tuple[str, ...]:
    """Return what each parameter is multiplied by: "1", "x", "x²" … or "g(a)" where it is no power of x."""
    powers = _powers(model)
    if powers is None:
        return tuple(f"g({name})" for name in model.parameter_names)
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    return tuple(("1", "x")[power] if power < 2 else f"x{str(power).translate(raised)}" for power in powers)


def _whole(values: FloatArray) -> tuple[list[int], int]:
    """Return numbers as whole multiples of one over a power of ten, exactly as they are written."""
    written = [Decimal(repr(value)) for value in values.tolist()]
    places = max((-int(number.as_tuple().exponent) for number in written), default=0)
    scale = 10 ** max(0, places)
    return [int(Fraction(number) * scale) for number in written], scale


def _sum_of_products(one: list[int], other: list[int], scale: int) -> Fraction:
    return Fraction(sum(a * b for a, b in zip(one, other, strict=True)), scale)
