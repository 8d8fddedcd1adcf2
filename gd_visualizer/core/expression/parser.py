"""The parser: a typed formula becomes a tree, and nothing in it is ever run.

Names and numbers never reach Python's own parser, only their places in the row of tokens do (t0, t1, …); what comes
back is walked with a short list of what is allowed. So it decides which sign binds tighter, and nothing else.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from gd_visualizer.core.expression.arrange import arranged
from gd_visualizer.core.expression.errors import FormulaError
from gd_visualizer.core.expression.operations import FUNCTIONS, OPERATIONS, Array
from gd_visualizer.core.expression.spelling import Token, tokens_of
from gd_visualizer.core.expression.tree import CONSTANTS, Call, Constant, Number, Symbol, Tree

DEEPEST_TREE = 100
MOST_PARTS = 300

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "plus",
    ast.Sub: "minus",
    ast.Mult: "times",
    ast.Div: "divide",
    ast.Pow: "power",
}


class _Part(NamedTuple):
    """A piece of the tree, its value where it is a fixed number, and where it begins in the text."""

    tree: Tree
    value: Array | None
    position: int


@lru_cache(maxsize=256)
def parse(text: str) -> Tree:
    """Read a formula such as ``a*exp(-b*x) + c``.

    Powers are written ^ or ** or with raised digits and go from right to left; a product may go without its sign
    (2x, 3(x + 1)). The letter x is the input, pi and e are numbers, every other name is a parameter.

    Raises
    ------
    FormulaError
        If it cannot be read, with the place where.
    """
    tokens = arranged(tokens_of(text))
    if len(tokens) > 2 * MOST_PARTS:
        raise _too_large()
    return _Reader(tokens).read(ast.parse(_code(tokens), mode="eval").body, 0).tree


def _code(tokens: list[Token]) -> str:
    """Return the row in Python's spelling, with a stand-in for each name and number."""
    pieces = []
    for index, token in enumerate(tokens):
        if token.kind in ("number", "symbol", "constant", "function"):
            pieces.append(f"t{index}")
        else:
            pieces.append("**" if token.text == "^" else token.text)
    return "".join(pieces)


class _Reader:
    """Walks what Python's parser made; anything that is not on the list is refused."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._parts = 0

    def read(self, node: ast.expr, depth: int) -> _Part:
        self._parts += 1
        if depth > DEEPEST_TREE or self._parts > MOST_PARTS:
            raise _too_large()
        match node:
            case ast.Name():
                return self._leaf(self._token(node))
            case ast.BinOp(op=sign) if type(sign) in _BINARY:
                operands = [self.read(node.left, depth + 1), self.read(node.right, depth + 1)]
                return _call(_BINARY[type(sign)], operands, operands[0].position)
            case ast.UnaryOp(op=ast.USub()):
                operand = self.read(node.operand, depth + 1)
                return _call("negate", [operand], operand.position)
            case ast.UnaryOp(op=ast.UAdd()):
                return self.read(node.operand, depth + 1)
            case ast.Call(func=ast.Name() as name, keywords=[]):
                return self._function(self._token(name), [self.read(given, depth + 1) for given in node.args])
        raise FormulaError("The formula holds something that cannot be worked out: write a simpler one.")

    def _token(self, name: ast.Name) -> Token:
        return self._tokens[int(name.id[1:])]

    def _leaf(self, token: Token) -> _Part:
        if token.kind == "number":
            return _Part(Number(token.value), np.float64(token.value), token.position)
        if token.kind == "constant":
            return _Part(Constant(token.text), CONSTANTS[token.text], token.position)
        return _Part(Symbol(token.text), None, token.position)

    def _function(self, token: Token, given: list[_Part]) -> _Part:
        name, position = token.text, token.position
        wanted = len(FUNCTIONS[name].slopes)
        if wanted == 1 and len(given) > 1:
            raise FormulaError(
                "'{name}' at place {place} works on one value and was given {given}: leave one between "
                "its brackets, and write numbers with a point.",
                position,
                name=name,
                place=token.place,
                given=len(given),
            )
        if wanted > len(given):
            raise FormulaError(
                "'{name}' at place {place} chooses between values and was given one: write at least two, "
                "such as {name}(a, b).",
                position,
                name=name,
                place=token.place,
            )
        part = _call(name, given[:wanted], position)
        for other in given[wanted:]:
            part = _call(name, [part, other], position)
        return part


def _call(operation: str, operands: list[_Part], position: int) -> _Part:
    """Join parts by an operation; what is a fixed number is worked out at once, to see that it is one."""
    tree = Call(operation, tuple(part.tree for part in operands))
    values = [part.value for part in operands]
    if any(value is None for value in values):
        return _Part(tree, None, position)
    with np.errstate(all="ignore"):
        value = OPERATIONS[operation].value(*values)
    if not np.isfinite(value):
        raise FormulaError(
            "What begins at place {place} has no value that a computer can hold: write smaller "
            "numbers, and nothing such as 1/0.",
            position,
            place=position + 1,
        )
    return _Part(tree, value, position)


def _too_large() -> FormulaError:
    return FormulaError(
        "The formula has more than {most_parts} parts, or more than {deepest_tree} steps that "
        "wait for one another: write a simpler one.",
        most_parts=MOST_PARTS,
        deepest_tree=DEEPEST_TREE,
    )
