"""The objective: model, loss and data joined into one function of the parameters, which training lowers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.quadratic import Bowl

# Many parameter vectors are worked on at once, but no more numbers than this at a time.
ROOM = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Objective:
    """The loss as a landscape over the parameters.

    Attributes
    ----------
    model, loss, data
        What it is made of.
    penalty : Penalty
        A charge on large parameters that is added to the loss.
    climb : bool
        True where training shall make the loss as large as it can, instead of as small.
    bowl : Bowl or None
        The exact form, where there is one; None too where the squares leave the range of float64.
    sign : float
        1, or −1 for the landscape upside down.
    """

    model: Model
    loss: Loss
    data: Dataset
    bowl: Bowl | None
    penalty: Penalty = Penalty()
    climb: bool = False
    sign: float = 1.0

    @classmethod
    def of(
        cls, model: Model, loss: Loss, data: Dataset, penalty: Penalty | None = None, climb: bool = False
    ) -> Objective:
        """Join a model, a loss and data."""
        penalty = penalty or Penalty()
        exact = model.linear_in_parameters and loss.squared and model.parameter_names == ("m", "b") and not penalty
        return cls(model, loss, data, Bowl.of(data) if exact else None, penalty, climb)

    @property
    def is_usable(self) -> bool:
        """Return True where there is a landscape to walk on: at least one point, and squares that fit."""
        return self.bowl is not None

    def downhill(self) -> Objective:
        """Return the landscape as an optimizer sees it, which always goes down: upside down where training climbs."""
        return replace(self, bowl=None, climb=False, sign=-self.sign) if self.climb else self

    def on(self, rows: IntArray) -> Objective:
        """Return the landscape that only these points make: what a mini-batch shows."""
        data = replace(self.data, x=frozen(self.data.x[rows]), y=frozen(self.data.y[rows]), ids=self.data.ids[rows])
        return replace(self, data=data, bowl=None)

    def value(self, parameters: FloatArray) -> float:
        """Return the loss at parameters (P,): inf where it is too large for float64, nan without points."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return float(self.bowl.loss(*(float(p) for p in parameters)))
            if not len(self.data):
                return float("nan")
            loss = float(np.mean(self.loss.of_residual(self.residuals(parameters))))
            return self.sign * (loss + float(self.penalty.value(parameters)) if self.penalty else loss)

    def values(self, parameters: FloatArray) -> FloatArray:
        """Return the loss of each row of a path or of the cells of a grid (K, P), shape (K,)."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return self.bowl.loss(parameters[:, 0], parameters[:, 1])
            if not len(self.data):
                return np.full(len(parameters), np.nan)
            at_once = max(1, ROOM // len(self.data))
            parts = [self._losses(parameters[row : row + at_once]) for row in range(0, len(parameters), at_once)]
            losses = np.concatenate([*parts, np.empty(0)])
            return self.sign * (losses + self.penalty.value(parameters) if self.penalty else losses)

    def _losses(self, rows: FloatArray) -> FloatArray:
        residuals = self.model.predict_rows(rows, self.data.x) - self.data.y
        return np.asarray(np.mean(self.loss.of_residual(residuals), axis=1))

    def gradient(self, parameters: FloatArray) -> FloatArray:
        """Return ∂L/∂θ, (P,): which way is up, and how steep."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return np.array(self.bowl.gradient(*(float(p) for p in parameters)))
            if not len(self.data):
                return np.zeros(len(parameters))
            predictions, backward = self.model.forward(parameters, self.data.x)
            slope = backward(self.loss.derivative(predictions - self.data.y) / len(self.data))
            if self.penalty:
                slope = slope + self.penalty.gradient(parameters)
            return slope if self.sign > 0.0 else -slope

    def gradient_norms(self, parameters: FloatArray) -> FloatArray:
        """Return the length of the gradient at each row of a path (K, P), shape (K,)."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return np.hypot(*self.bowl.gradient(parameters[:, 0], parameters[:, 1]))
            return np.array([float(np.linalg.norm(self.gradient(row))) for row in parameters])

    def gauss_newton(self, parameters: FloatArray) -> FloatArray:
        """Return Jᵀ·diag(ℓ″)·J / N and the penalty's part, (P, P): the curvature as if ŷ were linear in θ."""
        with np.errstate(all="ignore"):
            jacobian = self.model.jacobian(parameters, self.data.x)
            weights = self.loss.second_derivative(self.residuals(parameters)) / len(self.data)
            return self.sign * ((jacobian.T * weights) @ jacobian + self.penalty.curvature(len(parameters)))

    def hessian(self, parameters: FloatArray) -> FloatArray:
        """Return ∂²L/∂θ², (P, P): how the slope itself changes from place to place."""
        with np.errstate(all="ignore"):
            push = self.loss.derivative(self.residuals(parameters)) / len(self.data)
            bend = self.model.curvature(parameters, self.data.x, push)
            return self.gauss_newton(parameters) + self.sign * bend

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
