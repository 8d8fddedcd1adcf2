"""Contour lines: from a surface to a path a painter can draw, beside pyqtgraph's isocurves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QPainterPath

from benchmarks.samples import START, objective_of, points
from benchmarks.table import Line, at_least, compared
from benchmarks.timing import ResultsDifferError, Scope, interleave
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.contours import contour_lines, grid_lines
from gd_visualizer.core.region import fitted_region
from gd_visualizer.core.surface import Surface, surface_of

CELLS = 128
LEVELS = 16
EXACT_WITHIN = 1e-9
TRACED_WITHIN = 0.02


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about contour lines; each way ends in a ``QPainterPath`` in units of cells or parameters."""
    surface = _surface()
    _must_lie_on_levels(surface, contour_lines(surface), EXACT_WITHIN)
    _must_lie_on_levels(surface, grid_lines(surface), TRACED_WITHIN)
    _must_lie_on_levels(surface, [_places_of(surface, path) for path in _isocurve_paths(surface)], TRACED_WITHIN)
    times = interleave(
        {
            "exact": lambda: as_path(contour_lines(surface)),
            "traced": lambda: as_path(grid_lines(surface)),
            "isocurves": lambda: _isocurve_paths(surface),
        },
        scope,
    )
    peer = "pyqtgraph IsocurveItem"
    yield compared("16 contour lines 128², quadratic", times["exact"], times["isocurves"], peer, at_least(900))
    yield compared("16 contour lines 128², any surface", times["traced"], times["isocurves"], peer, at_least(45))


def as_path(found: list[FloatArray]) -> QPainterPath:
    """Return lines as one path."""
    places = np.concatenate(found)
    joined = np.ones(len(places), dtype=np.intc)
    joined[np.cumsum([len(line) for line in found]) - 1] = 0
    path: QPainterPath = pg.arrayToQPath(places[:, 0], places[:, 1], connect=joined)
    return path


def _surface() -> Surface:
    objective = objective_of(points(100))
    surface = surface_of(objective, fitted_region(objective, [np.array(START)]), CELLS)
    part = np.arange(1, LEVELS + 2) / (LEVELS + 1)
    return replace(surface, levels=surface.base + (surface.levels[-1] - surface.base) * part * part)


def _isocurve_paths(surface: Surface) -> list[QPainterPath]:
    """Return the paths that pyqtgraph's items would draw, in units of cells."""
    paths = []
    for level in surface.levels[:-1]:
        item = pg.IsocurveItem(surface.losses, float(level), axisOrder="row-major")
        item.generatePath()
        paths.append(item.path)
    return paths


def _places_of(surface: Surface, path: QPainterPath) -> FloatArray:
    """Return the corners of such a path in units of the parameters."""
    corners = (path.elementAt(number) for number in range(path.elementCount()))
    region = surface.region
    cell = np.array([region.width, region.height]) / CELLS
    return np.asarray([region.p_min, region.q_min] + cell * np.array([(corner.x, corner.y) for corner in corners]))


def _must_lie_on_levels(surface: Surface, found: list[FloatArray], within: float) -> None:
    """Check that the loss along each line is one of the levels, but for a part of the highest one."""
    for line in found:
        losses = surface.objective.values(line)
        level = surface.levels[np.argmin(np.abs(surface.levels - losses[0]))]
        error = float(np.max(np.abs(losses - level))) / float(surface.levels[-1] - surface.base)
        if not error <= within:
            raise ResultsDifferError(f"a contour line leaves its level by {error:.1e}")
    if not found:
        raise ResultsDifferError("there are no contour lines")
