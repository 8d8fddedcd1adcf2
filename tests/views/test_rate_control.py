"""The learning rate and the speed: boxes, sliders and what they say."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt

from gd_visualizer.core.rate_zones import RateZones
from gd_visualizer.session import edits
from gd_visualizer.views.panels.rate_control import RateControl, span
from gd_visualizer.views.panels.speed_control import STOPS, SpeedControl, speed_words
from gd_visualizer.views.theme import load_theme
from tests.views.stage import (
    Ear,
    PaintCounter,
    drag_on,
    key,
    mouse,
    new_store,
    press,
    release,
    settle,
    show,
    store_of,
    tab_to,
    wants_key,
    wheel,
)

SIGNALS = ("rate_dragged", "drag_began", "drag_ended", "rate_typed")


@pytest.fixture
def store():
    return new_store()


@pytest.fixture
def rate(qtbot, store):
    return show(qtbot, RateControl(), store.snapshot, (272, 130))


@pytest.fixture
def speed(qtbot, store):
    return show(qtbot, SpeedControl(), store.snapshot, (300, 56))


def test_it_shows_the_rate_and_its_zone(rate, store) -> None:
    assert rate.box.text() == "0.05"
    assert not rate.note.isVisible()
    assert rate.accessibleName() == rate.slider.accessibleName() == "Learning rate 0.05, zone good"
    for number, zone in ((0.04, "crawls"), (0.21, "good"), (0.22, "zig-zags"), (0.5, "flies away")):
        store.apply(edits.set_learning_rate(number))
        rate.draw(store.snapshot)
        assert rate.accessibleName() == rate.slider.accessibleName() == f"Learning rate {number:g}, zone {zone}"


def test_zones_always_have_the_same_width() -> None:
    zones = RateZones(1.0, 4.0)
    assert span(zones, 1e-12, 1e3) == (0.5 / 64.0, 2.0)
    assert span(RateZones(0.001, 0.002), 1e-12, 1e3) == (1000.0 / 64.0, 4000.0)
    assert span(None, 1e-12, 1e3) == (1e-6, 1e3)
    assert span(None, 1e-5, 10.0) == (1e-5, 10.0)


@pytest.mark.parametrize("number", [1e-6, 1e-9, 1e3, 900.0])
def test_a_rate_beyond_the_span_stands_at_the_end_and_keeps_its_value(rate, store, number: float) -> None:
    store.apply(edits.set_learning_rate(number))
    ear = Ear(rate, *SIGNALS)
    rate.draw(store.snapshot)
    assert rate.slider.value() in (0, 1000)
    assert rate.box.value() == number
    assert ear.taken() == []


def test_sliding_is_one_gesture_with_round_numbers(rate, store) -> None:
    ear = Ear(rate, *SIGNALS)
    store.changed.connect(rate.draw)
    rate.rate_dragged.connect(lambda value: store.apply(edits.set_learning_rate(value)))
    slider = rate.slider
    press(slider, slider.place(700), 38.0)
    drag_on(slider, slider.place(800), 38.0)
    drag_on(slider, 1e4, 16.0)
    release(slider, 1e4, 16.0)
    drag_on(slider, 10.0, 16.0)
    heard = ear.taken()
    assert [values[0] for values in heard] == ["drag_began", *["rate_dragged"] * 3, "drag_ended"]
    rates = [values[1] for values in heard if len(values) > 1]
    assert rates == sorted(rates)
    assert all(value == float(f"{value:.2g}") for value in rates)
    assert store.snapshot.document.optimizer.learning_rate == rates[-1] == 1.7


def test_double_click_brings_the_usual_rate_back(rate) -> None:
    ear = Ear(rate, "rate_typed")
    mouse(rate.slider, QEvent.Type.MouseButtonDblClick, 50.0, 16.0, held=True)
    assert ear.taken() == [("rate_typed", 0.05)]


def test_keys_and_wheel_change_by_a_tenth(rate) -> None:
    ear = Ear(rate, *SIGNALS)
    assert not wheel(rate.slider, True).isAccepted()
    tab_to(rate.slider)
    assert wants_key(rate.slider, Qt.Key.Key_Left)
    key(rate.slider, Qt.Key.Key_Right)
    key(rate.slider, Qt.Key.Key_Left)
    wheel(rate.slider, True)
    assert ear.taken() == [("rate_dragged", 0.055), ("rate_dragged", 0.0455), ("rate_dragged", 0.055)]


def test_typing(rate) -> None:
    ear = Ear(rate, *SIGNALS)
    rate.box.setText("0,2")
    rate.box.setModified(True)
    key(rate.box, Qt.Key.Key_Return)
    rate.box.setText("fast")
    rate.box.setModified(True)
    key(rate.box, Qt.Key.Key_Return)
    assert ear.taken() == [("rate_typed", 0.2)]
    assert rate.note.text() == "“fast” is not a number."
    assert rate.note.isVisible()
    key(rate.box, Qt.Key.Key_Escape)
    assert not rate.note.isVisible()


@pytest.mark.parametrize(
    ("x", "y"), [([], []), ([1e300, 2.0], [1.0, 2.0]), ([1947.0, 2005.0], [1.0, 2.0]), ([0.0], [0.0])]
)
def test_any_points_give_a_slider(qtbot, x: list[float], y: list[float]) -> None:
    rate = show(qtbot, RateControl(), store_of(x, y).snapshot, (272, 130))
    assert "nan" not in rate.note.text()
    assert 0 <= rate.slider.value() <= 1000


def test_rate_paints_nothing_while_nothing_changes(rate, store) -> None:
    settle()
    counter = PaintCounter(rate)
    for _round in range(3):
        store.set_speed(8.0)
        rate.draw(store.snapshot)
        settle()
    assert counter.count == 0


# Speed ----------------------------------------------------------------------------------------------------


def test_speeds_in_words() -> None:
    assert [speed_words(stop) for stop in (0.5, 1.0, 4.0, 1000.0, 12_000.0, math.inf)] == [
        "one step every 2 seconds", "1 step a second", "4 steps a second", "1000 steps a second",
        "12\u202f000 steps a second", "as fast as it goes",
    ]  # fmt: skip


@pytest.mark.parametrize("stop", STOPS)
def test_every_stop_has_its_place(speed, store, stop: float) -> None:
    ear = Ear(speed, "speed_chosen")
    speed.draw(replace(store.snapshot, speed=stop))
    assert STOPS[speed.slider.value()] == stop
    assert speed.words.text() == speed_words(stop)
    assert speed.slider.accessibleName() == f"Speed, {speed_words(stop)}"
    assert ear.taken() == []


def test_other_speeds_stand_at_the_nearest_stop(speed, store) -> None:
    speed.draw(replace(store.snapshot, speed=100.0))
    assert STOPS[speed.slider.value()] == 60.0


def test_choosing_a_speed(speed) -> None:
    ear = Ear(speed, "speed_chosen")
    slider = speed.slider
    press(slider, slider.place(5), 18.0)
    drag_on(slider, 1e4, 18.0)
    release(slider, 1e4, 18.0)
    tab_to(slider)
    key(slider, Qt.Key.Key_Left)
    key(slider, Qt.Key.Key_Home)
    assert [values[1] for values in ear.taken()] == [15.0, math.inf, 1000.0, 0.5]


def test_the_slider_stays_where_it_is_whatever_the_words(speed, store) -> None:
    place = speed.slider.geometry()
    for stop in STOPS:
        speed.draw(replace(store.snapshot, speed=stop))
        settle()
        assert speed.slider.geometry() == place
    speed.restyle(load_theme("dark", 2.0))
    assert speed.slider.height() == 72
    speed.use_room(is_short=True, has_words=False)
    assert not speed.words.isVisible()
    assert speed.slider.height() == 64
