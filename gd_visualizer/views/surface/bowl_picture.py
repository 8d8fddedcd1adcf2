"""The bands of a bowl, painted as what they are: ellipses around the best spot, one inside the other."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.theme import Theme

# Qt fills shapes exactly that reach so many pixels away from the map.
FARTHEST = 12_000.0


def band_edges(bowl: Bowl | None, levels: FloatArray, frame: Frame) -> list[QPainterPath]:
    """Return the ellipse of each loss in pixels, or nothing where there are none that Qt can draw.

    With t = m − m* and h = b + m·x̄ − ȳ the loss is Sxx·t² + h² + floor: a circle of radius sqrt(level − floor),
    stretched by 1/sqrt(Sxx) along (1, −x̄) and by 1 along (0, 1).
    """
    if bowl is None or bowl.is_valley:
        return []
    with np.errstate(all="ignore"):
        radii = np.sqrt(levels - bowl.floor)
        reach = float(radii[-1])
        aside = reach / np.sqrt(bowl.spread)
        centre = np.array([bowl.best_slope, bowl.best_height])
        steps = np.array([(0.0, 0.0), (aside, -bowl.mean_x * aside), (0.0, reach)])
        corners = centre + steps
        across = corners[:, 0] - frame.region.p_min
        down = frame.region.q_max - corners[:, 1]
        pixels = np.column_stack([across / frame.region.width * frame.width, down / frame.region.height * frame.height])
        shares = radii / reach
    # A difference that is lost in the digits of its place would draw a shape that is not there.
    is_exact = abs(steps).max(axis=0) > 1e-9 * abs(centre)
    if not (np.isfinite(pixels).all() and (abs(pixels) < FARTHEST).all() and (shares > 0.0).all() and is_exact.all()):
        return []
    (x, y), (along_x, along_y), (up_x, up_y) = pixels.tolist()
    to_pixels = QTransform(along_x - x, along_y - y, up_x - x, up_y - y, x, y)
    edges = []
    for share in shares.tolist():
        circle = QPainterPath()
        circle.addEllipse(QPointF(), share, share)
        edges.append(to_pixels.map(circle))
    return edges


def paint_bands(
    painter: QPainter, frame: Frame, edges: list[QPainterPath], theme: Theme, pen: QPen, smooth: bool
) -> None:
    """Fill the bands from the outermost to the innermost, and draw the line around each."""
    painter.setClipRect(frame.rect)
    painter.fillRect(frame.rect, theme.bands[len(edges)])
    for band in reversed(range(len(edges))):
        # The line on top hides most of the steps of an edge that is not smooth.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        painter.fillPath(edges[band], theme.bands[band])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(edges[band], pen)
