"""The computation graph of a formula: small steps in a row, walked forward for ŷ and backward for the slopes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from gd_visualizer.core.expression.operations import OPERATIONS, Array, Formula, Operation, Slope, power_of
from gd_visualizer.core.expression.parser import parse
from gd_visualizer.core.expression.tree import INPUT, Call, Symbol, Tree, constant_value, parameters_of

# A node, what it does, and which one or two nodes it works on.
_Step: TypeAlias = tuple[int, Formula, int, int | None]
# A node, which operand its push is passed to, the slope between them, and all it works on.
_Pass: TypeAlias = tuple[int, int, Slope, tuple[int, ...]]

# When the result is zero, given which operands are.
_ZERO_RULES: dict[str, Callable[[list[bool]], bool]] = {
    "plus": all,
    "minus": all,
    "times": any,
    "divide": lambda parts: parts[0],
    "negate": all,
}


@dataclass(frozen=True, slots=True)
class Node:
    """One step of the calculation.

    Attributes
    ----------
    tree : tree
        What is worked out here, to be written beside it.
    operation : str
        "number", "input", "parameter", or a key of ``OPERATIONS``.
    operands : tuple of int
        Which nodes it works on.
    value : float
        Of a number; a part of the formula without letters is one number.
    depends_on : frozenset of int
        Which parameters it moves with.
    """

    tree: Tree
    operation: str
    operands: tuple[int, ...] = ()
    value: float = 0.0
    depends_on: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A formula as nodes in order: each stands behind those it works on, the last one is ŷ.

    What occurs twice in the formula is one node. Values travel as numpy numbers or arrays: x is (N,), a parameter a
    number, or (K, 1) for K of them at once.

    Attributes
    ----------
    nodes : tuple of Node
    parameter_names : tuple of str
        In order of their first appearance.
    """

    nodes: tuple[Node, ...]
    parameter_names: tuple[str, ...]
    _numbers: tuple[Array, ...]
    _inputs: tuple[int, ...]
    _parameters: tuple[int, ...]
    _steps: tuple[_Step, ...]
    _passes: tuple[_Pass, ...]

    @classmethod
    def of(cls, tree: Tree) -> Graph:
        """Lay out the graph of a tree, ready to be walked many times."""
        names = parameters_of(tree)
        builder = _Builder(names)
        builder.place(tree)
        nodes = tuple(builder.nodes)
        order = [index for index, node in enumerate(nodes) if node.operands]
        return cls(
            nodes,
            names,
            tuple(np.float64(node.value) for node in nodes),
            tuple(index for index, node in enumerate(nodes) if node.operation == "input"),
            tuple(builder.place(Symbol(name)) for name in names),
            tuple(_step(nodes, index) for index in order),
            tuple(step for index in reversed(order) for step in _passes(nodes, index)),
        )

    def forward(self, parameters: Iterable[Array], x: Array) -> list[Array]:
        """Return the value of every node for P parameters and inputs x; the last one is ŷ."""
        values = list(self._numbers)
        for node in self._inputs:
            values[node] = x
        for node, parameter in zip(self._parameters, parameters, strict=True):
            values[node] = parameter
        for node, value, first, second in self._steps:
            values[node] = value(values[first]) if second is None else value(values[first], values[second])
        return values

    def backward(self, values: list[Array], push: Array) -> list[Array]:
        """Return how much each node moves the sum of push · ŷ: backpropagation (Rumelhart and others 1986).

        Parameters
        ----------
        values : list
            What ``forward`` returned.
        push : (N,) float64
            One for each point; all ones give ∂ŷ/∂node.

        Returns
        -------
        list
            (N,) for each node, point by point; None where no parameter is behind it.
        """
        moved: list[Array] = [None] * len(self.nodes)
        if self.nodes[-1].depends_on:
            moved[-1] = push
        for node, operand, slope, operands in self._passes:
            part = moved[node]
            if callable(slope):
                part = part * slope(*[values[index] for index in operands], values[node])
            elif slope != 1.0:
                part = part * slope
            before = moved[operand]
            moved[operand] = part if before is None else before + part
        return moved

    def slopes(self, values: list[Array], push: Array) -> list[Array]:
        """Return push · ∂ŷ/∂θ point by point for each of the P parameters, each (N,)."""
        moved = self.backward(values, push)
        return [moved[node] for node in self._parameters]

    def gradient(self, values: list[Array], push: Array) -> Array:
        """Return Σ push · ∂ŷ/∂θ over the points, (P,)."""
        return np.array([part.sum() for part in self.slopes(values, push)])

    def curvature(self, values: list[Array], push: Array) -> Array:
        """Return Σ push · ∂²ŷ/∂θ² over the points, (P, P), exactly.

        Each node v = f(u₁, u₂) adds (∂ŷ/∂v) · Σ f″ₖₗ · (∂uₖ/∂θ)(∂uₗ/∂θ)ᵀ: the chain rule taken twice, with slopes
        from a walk backward and from a walk forward (Gower & Mello 2012, "A new framework for the computation of
        Hessians").
        """
        moved, forward_slopes = self.backward(values, push), self._forward_slopes(values)
        total = np.zeros((len(self.parameter_names),) * 2, dtype=np.result_type(push, values[-1]))
        for index, node in enumerate(self.nodes):
            if moved[index] is None or not node.operands:
                continue
            operation, operands = _operation(self.nodes, node)
            for (first, second), bend in operation.bends.items():
                size = moved[index] * _number(bend, values, operands, index)
                for row, left in forward_slopes[operands[first]].items():
                    for column, right in forward_slopes[operands[second]].items():
                        added = np.sum(size * left * right)
                        total[row, column] += added
                        if first != second:
                            total[column, row] += added
        # Rounding may differ on both sides of the diagonal, what is meant does not.
        return 0.5 * (total + total.T)

    def _forward_slopes(self, values: list[Array]) -> list[dict[int, Array]]:
        """Return for each node ∂node/∂θ for those parameters that it moves with."""
        slopes: list[dict[int, Array]] = []
        for index, node in enumerate(self.nodes):
            here: dict[int, Array] = {}
            if node.operation == "parameter":
                here = dict.fromkeys(node.depends_on, 1.0)
            elif node.depends_on:
                operation, operands = _operation(self.nodes, node)
                for place, operand in enumerate(operands):
                    if not slopes[operand]:
                        continue
                    slope = _number(operation.slopes[place], values, operands, index)
                    for parameter, before in slopes[operand].items():
                        here[parameter] = here.get(parameter, 0.0) + slope * before
            slopes.append(here)
        return slopes

    def is_linear_in(self, names: Iterable[str]) -> bool:
        """Return True if the formula shows that ŷ goes straight in these parameters together.

        That is so where every second derivative in them is zero by the look of the formula and no corner or jump is
        on the way; an offset is allowed. Nothing is worked out with numbers.
        """
        wanted = {self.parameter_names.index(name) for name in names}
        for node in self.nodes:
            if not (node.operands and node.depends_on & wanted):
                continue
            operation, operands = _operation(self.nodes, node)
            moving = [bool(self.nodes[operand].depends_on & wanted) for operand in operands]
            if operation.kinked or any(moving[first] and moving[second] for first, second in operation.bends):
                return False
        return True

    @property
    def is_weighted_sum(self) -> bool:
        """Return True if ŷ is a sum of parts, each a parameter times what holds none: straight, and 0 at θ = 0."""
        zero: list[bool] = []
        for node in self.nodes:
            parts = [zero[operand] for operand in node.operands]
            rule = _ZERO_RULES.get(node.operation)
            at_zero = node.operation == "parameter" or (node.operation == "number" and node.value == 0.0)
            zero.append(rule(parts) if rule else at_zero)
        return zero[-1] and self.is_linear_in(self.parameter_names)

    @property
    def jumps(self) -> bool:
        """Return True if a parameter moves the place of a jump, where its slope says nothing."""
        return any(node.operation == "step" and node.depends_on for node in self.nodes)


@lru_cache(maxsize=256)
def graph_of(text: str) -> Graph:
    """Return the graph of a typed formula; the same text gives the same graph.

    Raises
    ------
    FormulaError
        If the formula cannot be read.
    """
    return Graph.of(parse(text))


class _Builder:
    """Puts nodes in order, each tree once."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._places: dict[Tree, int] = {}
        self.nodes: list[Node] = []

    def place(self, tree: Tree) -> int:
        """Return the node of a tree, and make it first where there is none."""
        if tree not in self._places:
            node = self._node(tree)
            self._places[tree] = len(self.nodes)
            self.nodes.append(node)
        return self._places[tree]

    def _node(self, tree: Tree) -> Node:
        if isinstance(tree, Symbol):
            if tree.name == INPUT:
                return Node(tree, "input")
            return Node(tree, "parameter", depends_on=frozenset({self._names.index(tree.name)}))
        value = constant_value(tree)
        if value is not None:
            return Node(tree, "number", value=float(value))
        assert isinstance(tree, Call)  # all else has a value
        operands = tuple(self.place(operand) for operand in tree.operands)
        moving = frozenset[int]().union(*(self.nodes[operand].depends_on for operand in operands))
        return Node(tree, tree.operation, operands, depends_on=moving)


def _operation(nodes: Sequence[Node], node: Node) -> tuple[Operation, tuple[int, ...]]:
    """Return what a node does and what it works on; a fixed exponent is part of what it does."""
    if node.operation == "power" and nodes[node.operands[1]].operation == "number":
        return power_of(nodes[node.operands[1]].value), node.operands[:1]
    return OPERATIONS[node.operation], node.operands


def _step(nodes: Sequence[Node], index: int) -> _Step:
    operation, operands = _operation(nodes, nodes[index])
    return index, operation.value, operands[0], operands[1] if len(operands) > 1 else None


def _passes(nodes: Sequence[Node], index: int) -> list[_Pass]:
    """Return to which operands of a node its push is passed: to those with a parameter behind them."""
    operation, operands = _operation(nodes, nodes[index])
    return [
        (index, operand, slope, operands)
        for operand, slope in zip(operands, operation.slopes, strict=True)
        if nodes[operand].depends_on
    ]


def _number(slope: Slope, values: list[Array], operands: tuple[int, ...], index: int) -> Array:
    return slope(*[values[operand] for operand in operands], values[index]) if callable(slope) else slope
