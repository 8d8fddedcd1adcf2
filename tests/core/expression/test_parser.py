from __future__ import annotations

import ast

import numpy as np
import pytest
from hypothesis import given, settings

from gd_visualizer.core.errors import InputError
from gd_visualizer.core.expression.errors import FormulaError
from gd_visualizer.core.expression.operations import FUNCTIONS
from gd_visualizer.core.expression.parser import _Reader, parse
from gd_visualizer.core.expression.tree import (
    Call,
    Constant,
    Number,
    Symbol,
    constant_value,
    leaves,
    parameters_of,
)
from tests.core.expression.trees import texts

A, B, C, X = (Symbol(name) for name in "abcx")
TWO, THREE = Number(2.0), Number(3.0)


def call(operation: str, *operands: object) -> Call:
    return Call(operation, operands)  # type: ignore[arg-type]


SAME = [
    # what people type, and what it means when it is spelled out
    ("2x", "2*x"),
    ("a x", "a*x"),
    ("3(x+1)", "3*(x+1)"),
    ("a(x)", "a*x"),
    ("w1(x)", "w1*x"),
    ("(x+1)(x-1)", "(x+1)*(x-1)"),
    ("2πx", "2*pi*x"),
    ("pi(x)", "pi*x"),
    ("2 sin(x)cos(x)", "2*sin(x)*cos(x)"),
    ("2x^2", "2*(x^2)"),
    ("1/2x", "(1/2)*x"),
    ("a\u2062x", "a*x"),
    ("x**2", "x^2"),
    ("x²", "x^2"),
    ("x²³", "x^23"),
    ("x⁻¹", "x^(-1)"),
    ("-x²", "-(x^2)"),
    ("2^x²", "2^(x^2)"),
    ("2x⁴y⁵", "2*x^4*y^5"),
    ("a − b · x × 2 ÷ c", "a - b*x*2/c"),
    ("a – b", "a-b"),
    ("ln(x)", "log(x)"),
    ("atan(x)", "arctan(x)"),
    ("ω₁x", "ω1*x"),
    ("µ x", "μ*x"),
    ("y = a x", "a*x"),
    ("ŷ=a x", "a*x"),
    ("y\u0302 = a x", "a*x"),
    ("  f(x) = a x", "a*x"),
    (" a\t*\nx ", "a*x"),
    ("+a - +b", "a - b"),
    (".5 + 5. + 1E3", "0.5 + 5 + 1000"),
    ("max(a, b, c)", "max(max(a, b), c)"),
    ("2ex", "2*ex"),
    ("2e3x", "2000*x"),
    ("2e", "2*e"),
]


@pytest.mark.parametrize(("typed", "meant"), SAME)
def test_what_people_type_is_understood(typed: str, meant: str) -> None:
    assert parse(typed) == parse(meant)


def test_signs_bind_as_in_school() -> None:
    assert parse("a + b*x^c") == call("plus", A, call("times", B, call("power", X, C)))
    assert parse("a - b - c") == call("minus", call("minus", A, B), C)
    assert parse("a/b/c") == call("divide", call("divide", A, B), C)
    assert parse("2^3^x") == call("power", TWO, call("power", THREE, X))
    assert parse("-x^2") == call("negate", call("power", X, TWO))
    assert parse("2^-x") == call("power", TWO, call("negate", X))
    assert parse("--a") == call("negate", call("negate", A))
    assert parse("π + e") == call("plus", Constant("pi"), Constant("e"))
    assert parse("min(a, max(b, c))") == call("min", A, call("max", B, C))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_its_name(name: str) -> None:
    operands = [A, B][: len(FUNCTIONS[name].slopes)]
    assert parse(f"{name}({', '.join(operand.name for operand in operands)})") == call(name, *operands)


def test_parameters_come_in_order_of_first_appearance() -> None:
    assert parameters_of(parse("c + a*x - b*c + exp(z)*e*pi + lambda")) == ("c", "a", "b", "z", "lambda")
    assert parameters_of(parse("x")) == ()
    assert [*leaves(parse("2a + x"))] == [TWO, A, X]


def test_values_without_letters() -> None:
    assert constant_value(parse("2^3 + 1/4")) == 8.25
    assert constant_value(parse("sin(π/2)·e")) == pytest.approx(np.e)
    assert constant_value(parse("2*a")) is None


WRONG = [
    # text, the place it is about, and a piece of the sentence
    ("", 0, "is empty"),
    ("  y = ", 0, "is empty"),
    ("1 + foo(x)", 4, "There is no function named 'foo' at place 5: use one of exp, log"),
    ("a*slope(x)", 2, "slope*(…) for a product"),
    ("a + ", 2, "ends too early, after '+' at place 3"),
    ("a + * b", 4, "missing before '*' at place 5"),
    ("*a", 0, "missing before '*' at place 1"),
    ("²", 0, "missing before '²'"),
    ("(a + )", 5, "missing before ')'"),
    ("a ()", 2, "nothing in the brackets at place 3"),
    ("a + (b*(x)", 4, "bracket at place 5 is never closed"),
    ("a)", 1, "bracket at place 2 was never opened"),
    ("0,5*x", 1, "comma at place 2: write numbers with a point"),
    ("(a, b)", 2, "comma at place 3"),
    ("sin(a, b)", 0, "'sin' at place 1 works on one value and was given 2"),
    ("a + max(b)", 4, "'max' at place 5 chooses between values"),
    ("max(a,)", 6, "missing before ')'"),
    ("sin x", 0, "'sin' at place 1 is a function"),
    ("2 exp", 2, "'exp' at place 3 is a function"),
    ("sin²(x)", 0, "'sin' at place 1 is a function"),
    ("x 2", 2, "The number '2' at place 3 stands right behind 'x'"),
    ("1.2.3", 3, "The number '.3'"),
    ("a + 1e400", 4, "'1e400' at place 5 is too large"),
    ("1e-400", 0, "is too small"),
    ("a + 1/0", 4, "What begins at place 5 has no value"),
    ("log(-1)", 0, "no value"),
    ("9**9**9**9", 3, "no value"),
    ("x²^3", 2, "Two powers follow each other at place 3"),
    ("x²³⁻¹", 3, "Two powers"),
    ("y = a = b", 6, "equals sign at place 7"),
    ("y == a", 2, "equals sign at place 3"),
    ("_a", 0, "begins with '_' at place 1"),
    ("[a]", 0, "round brackets"),
    ("|x|", 0, "abs( )"),
    ("a.b", 1, "point without a number at place 2"),
    ("a + $", 4, "There is '$' at place 5"),
    ("a\0b", 1, "invisible character U+0000 at place 2"),
    ("\ud800", 0, "invisible character U+D800 at place 1"),
    ("a" * 21, 0, "is too long: write one with 20 letters at most"),
    ("a if x else b", 2, "'if' at place 3 cannot be a name"),
    ("٣ x", 0, "which a formula cannot hold"),
]


@pytest.mark.parametrize(("text", "position", "piece"), WRONG)
def test_an_error_says_what_and_where(text: str, position: int, piece: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert piece in str(caught.value)
    assert caught.value.position == position


def test_the_longest_name_is_a_name() -> None:
    assert parameters_of(parse("a" * 20 + "*x")) == ("a" * 20,)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="A formula is a text"):
        parse(3)  # type: ignore[arg-type]


def test_zero_is_not_too_small() -> None:
    assert parse("0.0e-999 + 0") == call("plus", Number(0.0), Number(0.0))


@pytest.mark.parametrize(
    "code", ["t0.real", "t0[0]", "lambda: t0", "t0 @ t0", "not t0", "t0(t0, k=t0)", "'a'", "t0()()"]
)
def test_nothing_but_the_allowed_is_walked(code: str) -> None:
    with pytest.raises(FormulaError, match="cannot be worked out"):
        _Reader([]).read(ast.parse(code, mode="eval").body, 0)


@settings(max_examples=2000, deadline=None)
@given(texts())
def test_any_text_is_a_formula_or_one_sentence(text: str) -> None:
    assert_answered(text)


def assert_answered(text: str) -> bool:
    """Return True if a text is a formula; otherwise the error must be a sentence that can be shown."""
    refusal: FormulaError | None = None
    try:
        tree = parse(text)
    except FormulaError as error:
        refusal = error
    if refusal is None:
        assert all(isinstance(leaf, Number | Constant | Symbol) for leaf in leaves(tree))
        return True
    message = str(refusal)
    assert message[0] in "TASMWO'"
    assert message.endswith(".")
    assert message.isprintable()
    assert 0 <= refusal.position <= len(text)
    return False
