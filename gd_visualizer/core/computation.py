"""Every model with a loss as a calculation in small parts, forward for the loss and backward for the slopes."""

from __future__ import annotations

from functools import lru_cache

from gd_visualizer.core.computation_parts import Computation
from gd_visualizer.core.expression.graph import graph_of
from gd_visualizer.core.expression.graph_model import GraphModel
from gd_visualizer.core.formula_computation import FormulaComputation
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.network_computation import NetworkComputation


@lru_cache(maxsize=32)
def computation_of(model: Model, loss: Loss) -> Computation:
    """Return the calculation of a model and a loss.

    A model that is no graph by itself is read from its written formula, such as m·x + b; a network is made of units.
    """
    if isinstance(model, Network):
        return NetworkComputation(model, loss)
    if isinstance(model, GraphModel):
        return FormulaComputation(model.graph, loss)
    return FormulaComputation(graph_of(model.written_formula), loss)
