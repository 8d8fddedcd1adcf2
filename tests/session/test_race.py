"""The race: each racer walks as it would alone, all share one step, and the goal is reached when it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.optimizers.momentum import Momentum
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.choices import choose
from gd_visualizer.session.document import first_document
from gd_visualizer.session.race import FAIR_RATES, FAIR_STEPS, Race, default_racers, fair_racers
from gd_visualizer.session.race_words import fair_words, goal_words, lane_name, race_sentence, result_words
from gd_visualizer.session.session_file import session_from, session_text

RACERS = (GradientDescent(0.05), Momentum(0.05, momentum=0.6), Adam(0.2))


def race_of(racers=RACERS, document=None) -> Race:
    document = document or first_document()
    return Race(document.objective(), document, racers)


def test_each_racer_walks_to_the_bit_as_it_would_alone() -> None:
    race = race_of()
    race.advance(7)
    race.advance(23)
    for lane in race.lanes():
        alone = Store(replace(first_document(), optimizer=lane.optimizer), InlineCourier())
        for _ in range(30):
            alone.step()
        assert np.array_equal(alone.snapshot.path[:31], lane.path[:31])
        assert lane.loss == alone.snapshot.loss


def test_one_step_for_all_back_and_on() -> None:
    race = race_of()
    race.advance(20)
    paths = [lane.path.copy() for lane in race.lanes()]
    race.step = 5
    assert [lane.step for lane in race.lanes()] == [5, 5, 5]
    race.advance(15)
    assert race.step == race.last_step == 20
    assert all(np.array_equal(old, lane.path) for old, lane in zip(paths, race.lanes(), strict=True))


def test_the_goal_is_near_the_best_and_counted_from_the_start() -> None:
    race = race_of()
    race.advance(200)
    best = race.objective.best_loss
    assert race.goal == best + race.margin
    for lane in race.lanes():
        first = int(np.argmax(lane.losses <= race.goal))
        assert lane.reached == first
        assert lane.losses[first] <= race.goal < lane.losses[first - 1]
        assert result_words(lane, race) == str(first)
    assert goal_words(race) == "goal: within 0.04 of the best loss"


def test_who_flies_away_stops_and_the_others_go_on() -> None:
    race = race_of((GradientDescent(3.0), Adam(0.2)))
    race.advance(300)
    away, adam = race.lanes()
    assert away.stopped == "gone"
    assert np.isfinite(away.losses).all()
    assert adam.step > away.step
    said = race_sentence(race, race.lanes(), running=False).plain
    assert "One flew away." in said
    assert result_words(away, race) == "flew away"


def test_who_rests_on_flat_ground_above_the_goal_is_not_walking() -> None:
    race = race_of()
    race.advance(30)
    first, *others = race.lanes()
    lanes = (first, *(replace(lane, reached=None, stopped=how) for lane, how in zip(others, ("flat", ""), strict=True)))
    said = race_sentence(race, lanes, running=False).plain
    assert "One is still walking." in said
    assert "One is stuck." in said
    assert result_words(lanes[1], race) == "stuck"


def test_the_sentence_tells_the_order() -> None:
    race = race_of()
    assert race_sentence(race, race.lanes(), False).plain.startswith("Ready at the start. 3 racers")
    race.advance(2)
    assert "leads at step 2" in race_sentence(race, race.lanes(), True).plain
    race.advance(28)
    order = sorted((lane for lane in race.lanes() if lane.reached is not None), key=lambda lane: lane.reached)
    said = race_sentence(race, race.lanes(), False).plain
    assert said.startswith(f"{lane_name(order[0], race.lanes())} got there first, after {order[0].reached} steps.")
    assert f"{lane_name(order[1], race.lanes())} followed at {order[1].reached}." in said


def test_twins_are_told_apart_by_their_rate() -> None:
    lanes = race_of((GradientDescent(0.05), GradientDescent(0.2))).lanes()
    assert [lane_name(lane, lanes) for lane in lanes] == ["Plain gradient descent, 0.05", "Plain gradient descent, 0.2"]


def test_a_fair_race_gives_each_its_best_rate() -> None:
    document = first_document()
    objective = document.objective()
    *_, (share, found) = fair_racers(objective, document, RACERS)
    assert share == 1.0
    for racer in found:
        losses = {}
        for rate in FAIR_RATES:
            race = Race(objective, document, (replace(racer, learning_rate=rate),))
            race._walks[0]._arrival = None
            race.advance(FAIR_STEPS)
            lane = race.lanes()[0]
            losses[rate] = lane.loss if len(lane.losses) == FAIR_STEPS + 1 else np.inf
        assert losses[racer.learning_rate] <= min(losses.values()) * (1.0 + 1e-9)
    assert "0.001, 0.002, 0.005 … 1" in fair_words()


@pytest.mark.parametrize("key", ["network", "exponential", "polynomial", "step"])
def test_every_model_can_be_raced(key: str) -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(choose("model", key))
    document = store.snapshot.document
    race = Race(store.snapshot.objective, document, default_racers(document))
    race.advance(30)
    assert race.goal is None or race.goal < race.lanes()[0].losses[0]
    assert race_sentence(race, race.lanes(), False).plain


def test_nothing_to_race_on_has_words() -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(edits.clear_points())
    race = Race(store.snapshot.objective, store.snapshot.document, RACERS)
    race.advance(5)
    assert (race.step, race.goal, race.can_walk) == (0, None, False)
    assert race_sentence(race, race.lanes(), False).plain.startswith("There is nothing to race on.")


def test_a_loss_without_a_bottom_has_no_goal() -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(choose("loss", "plain_difference"))
    race = Race(store.snapshot.objective, store.snapshot.document, RACERS)
    race.advance(5)
    assert goal_words(race).startswith("no goal")
    assert result_words(race.lanes()[0], race) == "–"
    assert "no goal" in race_sentence(race, race.lanes(), False).plain


def test_racers_are_kept_in_session_files() -> None:
    document = replace(first_document(), racers=RACERS)
    again = session_from(session_text(document).encode(), "a.gdv")
    assert again.racers == RACERS
    assert session_from(session_text(first_document()).encode(), "a.gdv").racers == ()
