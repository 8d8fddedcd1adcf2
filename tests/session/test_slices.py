"""Slices: the true loss along one axis, its slope, and where it is flat."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.registry import registered
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits, slices
from gd_visualizer.session.axes import Axes
from gd_visualizer.session.choices import choose, set_climb
from gd_visualizer.session.document import first_document
from gd_visualizer.session.slices import Slice, slice_of


@pytest.fixture
def store() -> Store:
    made = Store(first_document(), InlineCourier())
    made.step(8)
    return made


@pytest.mark.parametrize(("side", "place"), [("across", 0), ("up", 1)])
def test_a_slice_of_the_line(store: Store, side: slices.Side, place: int) -> None:
    snapshot = store.snapshot
    found = slice_of(snapshot, side, -4.0, 4.0)
    assert found is not None
    x, y = snapshot.document.dataset.x, snapshot.document.dataset.y
    for value, loss in zip(found.along.tolist(), found.losses.tolist(), strict=True):
        parameters = snapshot.parameters.copy()
        parameters[place] = value
        assert loss == pytest.approx(np.mean((parameters[0] * x + parameters[1] - y) ** 2), rel=1e-9)
    m, b = snapshot.parameters
    residual = m * x + b - y
    slope = 2.0 * np.mean(residual * (x if place == 0 else 1.0))
    assert found.slope == pytest.approx(slope, rel=1e-9)
    assert (found.here, found.loss, found.way) == (snapshot.parameters[place], snapshot.loss, 1)
    # Where the slope is zero, by hand: the parabola's bottom.
    bend = 2.0 * np.mean(x * x) if place == 0 else 2.0
    assert found.flat_place() == pytest.approx(found.here - slope / bend, abs=1e-9)
    assert slices.exact_flat_place(snapshot, found) == found.flat_place()


def test_words(store: Store) -> None:
    found = slice_of(store.snapshot, "across", -4.0, 4.0)
    assert found is not None
    assert slices.slope_words(found, False) == ("slope −2.00", "so go right")
    assert slices.slope_words(found, True)[0] == "∂L/∂m = −2.00"
    said = slices.spoken(store.snapshot, found)
    assert said.startswith("Loss when only m moves. At 1.07 the slope is −2.00. It falls to larger values.")
    assert f"It is flat at {found.flat_place():.2f}." in said
    store.apply(set_climb(True))
    climbing = slice_of(store.snapshot, "across", -4.0, 4.0)
    assert climbing is not None
    assert slices.slope_words(climbing, False)[1] in ("so go left", "so go right")
    assert (climbing.way > 0) == (climbing.slope > 0.0)


@pytest.mark.parametrize("key", list(registered("models")))
@pytest.mark.parametrize("side", ["across", "up"])
def test_every_model_has_slices_with_the_true_slope(key: str, side: slices.Side) -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(choose("model", key))
    store.step(3)
    snapshot = store.snapshot
    region = snapshot.surface.region
    low, high = (region.p_min, region.p_max) if side == "across" else (region.q_min, region.q_max)
    found = slice_of(snapshot, side, low, high)
    if (len(snapshot.parameters) == 1 or key == "power") and side == "up":
        # The exponent of a negative number has no slope.
        assert found is None
        return
    assert found is not None
    direction = snapshot.plane.across if side == "across" else snapshot.plane.up
    nudge = 1e-6
    ends = (snapshot.objective.value(snapshot.parameters + way * nudge * direction) for way in (1.0, -1.0))
    up, down = ends
    if key != "step":
        assert found.slope == pytest.approx((up - down) / (2.0 * nudge), rel=1e-4, abs=1e-6)
    here = np.interp(found.here, found.along, found.losses)
    assert here == pytest.approx(found.loss, rel=0.2, abs=0.2)
    flat = slices.exact_flat_place(snapshot, found)
    if flat is not None and key != "step":
        slopes = snapshot.objective.gradient(snapshot.parameters + (flat - found.here) * direction) * direction
        level = np.sum(slopes[direction != 0.0])
        assert abs(level) <= 1e-3 * (1.0 + float(np.abs(np.gradient(found.losses, found.along)).max()))


def test_slices_along_other_directions(store: Store) -> None:
    store.apply(choose("model", "polynomial"))
    store.step(5)
    store.use_axes(Axes(kind="random"))
    found = slice_of(store.snapshot, "up", -2.0, 2.0)
    assert found is not None
    assert found.label == store.snapshot.plane.up_label
    assert found.slope == pytest.approx(float(store.snapshot.gradient @ store.snapshot.plane.up))


def test_no_landscape_no_slice(store: Store) -> None:
    store.apply(edits.clear_points())
    assert slice_of(store.snapshot, "across", -1.0, 1.0) is None


@pytest.mark.parametrize(
    ("loss", "top"),
    [(2.01, 6.0), (45.0, 150.0), (1.0, 3.0), (0.5, 1.5), (1e-9, 3e-9), (5e299, 1.5e300), (9e307, 1.5e307)],
)
def test_the_scale_is_round_and_leaves_air(store: Store, loss: float, top: float) -> None:
    found = slice_of(store.snapshot, "across", -4.0, 4.0)
    assert found is not None
    object.__setattr__(found, "loss", loss)
    low, high = slices.scale_of(found, floor_is_zero=True)
    assert (low, high) == (0.0, pytest.approx(top))
    assert high >= min(2.5 * loss, 1e307)
    object.__setattr__(found, "loss", -loss)
    low, high = slices.scale_of(found, floor_is_zero=False)
    assert np.isfinite([low, high]).all()
    assert low < high


def test_a_formula_without_a_slope_has_words_for_it() -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(choose("model", "power"))
    store.step()
    assert store.snapshot.status == "diverged"
    assert store.snapshot.sentence.plain.startswith("There is no slope here.")
    store.use_symbols(True)
    assert store.snapshot.sentence.plain.endswith("but ∇L has no value here.")


def test_a_slope_that_is_the_same_everywhere_is_not_level() -> None:
    falling = Slice("across", "m", np.linspace(0.0, 50.0, 5), np.linspace(0.0, -7.5, 5), 10.0, -1.5, -0.15, False)
    assert not falling.is_level_here
    bowl = np.linspace(-5.0, 5.0, 101)
    assert Slice("across", "m", bowl, bowl**2, 0.01, 1e-4, 0.02, False).is_level_here
    assert not Slice("across", "m", bowl, bowl**2, 1.0, 1.0, 2.0, False).is_level_here
