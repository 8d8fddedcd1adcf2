"""Each operation against differences: of its value for the slopes, of the slopes for the bends."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from gd_visualizer.core.expression.operations import OPERATIONS, Array, Operation, Slope, power_of

RNG = np.random.default_rng(4)
ANY = np.concatenate([np.linspace(-3.0, 3.0, 25)[RNG.permutation(25)] + 0.011, [7.0, -7.0]])
ABOVE_ZERO = np.abs(ANY) + 0.1
ONLY_ABOVE_ZERO = {"log", "sqrt", "power"}
FIXED = {f"to the power of {n:g}": power_of(n) for n in (-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 2.5)}
ALL = OPERATIONS | FIXED
SMOOTH = {name: operation for name, operation in ALL.items() if not operation.kinked}


def operands_for(name: str, operation: Operation) -> list[Array]:
    positive = name in ONLY_ABOVE_ZERO or name.endswith((" 0.5", " 2.5"))
    first = ABOVE_ZERO if positive else ANY
    return [first, np.roll(ANY, 7) + 0.2][: len(operation.slopes)]


def at(slope: Slope, operands: list[Array], operation: Operation) -> Array:
    return slope(*operands, operation.value(*operands)) if callable(slope) else np.full(len(ANY), slope)


def nudged(operands: list[Array], place: int, by: complex) -> list[Array]:
    return [operand + by if index == place else operand for index, operand in enumerate(operands)]


def bend(operation: Operation, first: int, second: int) -> Slope:
    return operation.bends.get((min(first, second), max(first, second)), 0.0)


@pytest.mark.parametrize("name", ALL)
def test_slopes_are_central_differences(name: str) -> None:
    operation = ALL[name]
    operands = operands_for(name, operation)
    for place, slope in enumerate(operation.slopes):
        up, down = (operation.value(*nudged(operands, place, by)) for by in (1e-6, -1e-6))
        assert at(slope, operands, operation) == pytest.approx((up - down) / 2e-6, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", SMOOTH)
def test_slopes_are_complex_steps(name: str) -> None:
    # Squire & Trapp 1998: Im f(a + ih) / h has no rounding worth mentioning.
    operation = ALL[name]
    operands = operands_for(name, operation)
    for place, slope in enumerate(operation.slopes):
        exact = np.imag(operation.value(*nudged(operands, place, 1e-30j))) / 1e-30
        assert at(slope, operands, operation) == pytest.approx(exact, rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("name", SMOOTH)
def test_bends_are_complex_steps_of_the_slopes(name: str) -> None:
    operation = ALL[name]
    operands = operands_for(name, operation)
    for first, slope in enumerate(operation.slopes):
        for second in range(len(operands)):
            exact = np.imag(at(slope, nudged(operands, second, 1e-30j), operation)) / 1e-30
            assert at(bend(operation, first, second), operands, operation) == pytest.approx(exact, rel=1e-12, abs=1e-14)


def one(name: str, *operands: float) -> tuple[float, list[float]]:
    operation, given = OPERATIONS[name], [np.float64(operand) for operand in operands]
    with np.errstate(all="ignore"):
        value = operation.value(*given)
        return float(value), [float(s(*given, value)) if callable(s) else s for s in operation.slopes]


def test_corners_and_jumps_keep_the_conventions() -> None:
    assert one("abs", 0.0) == (0.0, [0.0])
    assert one("relu", 0.0) == (0.0, [0.0])
    assert one("relu", 1e-300) == (1e-300, [1.0])
    assert one("step", 0.0) == (0.0, [0.0])
    assert one("step", -0.0) == (0.0, [0.0])
    assert one("step", 5e-324) == (1.0, [0.0])
    assert one("min", 2.0, 3.0) == (2.0, [1.0, 0.0])
    assert one("max", 2.0, 3.0) == (3.0, [0.0, 1.0])
    assert one("min", 2.0, 2.0) == one("max", 2.0, 2.0) == (2.0, [0.5, 0.5])


def test_what_is_not_a_number_stays_so() -> None:
    for name, operation in OPERATIONS.items():
        operands = [np.nan] * len(operation.slopes)
        assert np.isnan(one(name, *operands)[0]), name
    assert np.isnan(one("log", -1.0)[0])
    assert np.isnan(one("sqrt", -1.0)[0])
    assert one("log", 0.0)[0] == -np.inf


def test_powers_of_zero_and_of_negative_numbers() -> None:
    assert one("power", 0.0, 0.0)[0] == 1.0
    assert one("power", 0.0, 0.0)[1][0] == 0.0
    assert one("power", 0.0, 1.0)[1] == [1.0, 0.0]
    assert one("power", 0.0, 2.0) == (0.0, [0.0, 0.0])
    assert one("power", 0.0, 0.5)[1] == [np.inf, 0.0]
    assert one("power", -2.0, 3.0)[:1] == (-8.0,)
    assert one("power", -2.0, 3.0)[1][0] == 12.0
    bends: dict[Any, Any] = dict(OPERATIONS["power"].bends)
    zero = np.float64(0.0)
    with np.errstate(all="ignore"):
        assert bends[0, 0](zero, 0.0, 1.0) == bends[0, 0](zero, 1.0, 0.0) == 0.0
        assert bends[0, 0](zero, 2.0, 0.0) == 2.0
        assert bends[1, 1](zero, 2.0, 0.0) == bends[0, 1](zero, 2.0, 0.0) == 0.0
    for n in (0.0, 1.0, 2.0, 3.0):
        operation = power_of(n)
        assert float(operation.value(zero)) == (1.0 if n == 0.0 else 0.0)
        assert at(operation.slopes[0], [zero], operation) == pytest.approx(1.0 if n == 1.0 else 0.0)
        assert at(bend(operation, 0, 0), [zero], operation) == pytest.approx(2.0 if n == 2.0 else 0.0)


def test_the_sigmoid_does_not_overflow() -> None:
    with warnings.catch_warnings(), np.errstate(over="raise", invalid="raise", divide="raise"):
        values = OPERATIONS["sigmoid"].value(np.array([-1e308, -800.0, -40.0, 0.0, 40.0, 1e308]))
    assert values == pytest.approx([0.0, 0.0, np.exp(-40.0), 0.5, 1.0, 1.0], rel=1e-15, abs=0.0)
    assert OPERATIONS["sigmoid"].value(np.array([-np.inf, np.inf])).tolist() == [0.0, 1.0]


def test_the_real_side_of_complex_numbers_decides_at_corners() -> None:
    given = np.array([2.0 + 1e-30j, -2.0 + 1e-30j])
    for name, slopes in {"abs": [1.0, -1.0], "relu": [1.0, 0.0]}.items():
        assert np.imag(OPERATIONS[name].value(given)) == pytest.approx(np.multiply(slopes, 1e-30))
    assert OPERATIONS["step"].value(given).tolist() == [1.0, 0.0]
