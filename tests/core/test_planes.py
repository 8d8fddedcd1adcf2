from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.contours import contour_lines
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.diagnostics import level_loss
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.planes import Plane, coordinate_plane, form_on, path_plane, random_plane, restricted
from gd_visualizer.core.region import fitted_region
from gd_visualizer.core.registry import create
from gd_visualizer.core.surface import loss_grid, surface_of
from tests.core.builders import EIGHT_X, EIGHT_Y, line, point_by_point

DATA = Dataset.from_arrays(EIGHT_X, EIGHT_Y)
HELD = np.array([0.5, -1.0, 0.25, 2.0])
U, V = np.linspace(-1.0, 2.0, 7), np.linspace(-3.0, 1.0, 5)


class UnsquaredError(MeanSquaredError):
    squared = False


@dataclass(frozen=True)
class Wave(Model):
    """ŷ = height·sin(pace·x) + lift, and one knob that does nothing."""

    key: ClassVar[str] = "wave"

    @property
    def parameter_names(self) -> tuple[str, ...]:
        return ("height", "pace", "lift", "idle")

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray(parameters[0] * np.sin(parameters[1] * x) + parameters[2])


def cubic(squared: bool = True) -> Objective:
    return Objective.of(Polynomial(3), MeanSquaredError() if squared else UnsquaredError(), DATA)


def wave() -> Objective:
    return Objective.of(Wave(), MeanSquaredError(), DATA)


def walk(steps: int = 30, seed: int = 0) -> FloatArray:
    rng = np.random.default_rng(seed)
    return np.asarray(np.cumsum(rng.normal(0, 1, (steps, 4)) * [5.0, 2.0, 0.1, 0.01], axis=0))


PLANES = {
    "coordinates": coordinate_plane(Polynomial(3), 3, 1, HELD),
    "path": path_plane(walk()),
    "random": random_plane(HELD, 5, ((0, 1), (2, 3))),
}


def test_the_axes_of_a_coordinate_plane_are_the_parameters() -> None:
    plane = PLANES["coordinates"]
    assert (plane.across_label, plane.up_label) == ("c3", "c1")
    assert plane.place_of(HELD) == (2.0, -1.0)
    assert plane.point(0.1, 0.7).tolist() == [0.5, 0.7, 0.25, 0.1]
    assert plane.points(np.array([0.1]), np.array([0.7])).tolist() == [[0.5, 0.7, 0.25, 0.1]]
    assert plane.place_of(np.array([9.0, 0.3, 9.0, 0.1])) == (0.1, 0.3)


@pytest.mark.parametrize("plane", PLANES.values(), ids=PLANES)
def test_places_on_a_plane_are_found_again(plane: Plane) -> None:
    for u, v in [(0.0, 0.0), (1.0, -2.0), (0.3, 5.0)]:
        assert plane.place_of(plane.point(u, v)) == pytest.approx((u, v), abs=1e-12)
    path = plane.points(np.array([1.0, 4.0, -2.0]), np.array([0.0, 1.0, 5.0]))
    assert plane.share_explained(path) == pytest.approx(1.0, abs=1e-13)
    # The nearest place: what is left stands at right angles to both directions.
    away = walk()[3]
    left = away - plane.point(*plane.place_of(away))
    assert [left @ plane.across, left @ plane.up] == pytest.approx([0.0, 0.0], abs=1e-10)


def test_directions_that_make_no_plane_are_refused() -> None:
    two = np.array([1.0, 2.0])
    with pytest.raises(InputError, match="nowhere"):
        Plane(two, two, 0.0 * two, "u", "v")
    with pytest.raises(InputError, match="nowhere"):
        Plane(two, two, np.array([np.inf, 0.0]), "u", "v")
    with pytest.raises(InputError, match="same"):
        Plane(two, two, -3.0 * two, "u", "v")
    with pytest.raises(InputError, match="same"):
        coordinate_plane(Polynomial(3), 1, 1, HELD)


def test_one_parameter_has_one_direction_however_it_is_found() -> None:
    for plane in (path_plane(np.array([[1.0], [2.0]])), random_plane(np.array([1.0]), 0, ((0,),))):
        assert plane.up.tolist() == [0.0]
        assert plane.across.tolist() != [0.0]


def test_one_parameter_goes_across_and_nothing_goes_up() -> None:
    plane = coordinate_plane(Polynomial(0), 0, 0, np.array([4.0]))
    assert (plane.across_label, plane.up_label) == ("c0", "")
    assert plane.point(2.5, 99.0).tolist() == [2.5]
    assert plane.place_of(np.array([-3.0])) == (-3.0, 0.0)
    assert plane.moved(np.array([1.0]), 7.0, 5.0).tolist() == [7.0]
    assert plane.share_explained(np.array([[1.0], [2.0]])) == 1.0
    assert plane.cut is plane
    objective = Objective.of(Polynomial(0), create("losses", "mean_squared_error"), DATA)
    surface = surface_of(objective, fitted_region(objective, [np.array([1.0])], plane=plane), 16, plane=plane)
    assert np.ptp(surface.losses, axis=0).max() == 0.0
    assert surface.base == pytest.approx(objective.best_loss)


def test_a_plane_moves_what_it_shows_and_leaves_the_rest() -> None:
    plane = coordinate_plane(Polynomial(3), 3, 1, HELD)
    assert plane.moved(np.array([1.0, 2.0, 3.0, 4.0]), 0.1, 0.2).tolist() == [1.0, 0.2, 3.0, 0.1]
    tilted = random_plane(HELD, 3, ((0, 1, 2, 3),))
    moved = tilted.moved(HELD + 1.0, 0.25, -0.5)
    assert tilted.place_of(moved) == pytest.approx((0.25, -0.5))
    side = moved - HELD - 1.0
    assert np.linalg.matrix_rank(np.vstack([side, tilted.across, tilted.up]), tol=1e-9) == 2


def test_planes_that_see_alike_and_the_one_that_hides_nothing() -> None:
    first = coordinate_plane(Polynomial(3), 0, 1, HELD)
    assert first.projects_like(coordinate_plane(Polynomial(3), 0, 1, HELD + 5.0))
    assert not first.projects_like(coordinate_plane(Polynomial(3), 1, 0, HELD))
    assert not path_plane(walk(9)).projects_like(path_plane(walk(9) + 1.0))
    line = coordinate_plane(Polynomial(1), 0, 1, np.array([3.0, 4.0]))
    assert line.is_natural
    assert line.cut is None
    assert not coordinate_plane(Polynomial(1), 1, 0, np.array([3.0, 4.0])).is_natural


@pytest.mark.parametrize("steps", [3, 4, 30, 400])
def test_the_plane_of_a_path_shows_as_much_of_it_as_any_can(steps: int) -> None:
    path = walk(steps)
    plane = path_plane(path)
    assert plane.origin.tolist() == path[-1].tolist()
    way = path - path[-1]
    strength = np.linalg.svd(way, compute_uv=False)
    best = np.sum(strength[:2] ** 2) / np.sum(strength**2)
    assert plane.share_explained(path) == pytest.approx(best, rel=1e-12)
    assert plane.share_explained(path) > 0.9
    assert random_plane(HELD, 1, ((0, 1, 2, 3),)).share_explained(path) < best
    for direction in (plane.across, plane.up):
        assert np.linalg.norm(direction) == pytest.approx(1.0)
        assert direction[np.argmax(np.abs(direction))] > 0.0
    assert plane.across @ plane.up == pytest.approx(0.0, abs=1e-12)
    assert path_plane(path.copy()).across.tolist() == plane.across.tolist()


def test_a_path_that_leaves_no_plane_is_given_one() -> None:
    still = path_plane(np.tile(HELD, (5, 1)))
    assert np.linalg.norm(still.across) == np.linalg.norm(still.up) == 1.0
    assert still.share_explained(np.tile(HELD, (5, 1))) == 1.0
    single = path_plane(HELD[np.newaxis])
    assert single.place_of(HELD) == (0.0, 0.0)
    straight = HELD + np.outer(np.arange(6.0), [1.0, -2.0, 0.0, 0.5])
    plane = path_plane(straight)
    assert plane.share_explained(straight) == pytest.approx(1.0, abs=1e-12)
    assert plane.across @ plane.up == pytest.approx(0.0, abs=1e-12)
    assert plane.project(straight)[:, 1] == pytest.approx(np.zeros(6), abs=1e-12)
    assert path_plane(1e-200 * walk()).share_explained(1e-200 * walk()) > 0.9


def test_random_directions_are_as_long_as_the_parameters_in_each_group() -> None:
    groups = ((0, 2), (1, 3))
    plane = random_plane(HELD, 3, groups)
    for group in groups:
        places = list(group)
        assert np.linalg.norm(plane.across[places]) == pytest.approx(np.linalg.norm(HELD[places]))
    assert np.linalg.norm(plane.up) == pytest.approx(np.linalg.norm(plane.across))
    assert plane.across @ plane.up == pytest.approx(0.0, abs=1e-12)
    assert random_plane(HELD, 3, groups).up.tolist() == plane.up.tolist()
    assert random_plane(HELD, 4, groups).up.tolist() != plane.up.tolist()
    biased = random_plane(np.array([1.0, 2.0, 0.0, 0.0]), 3, groups)
    assert np.linalg.norm(biased.across[[0, 2]]) == pytest.approx(1.0)
    assert np.linalg.norm(random_plane(np.zeros(4), 3, groups).across[[0, 2]]) == pytest.approx(1.0)


def test_where_chance_has_no_second_direction_one_is_made() -> None:
    plane = random_plane(np.array([0.0, 3.0, 0.0]), 0, ((0,), (1,), (2,)))
    assert np.abs(plane.across).tolist() == [0.0, 3.0, 0.0]
    assert np.abs(plane.up).tolist() == [3.0, 0.0, 0.0]


@pytest.mark.parametrize("plane", PLANES.values(), ids=PLANES)
def test_the_exact_form_on_a_plane_is_the_loss_there(plane: Plane) -> None:
    exact, slow = cubic(), cubic(squared=False)
    grid, wanted = loss_grid(exact, U, V, plane), loss_grid(slow, U, V, plane)
    assert grid.shape == (5, 7)
    assert grid == pytest.approx(wanted, rel=1e-10)
    assert grid[2, 3] == pytest.approx(slow.value(plane.point(U[3], V[2])), rel=1e-10)
    assert exact.form is not None
    form = restricted(exact.form, plane)
    best = form.best_parameters
    assert slow.value(plane.point(*best.tolist())) == pytest.approx(form.floor, rel=1e-11)
    for nudge in ([1e-3, 0.0], [0.0, 1e-3], [-1e-3, 1e-3]):
        assert slow.value(plane.point(*(best + nudge).tolist())) > form.floor


def test_the_bowl_of_a_line_can_be_cut_by_a_plane_too() -> None:
    objective = line()
    plane = random_plane(np.array([1.0, -2.0]), 2, ((0, 1),))
    assert loss_grid(objective, U, V, plane) == pytest.approx(loss_grid(point_by_point(), U, V, plane), rel=1e-11)
    form = form_on(objective, plane)
    assert form is not None
    assert plane.point(*form.best_parameters.tolist()) == pytest.approx(objective.best_parameters, rel=1e-11)
    assert form.floor == pytest.approx(objective.best_loss, rel=1e-12)
    assert form_on(objective, None) is None


def test_directions_that_do_not_matter_make_a_valley() -> None:
    exact = Objective.of(Polynomial(3), MeanSquaredError(), Dataset.from_arrays([0.0, 0.0], [1.0, 2.0]))
    plane = coordinate_plane(Polynomial(3), 1, 2, np.zeros(4))
    form = form_on(exact, plane)
    assert form is not None
    assert form.rank == 0
    assert form.floor == pytest.approx(2.5)
    half = form_on(exact, coordinate_plane(Polynomial(3), 0, 2, np.zeros(4)))
    assert half is not None
    assert half.rank == 1
    for held in (0, 1):
        cut = coordinate_plane(Polynomial(3), held, 2, np.zeros(4))
        region = fitted_region(exact, [np.zeros(4)], plane=cut)
        assert np.isfinite([region.width, region.height]).all()
        assert min(region.width, region.height) > 0.0
        assert surface_of(exact, region, 8, plane=cut).losses.shape == (8, 8)
        contour_lines(surface_of(exact, region, 8, plane=cut))


def test_a_model_with_other_than_two_parameters_needs_a_plane() -> None:
    with pytest.raises(InputError, match="4 parameters"):
        loss_grid(cubic(), U, V)
    with pytest.raises(InputError, match="4 parameters"):
        fitted_region(wave(), [HELD])


@pytest.mark.parametrize("plane", PLANES.values(), ids=PLANES)
@pytest.mark.parametrize("objective", [cubic(), cubic(squared=False), wave()], ids=["exact", "slow", "wave"])
def test_a_region_of_a_plane_shows_places_and_slopes(plane: Plane, objective: Objective) -> None:
    start, now = plane.point(0.2, 0.3), plane.point(0.5, -0.4)
    region = fitted_region(objective, [start, now], plane=plane)
    assert region.contains(0.2, 0.3)
    assert region.contains(0.5, -0.4)
    surface = surface_of(objective, region, 24, plane=plane)
    assert surface.plane is plane
    assert surface.base <= surface.losses.min()
    if surface.form is not None:
        assert region.contains(*surface.form.best_parameters.tolist())
    here = objective.value(now)
    if isinstance(objective.model, Wave):
        # Its waves go up and down for ever: the map shows some of that.
        assert np.ptp(surface.losses) > 0.2 * level_loss(objective)
        assert contour_lines(surface)
        return
    assert surface.losses.max() > here + 0.2 * max(level_loss(objective), here)
    for found in contour_lines(surface):
        losses = objective.values(plane.points(found[:, 0], found[:, 1]))
        nearest = np.abs(losses[:, np.newaxis] - surface.levels).min(axis=1)
        assert (nearest <= 0.05 * np.ptp(surface.losses)).all()


def test_ellipses_of_a_quadratic_map_have_the_loss_of_their_level() -> None:
    objective = Objective.of(Polynomial(1), MeanSquaredError(), DATA)
    region = fitted_region(objective, [np.array([-2.0, -2.4])])
    surface = surface_of(objective, region, 40)
    lines = contour_lines(surface)
    assert len(lines) == 9
    for found, level in zip(lines, surface.levels.tolist(), strict=False):
        assert objective.values(found) == pytest.approx(np.full(len(found), level), rel=1e-10)
    # A view of a small part of a long ellipse is traced, and below the floor there is nothing to draw.
    near = surface_of(objective, region, 40, levels=surface.levels - 2.0 * surface.base)
    assert len(contour_lines(near)) < 9
    best = objective.best_parameters
    assert best is not None
    small = type(region)(best[0] - 0.1, best[0] + 0.1, best[1] - 0.1, best[1] + 0.1)
    for found in contour_lines(surface_of(objective, small, 40, levels=surface.levels)):
        assert np.ptp(found, axis=0).max() <= 0.41


def test_along_a_flat_direction_the_places_give_the_size() -> None:
    plane = coordinate_plane(Wave(), 2, 3, np.array([1.0, 1.0, 0.0, 0.0]))
    region = fitted_region(wave(), [np.array([1.0, 1.0, 0.0, 0.5])], plane=plane)
    # One unit to either side, or more only so that both parameters have the same scale.
    assert region.height == pytest.approx(max(2.0, region.width / 1.3))
    # Downhill in "lift" the loss rises by that of a level line within a few strides.
    assert 0.5 < region.width < 30.0
    assert fitted_region(wave(), [], plane=plane).contains(0.0, 0.0)
    beyond = fitted_region(wave(), [np.array([1.0, 1.0, 1e150, 0.5])], plane=plane)
    assert np.isfinite(beyond.width)


def test_a_line_without_a_formula_is_looked_at_in_its_own_two_parameters() -> None:
    region = fitted_region(point_by_point(), [np.array([-2.4, -2.0])])
    surface = surface_of(point_by_point(), region, 30)
    assert surface.losses.max() > 2.0 * surface.losses.min()


def test_a_line_with_all_points_at_one_x_has_straight_contours() -> None:
    valley = line([3.0, 3.0], [1.0, 2.0])
    surface = surface_of(valley, fitted_region(valley, [np.array([-2.4, -2.0])]), 20)
    assert all(found.shape == (2, 2) for found in contour_lines(surface))
    assert len(contour_lines(surface)) == 18


@pytest.mark.parametrize("size", [1e-320, 1e-200, 1e150, 1e200, 1e300])
def test_random_directions_at_huge_and_tiny_parameters_are_numbers(size: float) -> None:
    parameters = size * np.array([0.1, -0.2, 0.3, 0.4])
    plane = random_plane(parameters, 3, (np.arange(4),))
    assert np.isfinite(plane.across).all()
    assert np.isfinite(plane.up).all()
    assert plane.across @ plane.up == pytest.approx(0.0, abs=1e-9 * float(plane.across @ plane.across))
    u, v = plane.place_of(parameters + 2.0 * plane.across - 3.0 * plane.up)
    if size < 1e70:
        assert (u, v) == pytest.approx((2.0, -3.0))
    else:
        # Beside parameters so large, such a step is less than their last digit.
        assert (u, v) == (0.0, 0.0)
