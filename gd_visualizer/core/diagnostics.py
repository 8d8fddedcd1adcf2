"""Numbers about a walk and its data, for others to put into words."""

from __future__ import annotations

import enum

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective

ARRIVED_WITHIN = 1e-10
RISES_IN_A_ROW = 4
RUNAWAY_FACTOR = 10.0


class DataState(enum.Enum):
    """What kind of data there are, as far as it decides what a line can do."""

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
    if objective.bowl is None:
        with np.errstate(all="ignore"):
            large = not np.isfinite(np.mean(data.x * data.x) + np.mean(data.y * data.y))
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
    """
    bowl = objective.bowl
    if bowl is None:
        return None
    scale = bowl.variance_y if bowl.variance_y > 0.0 else loss_at_start
    if not np.isfinite(scale):
        return None
    return bowl.floor + ARRIVED_WITHIN * scale


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
