from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.dragged_surface import DraggedSurface
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import create, registered

P, Q = np.linspace(-3.0, 3.0, 19), np.linspace(-8.0, 8.0, 26)
LOSSES = list(registered("losses"))


@dataclass(frozen=True, slots=True)
class Wave(Model):
    """A model of two parameters that is not a line."""

    key: ClassVar[str] = "wave"

    @property
    def parameter_names(self) -> tuple[str, ...]:
        return ("a", "w")

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        a, w = parameters
        return np.asarray(a * np.sin(w * x))


@dataclass(frozen=True, slots=True)
class Three(Wave):
    """A model of three parameters."""

    @property
    def parameter_names(self) -> tuple[str, ...]:
        return ("a", "b", "c")


def points(count: int, offset: float = 0.0) -> Dataset:
    rng = np.random.default_rng(count)
    x = rng.uniform(-5.0, 5.0, count)
    return Dataset.from_arrays(x + offset, 0.7 * x + 1.0 + rng.normal(0.0, 0.8, count) + offset)


def recomputed(objective: Objective, data: Dataset, p: FloatArray = P, q: FloatArray = Q) -> FloatArray:
    """Return the losses cell by cell, from nothing but the definition."""
    grid = np.empty((len(q), len(p)))
    for row, second in enumerate(q):
        for column, first in enumerate(p):
            place = np.array([first, second])
            residuals = objective.model.predict(place, data.x) - data.y
            loss = float(np.mean(objective.loss.of_residual(residuals)))
            grid[row, column] = objective.sign * (loss + float(objective.penalty.value(place)))
    return grid


@pytest.mark.parametrize("model", [Linear(), Wave()], ids=lambda model: model.key)
@pytest.mark.parametrize("key", LOSSES)
@pytest.mark.parametrize("resting", [0, 1, 40])
def test_it_is_the_whole_surface_at_every_place_of_the_point(model: Model, key: str, resting: int) -> None:
    data = points(resting)
    objective = Objective.of(model, create("losses", key), data)
    dragged = DraggedSurface.lifted(objective, data, P, Q)
    for x, y in ((0.3, 2.0), (-7.0, 1e3), (0.0, 0.0)):
        expected = recomputed(objective, data.added(x, y))
        # Differences of both signs cancel: there the rounding of the parts stays.
        cancelled = 1e-13 * (1.0 + abs(y)) if key == "plain_difference" else 0.0
        assert dragged.with_point(x, y) == pytest.approx(expected, rel=1e-12, abs=cancelled)


@given(x=st.floats(-100.0, 100.0), y=st.floats(-100.0, 100.0), kind=st.sampled_from(["huber", "mean_absolute_error"]))
def test_any_place(x: float, y: float, kind: str) -> None:
    data = points(30)
    objective = Objective.of(Linear(), create("losses", kind), data)
    found = DraggedSurface.lifted(objective, data, P, Q).with_point(x, y)
    assert found == pytest.approx(recomputed(objective, data.added(x, y)), rel=1e-12, abs=0.0)


@pytest.mark.parametrize("key", LOSSES)
@pytest.mark.parametrize("climb", [False, True])
def test_penalty_and_direction(key: str, climb: bool) -> None:
    data = points(30)
    objective = Objective.of(Linear(), create("losses", key), data, Penalty(l2=0.5, l1=0.25), climb).downhill()
    found = DraggedSurface.lifted(objective, data, P, Q).with_point(1.0, 3.0)
    assert found == pytest.approx(recomputed(objective, data.added(1.0, 3.0)), rel=1e-12, abs=1e-13)


def test_points_far_from_zero() -> None:
    data, q = points(30, offset=1e6), 0.3e6 + Q
    objective = Objective.of(Linear(), create("losses", "mean_absolute_error"), data)
    slopes = np.array([0.6, 0.7, 0.8])
    found = DraggedSurface.lifted(objective, data, slopes, q).with_point(1e6 + 2.0, 1e6 - 4.0)
    expected = recomputed(objective, data.added(1e6 + 2.0, 1e6 - 4.0), slopes, q)
    # What m·x + b − y itself is rounded by.
    assert np.abs(found - expected).max() <= 4e-16 * 1e6 + 1e-12 * expected.max()


def test_frames_do_not_disturb_each_other() -> None:
    data = points(30)
    objective = Objective.of(Linear(), create("losses", "huber"), data)
    dragged = DraggedSurface.lifted(objective, data, P, Q)
    first = dragged.with_point(1.0, 2.0)
    kept = first.copy()
    dragged.with_point(-4.0, 50.0)
    assert np.array_equal(first, kept)
    assert np.array_equal(dragged.with_point(1.0, 2.0), kept)
    for array in (first, dragged.resting, dragged.p, dragged.q):
        assert not array.flags.writeable


@pytest.mark.parametrize("place", [(1e308, 1e308), (1e200, -1e200)])
def test_a_point_too_far_away_is_a_value(place: tuple[float, float]) -> None:
    data = points(3)
    objective = Objective.of(Linear(), create("losses", "mean_squared_error"), data)
    found: Any = DraggedSurface.lifted(objective, data, P, Q).with_point(*place)
    assert not np.isfinite(found).all()


def test_a_model_of_three_parameters_has_no_such_surface() -> None:
    objective = Objective.of(Three(), create("losses", "huber"), points(3))
    with pytest.raises(ValueError, match="two parameters"):
        DraggedSurface.lifted(objective, points(3), P, Q)
