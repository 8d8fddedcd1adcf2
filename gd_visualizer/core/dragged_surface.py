"""The surface while one point is dragged: what the resting points add up to is kept, only the moving point is new."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.line_surfaces import line_loss_grid
from gd_visualizer.core.objective import Objective


@dataclass(frozen=True, slots=True, eq=False)
class DraggedSurface:
    """A grid of losses without one point, to which that point is added wherever it is dragged.

    The loss is a mean, L = (Σ of the resting points + ℓ(ŷ(x) − y))/N, so that a frame takes as long for a million
    points as for one, and nothing drifts: every frame starts from the same kept sum.

    Attributes
    ----------
    objective : Objective
        Model, loss, penalty and direction; its own data are not looked at.
    p, q : (A,), (B,) float64
        The values of the two parameters.
    resting : (B, A) float64
        What the resting points and the penalty contribute to the mean over all N points.
    share : float
        What one point counts: 1/N, or −1/N where the landscape is upside down.
    residuals : (B, A) float64
        Memory for the moving point's residuals, written to in every frame: one thread at a time.
    """

    objective: Objective
    p: FloatArray
    q: FloatArray
    resting: FloatArray
    share: float
    residuals: FloatArray

    @classmethod
    def lifted(cls, objective: Objective, resting_data: Dataset, p: FloatArray, q: FloatArray) -> DraggedSurface:
        """Lift one point off the surface.

        Parameters
        ----------
        objective : Objective
            With a model of two parameters.
        resting_data : Dataset
            All points but the one that moves; there may be none.
        p, q : (A,), (B,) float64
            The values of the first and the second parameter.

        Raises
        ------
        ValueError
            If the model has another number of parameters.
        """
        if len(objective.model.parameter_names) != 2:
            raise ValueError("only the surface of a model with two parameters can be kept")
        p, q = frozen(p), frozen(q)
        with np.errstate(all="ignore"):
            weight = len(resting_data) / (len(resting_data) + 1)
            resting = np.zeros((len(q), len(p)))
            if len(resting_data):
                resting += weight * _mean_losses(objective, resting_data, p, q)
            if objective.penalty:
                resting += objective.penalty.value(_places(p, q)).reshape(resting.shape)
            share = objective.sign / (len(resting_data) + 1)
            return cls(objective, p, q, frozen(objective.sign * resting), share, np.empty_like(resting))

    def with_point(self, x: float, y: float) -> FloatArray:
        """Return the losses with the moving point at (x, y), (B, A), read-only."""
        with np.errstate(all="ignore"):
            if _is_line(self.objective):
                np.add(self.p * x, (self.q - y)[:, np.newaxis], out=self.residuals)
            else:
                predictions = self.objective.model.predict_rows(_places(self.p, self.q), np.array([x]))
                np.subtract(predictions.reshape(self.residuals.shape), y, out=self.residuals)
            losses = self.objective.loss.of_residual(self.residuals)
            losses *= self.share
            losses += self.resting
        losses.flags.writeable = False
        return losses


def _is_line(objective: Objective) -> bool:
    return objective.model.key == "linear"


def _places(p: FloatArray, q: FloatArray) -> FloatArray:
    """Return the parameters of each cell, (B·A, 2), row by row."""
    return np.column_stack([np.tile(p, len(q)), np.repeat(q, len(p))])


def _mean_losses(objective: Objective, data: Dataset, p: FloatArray, q: FloatArray) -> FloatArray:
    """Return the mean loss of the resting points alone, (B, A), without penalty and right side up."""
    if _is_line(objective):
        exact = line_loss_grid(objective.loss, data, p, q)
        if exact is not None:
            return exact
    plain = Objective.of(objective.model, objective.loss, data)
    return plain.values(_places(p, q)).reshape(len(q), len(p))
