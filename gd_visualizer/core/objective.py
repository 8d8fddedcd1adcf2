"""The objective: model, loss and data joined into one function of the parameters, which training lowers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.models.base import Forward, Model
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.quadratic_form import QuadraticForm

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
        The exact form of a line, where there is one; None too where the squares leave the range of float64.
    sign : float
        1, or −1 for the landscape upside down.
    form : QuadraticForm or None
        The exact form of any other model linear in its parameters; ``exact`` is whichever of the two there is.
    """

    model: Model
    loss: Loss
    data: Dataset
    bowl: Bowl | None
    penalty: Penalty = field(default_factory=Penalty)
    climb: bool = False
    sign: float = 1.0
    form: QuadraticForm | None = None

    @classmethod
    def of(
        cls, model: Model, loss: Loss, data: Dataset, penalty: Penalty | None = None, climb: bool = False
    ) -> Objective:
        """Join a model, a loss and data."""
        penalty = penalty or Penalty()
        plain = cls(model, loss, data, None, penalty, climb)
        if not (len(data) and plain.should_be_exact):
            return plain
        if model.key == "linear" and not penalty:
            return replace(plain, bowl=Bowl.of(data))
        with np.errstate(all="ignore"):
            return replace(plain, form=QuadraticForm.of(model.basis(data.x), data.y, penalty.l2))

    @property
    def should_be_exact(self) -> bool:
        """Return True where a formula gives the loss and its best, as long as the squares fit."""
        return self.model.linear_in_parameters and self.loss.squared and not self.penalty.l1

    @property
    def exact(self) -> Bowl | QuadraticForm | None:
        """Return the exact form of the loss, or None where no formula gives it or its numbers do not fit."""
        return self.form if self.bowl is None else self.bowl

    @property
    def is_usable(self) -> bool:
        """Return True where there is a landscape to walk on: at least one point, and losses that fit into numbers.

        Where a formula should give the loss, its squares must fit; elsewhere it is enough that the loss is finite
        for a model that predicts 0 everywhere.
        """
        if self.exact is not None or not len(self.data):
            return self.exact is not None
        if self.should_be_exact:
            return False
        with np.errstate(all="ignore"):
            farthest = np.array([self.data.y.min(), self.data.y.max()])
            return bool(np.isfinite(len(self.data) * self.loss.of_residual(-farthest)).all())

    def downhill(self) -> Objective:
        """Return the landscape as an optimizer sees it, which always goes down: upside down where training climbs."""
        return replace(self, bowl=None, form=None, climb=False, sign=-self.sign) if self.climb else self

    def on(self, rows: IntArray) -> Objective:
        """Return the landscape that only these points make: what a mini-batch shows."""
        data = replace(self.data, x=frozen(self.data.x[rows]), y=frozen(self.data.y[rows]), ids=self.data.ids[rows])
        return replace(self, data=data, bowl=None, form=None)

    def value(self, parameters: FloatArray) -> float:
        """Return the loss at parameters (P,): inf where it is too large for float64, nan without points."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return float(self.bowl.loss(*(float(p) for p in parameters)))
            if self.form is not None:
                return float(self.form.losses(parameters[np.newaxis])[0])
            if not len(self.data):
                return float("nan")
            loss = float(np.mean(self.loss.of_residual(self.residuals(parameters))))
            return self.sign * (loss + float(self.penalty.value(parameters)) if self.penalty else loss)

    def values(self, parameters: FloatArray) -> FloatArray:
        """Return the loss of each row of a path or of the cells of a grid (K, P), shape (K,)."""
        with np.errstate(all="ignore"):
            if self.exact is not None:
                return self.exact.losses(parameters)
            if not len(self.data):
                return np.full(len(parameters), np.nan)
            at_once = max(1, ROOM // len(self.data))
            parts = [self._losses(parameters[row : row + at_once]) for row in range(0, len(parameters), at_once)]
            losses = np.concatenate([*parts, np.empty(0)])
            return self.sign * (losses + self.penalty.value(parameters) if self.penalty else losses)

    def _losses(self, rows: FloatArray) -> FloatArray:
        residuals = self.model.predict_rows(rows, self.data.x) - self.data.y
        return np.asarray(np.mean(self.loss.of_residual(residuals), axis=1))

    def gradient(self, parameters: FloatArray, forward: Forward | None = None) -> FloatArray:
        """Return ∂L/∂θ, (P,): which way is up, and how steep.

        Parameters
        ----------
        parameters : (P,) float64
        forward : function, optional
            What ``model.repeated_forward()`` returned, for a walk of many steps.
        """
        with np.errstate(all="ignore"):
            if self.exact is not None:
                return self.exact.slope(parameters)
            if not len(self.data):
                return np.zeros(len(parameters))
            predictions, backward = (forward or self.model.forward)(parameters, self.data.x)
            # Divided last: pushes of ±1 that cancel then cancel exactly.
            slope = backward(self.loss.derivative(predictions - self.data.y)) / len(self.data)
            if self.penalty:
                slope = slope + self.penalty.gradient(parameters)
            return slope if self.sign > 0.0 else -slope

    def gradient_norms(self, parameters: FloatArray) -> FloatArray:
        """Return the length of the gradient at each row of a path (K, P), shape (K,)."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return np.hypot(*self.bowl.gradient(parameters[:, 0], parameters[:, 1]))
            if self.form is not None:
                return np.asarray(np.linalg.norm(self.form.slopes(parameters), axis=1))
            forward = self.model.repeated_forward()
            return np.array([float(np.linalg.norm(self.gradient(row, forward))) for row in parameters])

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

    def linearized(self, parameters: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return J (R, P) and r (R,) with Jᵀ·r = ∂L/∂θ and JᵀJ a curvature that is never negative.

        For the mean of the squares they are ∂ŷ/∂θ and ŷ − y, both times √(2/N), so that ½·‖r‖² is the loss. For
        other losses each point has the weight w = max(ℓ″, ℓ′/r), and r holds ℓ′/√w: reweighted least squares, whose
        parabola lies above the loss (Holland & Welsch 1977; Huber & Ronchetti 2009, 7.8). A penalty adds P rows.
        """
        with np.errstate(all="ignore"):
            root, pull = self._weights(self.residuals(parameters))
            jacobian = root[:, None] * self.model.jacobian(parameters, self.data.x)
            if self.penalty:
                own, pull_back = self._penalty_weights(parameters)
                jacobian, pull = np.vstack([jacobian, np.diag(own)]), np.concatenate([pull, pull_back])
            return jacobian, pull

    def swerve(self, parameters: FloatArray, step: FloatArray) -> FloatArray:
        """Return d²r/dt² at θ + t·step, (R,): how the rows of ``linearized`` leave the straight line along a step.

        By a central difference over a tenth of the step (Transtrum & Sethna 2012, arXiv:1201.5885).
        """
        with np.errstate(all="ignore"):
            here, tenth = self.residuals(parameters), 0.1 * step
            rows = np.zeros(len(here))
            if not self.model.linear_in_parameters:
                ahead, behind = self.residuals(parameters + tenth), self.residuals(parameters - tenth)
                rows = 100.0 * self._weights(here)[0] * ((ahead - here) + (behind - here))
            return np.concatenate([rows, np.zeros(len(parameters))]) if self.penalty else rows

    def _weights(self, residuals: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return √w and ℓ′/√w for each point, both (N,), for the mean over the points."""
        slope = self.loss.derivative(residuals)
        size = np.abs(residuals)
        # A residual of nothing would weigh infinitely much where the loss has a corner.
        chord = np.abs(slope) / np.maximum(size, 1e-8 * np.max(size, initial=0.0))
        root = np.sqrt(np.fmax(np.fmax(chord, self.loss.second_derivative(residuals)), 0.0) / len(residuals))
        pull = np.divide(slope / len(residuals), root, out=np.zeros_like(slope), where=root > 0.0)
        return root, self.sign * pull

    def _penalty_weights(self, parameters: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the same for the penalty's rows, both (P,)."""
        size = np.abs(parameters)
        chord = np.divide(self.penalty.l1, size, out=np.zeros_like(size), where=size > 0.0)
        root = np.sqrt(2.0 * self.penalty.l2 + chord)
        slope = self.penalty.gradient(parameters)
        return root, self.sign * np.divide(slope, root, out=np.zeros_like(slope), where=root > 0.0)

    def residuals(self, parameters: FloatArray) -> FloatArray:
        """Return r = ŷ − y for each point, (N,)."""
        return self.model.predict(parameters, self.data.x) - self.data.y

    def off_by(self, parameters: FloatArray) -> float:
        """Return the root of the mean squared residual: by how much, in units of y, the predictions miss."""
        with np.errstate(all="ignore"):
            if self.bowl is not None:
                return float(np.sqrt(self.value(parameters)))
            residuals = self.residuals(parameters)
            # Divided by the largest, so that squares stay in range.
            largest = float(np.max(np.abs(residuals), initial=0.0))
            if largest == 0.0 or not np.isfinite(largest):
                return largest
            return largest * float(np.sqrt(np.mean((residuals / largest) ** 2)))

    @property
    def largest_stable_rate(self) -> float | None:
        """Return 2/λmax, above which plain gradient descent flies away, or None where there is no such limit."""
        return None if self.exact is None or self.climb else self.exact.largest_stable_rate

    @property
    def ties(self) -> bool:
        """Return True where a formula gives many answers that are equally good."""
        return self.exact is not None and not self.climb and self.exact.is_valley

    @property
    def best_parameters(self) -> FloatArray | None:
        """Return the exact answer (P,), one of many where they tie; None where no formula gives it."""
        return None if self.exact is None or self.climb else self.exact.best_parameters

    @property
    def best_loss(self) -> float | None:
        """Return the lowest loss there is; None where no formula gives it or training climbs."""
        return None if self.exact is None or self.climb else self.exact.floor
