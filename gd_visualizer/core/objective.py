"""The objective: model, loss and data joined into one function of the parameters, which training lowers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.quadratic import Bowl


@dataclass(frozen=True, slots=True, eq=False)
class Objective:
    """The loss as a landscape over the parameters.

    Attributes
    ----------
    model, loss, data
        What it is made of.
    bowl : Bowl or None
        The exact form, where there is one; None too where the squares leave the range of float64.
    """

    model: Model
    loss: Loss
    data: Dataset
    bowl: Bowl | None

    @classmethod
    def of(cls, model: Model, loss: Loss, data: Dataset) -> Objective:
        """Join a model, a loss and data."""
        exact = model.linear_in_parameters and loss.squared and len(model.parameter_names) == 2
        return cls(model, loss, data, Bowl.of(data) if exact else None)

    @property
    def is_usable(self) -> bool:
        """Return True where there is a landscape to walk on: at least one point, and squares that fit."""
        return self.bowl is not None

    def value(self, parameters: FloatArray) -> float:
        """Return the loss at parameters (P,): inf where it is too large for float64, nan without points."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return float(self.bowl.loss(*(float(p) for p in parameters)))
            if not len(self.data):
                return float("nan")
            return float(np.mean(self.loss.of_residual(self.residuals(parameters))))

    def values(self, parameters: FloatArray) -> FloatArray:
        """Return the loss of each row of a path (K, P), shape (K,)."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return self.bowl.loss(parameters[:, 0], parameters[:, 1])
            return np.array([self.value(row) for row in parameters])

    def gradient(self, parameters: FloatArray) -> FloatArray:
        """Return ∂L/∂θ, (P,): which way is up, and how steep."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return np.array(self.bowl.gradient(*(float(p) for p in parameters)))
            if not len(self.data):
                return np.zeros(len(parameters))
            push = self.loss.derivative(self.residuals(parameters)) / len(self.data)
            return push @ self.model.jacobian(parameters, self.data.x)

    def gradient_norms(self, parameters: FloatArray) -> FloatArray:
        """Return the length of the gradient at each row of a path (K, P), shape (K,)."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return np.hypot(*self.bowl.gradient(parameters[:, 0], parameters[:, 1]))
            return np.array([float(np.linalg.norm(self.gradient(row))) for row in parameters])

    def residuals(self, parameters: FloatArray) -> FloatArray:
        """Return r = ŷ − y for each point, (N,)."""
        return self.model.predict(parameters, self.data.x) - self.data.y

    @property
    def best_parameters(self) -> FloatArray | None:
        """Return the exact answer (P,), one of many where they tie, or None where no formula gives it."""
        return None if self.bowl is None else frozen([self.bowl.best_slope, self.bowl.best_height])

    @property
    def best_loss(self) -> float | None:
        """Return the lowest loss there is, or None where no formula gives it."""
        return None if self.bowl is None else self.bowl.floor
