"""The tree of a formula: what is worked out from what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from gd_visualizer.core.expression.operations import OPERATIONS, Array

INPUT = "x"
CONSTANTS = {"pi": np.float64(np.pi), "e": np.float64(np.e)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was typed, never negative: a minus before it is an operation."""

    value: float


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that has a name: "pi" or "e"."""

    name: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter whose value may change: the input x, or a parameter."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """An operation with what it works on.

    Attributes
    ----------
    operation : str
        A key of ``OPERATIONS``.
    operands : tuple of trees
    """

    operation: str
    operands: tuple[Tree, ...]


Tree: TypeAlias = Number | Constant | Symbol | Call


def leaves(tree: Tree) -> Iterator[Number | Constant | Symbol]:
    """Yield the numbers and letters of a formula from left to right."""
    if isinstance(tree, Call):
        for operand in tree.operands:
            yield from leaves(operand)
    else:
        yield tree


def parameters_of(tree: Tree) -> tuple[str, ...]:
    """Return the names of the parameters, in order of their first appearance: every letter but x."""
    names = (leaf.name for leaf in leaves(tree) if isinstance(leaf, Symbol))
    return tuple(dict.fromkeys(name for name in names if name != INPUT))


def constant_value(tree: Tree) -> Array | None:
    """Return the value of a formula without letters as a float64, or None where there is a letter."""
    if isinstance(tree, Number):
        return np.float64(tree.value)
    if isinstance(tree, Constant):
        return CONSTANTS[tree.name]
    if isinstance(tree, Symbol):
        return None
    values = [constant_value(operand) for operand in tree.operands]
    if any(value is None for value in values):
        return None
    with np.errstate(all="ignore"):
        return OPERATIONS[tree.operation].value(*values)
