from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.contours import bowl_lines, contour_lines, grid_lines
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.region import Region, fitted_region, places_in_range
from gd_visualizer.core.surface import band_levels, loss_grid, surface_of
from tests.core.builders import bowl, line, point_by_point

START = np.array([-2.4, -2.0])
CASES = {
    "ordinary": line(),
    "shifted": line([3.0, 4.0, 5.0, 7.0], [1.0, 2.0, 2.0, 5.0]),
    "years": line(np.linspace(1947, 2005, 30), 20 + np.sin(np.arange(30.0)) + np.arange(30)),
    "constant": line([0.0, 1.0, 2.0], [4.0, 4.0, 4.0]),
}
VALLEY = line([3.0, 3.0], [1.0, 2.0])


def test_a_region_contains_its_edges() -> None:
    region = Region(0.0, 4.0, -1.0, 1.0)
    assert (region.width, region.height) == (4.0, 2.0)
    assert region.contains(0.0, 1.0)
    assert not region.contains(4.1, 0.0)
    assert not region.contains(1.0, -1.1)
    p, q = region.cell_centres(4)
    assert p.tolist() == [0.5, 1.5, 2.5, 3.5]
    assert q.tolist() == [-0.75, -0.25, 0.25, 0.75]


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite, finite)
def test_a_region_grows_and_never_shrinks(p: float, q: float) -> None:
    region = Region(0.0, 4.0, -1.0, 1.0)
    grown = region.grown_to(p, q)
    assert grown.p_min <= region.p_min <= region.p_max <= grown.p_max
    assert grown.q_min <= region.q_min <= region.q_max <= grown.q_max
    assert grown.contains(p, q) or max(abs(p), abs(q)) > 1e307
    assert grown.grown_to(p, q) is grown


def test_a_region_grows_in_whole_strides() -> None:
    region = Region(0.0, 4.0, 0.0, 4.0)
    assert region.grown_to(2.0, 2.0) is region
    assert region.grown_to(4.01, 2.0) == Region(0.0, 5.0, 0.0, 4.0)
    assert region.grown_to(2.0, -0.01) == Region(0.0, 4.0, -1.0, 4.0)
    assert region.grown_to(np.nan, 2.0) is region
    assert region.grown_to(np.inf, 2.0) is region


@pytest.mark.parametrize("objective", [*CASES.values(), VALLEY, point_by_point()], ids=[*CASES, "valley", "slow"])
def test_the_fitted_region_shows_start_and_best(objective: Objective) -> None:
    region = fitted_region(objective, [START])
    assert region.contains(*START)
    if objective.best_parameters is not None:
        assert region.contains(*objective.best_parameters)
    assert region.width > 0.0
    assert region.height > 0.0


def test_where_it_serves_both_parameters_get_the_same_scale() -> None:
    region = fitted_region(line(), [START], aspect=1.3)
    assert region.width / region.height == pytest.approx(1.3)
    narrow = fitted_region(CASES["years"], [np.array(CASES["years"].best_parameters)])
    assert narrow.height / narrow.width > 100


def test_places_beyond_numbers_are_left_out() -> None:
    far = np.array([1e200, 0.0])
    assert [place.tolist() for place in places_in_range(point_by_point(), [START, far])] == [START.tolist()]
    assert not fitted_region(line(), [far]).contains(*far)


def test_the_grid_is_the_loss_at_the_cell_centres() -> None:
    p, q = np.array([-1.0, 0.0, 2.0]), np.array([0.5, 1.5])
    exact, slow = loss_grid(line(), p, q), loss_grid(point_by_point(), p, q)
    assert exact.shape == slow.shape == (2, 3)
    assert exact == pytest.approx(slow, rel=1e-12)
    assert exact[1, 2] == line().value(np.array([2.0, 1.5]))


def test_bands_rise_by_square_root_or_logarithm() -> None:
    losses = np.linspace(3.0, 103.0, 101)
    roots = band_levels(losses, 3.0)
    assert roots[-1] == pytest.approx(98.0)
    assert np.diff(np.sqrt(roots - 3.0)) == pytest.approx(np.full(9, np.sqrt(95.0) / 10))
    logs = band_levels(losses, 3.0, "logarithm")
    assert np.diff(np.log10(logs - 3.0)) == pytest.approx(np.full(9, 0.4))


def test_bands_can_be_made_of_anything() -> None:
    assert (np.diff(band_levels(np.zeros((2, 2)), 0.0)) > 0).all()
    assert np.isfinite(band_levels(np.array([np.inf, np.inf]), 2.0)).all()
    assert np.isfinite(band_levels(np.array([1.0, np.inf]), 0.0)).all()


def test_a_surface_knows_its_bands() -> None:
    region = fitted_region(line(), [START])
    surface = surface_of(line(), region, 40)
    assert surface.losses.shape == (40, 40)
    assert surface.base == bowl().floor
    bands = surface.band_indices()
    assert bands.dtype == np.uint8
    assert (bands.min(), bands.max()) == (0, 9)
    lower = np.concatenate([[-np.inf], surface.levels[:-1]])
    assert (surface.losses >= lower[bands]).all()
    again = surface_of(line(), region, 20, surface.levels)
    assert again.levels is surface.levels
    lowest_seen = surface_of(point_by_point(), region, 20)
    assert lowest_seen.base == lowest_seen.losses.min() > bowl().floor


@pytest.mark.parametrize("objective", CASES.values(), ids=CASES)
@pytest.mark.parametrize("spacing", ["square root", "logarithm"])
def test_every_point_of_a_line_has_the_loss_of_its_level(objective: Objective, spacing: str) -> None:
    assert objective.bowl is not None
    region = fitted_region(objective, [START])
    surface = surface_of(objective, region, 64, spacing=spacing)  # type: ignore[arg-type]
    seen = 0
    for level in surface.levels[:-1].tolist():
        for found in bowl_lines(objective.bowl, level, region):
            seen += 1
            losses = objective.values(found)
            assert losses == pytest.approx(np.full(len(losses), level), rel=1e-9)
            assert found[:, 0].min() >= region.p_min - 1e-9 * region.width
            assert found[:, 0].max() <= region.p_max + 1e-9 * region.width
    assert seen >= 9
    together = contour_lines(surface)
    assert len(together) >= 9
    for line_found in together:
        losses = objective.values(line_found)
        nearest = surface.levels[np.argmin(np.abs(surface.levels - losses[0]))]
        assert losses == pytest.approx(np.full(len(losses), nearest), rel=1e-9)


def test_lines_of_a_valley_are_straight_and_parallel() -> None:
    assert VALLEY.bowl is not None
    region = fitted_region(VALLEY, [START])
    lines = bowl_lines(VALLEY.bowl, VALLEY.bowl.floor + 4.0, region)
    assert len(lines) == 2
    for found in lines:
        assert VALLEY.values(found) == pytest.approx(np.full(2, VALLEY.bowl.floor + 4.0), rel=1e-12)
    assert (lines[0] - lines[1])[:, 1] == pytest.approx([4.0, 4.0])


def test_below_the_floor_and_out_of_sight_there_are_no_lines() -> None:
    region = fitted_region(line(), [START])
    assert bowl_lines(bowl(), bowl().floor, region) == []
    assert bowl_lines(bowl(), bowl().floor - 1.0, region) == []
    assert bowl_lines(bowl(), bowl().floor + 1e-3, Region(5.0, 6.0, -1.0, 1.0)) == []
    flat = bowl([0.0, 1e10], [0.0, 0.0])
    assert bowl_lines(flat, 5e-324, region) == []


def test_an_ellipse_cut_by_the_edge_leaves_two_arcs() -> None:
    best = bowl().best_slope
    arcs = bowl_lines(bowl(), bowl().floor + 1.0, Region(best, best + 9.0, -9.0, 9.0))
    assert len(arcs) == 2
    whole = bowl_lines(bowl(), bowl().floor + 1.0, Region(best - 9.0, best + 9.0, -9.0, 9.0))
    assert len(whole) == 1
    assert whole[0][0] == pytest.approx(whole[0][-1])


def test_traced_lines_agree_with_the_exact_ones() -> None:
    region = Region(-3.0, 5.0, -4.0, 5.0)
    levels = band_levels(loss_grid(line(), *region.cell_centres(64)), bowl().floor)
    surface = surface_of(line(), region, 400, levels)
    traced = np.concatenate(grid_lines(surface))
    losses = line().values(traced)
    nearest = np.abs(losses[:, np.newaxis] - levels).min(axis=1)
    assert (nearest < 2e-3 * levels[-1]).all()
    slow = contour_lines(surface_of(point_by_point(), region, 30, levels))
    assert len(slow) >= 9
