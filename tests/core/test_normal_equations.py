"""The normal equations, held against exact fractions, against the program's own answer and against textbook sums."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.formula import Formula
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.models.proportional import Proportional
from gd_visualizer.core.normal_equations import (
    POINTS_AT_MOST,
    LineSums,
    NormalEquations,
    column_names,
    exact_decimal,
)
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from tests.core.builders import EIGHT_X, EIGHT_Y, Exact

HUNDREDTHS = st.integers(-100_000, 100_000).map(lambda whole: whole / 100.0)


def equations(model, x, y, l2: float = 0.0) -> NormalEquations:
    found = NormalEquations.of(model, Dataset.from_arrays(x, y), l2)
    assert found is not None
    return found


def sums(x, y) -> LineSums:
    return LineSums.of(equations(Linear(), x, y))


def test_sums_as_in_a_textbook() -> None:
    found = sums([1.0, 2.0, 3.0, 4.0], [2.1, 3.9, 6.2, 7.8])
    assert (found.count, found.x, found.y, found.xx, found.xy) == (
        4, 10, Fraction(20), 30, Fraction(597, 10),
    )  # fmt: skip
    assert found.divisor == 20
    assert found.slope_times_divisor == Fraction(388, 10)
    assert found.best == (Fraction(194, 100), Fraction(15, 100))
    assert found.means == (Fraction(5, 2), 5)
    assert found.centred == (5, Fraction(97, 10))


def test_tenths_are_tenths() -> None:
    assert sums([0.1, 0.2, 1e-7], [0.3, 0.0, 2e20]).x == Fraction(3, 10) + Fraction(1, 10**7)


def test_it_is_the_best_line_of_exact_fractions() -> None:
    # These x and y are halves and tenths; halves are the same in both ways of reading.
    halves = [round(2 * value) / 2 for value in EIGHT_Y]
    assert sums(EIGHT_X, halves).best == Exact(EIGHT_X, halves).best()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(HUNDREDTHS, HUNDREDTHS), min_size=2, max_size=12))
def test_it_is_what_the_program_finds(points: list[tuple[float, float]]) -> None:
    x, y = (list(column) for column in zip(*points, strict=True))
    objective = Objective.of(Linear(), MeanSquaredError(), Dataset.from_arrays(x, y))
    best = sums(x, y).best
    assert (best is None) == objective.ties
    if best is not None:
        assert objective.best_parameters is not None
        size = 1.0 + max(map(abs, y))
        assert objective.best_parameters == pytest.approx([float(value) for value in best], rel=1e-9, abs=1e-9 * size)


@pytest.mark.parametrize(
    ("model", "l2"),
    [(Linear(), 0.0), (Linear(), 0.3), (Polynomial(0), 0.0), (Polynomial(4), 0.1), (Proportional(), 0.0),
     (Proportional(), 2.0), (Formula("a*sin(x) + b*exp(-x) + c*x^2"), 0.0), (Formula("a*sin(x) + b"), 0.5)],
)  # fmt: skip
def test_every_model_linear_in_its_parameters(model, l2: float) -> None:
    found = equations(model, EIGHT_X, EIGHT_Y, l2)
    objective = Objective.of(model, MeanSquaredError(), Dataset.from_arrays(EIGHT_X, EIGHT_Y), Penalty(l2=l2))
    assert found.solution is not None
    assert objective.best_parameters == pytest.approx([float(value) for value in found.solution], rel=1e-9)
    columns = model.jacobian(np.zeros(len(model.parameter_names)), np.array(EIGHT_X))
    for row in range(len(found.matrix)):
        assert [float(entry) for entry in found.matrix[row]] == pytest.approx(columns.T[row] @ columns)
        assert float(found.left[row][row] - found.matrix[row][row]) == pytest.approx(8 * l2)
        # The solution solves the equations without any rest.
        assert sum(a * b for a, b in zip(found.left[row], found.solution, strict=True)) == found.right[row]


def test_far_from_zero_the_answer_keeps_all_digits() -> None:
    x = [1e8 + place for place in (1.0, 2.0, 3.0)]
    assert sums(x, [1.0, 2.0, 4.0]).best == (Fraction(3, 2), Fraction(7, 3) - Fraction(3, 2) * (10**8 + 2))


def test_ties_have_no_solution() -> None:
    assert sums([2.0, 2.0], [1.0, 3.0]).best is None
    assert equations(Linear(), [2.0, 2.0], [1.0, 3.0]).solution is None
    assert equations(Polynomial(5), [0.0, 1.0], [1.0, 3.0]).solution is None
    # A zero at the corner is no tie: the rows change places.
    swapped = equations(Formula("a*x + b*(1 - x)"), [1.0, 0.0], [3.0, 5.0])
    assert swapped.solution == (3, 5)
    corner = NormalEquations(
        1, ((Fraction(0), Fraction(1)), (Fraction(1), Fraction(0))), Fraction(0), (Fraction(2),) * 2
    )
    assert corner.solution == (2, 2)


def test_no_points_give_empty_sums() -> None:
    assert sums([], []).xx == 0


def test_too_much_to_do_by_hand() -> None:
    many = np.arange(POINTS_AT_MOST + 1.0)
    assert NormalEquations.of(Linear(), Dataset.from_arrays(many, many)) is None
    letters = " + ".join(f"{letter}*sin({place + 1}*x)" for place, letter in enumerate("abcdfghjklmno"))
    assert NormalEquations.of(Formula(letters), Dataset.from_arrays([1.0], [1.0])) is None


def test_names_of_columns() -> None:
    assert column_names(Linear()) == ("x", "1")
    assert column_names(Polynomial(3)) == ("1", "x", "x²", "x³")
    assert column_names(Polynomial(10))[-1] == "x¹⁰"
    assert column_names(Proportional()) == ("x",)
    assert column_names(Formula("a*sin(x) + b")) == ("g(a)", "g(b)")


def test_decimals() -> None:
    assert exact_decimal(Fraction(-5, 4)) == Decimal("-1.25")
    assert exact_decimal(Fraction(3, 10)) == Decimal("0.3")
    assert exact_decimal(Fraction(0)) == 0
    assert exact_decimal(Fraction(12345 * 10**30)) == Decimal("1.2345e34")
    assert exact_decimal(Fraction(1, 3)) is None
    assert exact_decimal(Fraction(1, 2**40)) is None
    assert exact_decimal(Fraction(123456), digits=5) is None
