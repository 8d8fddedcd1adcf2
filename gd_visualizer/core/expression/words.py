"""Saying a formula in words, for those who listen to the window instead of looking at it."""

from __future__ import annotations

from gd_visualizer.core.expression.display import (
    ATOM,
    LEVELS,
    NEGATIVE,
    POWER,
    PRODUCT,
    SUM,
    fixed_power,
    level_of,
    written_number,
)
from gd_visualizer.core.expression.tree import Call, Constant, Number, Symbol, Tree

_SIGNS = {"plus": "plus", "minus": "minus", "times": "times", "divide": "divided by"}
_NAMES = {
    "exp": "e to the power of",
    "log": "the natural logarithm of",
    "sqrt": "the square root of",
    "sin": "the sine of",
    "cos": "the cosine of",
    "tan": "the tangent of",
    "arctan": "the arc tangent of",
    "sinh": "the hyperbolic sine of",
    "cosh": "the hyperbolic cosine of",
    "tanh": "the hyperbolic tangent of",
    "abs": "the size of",
    "sigmoid": "the sigmoid of",
    "relu": "the positive part of",
    "step": "the step of",
    "min": "the smaller of",
    "max": "the larger of",
}


def words(tree: Tree) -> str:
    """Return the formula in words, ``a times e to the power of minus b times x, plus c``.

    A product after a function name belongs to it; everything else that could be misheard is between the words
    "open bracket" and "close bracket".
    """
    if isinstance(tree, Number):
        return written_number(tree.value)
    if isinstance(tree, Constant | Symbol):
        return tree.name
    if tree.operation not in LEVELS:
        inside = " and ".join(_in_place(operand, PRODUCT) for operand in tree.operands)
        return f"{_NAMES[tree.operation]} {inside}"
    first = tree.operands[0]
    if tree.operation == "negate":
        return f"minus {_in_place(first, NEGATIVE)}"
    second = tree.operands[1]
    if tree.operation == "power":
        return f"{_in_place(first, ATOM, ends=True)} {_power(second)}"
    level, sign = LEVELS[tree.operation], _SIGNS[tree.operation]
    if level == SUM:
        pause = ", " if isinstance(first, Call) else " "
        return f"{_in_place(first, SUM)}{pause}{sign} {_in_place(second, PRODUCT)}"
    return f"{_in_place(first, PRODUCT, ends=True)} {sign} {_in_place(second, NEGATIVE)}"


def _power(exponent: Tree) -> str:
    known = {2: "squared", 3: "cubed"}.get(fixed_power(exponent) or 0)
    return known or f"to the power of {_in_place(exponent, POWER if level_of(exponent) != NEGATIVE else NEGATIVE)}"


def _in_place(tree: Tree, lowest: int, *, ends: bool = False) -> str:
    """Return a part, in spoken brackets where it must not be heard together with its neighbours.

    With ``ends`` the part must also be over when its words are: the words of a function go on as far as they can.
    """
    goes_on = ends and isinstance(tree, Call) and _last_words_go_on(tree)
    said = words(tree)
    return f"open bracket {said} close bracket" if level_of(tree) < lowest or goes_on else said


def _last_words_go_on(tree: Call) -> bool:
    """Return True if the words end in what a function or a power works on."""
    last = tree.operands[-1]
    if tree.operation not in LEVELS:
        return True
    if tree.operation == "power":
        return fixed_power(last) not in (2, 3)
    return isinstance(last, Call) and _last_words_go_on(last)
