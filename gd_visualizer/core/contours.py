"""Contour lines: the places of equal loss, like the height lines on a hiking map."""

from __future__ import annotations

import contourpy
import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.region import Region
from gd_visualizer.core.surface import Surface

ARC_POINTS = 96


def contour_lines(surface: Surface) -> list[FloatArray]:
    """Return the lines between the bands of a surface, each (n, 2) float64.

    Exact ellipses, or parallel lines in a valley, where the loss is a bowl; traced on the grid elsewhere.
    """
    bowl = surface.objective.bowl
    if bowl is None:
        return grid_lines(surface)
    return [line for level in surface.levels[:-1] for line in bowl_lines(bowl, float(level), surface.region)]


def bowl_lines(bowl: Bowl, level: float, region: Region) -> list[FloatArray]:
    """Return where the bowl has exactly this loss, within the region's range of the first parameter.

    From Sxx·t² + h² = Δ with t = m − m*, h = b + m·x̄ − ȳ and Δ = level − floor: t = sqrt(Δ/Sxx)·cos φ,
    h = sqrt(Δ)·sin φ. Only the visible part of φ is drawn, so long thin ellipses stay smooth.
    """
    rise = level - bowl.floor
    if rise <= 0.0:
        return []
    if bowl.is_valley:
        m = np.array([region.p_min, region.p_max])
        return [np.column_stack([m, bowl.mean_y - m * bowl.mean_x + side * np.sqrt(rise)]) for side in (1.0, -1.0)]
    reach = float(np.sqrt(rise / bowl.spread))
    if reach == 0.0:
        return []
    right = float(np.clip((region.p_max - bowl.best_slope) / reach, -1.0, 1.0))
    left = float(np.clip((region.p_min - bowl.best_slope) / reach, -1.0, 1.0))
    if left == right:
        return []
    angle = np.linspace(np.arccos(right), np.arccos(left), ARC_POINTS)
    m = bowl.best_slope + reach * np.cos(angle)
    height = np.sqrt(rise) * np.sin(angle)
    axis = bowl.mean_y - m * bowl.mean_x
    upper, lower = np.column_stack([m, axis + height]), np.column_stack([m, axis - height])
    if left == -1.0 and right == 1.0:
        return [np.concatenate([upper, lower[::-1]])]
    return [upper, lower]


def grid_lines(surface: Surface) -> list[FloatArray]:
    """Return the contour lines of any surface, traced on its grid by contourpy."""
    p, q = surface.region.cell_centres(surface.losses.shape[0])
    generator = contourpy.contour_generator(p, q, surface.losses, line_type=contourpy.LineType.Separate)
    return [np.asarray(line) for level in surface.levels[:-1] for line in generator.lines(float(level))]
