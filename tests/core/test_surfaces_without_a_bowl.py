"""Landscapes of losses that no formula gives: quick ways and the plain one agree, dragged or at rest."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.region import Region, fitted_region
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


def test_bands_can_be_cut_finer_than_cells() -> None:
    region = Region(0.0, 4.0, 0.0, 4.0)
    slope = np.tile(np.arange(4.0), (4, 1))
    surface = surface_of(objective("huber"), region, 4, np.arange(0.75, 10.0, 0.5), losses=slope)
    assert surface.band_indices().tolist() == [[0, 1, 3, 5]] * 4
    finer = surface.band_indices(2)
    assert finer.shape == (8, 8)
    # 0, 0.25, 0.75, 1.25, 1.75 … lie between the centres, 0 and 3 beyond the outermost.
    assert finer[0].tolist() == [0, 0, 1, 2, 3, 4, 5, 5]
    assert np.array_equal(finer, np.tile(finer[0], (8, 1)))


def test_between_a_number_and_none_lies_the_highest_band() -> None:
    losses = np.array([[0.0, np.inf], [0.0, np.nan]])
    surface = surface_of(objective("huber"), Region(0.0, 1.0, 0.0, 1.0), 2, np.arange(1.0, 11.0), losses=losses)
    assert surface.band_indices(2)[:, 2:].min() == 9


def test_a_region_is_found_even_where_no_place_has_a_loss() -> None:
    at_zero = Dataset.from_arrays([0.0, 1.0], [1.0, 2.0])
    land = Objective.of(create("models", "formula", text="a/x + b"), create("losses", "huber"), at_zero)
    region = fitted_region(land, [np.array([1.0, 0.0])])
    assert np.isfinite([region.width, region.height]).all()
