"""Formulas made by chance: trees that can be written, and texts that somebody's cat might type."""

from __future__ import annotations

from hypothesis import strategies as st

from gd_visualizer.core.expression.operations import FUNCTIONS, OPERATIONS
from gd_visualizer.core.expression.tree import Call, Constant, Number, Symbol, Tree, constant_value

NAMES = ["x", "a", "b", "w1", "x0", "slope", "rate_2", "α", "Ω", "höhe"]
ALPHABET = [*"abxyefkπα²³⁻₁−·×÷()[]{}|.,=_+-*/^0123456789 \t\0'\":;@\\", "\ud800", "\u200b", "😀", "é"]
WORDS = [*FUNCTIONS, "lambda", "for", "in", "if", "__import__", "os.system", "None", "1e999", "**", "//", "==", ":="]


def _fits(tree: Tree) -> bool:
    """Return True if no part without letters is out of range: the parser refuses those."""
    if not isinstance(tree, Call):
        return True
    value = constant_value(tree)
    return all(map(_fits, tree.operands)) and (value is None or abs(value) < float("inf"))


def trees() -> st.SearchStrategy[Tree]:
    numbers = st.one_of(st.integers(0, 30).map(float), st.floats(0.0, allow_infinity=False, allow_nan=False))
    leaves = st.one_of(
        st.sampled_from(NAMES).map(Symbol), st.sampled_from(["pi", "e"]).map(Constant), numbers.map(abs).map(Number)
    )

    def calls(operands: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        def one(name: str) -> st.SearchStrategy[Tree]:
            return st.tuples(*[operands] * len(OPERATIONS[name].slopes)).map(lambda parts: Call(name, parts))

        return st.sampled_from(list(OPERATIONS)).flatmap(one)

    return st.recursive(leaves, calls, max_leaves=12).filter(_fits)


def texts() -> st.SearchStrategy[str]:
    """Anything at all, and what is nearly a formula."""
    nearly = st.lists(st.sampled_from([*ALPHABET, *WORDS, *NAMES]), max_size=40).map("".join)
    return st.one_of(st.text(st.characters(codec=None), max_size=60), nearly)
