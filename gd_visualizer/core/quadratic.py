"""The bowl: a line with squared error has a loss that can be written exactly with a handful of sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset

# Squares below this have lost digits: sums of them would not tell two slopes apart.
SMALLEST_SPREAD = float(np.finfo(np.float64).tiny / np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Bowl:
    """The mean squared error of a line as a function of (m, b), for any number of points at the same cost.

    With the mean point (x̄, ȳ), the mean square Sxx of x − x̄, and the best slope m*::

        L(m, b) = (b + m·x̄ − ȳ)² + Sxx·(m − m*)² + floor

    It is a sum of squares of small differences, so it keeps its digits at any offset of the data. Derived by
    centring (see Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance").

    Attributes
    ----------
    mean_x, mean_y : float
    spread : float
        Sxx, zero when all points stand at one x.
    best_slope : float
        m*; 0 where Sxx is 0, because then every slope is equally good.
    floor : float
        The lowest loss there is.
    variance_y : float
        The mean square of y − ȳ: the loss of the best level line.
    """

    mean_x: float
    mean_y: float
    spread: float
    best_slope: float
    floor: float
    variance_y: float

    @classmethod
    def of(cls, data: Dataset) -> Bowl | None:
        """Return the bowl of these points, or None without points or where squares leave the range of float64."""
        if not len(data):
            return None
        with np.errstate(all="ignore"):
            mean_x, mean_y = _mean(data.x), _mean(data.y)
            dx, dy = data.x - mean_x, data.y - mean_y
            spread, variance_y = float(np.mean(dx * dx)), float(np.mean(dy * dy))
            slope = float(np.mean(dx * dy)) / spread if spread > 0.0 else 0.0
            rest = dy - slope * dx
            floor = float(np.mean(rest * rest))
            bowl = cls(mean_x, mean_y, spread, slope, floor, variance_y)
            level_loss = mean_y * mean_y + variance_y
        found = (mean_x, mean_y, spread, floor, level_loss, bowl.best_height, bowl.eigenvalues[1])
        if not np.isfinite(found).all() or (spread < SMALLEST_SPREAD and dx.any()):
            return None
        return bowl

    @property
    def best_height(self) -> float:
        """Return b* = ȳ − m*·x̄, the height at 0 of the best line (the level one where all lines tie)."""
        return self.mean_y - self.best_slope * self.mean_x

    @property
    def is_valley(self) -> bool:
        """Return True where a whole line of (m, b) is equally good: all points at one x."""
        return self.spread == 0.0

    @property
    def best_parameters(self) -> FloatArray:
        """Return (m*, b*), shape (2,)."""
        return frozen([self.best_slope, self.best_height])

    @property
    def rank(self) -> int:
        """Return how many directions matter: 2, or 1 in a valley."""
        return 1 if self.is_valley else 2

    @property
    def root(self) -> FloatArray:
        """Return R, (rank, 2), with L = |R·(θ − θ*)|² + floor: its rows are (x̄, 1) and (sqrt(Sxx), 0)."""
        rows = [[self.mean_x, 1.0], [np.sqrt(self.spread), 0.0]]
        return np.array(rows[: self.rank])

    def losses(self, rows: FloatArray) -> FloatArray:
        """Return the loss of each row (m, b) of (K, 2), shape (K,)."""
        return self.loss(rows[:, 0], rows[:, 1])

    def slope(self, parameters: FloatArray) -> FloatArray:
        """Return (∂L/∂m, ∂L/∂b) at parameters (2,), shape (2,)."""
        return np.array(self.gradient(*(float(p) for p in parameters)))

    def loss(self, m: FloatArray | float, b: FloatArray | float) -> FloatArray:
        """Return L(m, b); m and b may be numbers or arrays that broadcast against each other."""
        height = b + (m * self.mean_x - self.mean_y)
        tilt = m - self.best_slope
        return np.asarray(height * height + (self.spread * tilt * tilt + self.floor))

    def gradient(self, m: FloatArray | float, b: FloatArray | float) -> tuple[FloatArray, FloatArray]:
        """Return (∂L/∂m, ∂L/∂b) = (x̄·g + 2·Sxx·(m − m*), g) with g = 2·(b + m·x̄ − ȳ)."""
        slope_b = 2.0 * (b + (m * self.mean_x - self.mean_y))
        slope_m = self.mean_x * slope_b + 2.0 * self.spread * (m - self.best_slope)
        return np.asarray(slope_m), np.asarray(slope_b)

    @property
    def hessian(self) -> FloatArray:
        """Return the second derivatives, (2, 2): 2·[[Sxx + x̄², x̄], [x̄, 1]]."""
        across = self.spread + self.mean_x * self.mean_x
        return 2.0 * np.array([[across, self.mean_x], [self.mean_x, 1.0]])

    @property
    def eigenvalues(self) -> tuple[float, float]:
        """Return the smallest and the largest curvature of the bowl, λmin and λmax.

        λmin comes from the determinant 4·Sxx over λmax, which keeps its digits in a narrow ravine.
        """
        across = 2.0 * (self.spread + self.mean_x * self.mean_x)
        half = 0.5 * (across - 2.0)
        largest = 0.5 * (across + 2.0) + float(np.hypot(half, 2.0 * self.mean_x))
        return 4.0 * self.spread / largest, largest

    @property
    def condition_number(self) -> float:
        """Return λmax/λmin, how narrow the ravine is; inf in a valley."""
        smallest, largest = self.eigenvalues
        return largest / smallest if smallest > 0.0 else np.inf

    @property
    def largest_stable_rate(self) -> float:
        """Return 2/λmax: with a longer learning rate gradient descent flies away."""
        return 2.0 / self.eigenvalues[1]


def _mean(values: FloatArray) -> float:
    """Return the mean, corrected once: numbers far from zero lose nothing, equal numbers give themselves."""
    first = float(values[0])
    rough = first + float(np.mean(values - first))
    return rough + float(np.mean(values - rough))
