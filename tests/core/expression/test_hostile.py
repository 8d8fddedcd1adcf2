"""Texts that are meant to do harm are answered within a second, with one sentence."""

from __future__ import annotations

import time

import pytest

from gd_visualizer.core.expression.errors import FormulaError
from gd_visualizer.core.expression.graph import graph_of

HOSTILE = {
    "a million letters": "a" * 10**6,
    "a million brackets": "(" * 10**6,
    "ten thousand brackets around x": "(" * 10_000 + "x" + ")" * 10_000,
    "two hundred brackets around x": "(" * 200 + "x" + ")" * 200,
    "a tower of powers": "9**9**9**9",
    "a long tower of powers": "9^" * 200 + "9",
    "a long tower of letters": "x^" * 240 + "x",
    "a long sum": "x+" * 240 + "x",
    "five hundred signs": "-" * 499 + "x",
    "many small powers": "x" + "²" * 320,
    "products without signs": "(x)" * 160,
    "many functions": "sin(" * 39 + "x" + "^x" * 80 + ")" * 39,
    "an import": "__import__('os').system('echo')",
    "an attribute": "x.__class__.__mro__",
    "an index": "x[0]",
    "a text": "'a'*10**9",
    "a lambda": "(lambda: x)()",
    "a comprehension": "[x for x in (1, 2)]",
    "a set": "{x}",
    "a walrus": "(a := x)",
    "a star": "max(*x)",
    "a keyword": "max(a=x, b=x)",
    "a condition": "a if x else b",
    "a new line": "x\nimport os",
    "a semicolon": "x; y",
    "a remark": "x # y",
    "a NUL": "x\0",
    "a surrogate": "x\udcff",
    "right to left": "x\u202ea",
    "a number of 400 digits": "9" * 400 + "*x",
    "a huge exponent": "1e" + "9" * 400,
    "an exponent of a billion": "10^1000000000",
    "a number of 5000 digits": "9" * 5000,
    "a huge raised exponent": "10" + "⁹" * 400,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_answered_in_time(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(FormulaError) as caught:
        graph_of(text)
    assert time.perf_counter() - began < 1.0
    message = str(caught.value)
    assert message.endswith(".")
    assert len(message) < 300
    assert message.isprintable()
    assert 0 <= caught.value.position <= len(text)


@pytest.mark.parametrize("text", ["x+" * 99 + "x", "(" * 40 + "x" + ")" * 40, "-" * 99 + "x", "x^" * 99 + "x"])
def test_what_is_just_small_enough_is_worked_out(text: str) -> None:
    graph = graph_of(text)
    assert len(graph.forward([], 1.0)) == len(graph.nodes) <= 101
