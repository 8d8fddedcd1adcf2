"""Contour lines: the places of equal loss, like the height lines on a hiking map."""

from __future__ import annotations

import contourpy
import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.quadratic_form import QuadraticForm
from gd_visualizer.core.region import Region
from gd_visualizer.core.surface import Surface

ARC_POINTS = 96
# An ellipse up to so many times as wide as the view is drawn whole: its corners cannot be seen.
WHOLE_UP_TO = 2.0
_ANGLES = np.linspace(0.0, 2.0 * np.pi, 2 * ARC_POINTS + 1)
COSINES, SINES = np.cos(_ANGLES), np.sin(_ANGLES)


def contour_lines(surface: Surface) -> list[FloatArray]:
    """Return the lines between the bands of a surface, each (n, 2) float64.

    Exact ellipses, or parallel lines in a valley, where the loss is a bowl; traced on the grid elsewhere.
    """
    bowl = surface.objective.bowl
    if surface.plane is None and bowl is not None:
        return bowls_lines(bowl, surface.levels[:-1], surface.region)
    if surface.form is None or surface.form.is_valley:
        return grid_lines(surface)
    return ellipses(surface, surface.form)


def ellipses(surface: Surface, form: QuadraticForm) -> list[FloatArray]:
    """Return the lines of an exact form of two numbers: ellipses, traced on the grid where they are far too large.

    R·(θ − θ*) lies on a circle of radius sqrt(level − floor).
    """
    lines: list[FloatArray] = []
    circle = np.linalg.solve(form.root, np.stack([COSINES, SINES])).T
    fits = WHOLE_UP_TO * np.array([surface.region.width, surface.region.height])
    for level in surface.levels[:-1].tolist():
        rise = level - form.floor
        ring = np.sqrt(max(rise, 0.0)) * circle
        if (np.abs(ring).max(axis=0) > fits).any():
            lines += grid_lines(surface, [level])
        elif rise > 0.0:
            lines.append(form.best_parameters + ring)
    return lines


def bowls_lines(bowl: Bowl, levels: FloatArray, region: Region) -> list[FloatArray]:
    """Return the lines of several losses at once: ellipses that fit into the view share one table of angles."""
    rise = levels - bowl.floor
    if bowl.is_valley or not (rise > 0.0).all():
        return [line for level in levels for line in bowl_lines(bowl, float(level), region)]
    reach = np.sqrt(rise / bowl.spread)
    whole = reach < WHOLE_UP_TO * region.width
    m = bowl.best_slope + reach[whole, np.newaxis] * COSINES
    b = bowl.mean_y - m * bowl.mean_x + np.sqrt(rise[whole])[:, np.newaxis] * SINES
    lines = list(np.stack([m, b], axis=-1))
    return lines + [line for level in levels[~whole] for line in bowl_lines(bowl, float(level), region)]


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


def grid_lines(surface: Surface, levels: list[float] | None = None) -> list[FloatArray]:
    """Return the contour lines of any surface, traced on its grid by contourpy, at its own levels or at these."""
    p, q = surface.region.cell_centres(surface.losses.shape[0])
    wanted = surface.levels[:-1].tolist() if levels is None else levels
    generator = contourpy.contour_generator(p, q, surface.losses, line_type=contourpy.LineType.Separate)
    return [np.asarray(line) for level in wanted for line in generator.lines(level)]
