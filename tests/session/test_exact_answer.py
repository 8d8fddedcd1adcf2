"""The exact answer in words: true numbers that add up, and a reason wherever there is no formula."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gd_visualizer.core.normal_equations import POINTS_AT_MOST
from gd_visualizer.core.registry import registered
from gd_visualizer.session import choices, edits
from gd_visualizer.session.exact_answer import exact_answer
from gd_visualizer.session.exact_numbers import in_brackets, result, sum_of_terms, written
from tests.views.stage import new_store, store_of


def text_of(store) -> str:
    return exact_answer(store.snapshot).text


def read(text: str) -> Fraction:
    """Return a number as somebody reads it from the screen."""
    mantissa, _mark, exponent = text.strip("()").replace("−", "-").partition("·10")
    power = int(exponent.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) if exponent else 0
    return Fraction(mantissa) * Fraction(10) ** power


def test_a_line_as_taught() -> None:
    store = store_of([1.0, 2.0, 3.0, 4.0], [2.1, 3.9, 6.2, 7.8])
    answer = exact_answer(store.snapshot)
    assert answer.lines[0].plain == "This is the best line there is. A formula found it: off by about 0.14."
    assert answer.parameters == pytest.approx((1.94, 0.15))
    for line in (
        "m = 1.94", "b = 0.15", "N = 4", "Σx = 10", "Σy = 20", "Σx² = 30", "Σxy = 59.7", "30 · m + 10 · b = 59.7",
        "10 · m + 4 · b = 20", "m · (4 · 30 − 10²) = 4 · 59.7 − 10 · 20", "m · 20 = 38.8", "m = 38.8 / 20 = 1.94",
        "b · (4 · 30 − 10²) = 30 · 20 − 10 · 59.7", "b = 3 / 20 = 0.15", "x̄ = Σx / N = 2.5", "Sxx = Σ(x − x̄)² = 5",
        "Sxy = Σ(x − x̄)(y − ȳ) = 9.7", "m = Sxy / Sxx = 1.94", "b = ȳ − m · x̄ = 0.15",
    ):  # fmt: skip
        assert line in answer.text.split("\n"), line


def test_minus_signs_have_brackets() -> None:
    text = text_of(store_of([-1.0, -2.0], [1.5, -3.0]))
    assert "m · (2 · 5 − (−3)²) = 2 · 4.5 − (−3) · (−1.5)" in text
    assert "5 · m − 3 · b = 4.5" in text
    assert "−3 · m + 2 · b = −1.5" in text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000)), min_size=2, max_size=9,
        unique_by=lambda point: point[0],
    )
)  # fmt: skip
def test_what_is_shown_adds_up(points: list[tuple[int, int]]) -> None:
    text = text_of(store_of([x / 100.0 for x, _y in points], [y / 100.0 for _x, y in points]))
    sums = {name: read(value) for name, value in re.findall(r"^(N|Σx|Σy|Σx²|Σxy) = (\S+)$", text, re.M)}
    divisor = read(re.search(r"^m · (\S+) = \S+$", text, re.M)[1])  # type: ignore[index]
    assert divisor == sums["N"] * sums["Σx²"] - sums["Σx"] ** 2
    top, bottom, found = re.search(r"^m = (\S+) / (\S+) [=≈] (\S+)$", text, re.M).groups()  # type: ignore[union-attr]
    assert read(top) == sums["N"] * sums["Σxy"] - sums["Σx"] * sums["Σy"]
    assert read(bottom) == divisor
    assert float(read(found)) == pytest.approx(float(read(top) / divisor), rel=1e-6)
    shown = re.findall(r"^m(?: = Sxy / Sxx)? [=≈] (\S+)$", text, re.M)
    assert len(shown) == 2
    assert float(read(shown[0])) == pytest.approx(float(read(shown[1])), rel=1e-5, abs=1e-9)


def test_points_at_one_x_tie() -> None:
    answer = exact_answer(store_of([2.0, 2.0], [1.0, 3.0]).snapshot)
    assert answer.lines[0].plain.startswith("Many lines fit these points equally well.")
    assert answer.parameters == (0.0, 2.0)
    assert "m · 0 = 0" in answer.text
    assert "the same one twice" in answer.text
    curve = store_of([2.0, 2.0], [1.0, 3.0])
    curve.apply(choices.choose("model", "polynomial"))
    assert text_of(curve).startswith("Many curves fit")
    assert "singular value" in text_of(curve)


def test_a_polynomial_has_sums_of_powers() -> None:
    store = store_of([0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 5.0, 10.0])
    store.apply(choices.choose("model", "polynomial"))
    store.apply(choices.change_setting("model", "degree", 2))
    lines = text_of(store).split("\n")
    assert "c0 · N + c1 · Σx + c2 · Σx² = Σy" in lines
    assert "c0 · Σx² + c1 · Σx³ + c2 · Σx⁴ = Σx²y" in lines
    assert "14 · c0 + 36 · c1 + 98 · c2 = 112" in lines
    assert next(line for line in lines if line.startswith("c2")) in {"c2 = 1", "c2 ≈ 1"}
    store.apply(choices.change_setting("model", "degree", 7))
    assert "X = (1, x, x², x³, x⁴, x⁵, x⁶, x⁷)" in text_of(store)


def test_a_formula_and_a_penalty() -> None:
    store = store_of([1.0, 2.0, 3.0], [1.0, 2.0, 2.0])
    store.apply(choices.choose("model", "formula"))
    store.apply(choices.change_setting("model", "text", "k*x^2 + a"))
    store.apply(choices.change_setting("penalty", "l2", 0.5))
    lines = text_of(store).split("\n")
    assert "k · (Σ g(k)² + N·λ) + a · Σ g(k)·g(a) = Σ g(k)·y" in lines
    assert "99.5 · k + 14 · a = 27" in lines
    assert "with the penalty counted" in lines[0]
    store.apply(choices.choose("model", "linear"))
    assert "m · (Σx² + N·λ) + b · Σx = Σxy" in text_of(store)
    store.apply(choices.change_setting("penalty", "l2", 1e-3))
    store.apply(choices.choose("model", "polynomial"))
    store.apply(choices.change_setting("model", "degree", 9))
    assert "(XᵀX + N·λ·I) · θ = Xᵀy" in text_of(store)


def test_a_proportion() -> None:
    store = store_of([1.0, 2.0], [3.0, 5.0])
    store.apply(choices.choose("model", "proportional"))
    assert "m · Σx² = Σxy" in text_of(store)
    assert "5 · m = 13" in text_of(store)
    assert "m = 2.6" in text_of(store)


def test_very_many_points() -> None:
    x = np.linspace(0.0, 10.0, POINTS_AT_MOST + 1)
    store = store_of(x.tolist(), (3.0 * x).tolist())
    assert "Measured from the mean point" in text_of(store)
    store.apply(choices.choose("model", "polynomial"))
    assert "XᵀX · θ = Xᵀy" in text_of(store)


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        (edits.clear_points(), "There is nothing to answer yet."),
        (choices.set_climb(True), "There is no exact answer uphill."),
        (choices.choose("loss", "plain_difference"), "This loss has no lowest place."),
        (choices.choose("loss", "mean_absolute_error"), "No formula gives the answer with this loss."),
        (choices.choose("model", "network"), "No formula gives the answer now."),
        (choices.choose("model", "exponential"), "No formula gives the answer now."),
        (choices.change_setting("penalty", "l1", 1.0), "No formula gives the answer with an L1 penalty."),
    ],
)
def test_there_is_a_reason_where_there_is_no_answer(change, begins: str) -> None:
    store = new_store()
    store.apply(change)
    answer = exact_answer(store.snapshot)
    assert answer.parameters is None
    assert answer.text.startswith(begins)


def test_numbers_that_cannot_be_squared() -> None:
    assert "too large or too small" in text_of(store_of([1e300, 2.0], [1.0, 2.0]))


@pytest.mark.parametrize("model", registered("models"))
@pytest.mark.parametrize("loss", registered("losses"))
def test_every_pair_has_an_answer_or_a_reason(model: str, loss: str) -> None:
    store = new_store()
    store.apply(choices.choose("model", model))
    store.apply(choices.choose("loss", loss))
    answer = exact_answer(store.snapshot)
    assert not re.search(r"\b(nan|inf)\b", answer.text)
    assert (answer.parameters is None) == (store.snapshot.objective.best_parameters is None)
    assert answer.lines[0].text.startswith("**")


@pytest.mark.parametrize(("x", "y"), [([1e150, 2e150], [1.0, 2.0]), ([1e-140, 2e-140], [1.0, 2.0]), ([5.0], [7.0])])
def test_any_points_have_words(x: list[float], y: list[float]) -> None:
    text = text_of(store_of(x, y))
    assert text
    assert not re.search(r"\b(nan|inf)\b", text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"), (Fraction(-5, 4), "−1.25"), (Fraction(1, 3), "0.3333333"), (Fraction(-2, 3), "−0.6666667"),
        (Fraction(10**15), "1·10¹⁵"), (Fraction(1, 3 * 10**9), "3.333333·10⁻¹⁰"),
        (Fraction(2 * 10**400, 3), "6.666667·10³⁹⁹"),
        (Fraction(1, 10**5), "0.00001"), (Fraction(123456789012), "123456789012"), (Fraction(9999999, 3), "3333333"),
        (Fraction(29999999999, 3 * 10**10), "1"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_full_or_rounded(value: Fraction, text: str) -> None:
    assert written(value) == text


def test_rounded_numbers_say_so() -> None:
    assert result("a", Fraction(1, 2)) == "a = 0.5"
    assert result("a", Fraction(1, 3)) == "a ≈ 0.3333333"
    assert in_brackets(Fraction(10**20)) == "(1·10²⁰)"
    assert sum_of_terms((Fraction(-1), Fraction(-2)), ("a", "b")) == "−1 · *a* − 2 · *b*"
