"""The frame of the loss chart: which step and loss belongs to which pixel, and which losses have a number."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gd_visualizer.core.arrays import FloatArray, IntArray
from gd_visualizer.session.numbers import power_words, tick_words

LARGEST, SMALLEST = 1.7e308, 1e-300
# Where nobody knows how low the loss can go, a logarithmic chart reaches so many powers of ten down.
DECADES = 9
# Curves are drawn this many heights of the chart beyond its edges, so that they leave it at the right angle.
BEYOND = 3.0
_TOPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_TICKS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Heights:
    """Which losses the chart reaches.

    Attributes
    ----------
    bottom, top : float
        The losses at the lower and upper edge of a linear chart, which begins at 0 unless a loss was below it.
    low, high : int
        The powers of ten at the lower and upper edge of a logarithmic one.
    logarithmic : bool
        Which of both it is.
    """

    bottom: float
    top: float
    low: int
    high: int
    logarithmic: bool

    @classmethod
    def around(cls, largest: float, lowest: float | None, logarithmic: bool, least: float = 0.0) -> Heights:
        """Return heights for losses up to the largest and, where it is known, down to the lowest to expect.

        They depend on nothing that changes from step to step, so that the chart holds still; only losses below 0,
        down to the least one, move its lower edge now and then.
        """
        bottom = -_rounded_up(min(-least, LARGEST)) if least < -SMALLEST else 0.0
        usable = min(largest, LARGEST) if math.isfinite(largest) and largest > SMALLEST else 1.0
        high = math.ceil(math.log10(usable) - 1e-9)
        low = high - DECADES
        if lowest is not None and SMALLEST < lowest < LARGEST:
            low = math.floor(math.log10(lowest))
        return cls(bottom, _rounded_up(usable), min(low, high - 1), high, logarithmic)

    def shares(self, losses: FloatArray) -> FloatArray:
        """Return how far up each loss is: 0 at the lower edge, 1 at the upper one; never anything but a number."""
        with np.errstate(all="ignore"):
            if self.logarithmic:
                powers = np.log10(np.maximum(losses, 0.0))
                found = (np.maximum(powers, float(self.low)) - self.low) / (self.high - self.low)
            else:
                # In halves: the whole height may be more than the largest number there is.
                half = 0.5 * self.top - 0.5 * self.bottom
                found = (0.5 * np.asarray(losses) - 0.5 * self.bottom) / half
        return np.clip(np.nan_to_num(found, nan=BEYOND, posinf=BEYOND, neginf=0.0), -BEYOND, BEYOND)

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """Return the losses that have a number, with their words, in at most so many spaces."""
        if self.logarithmic:
            stride = max(1, math.ceil((self.high - self.low) / max(1, most)))
            powers = range(self.low, self.high + 1, stride)
            return [((power - self.low) / (self.high - self.low), power_words(power)) for power in powers]
        step = _tick_step(max(self.top, -self.bottom), max(1, most // 2 if self.bottom else most))
        places = range(math.ceil(self.bottom / step - 1e-9), math.floor(self.top / step + 1e-9) + 1)
        losses = [place * step for place in places]
        shares = self.shares(np.array(losses)).tolist()
        return list(zip(shares, tick_words(losses, step), strict=True))


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """The heights on a rectangle of pixels, with steps from 0 to ``last`` across it."""

    rect: QRectF
    last: int
    heights: Heights

    def x(self, steps: FloatArray | IntArray | float) -> FloatArray:
        """Return the pixel column of each step."""
        return np.asarray(self.rect.left() + self.rect.width() * (np.asarray(steps) / self.last))

    def y(self, losses: FloatArray | float) -> FloatArray:
        """Return the pixel row of each loss."""
        return np.asarray(self.rect.bottom() - self.rect.height() * self.heights.shares(np.asarray(losses)))

    def pixel(self, step: float, loss: float) -> QPointF:
        """Return where one step is."""
        return QPointF(float(self.x(step)), float(self.y(loss)))

    def step_at(self, x: float) -> float:
        """Return the step at a pixel column, between steps too."""
        return (x - self.rect.left()) / max(self.rect.width(), 1.0) * self.last


def _rounded_up(value: float) -> float:
    """Return the nearest good number at or a little above a loss."""
    power = 10.0 ** math.floor(math.log10(value))
    return next((top * power for top in _TOPS if value <= top * power < math.inf), LARGEST)


def _tick_step(top: float, most: int) -> float:
    least = top / most
    power = 10.0 ** math.floor(math.log10(least))
    step = next(factor * power for factor in _TICKS if factor * power >= least * (1.0 - 1e-9))
    # With room for one space only, the upper edge itself gets the number.
    return min(step, top)
