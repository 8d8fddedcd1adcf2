"""Numbers about a walk and its data, for others to put into words."""

from __future__ import annotations

import enum

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective

ARRIVED_WITHIN = 1e-10
CALM_STEPS = 50
RISES_IN_A_ROW = 4
RUNAWAY_FACTOR = 10.0


class DataState(enum.Enum):
    """What kind of data there are, as far as it decides what a model can do."""

    NO_POINTS = "no_points"
    ONE_POINT = "one_point"
    ONE_PLACE = "one_place"
    ONE_X = "one_x"
    CONSTANT_Y = "constant_y"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    ORDINARY = "ordinary"


def data_state(data: Dataset, objective: Objective) -> DataState:
    """Return what kind of data these are.

    ``TOO_LARGE`` and ``TOO_SMALL`` mean that squares of the numbers leave the range of float64.
    """
    if not len(data):
        return DataState.NO_POINTS
    if not objective.is_usable:
        model = objective.model
        with np.errstate(all="ignore"):
            columns = data.x
            if model.linear_in_parameters:
                columns = model.jacobian(np.zeros(len(model.parameter_names)), data.x)
            large = not np.isfinite(np.mean(columns * columns) + np.mean(data.y * data.y))
        return DataState.TOO_LARGE if large else DataState.TOO_SMALL
    if len(data) == 1:
        return DataState.ONE_POINT
    same_x, same_y = bool(np.ptp(data.x) == 0.0), bool(np.ptp(data.y) == 0.0)
    if same_x:
        return DataState.ONE_PLACE if same_y else DataState.ONE_X
    return DataState.CONSTANT_Y if same_y else DataState.ORDINARY


def arrival_loss(objective: Objective, loss_at_start: float) -> float | None:
    """Return the loss below which the ground counts as flat, or None where the best is not known.

    Arrived means: predictions differ from the best line's by 1/100,000 of the spread of y or less (root mean
    square), so that L − best ≤ 1e-10 · mean((y − ȳ)²). Where y has no spread, the loss at the start sets the scale.
    Where training climbs nobody arrives at the best.
    """
    exact = objective.exact
    if exact is None or objective.climb:
        return None
    scale = exact.variance_y if exact.variance_y > 0.0 else loss_at_start
    if not np.isfinite(scale):
        return None
    return exact.floor + ARRIVED_WITHIN * scale


def level_loss(objective: Objective) -> float:
    """Return the loss of the level line at the mean of y: what can be had without learning anything from x."""
    data = objective.data
    with np.errstate(all="ignore"):
        return float(np.mean(objective.loss.of_residual(np.mean(data.y) - data.y)))


def predicted_decrease(objective: Objective, parameters: FloatArray) -> float:
    """Return by how much one step of Gauss–Newton would lower the loss if the ground were a bowl.

    ½·gᵀ·H⁻¹·g with the slope g and the curvature H of Gauss–Newton: the "Newton decrement" (Boyd & Vandenberghe
    2004, section 9.5). It has the unit of the loss, changes with no unit of x or of a parameter, knows no learning
    rate, and for a bowl it is L − best, which is what ``arrival_loss`` looks at. Directions without curvature
    count as if they had 1e-15 of the largest: a slope along them promises much.
    """
    with np.errstate(all="ignore"):
        slope, curvature = objective.gradient(parameters), objective.gauss_newton(parameters)
        if not (np.isfinite(slope).all() and np.isfinite(curvature).all()):
            return np.inf
        if not slope.any():
            return 0.0
        # Each parameter in its own unit of curvature, so that their units do not matter.
        units = np.sqrt(np.diag(curvature))
        if not (units[slope != 0.0] > 0.0).all():
            return np.inf
        units = np.where(units > 0.0, units, 1.0)
        bend, axes = np.linalg.eigh(curvature / np.outer(units, units))
        along = axes.T @ (slope / units)
        return float(0.5 * np.sum(along * along / np.maximum(bend, 1e-15 * bend[-1])))


def is_calm(losses: FloatArray, scale: float, steps: int = CALM_STEPS) -> bool:
    """Return True if the loss of all points has stayed the same over the last steps, to 1e-10 of a scale.

    Fifty steps, not one: a ball at its turning point, or at the bottom of a dip it rolls through, has the same loss
    for a step or two; a mini-batch may happen to fit.

    Parameters
    ----------
    losses : (K,) float64
        The losses of the last steps, over all points, at least 51 of them to be calm.
    scale : float
        What to measure changes by, see ``level_loss``.
    steps : int
        How many steps count as the last ones.
    """
    last = losses[-steps - 1 :]
    return len(last) > steps and bool(np.ptp(last) <= ARRIVED_WITHIN * scale)


def has_flattened(
    objective: Objective, parameters: FloatArray, losses: FloatArray, calm_steps: int = CALM_STEPS
) -> bool:
    """Return True where no formula gives the best loss, and yet the walk has come to rest on flat ground.

    Both must hold. The loss has not changed for 50 steps: otherwise momentum still carries the walk, or mini-batches
    still shake it. And one step of Gauss–Newton promises less than 1e-10 of the loss of a level line: otherwise
    the learning rate is so small that a walk on a slope looks like rest. The scale is the first loss given where y
    has no spread. A loss with corners (the absolute one) has a slope right beside its best place, so there only
    a slope of exactly zero is flat.

    Parameters
    ----------
    objective : Objective
        Of all points, not of a mini-batch.
    parameters : (P,) float64
        Where the walk stands.
    losses : (K,) float64
        The losses of its last steps, or of all.
    calm_steps : int
        Over how many steps the loss must have stayed the same; fewer will do for an optimizer that never goes uphill.
    """
    if objective.climb or not (objective.model.differentiable and objective.loss.bounded_below and len(losses)):
        return False
    scale = level_loss(objective) or float(losses[0])
    if not (np.isfinite(scale) and is_calm(losses, scale, calm_steps)):
        return False
    return predicted_decrease(objective, parameters) <= ARRIVED_WITHIN * scale


def first_arrival(losses: FloatArray, threshold: float | None) -> int | None:
    """Return the first place in a row of losses at which the ground counts as flat, or None."""
    if threshold is None:
        return None
    flat = losses <= threshold
    return int(np.argmax(flat)) if flat.any() else None


def first_runaway(losses: FloatArray, lowest_before: float = np.inf) -> int | None:
    """Return the first place in a row of losses at which the walk has run away, or None.

    Run away means: the loss has risen four times in a row and is above ten times its lowest.

    Parameters
    ----------
    losses : (K,) float64
        Losses of steps in a row.
    lowest_before : float
        The lowest loss of the steps before these.
    """
    if len(losses) <= RISES_IN_A_ROW:
        return None
    if not losses.max() / RUNAWAY_FACTOR > min(lowest_before, float(losses.min())):
        # The usual case, answered without looking at every step four times.
        return None
    rises = losses[1:] > losses[:-1]
    windows = np.lib.stride_tricks.sliding_window_view(rises, RISES_IN_A_ROW)
    lowest = np.minimum(np.minimum.accumulate(losses), lowest_before)
    # Dividing cannot overflow, as ten times the lowest can.
    gone = windows.all(axis=1) & (losses[RISES_IN_A_ROW:] / RUNAWAY_FACTOR > lowest[RISES_IN_A_ROW:])
    return int(np.argmax(gone)) + RISES_IN_A_ROW if gone.any() else None
