"""The frame of a slice: its parameter runs along the map, its loss away from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.slices import Side

FAR = 1e5


@dataclass(frozen=True, slots=True)
class SliceFrame:
    """Which place of a slice belongs to which pixel.

    Attributes
    ----------
    side : {"across", "up"}
        Below the map the loss grows upwards, beside it to the right.
    rect : QRectF
        The plot, in pixels; along the parameter exactly as long as the map.
    begin, end : float
        The range of the parameter, as on the map.
    low, top : float
        The range of the loss.
    """

    side: Side
    rect: QRectF
    begin: float
    end: float
    low: float
    top: float

    def pixels(self, along: FloatArray, losses: FloatArray) -> FloatArray:
        """Return where places are, (N, 2)."""
        with np.errstate(all="ignore"):
            share = (np.asarray(along) - self.begin) / (self.end - self.begin)
            height = (np.asarray(losses) - self.low) / (self.top - self.low)
            rect = self.rect
            if self.side == "across":
                found = np.column_stack([rect.left() + share * rect.width(), rect.bottom() - height * rect.height()])
            else:
                found = np.column_stack([rect.left() + height * rect.width(), rect.bottom() - share * rect.height()])
        found = np.clip(found, -FAR, FAR)
        found[np.isnan(found)] = FAR
        return found

    def pixel(self, place: float, loss: float) -> QPointF:
        """Return where one place is."""
        x, y = self.pixels(np.array([place]), np.array([loss]))[0].tolist()
        return QPointF(x, y)

    def place(self, pixel: QPointF) -> float:
        """Return which value of the parameter a pixel shows."""
        rect = self.rect
        share = (pixel.x() - rect.left()) / rect.width()
        if self.side == "up":
            share = (rect.bottom() - pixel.y()) / rect.height()
        return self.begin + share * (self.end - self.begin)

    @property
    def unit(self) -> float:
        """Return how many pixels one unit of the parameter is long."""
        length = self.rect.width() if self.side == "across" else self.rect.height()
        return length / (self.end - self.begin)

    @property
    def length(self) -> float:
        """Return how long the slice is in pixels."""
        return self.rect.width() if self.side == "across" else self.rect.height()
