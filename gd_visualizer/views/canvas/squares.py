"""The misses as areas: each as large as its part of the loss, so that squared error shows squares."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.models.base import Model
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.theme import Theme

FILL, EDGE = 0.15, 1.0
# Wider than this many times the plot nothing can be told from.
WIDEST = 4.0
# More squares than this hide each other.
SQUARES_UP_TO = 50


def draw_areas(
    painter: QPainter, frame: Frame, points: tuple[FloatArray, FloatArray, FloatArray], shapes: Shapes, theme: Theme
) -> None:
    """Draw beside each miss a rectangle whose area is the price of the miss.

    Parameters
    ----------
    points : three (N,) float64
        x, y, ŷ.
    shapes : Shapes
        What the misses cost, and which way the model leans.
    """
    x, y, predicted = points
    boxes = boxes_of(frame, x, y, predicted, shapes)
    fill: QColor = theme.colour("loss_fill", FILL)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for box, pays in boxes:
        # Where a miss pays instead of costing, there is nothing to fill.
        painter.setBrush(Qt.BrushStyle.NoBrush if pays else fill)
        style = Qt.PenStyle.DashLine if pays else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("loss_fill"), EDGE, style))
        painter.drawRect(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class Shapes:
    """What a loss makes of misses, and on which side of them there is room.

    The height of a rectangle is the miss, its width price/miss, both in the units of y and equally long on the screen:
    a square for r², a bar of width one for |r|, and what lies between them for Huber's loss.
    """

    def __init__(self, loss: Loss, model: Model, parameters: FloatArray) -> None:
        """Take what the document says."""
        self._loss, self._model, self._parameters = loss, model, parameters

    def widths(self, residual: FloatArray) -> FloatArray:
        """Return the width of each rectangle in units of y, (N,); below zero where a miss pays."""
        with np.errstate(all="ignore"):
            width = self._loss.of_residual(residual) / np.abs(residual)
        return np.where(residual == 0.0, 0.0, width)

    def leans(self, x: FloatArray, step: float) -> FloatArray:
        """Return whether the model rises (1) or falls (−1) at each x, (N,)."""
        with np.errstate(all="ignore"):
            rise = self._model.predict(self._parameters, x + step) - self._model.predict(self._parameters, x - step)
        return np.where(rise < 0.0, -1.0, 1.0)


def areas_of(frame: Frame, snapshot: Snapshot) -> list[QRectF]:
    """Return the area of every miss in pixels of the plot; none where they are too many, or too large, to be drawn."""
    document, data = snapshot.document, snapshot.document.dataset
    if len(data) > SQUARES_UP_TO:
        return []
    with np.errstate(all="ignore"):
        predicted = document.model.predict(snapshot.parameters, data.x)
    shapes = Shapes(document.loss, document.model, snapshot.parameters)
    return [box for box, _pays in boxes_of(frame, data.x, data.y, predicted, shapes)]


def boxes_of(
    frame: Frame, x: FloatArray, y: FloatArray, predicted: FloatArray, shapes: Shapes
) -> list[tuple[QRectF, bool]]:
    """Return the rectangles in pixels, each on the side away from the model, and whether its miss pays."""
    rect = frame.rect
    residual = predicted - y
    across, top = frame.pixels(x, y)
    _same, bottom = frame.pixels(x, predicted)
    with np.errstate(all="ignore"):
        widths = shapes.widths(residual) * (rect.height() / (frame.high - frame.low))
    leans = shapes.leans(x, 1e-3 * (frame.right - frame.left))
    found = []
    for place, start, end, width, lean, miss in zip(
        across.tolist(), top.tolist(), bottom.tolist(), widths.tolist(), leans.tolist(), residual.tolist(), strict=True
    ):
        if not (np.isfinite([start, end, width]).all() and width and abs(width) <= WIDEST * rect.width()):
            continue
        # Above a rising line there is room at the left, below it at the right; what pays stands on the other side.
        left = (lean * miss < 0.0) is (width > 0.0)
        x0 = place - abs(width) if left else place
        found.append((QRectF(x0, min(start, end), abs(width), abs(end - start)), width < 0.0))
    return found
