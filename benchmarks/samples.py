"""Sample data: points around a line, the same every time."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective

START = (-1.5, 2.0)


def points(count: int, offset: float = 0.0) -> Dataset:
    """Return so many points around y = 0.7·x + 1, the cloud moved by ``offset`` along both axes."""
    rng = np.random.default_rng(count)
    x = np.linspace(-5.0, 5.0, count)
    y = 0.7 * x + 1.0 + rng.normal(0.0, 0.8, count)
    return Dataset.from_arrays(x + offset, y + offset)


def objective_of(data: Dataset) -> Objective:
    """Return the mean squared error of a straight line through these points."""
    return Objective.of(Linear(), MeanSquaredError(), data)
