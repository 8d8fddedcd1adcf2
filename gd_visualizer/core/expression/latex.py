"""Writing a formula as LaTeX, for documents and for typeset pictures of it."""

from __future__ import annotations

import re
import unicodedata

from gd_visualizer.core.expression.display import ATOM, LEVELS, NEGATIVE, level_of, written_number
from gd_visualizer.core.expression.tree import Call, Constant, Number, Symbol, Tree

_NAMED = {"log", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh", "min", "max"}
_NAME = re.compile(r"(.*?[^\d_])_*([\d_]*)")
# Letters that LaTeX has no command for, because they look like Latin ones or are written differently.
_NO_COMMAND = {"omicron", "final sigma"}
_CAPITALS = {"gamma", "delta", "theta", "lamda", "xi", "pi", "sigma", "upsilon", "phi", "psi", "omega"}


def latex(tree: Tree) -> str:
    r"""Return the formula as LaTeX, such as ``a \cdot e^{-b \cdot x} + c``."""
    if isinstance(tree, Number):
        return _number(tree.value)
    if isinstance(tree, Constant):
        return r"\pi" if tree.name == "pi" else tree.name
    if isinstance(tree, Symbol):
        return _symbol(tree.name)
    return _call(tree)


def _call(tree: Call) -> str:
    first = tree.operands[0]
    inside = ", ".join(latex(operand) for operand in tree.operands)
    match tree.operation:
        case "divide":
            return rf"\frac{{{latex(first)}}}{{{latex(tree.operands[1])}}}"
        case "power":
            return rf"{_in_place(first, ATOM)}^{{{latex(tree.operands[1])}}}"
        case "exp":
            return rf"e^{{{inside}}}"
        case "sqrt":
            return rf"\sqrt{{{inside}}}"
        case "abs":
            return rf"\left|{inside}\right|"
        case "negate":
            return f"-{_in_place(first, NEGATIVE, behind=True)}"
        case "plus" | "minus" | "times":
            sign = {"plus": "+", "minus": "-", "times": r"\cdot"}[tree.operation]
            level = LEVELS[tree.operation]
            return f"{_in_place(first, level)} {sign} {_in_place(tree.operands[1], level + 1, behind=True)}"
    name = rf"\{tree.operation}" if tree.operation in _NAMED else rf"\operatorname{{{tree.operation}}}"
    return rf"{name}\left({inside}\right)"


def _in_place(tree: Tree, lowest: int, *, behind: bool = False) -> str:
    written = latex(tree)
    # A fraction and a power of ten are as good as in brackets, but not under an exponent.
    tall = isinstance(tree, Call) and tree.operation in ("divide", "exp")
    level = level_of(tree) if not tall else (NEGATIVE if lowest == ATOM else ATOM)
    if lowest == ATOM and r"\cdot 10^" in written:
        level = NEGATIVE
    wrapped = level < lowest or (behind and written.startswith("-"))
    return rf"\left({written}\right)" if wrapped else written


def _number(value: float) -> str:
    digits, _, exponent = written_number(value).partition("e")
    return rf"{digits} \cdot 10^{{{int(exponent)}}}" if exponent else digits


def _symbol(name: str) -> str:
    """Return a name: Greek letters by their command, long names upright, digits at its end set lower."""
    found = _NAME.fullmatch(name)
    assert found is not None  # a name begins with a letter
    stem, index = found[1], found[2].replace("_", r"\_")
    upright = stem.replace("_", r"\_")
    written = _letter(stem) if len(stem) == 1 else rf"\mathrm{{{upright}}}"
    return f"{written}_{{{index}}}" if index else written


def _letter(letter: str) -> str:
    words = unicodedata.name(letter).lower()
    greek = re.fullmatch(r"greek (small|capital) letter (.+)", words)
    if greek is None or greek[2] in _NO_COMMAND or (greek[1] == "capital" and greek[2] not in _CAPITALS):
        return letter
    name = greek[2].replace("lamda", "lambda")
    return "\\" + (name.capitalize() if greek[1] == "capital" else name)
