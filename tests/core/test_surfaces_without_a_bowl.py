"""Landscapes of losses that no formula gives: quick ways and the plain one agree, dragged or at rest."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.region import Region
from gd_visualizer.core.registry import create, registered
from gd_visualizer.core.surface import loss_grid, surface_of

RNG = np.random.default_rng(4)
X = np.linspace(-4.0, 4.0, 60)
DATA = Dataset.from_arrays(X, 0.5 * X + RNG.normal(0.0, 1.0, len(X)))
P, Q = np.linspace(-2.0, 2.0, 9), np.linspace(-3.0, 3.0, 7)
LOSSES = [key for key in registered("losses") if key != "mean_squared_error"]


def objective(loss: str, model: str = "linear", penalty: Penalty | None = None) -> Objective:
    return Objective.of(create("models", model), create("losses", loss), DATA, penalty)


@pytest.mark.parametrize("penalty", [Penalty(), Penalty(l2=0.1, l1=0.3)], ids=["free", "charged"])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_grid_is_what_each_place_says(loss: str, penalty: Penalty) -> None:
    land = objective(loss, penalty=penalty)
    found = loss_grid(land, P, Q)
    assert found.shape == (len(Q), len(P))
    by_hand = [[land.value(np.array([m, b])) for m in P] for b in Q]
    assert found == pytest.approx(np.array(by_hand), rel=1e-11, abs=1e-12)


def test_losses_that_are_known_are_not_worked_out_again() -> None:
    land, region = objective("huber"), Region(-2.0, 2.0, -3.0, 3.0)
    known = np.arange(64.0).reshape(8, 8)
    surface = surface_of(land, region, 8, losses=known)
    assert np.array_equal(surface.losses, known)
    assert surface.base == 0.0


def test_a_land_without_a_single_number_still_has_a_base() -> None:
    nowhere = surface_of(objective("huber"), Region(0.0, 1.0, 0.0, 1.0), 4, losses=np.full((4, 4), np.inf))
    assert nowhere.base == 0.0
    assert np.isfinite(nowhere.levels).all()


def test_a_model_with_two_parameters_that_is_no_line_is_looked_at_place_by_place() -> None:
    curve = Objective.of(create("models", "formula", text="exp(a*x) + b"), create("losses", "cauchy"), DATA)
    assert loss_grid(curve, P, Q)[2, 3] == pytest.approx(curve.value(np.array([P[3], Q[2]])), rel=1e-12)
    assert curve.model.written_formula == "exp(a·x) + b"
    assert create("models", "linear").written_formula == "m·x + b"
