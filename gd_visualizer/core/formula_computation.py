"""The calculation of a formula: its graph, followed by the loss."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.computation_parts import PREDICTION, Computation, Kind, Part, Run, endings
from gd_visualizer.core.expression.display import readable
from gd_visualizer.core.expression.graph import Graph
from gd_visualizer.core.expression.operations import OPERATIONS, Array, Operation, power_of
from gd_visualizer.core.losses.base import Loss

_LEAF_KINDS: dict[str, Kind] = {"input": "input", "parameter": "parameter", "number": "number"}


class FormulaComputation(Computation):
    """The graph of a formula as parts; a fixed exponent belongs to the power it stands in."""

    __slots__ = ("_graph", "_loss", "_nodes", "_operations", "_parameter_parts")

    def __init__(self, graph: Graph, loss: Loss) -> None:
        """Lay out the parts once; they are walked many times."""
        self._graph, self._loss = graph, loss
        self.parameter_names = graph.parameter_names
        self._nodes = _needed(graph)
        places = {node: place for place, node in enumerate(self._nodes)}
        found = [_part(graph, node, places) for node in self._nodes]
        target = len(found)
        found.append(Part("target", "", "y", "y"))
        self.parts = (*found, *endings(loss.key, target - 1, target))
        self._operations = tuple(_operation(part) for part in found)
        self._parameter_parts = {part.parameter: place for place, part in enumerate(found) if part.kind == "parameter"}

    def run(self, parameters: FloatArray, x: FloatArray, y: FloatArray) -> Run:
        """Go forward and back for parameters (P,) and N points."""
        with np.errstate(all="ignore"):
            given = self._graph.forward(parameters, x)
            values = [_filled(given[node], len(x)) for node in self._nodes]
            residual = values[-1] - y
            push = self._loss.derivative(residual)
            moved = self._graph.backward(given, push)
            blames = [None if moved[node] is None else _filled(moved[node], len(x)) for node in self._nodes]
            factors = [self._factors(place, values) for place in range(len(self._nodes))]
            ones, losses = np.ones(len(x)), self._loss.of_residual(residual)
        return Run(
            (*values, y, residual, losses, losses),
            (*blames, None, push, ones, ones),
            (*factors, (), (ones, -ones), (push,), (ones,)),
            (None,) * len(self.parts),
        )

    def slopes(self, run: Run, parameter: int) -> FloatArray:
        """Return ∂ℓ/∂θ of one parameter for each point, (N,)."""
        blame = run.blames[self._parameter_parts[parameter]]
        assert blame is not None
        return blame

    def _factors(self, place: int, values: list[FloatArray]) -> tuple[FloatArray, ...]:
        """Return how fast a part moves with each of its operands."""
        operation = self._operations[place]
        if operation is None:
            return ()
        read = [values[operand] for operand in self.parts[place].operands]
        slopes = [slope(*read, values[place]) if callable(slope) else slope for slope in operation.slopes]
        return tuple(_filled(slope, len(values[place])) for slope in slopes)


def _filled(values: Array, count: int) -> FloatArray:
    return np.broadcast_to(np.asarray(values, dtype=np.float64), (count,))


def _needed(graph: Graph) -> tuple[int, ...]:
    """Return the nodes that ŷ is worked out from, without those that are only fixed exponents."""
    needed, waiting = set[int](), [len(graph.nodes) - 1]
    while waiting:
        index = waiting.pop()
        needed.add(index)
        waiting += _operands(graph, index)
    return tuple(sorted(needed))


def _operands(graph: Graph, index: int) -> tuple[int, ...]:
    node = graph.nodes[index]
    fixed = node.operation == "power" and graph.nodes[node.operands[1]].operation == "number"
    return node.operands[:1] if fixed else node.operands


def _part(graph: Graph, index: int, places: dict[int, int]) -> Part:
    node, operands = graph.nodes[index], _operands(graph, index)
    text = readable(node.tree)
    if not operands:
        parameter = graph.parameter_names.index(text) if node.operation == "parameter" else None
        return Part(_LEAF_KINDS[node.operation], "", text, text, parameter=parameter)
    exponent = graph.nodes[node.operands[1]].value if len(operands) < len(node.operands) else None
    name = PREDICTION if index == len(graph.nodes) - 1 else text
    return Part(
        "operation", node.operation, name, text, tuple(places[operand] for operand in operands), exponent=exponent
    )


def _operation(part: Part) -> Operation | None:
    if part.is_leaf:
        return None
    return OPERATIONS[part.operation] if part.exponent is None else power_of(part.exponent)
