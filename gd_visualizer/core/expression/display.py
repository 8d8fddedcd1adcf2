"""Writing a formula: plainly, so that it can be read in again, and readably, as people write it."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.core.expression.tree import Call, Constant, Number, Symbol, Tree

# How tightly a sign binds: what binds less tightly than its place asks for is put into brackets.
SUM, PRODUCT, NEGATIVE, POWER, ATOM = range(5)
LEVELS = {"plus": SUM, "minus": SUM, "times": PRODUCT, "divide": PRODUCT, "negate": NEGATIVE, "power": POWER}

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Spelling:
    signs: dict[str, str]
    minus: str
    pi: str
    raises: bool


_PLAIN = _Spelling({"plus": " + ", "minus": " - ", "times": "*", "divide": "/", "power": "^"}, "-", "pi", False)
_READABLE = _Spelling({"plus": " + ", "minus": " − ", "times": "·", "divide": "/", "power": "^"}, "−", "π", True)


def plain(tree: Tree) -> str:
    """Return the formula in plain characters, ``a*exp(-b*x) + c``; read in again, it is the same tree."""
    return _write(tree, _PLAIN)


def readable(tree: Tree) -> str:
    """Return the formula as people write it, ``a·exp(−b·x) + c``; read in again, it is the same tree, too."""
    return _write(tree, _READABLE)


def level_of(tree: Tree) -> int:
    """Return how tightly the outermost sign of a formula binds."""
    return LEVELS.get(tree.operation, ATOM) if isinstance(tree, Call) else ATOM


def written_number(value: float) -> str:
    """Return a number with as many digits as it takes to read the same number again."""
    return repr(float(value)).removesuffix(".0").replace("e+", "e")


def fixed_power(tree: Tree) -> int | None:
    """Return the exponent of a tree if it is a whole number that can be raised (x², x⁻¹), otherwise None."""
    if isinstance(tree, Call) and tree.operation == "negate":
        inner = fixed_power(tree.operands[0]) if isinstance(tree.operands[0], Number) else None
        return -inner if inner else None
    if isinstance(tree, Number) and tree.value < 1e3 and tree.value == int(tree.value):
        return int(tree.value)
    return None


def _write(tree: Tree, spelling: _Spelling) -> str:
    if isinstance(tree, Number):
        return written_number(tree.value)
    if isinstance(tree, Constant):
        return spelling.pi if tree.name == "pi" else tree.name
    if isinstance(tree, Symbol):
        return tree.name
    if tree.operation not in LEVELS:
        return f"{tree.operation}({', '.join(_write(operand, spelling) for operand in tree.operands)})"
    level = LEVELS[tree.operation]
    if tree.operation == "negate":
        return spelling.minus + _in_place(tree.operands[0], NEGATIVE, spelling, behind=True)
    left, right = tree.operands
    if tree.operation == "power":
        base, number = _in_place(left, ATOM, spelling), fixed_power(right)
        if spelling.raises and number is not None:
            return base + str(number).translate(_RAISED)
        return f"{base}^{_in_place(right, NEGATIVE, spelling, behind=True)}"
    written = _in_place(right, level + 1, spelling, behind=True)
    return _in_place(left, level, spelling) + spelling.signs[tree.operation] + written


def _in_place(tree: Tree, lowest: int, spelling: _Spelling, *, behind: bool = False) -> str:
    """Return a part, in brackets where it binds less than its place asks, or would put two signs side by side."""
    written = _write(tree, spelling)
    wrapped = level_of(tree) < lowest or (behind and written.startswith(spelling.minus))
    return f"({written})" if wrapped else written
