"""The loss chart: its scales, its curves, what the mouse says, and that it holds still."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF

from gd_visualizer.session import edits
from gd_visualizer.session.snapshot import Preview
from gd_visualizer.views.charts.chart_frame import ChartFrame, Heights
from gd_visualizer.views.charts.curves_item import LARGEST_SCALE, RING, RING_EDGE
from gd_visualizer.views.charts.loss_chart import LossChart
from gd_visualizer.views.charts.step_scale import numbered_steps, reach
from gd_visualizer.views.charts.thinning import ThinLosses, thinned
from gd_visualizer.views.theme import load_theme
from tests.views.stage import (
    Ear,
    PaintCounter,
    diverged,
    drag_on,
    mouse,
    new_store,
    press,
    release,
    settle,
    show,
    store_of,
    tab_to,
    wheel,
    with_losses,
)  # fmt: skip

SIGNALS = ("step_chosen", "step_hovered", "scale_toggled")


@pytest.fixture
def store():
    store = new_store()
    store.step(8)
    return store


@pytest.fixture
def chart(qtbot, store):
    return show(qtbot, LossChart(), store.snapshot)


# Scales ---------------------------------------------------------------------------------------------------


def test_scale_of_steps_grows_in_large_jumps() -> None:
    assert [reach(last) for last in (0, 24, 25, 48, 49, 100, 101, 201, 501, 1001, 10**6)] == [
        24, 24, 48, 48, 100, 100, 200, 500, 1000, 2000, 10**6,
    ]  # fmt: skip
    assert all(reach(last) >= last for last in range(3000))


def test_numbered_steps_are_whole_and_few() -> None:
    assert numbered_steps(24, 10) == [0, 4, 8, 12, 16, 20, 24]
    assert numbered_steps(100, 10) == [0, 20, 40, 60, 80, 100]
    assert numbered_steps(24, 2) == [0, 12, 24]


@pytest.mark.parametrize("largest", [0.0, 1e-300, 1e-12, 0.5, 45.9, 99999.0, 1e200, 1.7e308, math.inf, math.nan])
@pytest.mark.parametrize("lowest", [None, 0.0, 1e-310, 0.4, 1e308])
@pytest.mark.parametrize("logarithmic", [False, True])
def test_heights_are_always_numbers(largest: float, lowest: float | None, logarithmic: bool) -> None:
    heights = Heights.around(largest, lowest, logarithmic)
    shares = heights.shares(np.array([0.0, 1e-320, 1.0, 1e308, math.inf, math.nan, -1.0]))
    assert np.isfinite(shares).all()
    words = [word for _share, word in heights.ticks(4)]
    assert 1 <= len(words) <= 6
    assert not any("nan" in word or "inf" in word or "e" in word for word in words)


def test_linear_scale_begins_at_zero_and_ends_above_the_start() -> None:
    heights = Heights.around(45.9, 0.4, False)
    assert heights.top == 50.0
    assert heights.ticks(3) == [(0.0, "0"), (0.4, "20"), (0.8, "40")]
    assert [words for _share, words in Heights.around(81_000.0, None, False).ticks(2)] == ["0", "0.5·10⁵", "1.0·10⁵"]
    assert [words for _share, words in Heights.around(1.0, None, False).ticks(2)] == ["0", "0.5", "1.0"]
    assert [words for _share, words in Heights.around(1.1, None, False).ticks(1)] == ["0", "1.2"]


@pytest.mark.parametrize("least", [-1e-290, -0.5, -436.0, -1.7e308])
@pytest.mark.parametrize("largest", [0.0, 0.51, 1.7e308])
def test_losses_below_zero_have_room(least: float, largest: float) -> None:
    heights = Heights.around(largest, None, False, least)
    shares = heights.shares(np.array([least, largest, 0.0]))
    assert (shares >= 0.0).all()
    assert (shares <= 1.0).all()
    assert 1 <= len(heights.ticks(4)) <= 7
    assert Heights.around(0.51, None, False, -436.0).ticks(4) == [(0.0, "−500"), (500 / 500.6, "0")]


def test_zero_is_at_the_bottom_of_a_logarithmic_scale() -> None:
    heights = Heights.around(100.0, 1e-4, True)
    assert heights.shares(np.array([0.0, 1e-4, 100.0])).tolist() == [0.0, 0.0, 1.0]


def test_pixels_and_steps_agree() -> None:
    frame = ChartFrame(QRectF(40.0, 8.0, 240.0, 100.0), 24, Heights.around(50.0, None, False))
    assert frame.step_at(float(frame.x(7))) == pytest.approx(7.0)
    assert frame.pixel(0, 0.0) == QPointF(40.0, 108.0)


# Thinning -------------------------------------------------------------------------------------------------


def test_thinning_keeps_every_peak_as_steps_come_in() -> None:
    rng = np.random.default_rng(5)
    table = rng.random(50_000)
    table[31_234], table[40_001] = 9.0, -9.0
    grown = ThinLosses()
    for rows in (10, 700, 9_000, 31_300, 50_000):
        steps, losses = grown.between(table[:rows], 0, rows - 1, 50_000, 400.0)
        fresh = ThinLosses().between(table[:rows], 0, rows - 1, 50_000, 400.0)
        assert np.array_equal(steps, fresh[0])
        assert np.array_equal(losses, fresh[1])
        assert (np.diff(steps) >= 0.0).all()
        assert losses.max() == table[:rows].max()
        assert losses.min() == table[:rows].min()
    assert len(steps) < 900
    assert grown.ends(table) == (-9.0, 9.0)


def test_thinning_of_a_smooth_curve_is_one_point_a_column() -> None:
    table = np.exp(-np.arange(100_000) / 5000.0)
    steps, losses = ThinLosses().between(table, 0, 99_999, 100_000, 300.0)
    assert len(steps) <= 202
    assert losses[0] == 1.0
    assert losses[-1] == table[-1]


def test_a_line_in_pixels_is_thinned_too() -> None:
    x = np.linspace(0.0, 300.0, 5000)
    y = np.sin(x)
    across, up = thinned(x, y)
    assert len(across) < 500
    assert up.max() == y.max()


# Drawing --------------------------------------------------------------------------------------------------


def test_chart_draws_the_walk_and_what_lies_ahead(chart, store) -> None:
    curves = chart.items_drawn.curves
    assert len(curves.walked[0]) == 9
    assert len(curves.dots) == 9
    assert curves.kept is None
    assert len(curves.ahead[0]) > 10
    assert curves.ahead[0][0] == curves.walked[0][-1]
    assert curves.here == chart.frame.pixel(8, store.snapshot.loss)
    assert chart.value_words(store.snapshot) == "now 2.01"


def test_looking_back_keeps_the_later_steps_faint(chart, store) -> None:
    store.step_back(5)
    chart.draw(store.snapshot)
    curves = chart.items_drawn.curves
    assert len(curves.walked[0]) == 4
    assert len(curves.kept[0]) == 6
    assert not curves.stale
    assert curves.ahead[0][0] == pytest.approx(curves.kept[0][-1])


def test_steps_kept_from_another_rate_are_told_from_those_to_come(chart, store) -> None:
    store.step_back(5)
    snapshot = store.snapshot
    other = Preview(snapshot.preview.parameters, snapshot.preview.losses * 2.0)
    chart.draw(replace(snapshot, preview=other))
    assert chart.items_drawn.curves.stale


def test_earlier_runs_stay_with_the_label_of_the_latest(chart, store) -> None:
    store.restart()
    store.apply(edits.set_learning_rate(0.02))
    store.step(4)
    chart.draw(store.snapshot)
    curves = chart.items_drawn.curves
    assert len(curves.earlier) == 1
    assert [text for _box, text in curves.words] == ["— earlier run, rate 0.05"]
    assert curves.rect.adjusted(0, -5, 7, 0).contains(curves.words[0][0])


def test_scales_hold_still_during_a_run(chart, store) -> None:
    frame = chart.frame
    for _step in range(16):
        store.step()
        chart.draw(store.snapshot)
        assert chart.frame is frame
    store.step()
    chart.draw(store.snapshot)
    assert chart.frame.last == 48
    assert chart.frame.heights == frame.heights


def test_a_walk_that_runs_away_shows_its_lowest_and_its_next_step(qtbot) -> None:
    store = diverged()
    snapshot = with_losses(store.snapshot, [9.0, 5.0, 3.0, 2.5, 2.3, 3.0, 3.9, 6.0, 9.5, 16.0, 27.9])
    coming = Preview(np.zeros((1, 2)), np.array([48.8]))
    # In a small chart wide letters have no room for both.
    chart = show(qtbot, LossChart(), replace(snapshot, preview=coming), (640, 240))
    curves = chart.items_drawn.curves
    assert curves.lowest == chart.frame.pixel(4, 2.3)
    assert curves.arrow.y() < curves.here.y()
    assert {text for _box, text in curves.words} == {"lowest: step 4", "next would be 48.8"}
    chart.draw(replace(snapshot, preview=Preview(np.zeros((0, 2)), np.zeros(0))))
    assert "next would be too large to show" in {text for _box, text in chart.items_drawn.curves.words}


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.3, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_around_the_lowest_is_whole_and_beside_the_numbers(qtbot, theme, scale, logarithmic) -> None:
    chart = show(qtbot, LossChart(), diverged().snapshot, (380, 160), scale)
    chart.restyle(load_theme(theme, scale))
    chart.set_logarithmic(logarithmic)
    settle()
    image, ink = chart.viewport().grab().toImage(), load_theme(theme).colour("ink")
    centre = chart.to_pixel(0, float(diverged().snapshot.losses[0]))
    assert chart.items_drawn.curves.lowest == chart.frame.pixel(0, float(diverged().snapshot.losses[0]))
    radius = RING * min(scale, LARGEST_SCALE)
    left, right, low = centre.x() - radius, centre.x() + radius, centre.y() + radius
    for x, y in ((left, centre.y()), (right, centre.y()), (centre.x(), low), (centre.x(), centre.y() - radius)):
        seen = [image.pixelColor(int(x) + dx, int(y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert min(abs(colour.lightness() - ink.lightness()) for colour in seen) < 100
    # Nothing but the card is seen around it: no number reaches into it.
    card = load_theme(theme).colour("card")
    beyond = int(left - RING_EDGE * min(scale, LARGEST_SCALE)) - 1
    assert all(image.pixelColor(beyond, y) == card for y in range(int(centre.y() - radius), int(low)))


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "losses",
    [[0.0], [0.0, 0.0, 0.0], [1e308, 1e300, 1.0], [1e-300, 1e-310], [5.0, 1e308], [3.0, math.inf, 2.0], [math.inf]],
)
def test_any_losses_can_be_drawn(qtbot, store, losses: list[float], logarithmic: bool, scale: float) -> None:
    chart = show(qtbot, LossChart(), with_losses(store.snapshot, losses), (300, 140), scale)
    chart.set_logarithmic(logarithmic)
    settle()
    assert "nan" not in chart.accessibleDescription()
    walked = chart.items_drawn.curves.walked
    assert walked is None or (np.isfinite(walked[0]).all() and np.isfinite(walked[1]).all())


@pytest.mark.parametrize(
    ("x", "y"), [([], []), ([1.0], [2.0]), ([2.0, 2.0], [1.0, 3.0]), ([1e300, -1e300], [1.0, 2.0]), ([1e150], [1e150])]
)
def test_any_points_can_be_drawn(qtbot, x: list[float], y: list[float]) -> None:
    store = store_of(x, y)
    store.step(3)
    chart = show(qtbot, LossChart(), store.snapshot)
    assert chart.has_losses == (store.snapshot.surface is not None)
    if not x:
        assert chart.value_words(store.snapshot) == ""
        assert [text for _box, text in chart.items_drawn.curves.words] == ["The loss of each step will stand here."]
        press(chart, 100.0, 60.0)
        mouse(chart, QEvent.Type.MouseMove, 120.0, 60.0)


def test_screen_readers_get_numbers(chart) -> None:
    assert chart.accessibleName() == "How wrong, step by step"
    assert "Step 8 of 8, loss 2.01." in chart.accessibleDescription()
    assert "45.26 at the start" in chart.accessibleDescription()
    assert chart.accessibleDescription().endswith("Linear scale.")
    chart.set_logarithmic(True)
    assert chart.accessibleDescription().endswith("Logarithmic scale.")


def test_nothing_is_painted_while_nothing_changes(chart, store) -> None:
    settle()
    counter = PaintCounter(chart)
    for _round in range(5):
        chart.draw(store.snapshot)
        store.set_speed(8.0)
        chart.draw(store.snapshot)
        settle()
    assert counter.count == 0
    store.step()
    chart.draw(store.snapshot)
    settle()
    assert counter.count > 0


def test_other_theme_and_size(chart) -> None:
    old = chart.frame
    chart.restyle(load_theme("dark", 2.0))
    chart.resize(300, 110)
    settle()
    assert chart.frame != old
    assert chart.frame.rect.width() > 100.0


# Mouse ----------------------------------------------------------------------------------------------------


def test_click_and_drag_choose_steps_that_were_walked(chart) -> None:
    ear = Ear(chart, "step_chosen")
    at = {step: chart.to_pixel(step, 1.0) for step in (2, 4, 5, 20)}
    press(chart, at[2].x(), at[2].y())
    drag_on(chart, at[4].x(), 40.0)
    drag_on(chart, at[4].x() + 1.0, 40.0)
    drag_on(chart, at[5].x(), 40.0)
    drag_on(chart, at[20].x(), 40.0)
    drag_on(chart, -50.0, 40.0)
    release(chart, -50.0, 40.0)
    assert [values[1] for values in ear.taken()] == [2, 4, 5, 8, 0]


def test_hover_tells_step_and_loss(chart) -> None:
    ear = Ear(chart, "step_hovered")
    place = chart.to_pixel(3, 20.0)
    mouse(chart, QEvent.Type.MouseMove, place.x(), place.y())
    assert chart.tip.words == ("step 3, loss 11.02",)
    mouse(chart, QEvent.Type.MouseMove, place.x() + 1.0, place.y())
    mouse(chart, QEvent.Type.MouseMove, chart.to_pixel(20, 1.0).x(), place.y())
    assert chart.tip.words == ()
    mouse(chart, QEvent.Type.MouseMove, place.x(), place.y())
    chart.leaveEvent(QEvent(QEvent.Type.Leave))
    assert ear.taken() == [("step_hovered", value) for value in (3, None, 3, None)]


def test_double_click_asks_for_the_other_scale_and_goes_back(chart) -> None:
    ear = Ear(chart, "step_chosen", "scale_toggled")
    place = chart.to_pixel(3, 20.0)
    press(chart, place.x(), place.y())
    release(chart, place.x(), place.y())
    mouse(chart, QEvent.Type.MouseButtonDblClick, place.x(), place.y(), held=True)
    release(chart, place.x(), place.y())
    assert ear.taken() == [("step_chosen", 3), ("step_chosen", 8), ("scale_toggled",)]


def test_programs_move_nothing_by_signals(chart, store) -> None:
    ear = Ear(chart, *SIGNALS)
    store.step(40)
    chart.draw(store.snapshot)
    chart.set_logarithmic(True)
    assert ear.taken() == []


def test_wheel_belongs_to_the_window(chart) -> None:
    frame = chart.frame
    assert not wheel(chart.viewport(), True).isAccepted()
    assert chart.frame is frame


def test_ring_shows_where_the_keyboard_is(chart) -> None:
    tab_to(chart)
    assert chart._focus_ring.isVisible()
    chart.clearFocus()
    assert not chart._focus_ring.isVisible()


def test_a_million_steps_are_drawn_thin(qtbot, store) -> None:
    losses = 40.0 * np.exp(-np.arange(1_000_001) / 1e5) + 0.5
    snapshot = replace(
        store.snapshot, losses=losses, path=np.zeros((len(losses), 2)), step=10**6, last_step=10**6, best_step=10**6
    )
    chart = show(qtbot, LossChart(), snapshot)
    assert len(chart.items_drawn.curves.walked[0]) < 700
    assert chart.items_drawn.curves.dots == ()
