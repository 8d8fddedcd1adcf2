"""What an exact form of the loss tells, whatever the model it was made of."""

from __future__ import annotations

from typing import Protocol

from gd_visualizer.core.arrays import FloatArray


class ExactForm(Protocol):
    """A loss that is a bowl, as ``Bowl`` and ``QuadraticForm`` are: squared error, and parameters that are weights."""

    @property
    def best_parameters(self) -> FloatArray:
        """Return the parameters of the lowest loss, (P,); one choice of many in a valley."""
        ...

    @property
    def floor(self) -> float:
        """Return the lowest loss there is."""
        ...

    @property
    def variance_y(self) -> float:
        """Return the mean square of y − ȳ: the loss of the best level line."""
        ...

    @property
    def root(self) -> FloatArray:
        """Return R, (rank, P), with L = |R·(θ − θ*)|² + floor."""
        ...

    @property
    def hessian(self) -> FloatArray:
        """Return the second derivatives, (P, P), the same everywhere."""
        ...

    @property
    def eigenvalues(self) -> tuple[float, ...]:
        """Return the curvatures along the axes of the bowl, P of them, smallest first."""
        ...

    @property
    def condition_number(self) -> float:
        """Return λmax/λmin, how narrow the ravine is; inf in a valley."""
        ...

    @property
    def largest_stable_rate(self) -> float:
        """Return 2/λmax: with a longer learning rate gradient descent flies away."""
        ...

    @property
    def rank(self) -> int:
        """Return how many of the P directions matter to the loss."""
        ...

    @property
    def is_valley(self) -> bool:
        """Return True where many parameters are equally good: rank < P."""
        ...

    def losses(self, rows: FloatArray) -> FloatArray:
        """Return the loss of each row of (K, P), shape (K,)."""
        ...

    def slope(self, parameters: FloatArray) -> FloatArray:
        """Return ∂L/∂θ at parameters (P,), shape (P,)."""
        ...
