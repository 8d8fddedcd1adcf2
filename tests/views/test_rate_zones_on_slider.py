"""The zones on the slider of the learning rate: where they lie, what they say, and when there are none."""

from __future__ import annotations

import itertools
import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gd_visualizer.core.objective import Objective
from gd_visualizer.core.rate_zones import RateZones
from gd_visualizer.core.registry import registered
from gd_visualizer.session import choices, edits
from gd_visualizer.views.panels.rate_control import RateControl
from gd_visualizer.views.panels.zone_painting import spread_out
from gd_visualizer.views.panels.zone_words import offers, rate_tip, settling_words, zone_meaning, zones_of
from gd_visualizer.views.theme import THEMES, load_theme
from tests.views.stage import Ear, PaintCounter, drag_on, key, new_store, press, release, settle, show, store_of, tab_to

SIZE = (272, 200)


@pytest.fixture
def store():
    return new_store()


@pytest.fixture
def rate(qtbot, store):
    return show(qtbot, RateControl(), store.snapshot, SIZE)


def why_not(store) -> str:
    zones, why = zones_of(store.snapshot)
    assert (zones is None) == bool(why)
    return why


def test_zig_zags_and_flying_away_have_the_same_width_for_all_points(rate, store) -> None:
    slider = rate.slider
    octave = slider.track().width() / 8.0
    for key_of_data in ("eight_points", "eight_points_shifted"):
        store.apply(edits.open_builtin(key_of_data))
        rate.draw(store.snapshot)
        crawl, smooth, stable = slider.edge_columns()
        assert stable - smooth == pytest.approx(octave)
        assert slider.track().right() - stable == pytest.approx(2.0 * octave)
        assert smooth - crawl < 2.6 * octave
        assert slider.track().left() < crawl


def test_the_rate_keeps_its_value_and_the_zones_slide(rate, store) -> None:
    before = rate.slider.value()
    store.apply(edits.add_point(50.0, 3.0))
    rate.draw(store.snapshot)
    assert rate.box.value() == 0.05
    assert rate.slider.value() != before
    assert rate.accessibleName() == "Learning rate 0.05, zone flies away"


def test_the_offered_rates_are_what_they_say(qtbot, rate, store) -> None:
    store.changed.connect(rate.draw)
    rate.rate_typed.connect(lambda value: store.apply(edits.set_learning_rate(value)))
    assert [row.words.text() for row in rate.offers] == ["Fastest without zig-zags: 0.21", "Best fixed rate: 0.297"]
    zones = RateZones.of(store.snapshot.objective.bowl)
    QTest.mouseClick(rate.offers[0].button, Qt.MouseButton.LeftButton)
    assert store.snapshot.document.optimizer.learning_rate == 0.21 < zones.fastest_smooth
    assert rate.accessibleName() == "Learning rate 0.21, zone good"
    rate.offers[1].button.setFocus()
    QTest.keyClick(rate.offers[1].button, Qt.Key.Key_Space)
    assert store.snapshot.document.optimizer.learning_rate == 0.297
    assert rate.accessibleName() == "Learning rate 0.297, zone zig-zags"
    assert rate.offers[1].button.accessibleName() == "Best fixed rate: 0.297. Use it"
    assert "settles in about 5.2 steps" in rate.offers[1].button.toolTip()
    assert store.snapshot.undo_label


def test_one_offer_where_both_are_the_same(qtbot) -> None:
    rate = show(qtbot, RateControl(), store_of([2.0, 2.0], [1.0, 3.0]).snapshot, SIZE)
    assert [row.isVisible() for row in rate.offers] == [True, False]
    assert "settles in one step" in rate.offers[0].words.toolTip()


def test_an_offer_outside_the_range_of_the_box_is_none() -> None:
    assert offers(RateZones(1e-4, 1e-3), 1e-12, 1e3) == offers(RateZones(1e-4, 1e-3), 1e-12, 1e3)[:1]
    assert offers(RateZones(1e-5, 1e-4), 1e-12, 1e3) == ()


def test_tips_have_true_edges() -> None:
    zones = RateZones(2.0, 4.0)
    assert zone_meaning(zones, "crawls") == "Crawls, below 0.0546: needs over 6 times the steps of 0.25."
    assert zone_meaning(zones, "good") == "Good, from 0.0546 to 0.25: no step jumps past the bottom."
    assert rate_tip(zones, 0.4) == (
        "Zig-zags, from 0.25 to 0.5: steps jump past the bottom, and land nearer to it.\n"
        "0.4 settles in about 9.0 steps: a hundredth of the way is left then."
    )
    assert rate_tip(zones, 0.6) == "Flies away, above 0.5: steps jump past the bottom, and land farther away."
    assert settling_words(zones, 1e-6) == "1·10⁻⁶ settles only after more than 100,000 steps."


def test_the_mouse_is_told_the_zone_below_it(rate) -> None:
    slider = rate.slider
    tips = [slider.tip_at(column) for column in (20, 150, 178, 230)]
    assert [tip.split(",")[0] for tip in tips] == ["Crawls", "Good", "Zig-zags", "Flies away"]
    place = QPoint(230, 38)
    QApplication.sendEvent(slider, QHelpEvent(QHelpEvent.Type.ToolTip, place, slider.mapToGlobal(place)))
    assert QToolTip.text() == tips[-1]
    QToolTip.hideText()


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        (("model", "network"), "No zones here: with a network the limit changes at every step."),
        (("model", "exponential"), "No zones here: with this curve the limit changes at every step."),
        (("loss", "huber"), "No zones here: only squared misses have the same limit everywhere."),
        (("loss", "plain_difference"), "No zones here: this loss has no bottom to settle at."),
        (("optimizer", "adam"), "No zones for Adam: it chooses its steps itself."),
        (("optimizer", "momentum"), "No zones for Momentum: its speed counts as much as the rate."),
        (("schedule", "cosine"), "No zones with a schedule: the rate does not stay the same."),
    ],
)
def test_there_is_a_reason_where_there_are_no_zones(qtbot, store, choice, why: str) -> None:
    store.apply(choices.choose(*choice))
    assert why_not(store) == why
    rate = show(qtbot, RateControl(), store.snapshot, SIZE)
    assert rate.note.text() == why
    assert rate.note.isVisible()
    assert rate.slider.edge_columns() == []
    assert rate.slider.tip_at(50.0) == rate.slider.toolTip()
    assert not any(row.isVisible() for row in rate.offers)
    assert ", zone" not in rate.accessibleName()


def test_more_reasons(store) -> None:
    store.apply(choices.set_batch_size(3))
    assert why_not(store) == "No zones with mini-batches: every step looks at other points."
    store.apply(choices.set_batch_size(100))
    assert why_not(store) == ""
    store.apply(choices.change_setting("penalty", "l2", 0.5))
    assert why_not(store) == ""
    store.apply(choices.change_setting("penalty", "l1", 0.5))
    assert why_not(store) == "No zones here: the L1 penalty puts a crease into the bowl."
    store.apply(choices.set_climb(True))
    assert why_not(store) == "No zones uphill: there is no bottom to settle at."
    store.apply(edits.clear_points())
    assert why_not(store) == "No zones yet: they come with the first point."


def test_numbers_out_of_range(qtbot) -> None:
    assert "too large" in why_not(store_of([1e300, 2.0], [1.0, 2.0]))
    flat = store_of([0.0, 0.0], [1.0, 2.0])
    flat.apply(choices.choose("model", "proportional"))
    assert why_not(flat) == "No zones here: whatever the rate, nothing changes the predictions."
    far = show(qtbot, RateControl(), store_of([1e8, 2e8], [1.0, 2.0]).snapshot, SIZE)
    assert far.note.text() == "No zones here: for these points they lie outside the rates this box takes."


@pytest.mark.parametrize("folder", ["models", "losses", "optimizers", "schedules"])
def test_every_choice_gives_zones_or_a_reason(store, folder: str) -> None:
    for entry in registered(folder):
        fresh = new_store()
        fresh.apply(choices.choose({"models": "model", "losses": "loss"}.get(folder, folder[:-1]), entry))
        assert "nan" not in why_not(fresh)


def test_a_drag_goes_no_further_than_the_rate_may(qtbot) -> None:
    store = store_of([0.003, 0.001], [1.0, 2.0])
    store.apply(choices.choose("model", "proportional"))
    rate = show(qtbot, RateControl(), store.snapshot, SIZE)
    ear = Ear(rate, "rate_dragged")
    slider = rate.slider
    press(slider, slider.place(900), 38.0)
    drag_on(slider, 1e4, 38.0)
    release(slider, 1e4, 38.0)
    tab_to(slider)
    key(slider, Qt.Key.Key_End)
    assert all(rate <= 1e3 for _name, rate in ear.taken())
    rate.draw(store.snapshot)
    assert slider.value() == slider._place_of(store.snapshot.document.optimizer.learning_rate)


def test_the_zones_hold_still_below_a_drag(rate, store) -> None:
    slider = rate.slider
    press(slider, slider.place(700), 38.0)
    edges = slider.edge_columns()
    store.apply(edits.add_point(50.0, 3.0))
    rate.draw(store.snapshot)
    assert slider.edge_columns() == edges
    release(slider, slider.place(700), 38.0)


@pytest.mark.parametrize(("theme", "scale"), list(itertools.product(THEMES, (1.0, 2.0))))
def test_names_never_touch_and_stay_inside(qtbot, store, theme: str, scale: float) -> None:
    rate = show(qtbot, RateControl(), store.snapshot, SIZE, scale)
    rate.restyle(load_theme(theme, scale))
    rate.resize(int(272 * scale), int(200 * scale))
    settle()
    assert not rate.grab().isNull()
    assert rate.slider.height() == round((32 + 22 + 18) * scale)


def test_words_in_a_row() -> None:
    lefts = spread_out([10.0, 20.0, 30.0, 90.0], [20.0, 10.0, 20.0, 30.0], 0.0, 100.0, 5.0)
    assert lefts == [0.0, 25.0, 40.0, 70.0]
    assert spread_out([50.0], [20.0], 0.0, 100.0, 5.0) == [40.0]


def test_nothing_is_painted_or_worked_out_while_nothing_changes(rate, store, monkeypatch) -> None:
    settle()
    monkeypatch.setattr(Objective, "exact", property(lambda self: pytest.fail("asked again")))
    counter = PaintCounter(rate)
    for _round in range(3):
        rate.draw(store.snapshot)
        settle()
    assert counter.count == 0
    assert math.isfinite(rate.slider.zones.low)
