"""The frame of the data canvas: which place belongs to which pixel, and which part of a line is in view."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.views.canvas.rounding import pointing_step, rounded

# Pixels further away than this are drawn nowhere; Qt's own arithmetic stays exact below it.
FAR = 1e6
LARGEST = 1e307
NARROWEST = 1e-13


@dataclass(frozen=True)
class Frame:
    """A range of x and y on a rectangle of pixels.

    The arithmetic is our own, as Qt's matrices fail for ranges as wide as 1e150 or as narrow as 1e-150.

    Attributes
    ----------
    left, right, low, high : float
        The range of x and of y.
    rect : QRectF
        Where it is shown, in pixels of the viewport.
    """

    left: float
    right: float
    low: float
    high: float
    rect: QRectF

    @property
    def key(self) -> tuple[float, ...]:
        """Return numbers that differ where two frames do."""
        rect = self.rect
        return (self.left, self.right, self.low, self.high, rect.x(), rect.y(), rect.width(), rect.height())

    @property
    def steps(self) -> tuple[float, float]:
        """Return how finely a person can point across and up: powers of ten a bit below a pixel."""
        across = pointing_step(self.right - self.left, self.rect.width())
        return across, pointing_step(self.high - self.low, self.rect.height())

    def pixels(self, x: FloatArray | float, y: FloatArray | float) -> tuple[FloatArray, FloatArray]:
        """Return where places are, for whole arrays at once; those far off are held at a million pixels."""
        rect = self.rect
        with np.errstate(all="ignore"):
            across = rect.left() + (np.asarray(x, dtype=float) - self.left) / (self.right - self.left) * rect.width()
            up = rect.bottom() - (np.asarray(y, dtype=float) - self.low) / (self.high - self.low) * rect.height()
        return np.clip(across, -FAR, FAR), np.clip(up, -FAR, FAR)

    def pixel(self, x: float, y: float) -> QPointF:
        """Return where one place is."""
        across, up = self.pixels(x, y)
        return QPointF(float(across), float(up))

    def place(self, pixel: QPointF) -> tuple[float, float]:
        """Return which place a pixel shows."""
        rect = self.rect
        across = (pixel.x() - rect.left()) / max(rect.width(), 1.0)
        up = (rect.bottom() - pixel.y()) / max(rect.height(), 1.0)
        return self.left + (self.right - self.left) * across, self.low + (self.high - self.low) * up

    def pointed(self, x: float, y: float) -> tuple[float, float]:
        """Return the nearest place in view in numbers as short as a person can point: 1.83, not 1.8273645."""
        across, up = self.steps
        return _pointed(x, self.left, self.right, across), _pointed(y, self.low, self.high, up)

    def line(self, parameters: FloatArray) -> QLineF | None:
        """Return the part of ŷ = m·x + b in view, in pixels from left to right; None where none of it is.

        Where the line leaves through the top or the bottom, its end is that edge itself: with a huge m, working the
        height out from x again would land anywhere.
        """
        m, b = (np.float64(value) for value in parameters)
        ends = []
        with np.errstate(all="ignore"):
            heights = [float(m * x + b) for x in (self.left, self.right)]
            if not (min(heights) <= self.high and max(heights) >= self.low):
                return None
            for x, height in zip((self.left, self.right), heights, strict=True):
                edge = min(max(height, self.low), self.high)
                inside = x if edge == height else float((edge - b) / m)
                ends.append(self.pixel(min(max(inside, self.left), self.right), edge))
        return QLineF(*ends)


def is_drawable(left: float, right: float, low: float, high: float) -> bool:
    """Return True if a range leaves room to tell its edges apart, and to calculate with them."""
    if not all(abs(side) < LARGEST for side in (left, right, low, high)):
        return False
    return (
        right - left > max(abs(left), abs(right)) * NARROWEST
        and high - low > max(abs(low), abs(high)) * NARROWEST
        and min(right - left, high - low) > 1e-306
    )


def _pointed(value: float, low: float, high: float, step: float) -> float:
    short = rounded(min(max(value, low), high), step)
    if short > high:
        return rounded(short - step, step)
    return rounded(short + step, step) if short < low else short


def distance(one: QPointF, other: QPointF) -> float:
    """Return how many pixels two pixels are apart."""
    return math.hypot(one.x() - other.x(), one.y() - other.y())
