"""Why it flies away: true numbers, two buttons, and a picture of any walk."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gd_visualizer.session import edits
from gd_visualizer.views.cards import flies_away
from gd_visualizer.views.cards.flies_away import FliesAway, explanation, steps_to_settle
from gd_visualizer.views.cards.valley_picture import places_across
from tests.views.stage import Ear, PaintCounter, diverged, new_store, settle, show, store_of


def plain(text: str) -> str:
    return text.replace('<span style="font-weight:600">', "").replace("</span>", "")


@pytest.fixture
def store():
    return diverged()


@pytest.fixture
def view(qtbot, store):
    return show(qtbot, FliesAway(), store.snapshot, (600, 130))


def test_it_says_why_with_true_numbers(view) -> None:
    assert plain(view.words.text()) == (
        "The learning rate is 0.25. For these points, any rate above 0.215 jumps further out with every step. "
        "Half of yours, 0.125, settles in about 34 steps."
    )


def test_settling_is_counted_honestly(store) -> None:
    bowl = store.snapshot.objective.bowl
    eigenvalues, axes = np.linalg.eigh(bowl.hessian)
    worst = 0
    for axis in axes.T:
        place, steps = np.array([bowl.best_slope, bowl.best_height]) + axis, 0
        while np.linalg.norm(place - [bowl.best_slope, bowl.best_height]) > 0.01:
            place = place - 0.125 * np.array(bowl.gradient(*place))
            steps += 1
        worst = max(worst, steps)
    assert abs(steps_to_settle(bowl, 0.125) - worst) <= 1
    assert steps_to_settle(bowl, 2.0 / eigenvalues[-1]) is None
    assert steps_to_settle(bowl, 5.0) is None


def test_a_valley_only_counts_the_way_across() -> None:
    bowl = store_of([2.0, 2.0], [1.0, 3.0]).snapshot.objective.bowl
    assert steps_to_settle(bowl, 1.0 / bowl.eigenvalues[1]) == 1
    assert steps_to_settle(bowl, 0.5 / bowl.eigenvalues[1]) == round(math.log(100) / math.log(2))


def test_half_may_still_be_too_long() -> None:
    store = new_store()
    store.apply(edits.set_learning_rate(2.0))
    store.step(30)
    text = plain(explanation(store.snapshot))
    assert text.endswith("Half of yours is still too long: you may need to halve more than once.")


def test_a_ravine_settles_only_after_very_many_steps() -> None:
    store = store_of([1900.0, 2000.0], [0.0, 1.0])
    stable = store.snapshot.largest_stable_rate
    store.apply(edits.set_learning_rate(1.5 * stable))
    store.step(60)
    assert store.snapshot.status == "diverged"
    assert "more than 100\u202f000 steps" in explanation(store.snapshot)
    assert "e-" not in explanation(store.snapshot)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (1, "settles in about one step."),
        (2, "settles in about 2 steps."),
        (7, "settles in about 7 steps."),
        (34, "settles in about 34 steps."),
        (1273, "settles in about 1300 steps."),
        (54_321, "settles in about 54\u202f000 steps."),
    ],
)
def test_steps_are_whole(store, monkeypatch, steps: int, words: str) -> None:
    monkeypatch.setattr(flies_away, "steps_to_settle", lambda _bowl, _rate: steps)
    assert plain(explanation(store.snapshot)).endswith(words)


def test_without_a_limit_it_says_what_happens(store) -> None:
    text = explanation(replace(store.snapshot, largest_stable_rate=None))
    assert plain(text) == "The learning rate is 0.25. Each step jumps across the valley and lands higher up."


def test_buttons(view) -> None:
    ear = Ear(view, "halve_requested", "back_requested")
    assert view.back.text() == "Back to step 0"
    assert view.halve.text() == "Halve the learning rate"
    for button in (view.halve, view.back):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ear.taken() == [("halve_requested",), ("back_requested",)]


def test_places_swing_from_side_to_side(store) -> None:
    snapshot = store.snapshot
    places = places_across(snapshot.objective.bowl, snapshot.path)
    assert abs(places[-1]) == 1.0
    assert (places[1:] * places[:-1] < 0.0).all()
    assert (np.abs(places[1:]) > np.abs(places[:-1])).all()


@pytest.mark.parametrize("far", [0.0, 1e150, 1e308, math.inf, math.nan])
def test_any_walk_has_a_picture(view, store, far: float) -> None:
    snapshot = replace(store.snapshot, path=np.full_like(store.snapshot.path, far))
    view.draw(snapshot)
    settle()
    assert np.isfinite(view.picture.places).all()
    assert not view.picture.grab().isNull()


def test_a_narrow_card_leaves_the_picture_out(view) -> None:
    assert view.picture.isVisible()
    view.resize(420, 130)
    settle()
    assert not view.picture.isVisible()


def test_other_states_change_nothing(view, store) -> None:
    text = view.words.text()
    settle()
    counter = PaintCounter(view)
    view.draw(store.snapshot)
    store.step_back(2)
    view.draw(store.snapshot)
    settle()
    assert view.words.text() == text
    assert counter.count == 0
