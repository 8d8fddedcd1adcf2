"""What all models have in common that are a formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.display import readable
from gd_visualizer.core.expression.graph import Graph, graph_of

# Many parameter vectors are worked on at once, but each step in numbers that fit into the processor's cache.
AT_ONCE = 1 << 15


class GraphModel:
    """What a model can do that is a formula; a new kind is a ``(GraphModel, Model)`` and says which formula.

    All that is asked of a model follows from the graph, slopes and curvature exactly. Numbers out of range
    come out as inf or nan, without a warning. It knows no models itself, so that those may know it.
    """

    __slots__ = ()
    formula: ClassVar[str]

    @property
    def source(self) -> str:
        """Return the formula as it is worked out; it is ``formula`` where nothing else is said."""
        return self.formula

    @property
    def graph(self) -> Graph:
        """Return the computation graph; it is made once for each formula."""
        return graph_of(self.source)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """Return the names of the P parameters, in the order in which the formula mentions them."""
        return self.graph.parameter_names

    @property
    def written_formula(self) -> str:
        """Return the right-hand side of ŷ = …, as people write it."""
        return readable(self.graph.nodes[-1].tree)

    @property
    def linear_in_parameters(self) -> bool:
        """Return True if the formula is a weighted sum with the parameters as weights."""
        return self.graph.is_weighted_sum

    @property
    def differentiable(self) -> bool:
        """Return False if a parameter moves the place of a jump."""
        return not self.graph.jumps

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions ŷ, (N,), for parameters (P,) and inputs (N,)."""
        with np.errstate(all="ignore"):
            return _filled(self.graph.forward(parameters, x)[-1], (len(x),))

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ∂ŷ/∂θ, (N, P), by one walk backward."""
        graph = self.graph
        with np.errstate(all="ignore"):
            columns = graph.slopes(graph.forward(parameters, x), np.ones(len(x)))
        return np.column_stack(columns)

    def predict_rows(self, rows: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions of many parameter vectors at once, (K, N), for rows (K, P)."""
        graph, at_once = self.graph, max(1, AT_ONCE // max(1, len(x)))
        found = np.empty((len(rows), len(x)), dtype=np.result_type(rows, x))
        with np.errstate(all="ignore"):
            for first in range(0, len(rows), at_once):
                part = rows[first : first + at_once]
                found[first : first + at_once] = graph.forward(part.T[:, :, np.newaxis], x)[-1]
        return found

    def forward(self, parameters: FloatArray, x: FloatArray) -> tuple[FloatArray, Callable[[FloatArray], FloatArray]]:
        """Run forward, and return ŷ (N,) with a function that runs backward: Σ push·∂ŷ/∂θ, (P,)."""
        graph = self.graph
        with np.errstate(all="ignore"):
            values = graph.forward(parameters, x)

        def backward(push: FloatArray) -> FloatArray:
            with np.errstate(all="ignore"):
                return np.asarray(graph.gradient(values, push))

        return _filled(values[-1], (len(x),)), backward

    def curvature(self, parameters: FloatArray, x: FloatArray, push: FloatArray) -> FloatArray:
        """Return Σ push·∂²ŷ/∂θ², (P, P), exactly."""
        graph = self.graph
        with np.errstate(all="ignore"):
            return np.asarray(graph.curvature(graph.forward(parameters, x), push))


def _filled(values: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """Return the values as an array of their own, also where the formula gives one number for all points."""
    return np.array(np.broadcast_to(values, shape))


def span_of(data: Dataset) -> tuple[float, float]:
    """Return the smallest x and how far it is from there to the largest; 1 where there is no distance.

    First parameters are measured by it, so that a curve begins at the size of the data.
    """
    if not len(data):
        return 0.0, 1.0
    left = float(data.x.min())
    with np.errstate(all="ignore"):
        width = min(float(data.x.max() - data.x.min()), float(np.finfo(np.float64).max))
    return left, width if width > 1e-300 else 1.0
