"""Planes through the space of all parameters: a map has two directions, a model may have many more."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray, frozen
from gd_visualizer.core.errors import RefusalError
from gd_visualizer.core.exact_form import ExactForm
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.quadratic_form import QuadraticForm

# Directions closer to each other than this, as the sine of their angle, count as one.
SAME_DIRECTION = 1e-8
# What the axes of a plane are called that is not made of two parameters.
DIRECTIONS = ("u", "v")
_TRIES = 20
# Random directions are as long as the parameters, within these: four of them are multiplied with each other.
SMALLEST_SIZE, LARGEST_SIZE = 1e-60, 1e60


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A flat cut through the landscape: θ = origin + u·across + v·up.

    A model with one parameter has nothing to show upwards: there ``up`` is zero, and only u counts.

    Attributes
    ----------
    origin, across, up : (P,) float64
        Where u = v = 0, and how far one unit of u and of v goes.
    across_label, up_label : str
        What to write at the axes (a parameter's name, or an English source text).
    """

    origin: FloatArray
    across: FloatArray
    up: FloatArray
    across_label: str
    up_label: str

    def __post_init__(self) -> None:
        """Refuse two directions that are one, or none.

        Raises
        ------
        InputError
            If the two are no directions, or the same.
        """
        if len(self.origin) == 1 and self.across.any() and not self.up.any():
            return
        lengths = float(np.linalg.norm(self.across)), float(np.linalg.norm(self.up))
        if not (min(lengths) > 0.0 and np.isfinite(lengths).all()):
            raise RefusalError("A map needs two directions, and one of these leads nowhere.")
        first = self.across / lengths[0]
        second = self.up / lengths[1]
        if float(np.linalg.norm(second - (second @ first) * first)) < SAME_DIRECTION:
            raise RefusalError("A map needs two different directions, and these two are the same.")

    @property
    def is_natural(self) -> bool:
        """Return True for the two parameters of a model that has two, in their order."""
        axes = np.vstack([self.across, self.up])
        return len(self.origin) == 2 and not self.origin.any() and bool(np.array_equal(axes, np.eye(2)))

    @property
    def cut(self) -> Plane | None:
        """Return the plane where it hides something, None where it is all there is (there are quicker ways)."""
        return None if self.is_natural else self

    def projects_like(self, other: Plane) -> bool:
        """Return True if both planes see every place of the landscape at the same spot."""
        same_axes = np.array_equal(self.across, other.across) and np.array_equal(self.up, other.up)
        nowhere = np.zeros_like(self.origin)
        return same_axes and self.place_of(nowhere) == other.place_of(nowhere)

    def moved(self, parameters: FloatArray, u: float, v: float) -> FloatArray:
        """Return parameters that lie at another place of the map; what the map does not show of them stays."""
        if np.count_nonzero(self.across) == 1 and np.count_nonzero(self.up) <= 1:
            # Set, not added: a typed number shall arrive as it is.
            seen = (self.across != 0.0) | (self.up != 0.0)
            return np.where(seen, self.point(u, v), parameters)
        before_u, before_v = self.place_of(parameters)
        return np.asarray(parameters + (u - before_u) * self.across + (v - before_v) * self.up)

    def point(self, u: float, v: float) -> FloatArray:
        """Return the parameters at a place of the map, (P,)."""
        return np.asarray(self.origin + u * self.across + v * self.up)

    def points(self, u: FloatArray, v: FloatArray) -> FloatArray:
        """Return the parameters at many places, (K, P), for u and v of shape (K,)."""
        return np.asarray(self.origin + u[:, np.newaxis] * self.across + v[:, np.newaxis] * self.up)

    def place_of(self, parameters: FloatArray) -> tuple[float, float]:
        """Return the place (u, v) of the map that is nearest to the parameters."""
        u, v = self.project(parameters[np.newaxis])[0]
        return float(u), float(v)

    def project(self, path: FloatArray) -> FloatArray:
        """Return the nearest place of the map to each row of a path (K, P), shape (K, 2).

        Least squares: the 2 × 2 normal equations, which are exact where the axes are parameters.
        """
        if self.is_natural:
            # A walk of a million steps is looked at many times a second.
            return path
        # Along directions of length one, so that no square of large parameters is needed.
        sizes = math.hypot(*self.across.tolist()), math.hypot(*self.up.tolist())
        if len(self.origin) == 1:
            return np.column_stack([(path - self.origin) @ self.across / sizes[0] / sizes[0], np.zeros(len(path))])
        across, up = self.across / sizes[0], self.up / sizes[1]
        with np.errstate(over="ignore", invalid="ignore"):
            way = path - self.origin
            first, second, shared = np.sum(way * across, axis=1), np.sum(way * up, axis=1), float(across @ up)
            whole = 1.0 - shared * shared
            return np.column_stack([
                (first - shared * second) / whole / sizes[0], (second - shared * first) / whole / sizes[1],
            ])  # fmt: skip

    def share_explained(self, path: FloatArray) -> float:
        """Return how much of a path's squared movement, seen from its last place, runs along this plane: 0 to 1."""
        way = path - path[-1]
        size = float(np.abs(way).max())
        if size == 0.0:
            return 1.0
        if len(self.origin) == 1:
            return 1.0
        way = way / size
        seen = np.linalg.qr(np.column_stack([self.across, self.up]))[0]
        return min(1.0, float(np.sum((way @ seen) ** 2) / np.sum(way * way)))


def coordinate_plane(model: Model, first: int, second: int, held: FloatArray) -> Plane:
    """Return the map of two parameters, with all others held: u and v are the values of the two.

    Raises
    ------
    InputError
        If the two are the same, unless the model has only one: then it goes across, and nothing goes up.
    """
    origin = np.array(held, dtype=np.float64)
    across, up = np.zeros_like(origin), np.zeros_like(origin)
    origin[[first, second]] = 0.0
    names = model.parameter_names
    across[first] = 1.0
    if len(names) == 1:
        return Plane(frozen(origin), frozen(across), frozen(up), names[0], "")
    up[second] = 1.0
    return Plane(frozen(origin), frozen(across), frozen(up), names[first], names[second])


def path_plane(path: FloatArray) -> Plane:
    """Return the map on which most of a path (K, P) can be seen, with the last place in the middle.

    The two principal components of θ_i − θ_last (Li et al. 2018, "Visualizing the loss landscape of neural nets"),
    of length one. Each points to where its largest part is positive, so that the same path gives the same map.
    Where the path does not leave a line or a point, parameters fill the missing directions.
    """
    way = path - path[-1]
    size = float(np.abs(way).max())
    if len(way) > way.shape[1]:
        # The triangle has the same components, and far fewer rows.
        way = np.linalg.qr(way / (size or 1.0), mode="r")
    components: list[FloatArray] = []
    _left, strength, right = np.linalg.svd(way)
    for length, direction in zip(strength[:2].tolist(), right[:2], strict=False):
        if length > SAME_DIRECTION * float(strength[0]):
            components.append(direction if direction[np.argmax(np.abs(direction))] > 0.0 else -direction)
    while len(components) < 2:
        components.append(_missing(components, path.shape[1]))
    return Plane(frozen(path[-1].copy()), frozen(components[0]), frozen(components[1]), *DIRECTIONS)


def random_plane(parameters: FloatArray, seed: int, groups: tuple[IntArray, ...]) -> Plane:
    """Return a map along two random directions through the parameters (P,).

    Each group of a direction (the weights of one unit) is as long as the same group of the parameters, so that one
    step on the map matters as much in a layer of large weights as in one of small weights ("filter normalisation",
    Li et al. 2018); a group of zeros stays as it is, unless all are zero: then every group has length 1. A model
    without units is one group: if each parameter were its own, only signs would be left to chance.

    Parameters
    ----------
    parameters : (P,) float64
    seed : int
        At least 0; the same seed gives the same map.
    groups : tuple of int arrays
        ``Model.parameter_groups()``.
    """
    rng = np.random.default_rng((seed, len(parameters)))
    like = _of_usual_size(parameters) if np.any(parameters) else None
    across = _normalised(rng.standard_normal(len(parameters)), like, groups)
    length = float(np.linalg.norm(across))
    for _ in range(_TRIES):
        other = _normalised(rng.standard_normal(len(parameters)), like, groups)
        upright = other - (other @ across) / length**2 * across
        rest = float(np.linalg.norm(upright))
        if rest > 0.01 * length:
            break
    else:
        # Only one parameter is not zero, or has a group of its own.
        upright, rest = _missing([across / length], len(parameters)), 1.0
    return Plane(frozen(parameters), frozen(across), frozen(upright * (length / rest)), *DIRECTIONS)


def restricted(exact: ExactForm, plane: Plane) -> QuadraticForm:
    """Return the exact form on a plane, as a function of (u, v): a bowl cut by a plane is a bowl.

    From R·(θ − θ*) with θ = origin + u·across + v·up; what no u and v can lower is added to the floor.
    """
    sides = exact.root @ np.column_stack([plane.across, plane.up])
    gap = exact.root @ (exact.best_parameters - plane.origin)
    sizes = np.linalg.norm(sides, axis=0)
    sizes[sizes == 0.0] = 1.0
    left, strength, right = np.linalg.svd(sides / sizes, full_matrices=False)
    rank = int(np.sum(strength > 4.0 * float(np.finfo(np.float64).eps) * max(1.0, float(strength.max(initial=0.0)))))
    left, strength, right = left[:, :rank], strength[:rank], right[:rank]
    best = (right.T @ ((left.T @ gap) / strength)) / sizes
    missed = gap - sides @ best
    root = strength[:, np.newaxis] * right * sizes
    with np.errstate(over="ignore"):
        floor = exact.floor + float(missed @ missed)
    return QuadraticForm(frozen(best), frozen(np.zeros(2)), frozen(root), floor, exact.variance_y)


def form_on(objective: Objective, plane: Plane | None) -> QuadraticForm | None:
    """Return the exact form of the loss as a function of two numbers, or None where there is none.

    For a line in its own two parameters there is none either: its bowl is quicker.

    Raises
    ------
    InputError
        Without a plane, if the model has not just two parameters.
    """
    if plane is None:
        count = len(objective.model.parameter_names)
        if count != 2:
            raise RefusalError(
                "This model has {count} parameters: choose which two directions the map shall show.", count=count
            )
        return objective.form
    return None if objective.exact is None else restricted(objective.exact, plane)


def _normalised(direction: FloatArray, like: FloatArray | None, groups: tuple[IntArray, ...]) -> FloatArray:
    scaled = np.zeros_like(direction)
    for group in groups:
        places = list(group)
        wanted = 1.0 if like is None else float(np.linalg.norm(like[places]))
        scaled[places] = direction[places] * (wanted / float(np.linalg.norm(direction[places])))
    return scaled


def _of_usual_size(parameters: FloatArray) -> FloatArray:
    """Return the parameters, all of them scaled alike where their squares would leave the range of numbers."""
    largest = float(np.max(np.abs(parameters)))
    return parameters / largest * min(max(largest, SMALLEST_SIZE), LARGEST_SIZE)


def _missing(known: list[FloatArray], count: int) -> FloatArray:
    """Return a direction of length one at right angles to the known ones, near the parameter that they use least."""
    used = np.sum(np.square(known), axis=0) if known else np.zeros(count)
    direction = np.zeros(count)
    direction[int(np.argmin(used))] = 1.0
    for other in known:
        direction = direction - (direction @ other) * other
    length = float(np.linalg.norm(direction))
    # With a single parameter nothing is left.
    return direction / length if length > 0.0 else direction
