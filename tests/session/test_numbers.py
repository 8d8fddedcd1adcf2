"""Numbers as people read and write them: one notation, which reads back."""

from __future__ import annotations

import ast
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gd_visualizer
from gd_visualizer.session.numbers import (
    counted,
    exact,
    fixed,
    power_words,
    read_number,
    scientific,
    shown,
    significant,
    tick_words,
)

anything = st.one_of(st.none(), st.floats())
finite = st.floats(allow_nan=False, allow_infinity=False)
PACKAGE = Path(gd_visualizer.__file__).parent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.00"),
        (-0.0, "0.00"),
        (1.234, "1.23"),
        (-1.5, "−1.50"),
        (0.005, "0.01"),
        (0.0049, "4.90·10⁻³"),
        (-0.000123, "−1.23·10⁻⁴"),
        (9999.0, "9999.00"),
        (9999.5, "1.00·10⁴"),
        (1e300, "1.00·10³⁰⁰"),
        (math.nan, "too large to show"),
        (-math.inf, "too large to show"),
        (None, "too large to show"),
    ],
)
def test_shown(value: float | None, text: str) -> None:
    assert shown(value) == text


def test_shown_with_one_decimal() -> None:
    assert shown(0.04, 1) == "0.0"
    assert shown(-0.04, 1) == "0.0"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1.37, "1.4"),
        (9.96, "10"),
        (9940.0, "9900"),
        (9960.0, "1.0·10⁴"),
        (12345.0, "1.2·10⁴"),
        (0.0999, "0.10"),
        (0.00123, "0.0012"),
        (0.000999, "0.0010"),
        (0.0000994, "9.9·10⁻⁵"),
        (-2.55, "−2.5"),
        (math.inf, "too large to show"),
        (None, "too large to show"),
    ],
)
def test_significant(value: float | None, text: str) -> None:
    assert significant(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.05, "0.05"),
        (-2.0, "−2"),
        (-0.0, "0"),
        (1000.0, "1000"),
        (12345.5, "12\u202f345.5"),
        (-123456.0, "−123\u202f456"),
        (1e6, "1·10⁶"),
        (1234567.0, "1.234567·10⁶"),
        (0.0001, "0.0001"),
        (0.00001, "1·10⁻⁵"),
        (6.2e-8, "6.2·10⁻⁸"),
        (1e300, "1·10³⁰⁰"),
        (math.nan, "too large to show"),
    ],
)
def test_exact(value: float, text: str) -> None:
    assert exact(value) == text


def test_exact_with_fewer_digits() -> None:
    assert exact(1 / 3, 3) == "0.333"
    assert exact(999_999.9, 3) == "1·10⁶"
    assert exact(2.54e-7, 2) == "2.5·10⁻⁷"


def test_counts_are_whole_and_in_groups() -> None:
    assert [counted(count) for count in (0, 24, 2000, 9999, 10_000, 1_234_567)] == [
        "0", "24", "2000", "9999", "10\u202f000", "1\u202f234\u202f567",
    ]  # fmt: skip


def test_fixed_is_never_minus_nothing() -> None:
    assert fixed(-0.004, 2) == "0.00"
    assert fixed(-12345.678, 1) == "−12\u202f345.7"


@pytest.mark.parametrize(
    ("values", "spacing", "words"),
    [
        ([], 1.0, []),
        ([0.0], 1.0, ["0"]),
        ([-2.0, 0.0, 2.0], 2.0, ["−2", "0", "2"]),
        ([0.5, 1.0], 0.5, ["0.5", "1.0"]),
        ([1.2], 1.2, ["1.2"]),
        ([12.0], 12.0, ["12"]),
        ([0.1 + 0.2], 0.1, ["0.3"]),
        ([0.0, 5000.0], 5000.0, ["0", "5000"]),
        ([0.0, 5000.0, 10_000.0], 5000.0, ["0", "0.5·10⁴", "1.0·10⁴"]),
        ([0.0, 2e-5], 2e-5, ["0", "2·10⁻⁵"]),
        ([-1e308, 1e308], 1e307, ["−1.0·10³⁰⁸", "1.0·10³⁰⁸"]),
    ],
)
def test_ticks_of_one_scale_look_alike(values: list[float], spacing: float, words: list[str]) -> None:
    assert tick_words(values, spacing) == words


def test_scales_of_what_people_chose_stay_in_full_for_longer() -> None:
    assert tick_words([0.0, 50_000.0, 100_000.0], 5e4, 1e6) == ["0", "50\u202f000", "100\u202f000"]
    assert tick_words([0.0, 1e6], 1e6, 1e6) == ["0", "1·10⁶"]


def test_powers_of_ten() -> None:
    assert [power_words(power) for power in (-6, -5, -4, -1, 0, 3, 4, 309)] == [
        "10⁻⁶", "10⁻⁵", "0.0001", "0.1", "1", "1000", "10⁴", "10³⁰⁹",
    ]  # fmt: skip


# Reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", 0.5), ("0,5", 0.5), ("−2", -2.0), ("\u20132", -2.0), (" 1e-4 ", 1e-4), ("+3.", 3.0), (".25", 0.25),
        ("1·10⁻⁴", 1e-4), ("1.2·10⁵", 1.2e5), ("2×10^3", 2000.0), ("1\u202f000", 1000.0), ("-0", 0.0),
        ("2.5·10⁻⁷", 2.5e-7), ("−2.5·10⁻⁷", -2.5e-7), ("6.2e−8", 6.2e-8), ("6.2e-8", 6.2e-8), ("1e−06", 1e-6),
        ("10⁻⁷", 1e-7), ("−10⁵", -1e5), ("1,5 · 10⁻³", 1.5e-3), ("2.5·10−7", 2.5e-7), ("2*10^−3", 2e-3),
        ("12\u202f345.5", 12345.5), ("1 234 567", 1234567.0), ("12\u00a0000", 12000.0),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "abc", "1.2.3", "1,2,3", "1,000.5", "nan", "inf", "1e999", "1_0", "0x10", "--1", "e5", "2·100", "10-7",
        "·10⁵", "2·10^", "2·10⁻", "too large to show",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@given(finite)
def test_exact_reads_back_to_the_same_number(value: float) -> None:
    assert read_number(exact(value)) == value


@given(st.floats(-1e307, 1e307))
def test_a_number_reads_back_to_about_itself(value: float) -> None:
    assert read_number(shown(value)) == pytest.approx(value, rel=0.005, abs=0.0050001 if abs(value) >= 0.005 else 0.0)
    assert read_number(significant(value)) == pytest.approx(value, rel=0.06)
    assert read_number(scientific(value)) == pytest.approx(value, rel=0.006)


@given(st.integers(0, 10**12))
def test_a_count_reads_back(count: int) -> None:
    assert read_number(counted(count)) == count


@given(anything)
def test_a_number_never_reads_nan_or_inf(value: float | None) -> None:
    for text in (shown(value), significant(value), shown(value, 1), significant(value, 4), exact(value or 0.0)):
        assert "nan" not in text
        assert "inf" not in text
        assert "-" not in text
        assert "e" not in text or text == "too large to show"


# Everywhere -------------------------------------------------------------------------------------------------------


def own_formats(path: Path) -> list[str]:
    """Return the places where a file formats numbers on its own, other than to round them with float(…)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rounding = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "float"
        for part in ast.walk(call)
    }
    return [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None and id(node) not in rounding
    ]


@pytest.mark.parametrize("room", ["views", "session"])
def test_nobody_else_decides_how_a_number_looks(room: str) -> None:
    files = sorted((PACKAGE / room).rglob("*.py"))
    found = [place for path in files if path.name != "numbers.py" for place in own_formats(path)]
    # The digits of a round step of a scale; nobody reads them.
    assert [place.split(":")[0] for place in found] == (["fitting.py"] if room == "views" else [])
    assert own_formats(PACKAGE / "session" / "numbers.py")
