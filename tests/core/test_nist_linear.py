"""The reference sets of NIST for linear regression: how many digits of the certified values the exact form gives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gd_visualizer.core.basis import Basis
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.quadratic_form import QuadraticForm

FOLDER = Path(__file__).parents[1] / "reference" / "nist" / "linear"
NAMES = [path.stem for path in sorted(FOLDER.glob("*.json"))]
# Rounding the data to float64 alone moves some answers by 6e-14 (found with exact fractions); 13 digits are asked for.
DIGITS = 1e-13


@dataclass
class Certified:
    degree: int
    constant: bool
    x: list[str]
    y: list[str]
    coefficients: list[str]
    residual_sum_of_squares: str
    name: str


def load(name: str) -> Certified:
    return Certified(**json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def form_of(certified: Certified) -> QuadraticForm:
    x, y = np.array(certified.x, float), np.array(certified.y, float)
    basis = Polynomial(certified.degree).basis(x) if certified.constant else Basis.own(x[:, np.newaxis])
    found = QuadraticForm.of(basis, y)
    assert found is not None
    return found


def solved_exactly(certified: Certified) -> tuple[list[Fraction], Fraction]:
    """Normal equations in fractions, by Gauss and Jordan, and the sum of squares that they leave."""
    powers = range(0 if certified.constant else 1, certified.degree + 1)
    y = [Fraction(number) for number in certified.y]
    rows = [[Fraction(number) ** power for power in powers] for number in certified.x]
    count = len(powers)
    table = [
        [sum(row[i] * row[j] for row in rows) for j in range(count)]
        + [sum(row[i] * goal for row, goal in zip(rows, y, strict=True))]
        for i in range(count)
    ]
    for i in range(count):
        for j in range(count):
            if j != i:
                factor = table[j][i] / table[i][i]
                table[j] = [a - factor * b for a, b in zip(table[j], table[i], strict=True)]
    answer = [table[i][count] / table[i][i] for i in range(count)]
    misses = [goal - sum(a * b for a, b in zip(answer, row, strict=True)) for row, goal in zip(rows, y, strict=True)]
    return answer, sum((miss * miss for miss in misses), Fraction())


def test_all_sets_are_there() -> None:
    wampler = [f"Wampler{number}" for number in range(1, 6)]
    assert set(NAMES) == {"Filip", "NoInt1", "NoInt2", "Norris", "Pontius", *wampler}


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_data_are_what_nist_certified(name: str) -> None:
    certified = load(name)
    answer, left = solved_exactly(certified)
    for found, wanted in zip(answer, map(Fraction, certified.coefficients), strict=True):
        assert abs(found - wanted) <= Fraction(5, 10**15) * abs(wanted)
    wanted_left = Fraction(certified.residual_sum_of_squares)
    assert abs(left - wanted_left) <= Fraction(5, 10**15) * wanted_left


@pytest.mark.parametrize("name", NAMES)
def test_the_exact_form_gives_the_certified_answer(name: str) -> None:
    certified = load(name)
    found = form_of(certified)
    assert found.rank == len(certified.coefficients)
    for number, wanted in zip(found.best_parameters.tolist(), map(Fraction, certified.coefficients), strict=True):
        assert abs(Fraction(number) - wanted) <= DIGITS * abs(wanted)
    left = found.floor * len(certified.y)
    # Wampler1 and 2 lie on a curve: 1e-25 of the sum of squares of y is nothing.
    nothing = 1e-25 * sum(float(number) ** 2 for number in certified.y)
    assert left == pytest.approx(float(certified.residual_sum_of_squares), rel=DIGITS, abs=nothing)


def test_without_better_columns_the_digits_of_filip_would_be_lost() -> None:
    certified = load("Filip")
    x, y = np.array(certified.x, float), np.array(certified.y, float)
    raw = QuadraticForm.of(Basis.own(np.vander(x, 11, increasing=True)), y)
    assert raw is not None
    errors = np.abs(raw.best_parameters / np.array(certified.coefficients, float) - 1.0)
    assert errors.max() > 1e-10
