"""Surfaces of the absolute error and of Huber's loss for a line: whole, and while one point is dragged."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.samples import points
from benchmarks.table import Line, at_least, at_most, compared
from benchmarks.timing import ResultsDifferError, Scope, interleave
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.dragged_surface import DraggedSurface
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.losses.huber import Huber
from gd_visualizer.core.losses.mean_absolute_error import MeanAbsoluteError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.surface import loss_grid

CELLS, CELLS_IN_DRAG = 256, 128
POINTS, MANY, FEW = 1_000, 100_000, 10
AGREE_WITHIN = 1e-12
# Times that a whole surface and a frame of a drag shall be quicker than numpy.
GOALS: dict[type[Loss], tuple[float, float]] = {MeanAbsoluteError: (20, 500), Huber: (40, 800)}


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about each loss."""
    for kind, (whole, dragged) in GOALS.items():
        loss = kind()
        yield _whole(loss, scope, whole)
        yield _dragged(loss, scope, dragged)
        yield _many(loss, scope)


def _whole(loss: Loss, scope: Scope, goal: float) -> Line:
    data, objective, (p, q) = points(POINTS), _objective(loss, points(POINTS)), _grid(CELLS)
    _must_agree(loss_grid(objective, p, q), by_column(loss, data, p, q))
    times = interleave(
        {"ours": lambda: loss_grid(objective, p, q), "numpy": lambda: by_column(loss, data, p, q)}, scope
    )
    what = f"surface 256², {_name(loss)}, 1,000 points"
    return compared(what, times["ours"], times["numpy"], "numpy by column", at_least(goal))


def _dragged(loss: Loss, scope: Scope, goal: float) -> Line:
    data, (p, q) = points(POINTS), _grid(CELLS_IN_DRAG)
    land = _lifted(loss, data, p, q)
    _must_agree(land.with_point(1.5, -2.5), by_column(loss, data.moved(0, 1.5, -2.5), p, q))
    times = interleave(
        {"ours": lambda: land.with_point(1.5, -2.5), "numpy": lambda: by_column(loss, data, p, q)}, scope
    )
    what = f"surface 128², {_name(loss)}, a point dragged among 1,000"
    return compared(what, times["ours"], times["numpy"], "numpy by column", at_least(goal))


def _many(loss: Loss, scope: Scope) -> Line:
    p, q = _grid(CELLS_IN_DRAG)
    many, few = (_lifted(loss, points(count), p, q) for count in (POINTS if scope.quick else MANY, FEW))
    times = interleave({"many": lambda: many.with_point(1.5, -2.5), "few": lambda: few.with_point(1.5, -2.5)}, scope)
    what = f"surface 128², {_name(loss)}, a point dragged among 10⁵"
    return compared(what, times["many"], times["few"], "10 points", at_most(1.2))


def by_column(loss: Loss, data: Dataset, p: FloatArray, q: FloatArray) -> FloatArray:
    """Return the surface as someone who knows numpy would write it: all heights of one slope at a time."""
    columns = []
    for m in p.tolist():
        residuals = q[:, np.newaxis] - (data.y - m * data.x)
        columns.append(np.mean(loss.of_residual(residuals), axis=1))
    return np.stack(columns, axis=1)


def _lifted(loss: Loss, data: Dataset, p: FloatArray, q: FloatArray) -> DraggedSurface:
    return DraggedSurface.lifted(_objective(loss, data), data.removed(0), p, q)


def _objective(loss: Loss, data: Dataset) -> Objective:
    return Objective.of(Linear(), loss, data)


def _grid(cells: int) -> tuple[FloatArray, FloatArray]:
    return np.linspace(-3.0, 3.0, cells), np.linspace(-8.0, 8.0, cells)


def _name(loss: Loss) -> str:
    return "absolute error" if isinstance(loss, MeanAbsoluteError) else "Huber"


def _must_agree(ours: FloatArray, other: FloatArray) -> None:
    error = float(np.max(np.abs(ours - other) / other))
    if not error <= AGREE_WITHIN:
        raise ResultsDifferError(f"surfaces differ by {error:.1e}")
