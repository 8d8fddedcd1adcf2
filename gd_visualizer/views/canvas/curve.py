"""The model's curve in the data canvas: which pixels it runs through."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPolygonF

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.views.canvas.frame import Frame

# One place every so many pixels across; a curve that leaves the plot is followed so many pixels further.
EVERY, BEYOND = 1.5, 60.0


@dataclass(frozen=True, slots=True)
class Curve:
    """What is to be drawn of a model.

    Attributes
    ----------
    across, down : (n,) float64
        The places along the curve, in pixels; ``down`` is not finite where ŷ has no value or is far outside.
    line : QLineF or None
        The whole of it, if it is one straight line.
    """

    across: FloatArray
    down: FloatArray
    line: QLineF | None = None

    def pieces(self) -> list[QPolygonF]:
        """Return the connected parts."""
        if self.line is not None:
            return [QPolygonF([self.line.p1(), self.line.p2()])]
        found = []
        rows = np.flatnonzero(np.isfinite(self.down))
        for part in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
            if len(part) > 1:
                points = zip(self.across[part].tolist(), self.down[part].tolist(), strict=True)
                found.append(QPolygonF([QPointF(x, y) for x, y in points]))
        return found

    def is_apart_from(self, other: Curve, least: float) -> bool:
        """Return True where two curves are somewhere at least so many pixels apart."""
        if self.line is not None and other.line is not None:
            ends = ((self.line.p1(), other.line.p1()), (self.line.p2(), other.line.p2()))
            return max(QLineF(*pair).length() for pair in ends) >= least
        if self.down.shape != other.down.shape:
            return True
        with np.errstate(all="ignore"):
            apart = np.abs(self.down - other.down)
        one_sided = np.isfinite(self.down) != np.isfinite(other.down)
        return bool((apart >= least).any() or one_sided.any())


def curve_of(frame: Frame, model: Model, parameters: FloatArray) -> Curve | None:
    """Return the part of a model in view, None where none of it is."""
    if isinstance(model, Linear):
        line = frame.line(parameters)
        return None if line is None else Curve(np.empty(0), np.empty(0), line)
    rect = frame.rect
    count = max(2, int(rect.width() / EVERY) + 1)
    x = np.linspace(frame.left, frame.right, count)
    with np.errstate(all="ignore"):
        across, down = frame.pixels(x, model.predict(parameters, x))
        outside = np.isnan(down) | (down < rect.top() - BEYOND) | (down > rect.bottom() + BEYOND)
        # The last place outside before the curve comes in stays, held at a distance, so that it reaches the edge.
        near = ~outside
        near[1:] |= ~outside[:-1]
        near[:-1] |= ~outside[1:]
        down = np.clip(down, rect.top() - BEYOND * count, rect.bottom() + BEYOND * count)
        down = np.where(near, down, np.nan)
    return None if outside.all() else Curve(across, down)
