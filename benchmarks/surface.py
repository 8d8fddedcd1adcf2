"""The squared-error surface: exact sums beside adding up every point for every cell."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from benchmarks.samples import objective_of, points
from benchmarks.table import Line, at_least, at_most, compared
from benchmarks.timing import ResultsDifferError, Scope, interleave
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.surface import loss_grid

CELLS = 128
FAR_AWAY = 1e6
LARGEST_ERROR = 1e-9
AGREE_WITHIN = 1e-10
LIFTS = (-3.0, -0.5, 0.1, 2.0)


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about the surface; the time of ours includes finding the sums unless it says otherwise."""
    p, q = np.linspace(-3.0, 3.0, CELLS), np.linspace(-8.0, 8.0, CELLS)
    few, many = points(100), points(1_000)

    def ours(data: Dataset) -> FloatArray:
        return loss_grid(objective_of(data), p, q)

    _must_agree(ours(few), by_python_loops(few, p, q))
    _must_agree(ours(many), by_broadcasting(many, p, q))
    times = interleave(
        {
            "few": lambda: ours(few),
            "loops": lambda: by_python_loops(few, p, q),
            "many": lambda: ours(many),
            "broadcast": lambda: by_broadcasting(many, p, q),
        },
        scope,
    )
    yield compared("surface 128², 100 points", times["few"], times["loops"], "Python double loop", at_least(2_000))
    yield compared("surface 128², 1,000 points", times["many"], times["broadcast"], "numpy broadcast", at_least(500))
    yield _sums_kept(scope, p, q)
    yield _error_far_away()


def by_python_loops(data: Dataset, p: FloatArray, q: FloatArray) -> FloatArray:
    """Return the surface as a beginner would write it."""
    places = list(zip(data.x.tolist(), data.y.tolist(), strict=True))
    rows = []
    for b in q.tolist():
        row = []
        for m in p.tolist():
            row.append(sum((m * x + b - y) ** 2 for x, y in places) / len(places))
        rows.append(row)
    return np.array(rows)


def by_broadcasting(data: Dataset, p: FloatArray, q: FloatArray) -> FloatArray:
    """Return the surface as someone who knows numpy would write it."""
    residuals = p[np.newaxis, :, np.newaxis] * data.x + q[:, np.newaxis, np.newaxis] - data.y
    return np.asarray(np.mean(residuals**2, axis=-1))


def _must_agree(ours: FloatArray, other: FloatArray) -> None:
    error = float(np.max(np.abs(ours - other) / other))
    if not error <= AGREE_WITHIN:
        raise ResultsDifferError(f"surfaces differ by {error:.1e}")


def _sums_kept(scope: Scope, p: FloatArray, q: FloatArray) -> Line:
    million, ten = objective_of(points(10_000 if scope.quick else 1_000_000)), objective_of(points(10))
    times = interleave({"million": lambda: loss_grid(million, p, q), "ten": lambda: loss_grid(ten, p, q)}, scope)
    return compared("surface 128², 10⁶ points, sums kept", times["million"], times["ten"], "10 points", at_most(1.2))


def _error_far_away() -> Line:
    """Return the line about digits, for lines close to points far from zero: the hardest place for them."""
    data = points(20, FAR_AWAY)
    objective = objective_of(data)
    best = objective.bowl
    assert best is not None
    places = np.array(
        [
            (best.best_slope + tilt, best.best_height - tilt * FAR_AWAY + lift)
            for tilt in (-1.0, -0.1, 0.2, 1.0)
            for lift in LIFTS
        ]
    )
    exact = [_exactly(data, m, b) for m, b in places.tolist()]
    worst, worst_raw = _worst(objective.values(places), exact), _worst(_by_raw_sums(data, places), exact)
    return Line(
        "surface around points at 10⁶: largest relative error",
        f"{worst:.1e}",
        f"plain sums Σx², Σxy …: {worst_raw:.1e}",
        goal=f"≤ {LARGEST_ERROR:.0e}",
        met=worst <= LARGEST_ERROR,
    )


def _by_raw_sums(data: Dataset, places: FloatArray) -> FloatArray:
    """Return the loss by multiplying out the square, which loses digits far from zero."""
    m, b = places.T
    x, y = data.x, data.y
    squares = m * m * np.mean(x * x) + b * b + np.mean(y * y)
    return np.asarray(squares + 2.0 * (m * b * np.mean(x) - m * np.mean(x * y) - b * np.mean(y)))


def _exactly(data: Dataset, m: float, b: float) -> Fraction:
    places = zip(data.x.tolist(), data.y.tolist(), strict=True)
    share = Fraction(1, len(data))
    return sum(((Fraction(m) * Fraction(x) + Fraction(b) - Fraction(y)) ** 2 for x, y in places), Fraction(0)) * share


def _worst(found: FloatArray, exact: list[Fraction]) -> float:
    return max(float(abs(Fraction(value) - truth) / truth) for value, truth in zip(found.tolist(), exact, strict=True))
