from __future__ import annotations

import pytest
from hypothesis import given, settings

from gd_visualizer.core.expression.display import fixed_power, plain, readable
from gd_visualizer.core.expression.latex import latex
from gd_visualizer.core.expression.operations import OPERATIONS
from gd_visualizer.core.expression.parser import parse
from gd_visualizer.core.expression.tree import Tree
from gd_visualizer.core.expression.words import words
from tests.core.expression.trees import trees


@settings(max_examples=600, deadline=None)
@given(trees())
def test_what_is_written_reads_back_to_the_same_formula(tree: Tree) -> None:
    for written in (plain(tree), readable(tree)):
        if len(written) <= 500:
            assert parse(written) == tree


@settings(max_examples=300, deadline=None)
@given(trees())
def test_latex_closes_what_it_opens(tree: Tree) -> None:
    written = latex(tree)
    assert written.count("{") == written.count("}")
    assert written.count(r"\left") == written.count(r"\right")
    spoken = words(tree)
    assert spoken.count("open bracket") == spoken.count("close bracket")
    assert "  " not in spoken


# typed, plain, readable, LaTeX, words
WRITTEN = [
    (
        "a*exp(-b*x)+c",
        "a*exp(-b*x) + c",
        "a·exp(−b·x) + c",
        r"a \cdot e^{-b \cdot x} + c",
        "a times e to the power of minus b times x, plus c",
    ),
    ("2x²", "2*x^2", "2·x²", r"2 \cdot x^{2}", "2 times x squared"),
    ("x³ - x⁻¹", "x^3 - x^(-1)", "x³ − x⁻¹", r"x^{3} - x^{-1}", "x cubed, minus x to the power of minus 1"),
    (
        "a-(b-c)",
        "a - (b - c)",
        "a − (b − c)",
        r"a - \left(b - c\right)",
        "a minus open bracket b minus c close bracket",
    ),
    (
        "a/(b c)",
        "a/(b*c)",
        "a/(b·c)",
        r"\frac{a}{b \cdot c}",
        "a divided by open bracket b times c close bracket",
    ),
    (
        "(a/b)²",
        "(a/b)^2",
        "(a/b)²",
        r"\left(\frac{a}{b}\right)^{2}",
        "open bracket a divided by b close bracket squared",
    ),
    ("a/b*c", "a/b*c", "a/b·c", r"\frac{a}{b} \cdot c", "a divided by b times c"),
    ("-(-x)", "-(-x)", "−(−x)", r"-\left(-x\right)", "minus minus x"),
    ("a+-b", "a + (-b)", "a + (−b)", r"a + \left(-b\right)", "a plus minus b"),
    (
        "sqrt(x)abs(x)",
        "sqrt(x)*abs(x)",
        "sqrt(x)·abs(x)",
        r"\sqrt{x} \cdot \left|x\right|",
        "open bracket the square root of x close bracket times the size of x",
    ),
    (
        "ω₁·sin(2πx) + slope_1",
        "ω1*sin(2*pi*x) + slope_1",
        "ω1·sin(2·π·x) + slope_1",
        r"\omega_{1} \cdot \sin\left(2 \cdot \pi \cdot x\right) + \mathrm{slope}_{1}",
        "ω1 times the sine of 2 times pi times x, plus slope_1",
    ),
    (
        "exp(x)²",
        "exp(x)^2",
        "exp(x)²",
        r"\left(e^{x}\right)^{2}",
        "open bracket e to the power of x close bracket squared",
    ),
    (
        "1e-30^x",
        "1e-30^x",
        "1e-30^x",
        r"\left(1 \cdot 10^{-30}\right)^{x}",
        "1e-30 to the power of x",
    ),
    ("2.5e20 e", "2.5e20*e", "2.5e20·e", r"2.5 \cdot 10^{20} \cdot e", "2.5e20 times e"),
    (
        "max(a, x+1)",
        "max(a, x + 1)",
        "max(a, x + 1)",
        r"\max\left(a, x + 1\right)",
        "the larger of a and open bracket x plus 1 close bracket",
    ),
    ("sigmoid(x)", "sigmoid(x)", "sigmoid(x)", r"\operatorname{sigmoid}\left(x\right)", "the sigmoid of x"),
    (
        "Δ+Α+ς+é_b",
        "Δ + Α + ς + é_b",
        "Δ + Α + ς + é_b",
        r"\Delta + Α + ς + \mathrm{é\_b}",
        "Δ plus Α, plus ς, plus é_b",
    ),
    ("λ é", "λ*é", "λ·é", r"\lambda \cdot é", "λ times é"),
    ("x^(a+1)", "x^(a + 1)", "x^(a + 1)", "x^{a + 1}", "x to the power of open bracket a plus 1 close bracket"),
    ("x^a b", "x^a*b", "x^a·b", r"x^{a} \cdot b", "open bracket x to the power of a close bracket times b"),
    ("a*exp(x)*b", "a*exp(x)*b", "a·exp(x)·b", r"a \cdot e^{x} \cdot b", None),
    ("x^-a", "x^(-a)", "x^(−a)", "x^{-a}", "x to the power of minus a"),
    ("x^-0", "x^(-0)", "x^(−0)", "x^{-0}", "x to the power of minus 0"),
    ("x^2.5", "x^2.5", "x^2.5", "x^{2.5}", "x to the power of 2.5"),
]


@pytest.mark.parametrize(("typed", "in_plain", "in_print", "in_latex", "in_words"), WRITTEN)
def test_a_formula_in_four_ways(typed: str, in_plain: str, in_print: str, in_latex: str, in_words: str | None) -> None:
    tree = parse(typed)
    assert plain(tree) == in_plain
    assert readable(tree) == in_print
    assert latex(tree) == in_latex
    assert in_words is None or words(tree) == in_words


def test_words_do_not_run_together() -> None:
    assert words(parse("a exp(x) b")) == "open bracket a times e to the power of x close bracket times b"
    assert words(parse("exp(x b)")) == "e to the power of x times b"


def test_every_operation_can_be_written() -> None:
    for name, operation in OPERATIONS.items():
        if name not in ("plus", "minus", "times", "divide", "negate", "power"):
            tree = parse(f"{name}({', '.join('ab'[: len(operation.slopes)])})")
            assert plain(tree).startswith(name)
            assert latex(tree)
            assert words(tree)


def test_only_whole_exponents_are_raised() -> None:
    assert [fixed_power(parse(text)) for text in ("3", "-3", "2.5", "1000", "a", "-a", "-(-3)")] == [
        3,
        -3,
        None,
        None,
        None,
        None,
        None,
    ]
