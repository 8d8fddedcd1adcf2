"""The store without a thread: stepping, playing and what is told of it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from pytestqt.qtbot import QtBot

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.diagnostics import ARRIVED_WITHIN, DataState
from gd_visualizer.runtime.descent_worker import Reply
from gd_visualizer.runtime.player import NORMAL, PAUSES_AFTER, SLOWEST
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.snapshot import Snapshot
from tests.core.builders import bowl
from tests.runtime.stores import frames, opened, play_to_the_end
from tests.session.documents import START, document

# ------------------------------------------------------------------------------------------------------- stepping


def test_the_first_snapshot_is_ready_at_the_start(store: Store) -> None:
    first = store.snapshot
    assert (first.status, first.step, first.last_step) == ("ready", 0, 0)
    assert first.parameters.tolist() == START.tolist()
    assert first.loss == first.objective.value(START)
    assert first.gradient.tolist() == first.objective.gradient(START).tolist()
    assert first.data_state is DataState.ORDINARY
    assert first.largest_stable_rate == bowl().largest_stable_rate
    assert first.preview is not None
    assert len(first.preview.losses) == 200
    assert (first.undo_label, first.redo_label) == ("", "")
    assert first.speed == NORMAL


def test_a_step_is_one_step(store: Store) -> None:
    store.step()
    found = store.snapshot
    assert (found.status, found.step) == ("paused", 1)
    assert found.parameters.tolist() == (START - 0.05 * found.objective.gradient(START)).tolist()
    store.step(10)
    assert store.snapshot.step == 11


def test_n_forward_and_n_back_is_bit_identical(store: Store) -> None:
    for _ in range(20):
        store.step()
    kept = store.snapshot
    store.step_back(7)
    assert (store.snapshot.step, store.snapshot.last_step) == (13, 20)
    assert np.array_equal(store.snapshot.parameters, kept.path[13])
    assert store.snapshot.loss == kept.losses[13]
    store.step(7)
    assert np.array_equal(store.snapshot.parameters, kept.parameters)
    assert np.array_equal(store.snapshot.path, kept.path)
    store.step_back(7)
    store.step(30)
    straight = opened()
    straight.step(43)
    assert store.snapshot.step == 43
    assert np.array_equal(store.snapshot.path, straight.snapshot.path)
    assert store.snapshot.earlier_runs == ()
    straight.close()


def test_going_back_ends_at_the_start_and_seeking_inside_the_walk(store: Store) -> None:
    store.step(5)
    store.step_back(99)
    assert store.snapshot.step == 0
    store.seek(99)
    assert store.snapshot.step == 5
    store.seek(-3)
    assert store.snapshot.step == 0
    store.seek(2)
    assert (store.snapshot.status, store.snapshot.step) == ("paused", 2)


def test_ten_steps_stop_where_the_ground_is_flat_and_one_step_goes_on(store: Store) -> None:
    arrived = play_to_the_end(store)
    store.seek(arrived.step - 3)
    store.step(10)
    assert store.snapshot.step >= arrived.step
    store.seek(arrived.step)
    before = store.snapshot.last_step
    store.step(1)
    assert store.snapshot.last_step in (before, before + 1)


def test_restart_keeps_the_start_and_the_steps(store: Store) -> None:
    store.step(8)
    store.restart()
    assert (store.snapshot.step, store.snapshot.last_step, store.snapshot.status) == (0, 8, "ready")
    store.step(2)
    store.apply(edits.add_point(0.0, 0.0))
    assert store.snapshot.path[0].tolist() != START.tolist()
    store.restart()
    assert store.snapshot.parameters.tolist() == START.tolist()
    assert store.snapshot.last_step == 0


def test_without_a_point_nothing_walks(qtbot: QtBot) -> None:
    store = opened(document([], []))
    for intent in (store.step, store.play, store.step_back, store.restart, store.toggle_play):
        intent()
        assert store.snapshot.step == 0
        assert store.snapshot.status == "ready"
        assert store.snapshot.surface is None
        assert store.snapshot.loss is None
        assert store.snapshot.preview is None
    store.apply(edits.add_point(1.0, 1.0))
    assert store.snapshot.surface is not None
    store.close()


def test_a_start_beyond_numbers_is_said_in_words(store: Store) -> None:
    store.apply(edits.place_start(1e200, 0.0))
    store.step()
    store.play()
    found = store.snapshot
    assert (found.status, found.step, found.loss) == ("ready", 0, None)
    assert "There is no loss at the start" in found.sentence.text
    assert found.surface is not None


# -------------------------------------------------------------------------------------------------------- playing


def test_playing_takes_steps_at_the_chosen_speed(store: Store) -> None:
    store.set_speed(8.0)
    store.play()
    assert store.snapshot.status == "running"
    frames(store, 1, 0.001)
    assert store.snapshot.step == 1
    frames(store, 4, 0.25)
    assert store.snapshot.step == 9
    store.pause()
    assert store.snapshot.status == "paused"
    frames(store, 3)
    assert store.snapshot.step == 9


def test_speed_has_a_least(store: Store) -> None:
    store.set_speed(0.0)
    assert store.snapshot.speed == SLOWEST
    store.set_speed(math.inf)
    assert store.snapshot.speed == math.inf


def test_playing_toggles(store: Store) -> None:
    store.toggle_play()
    assert store.snapshot.status == "running"
    store.play()
    assert store.snapshot.status == "running"
    store.toggle_play()
    assert store.snapshot.status == "ready"
    store.pause()


def test_playing_ends_where_the_ground_is_flat(store: Store) -> None:
    found = play_to_the_end(store)
    assert found.status == "arrived"
    assert found.sentence.icon == "arrived"
    threshold = bowl().floor + ARRIVED_WITHIN * bowl().variance_y
    assert found.losses[-1] <= threshold < found.losses[-2]
    assert found.preview is None


def test_playing_gives_the_walk_of_stepping(store: Store) -> None:
    found = play_to_the_end(store)
    stepped = opened()
    for _ in range(found.step):
        stepped.step()
    assert np.array_equal(found.path, stepped.snapshot.path)
    stepped.close()


def test_too_long_steps_end_at_a_finite_one_with_a_way_out(store: Store) -> None:
    store.apply(edits.set_learning_rate(0.6))
    found = play_to_the_end(store)
    assert found.status == "diverged"
    assert found.sentence.icon == "diverged"
    assert np.isfinite(found.losses).all()
    store.seek(store.snapshot.best_step)
    assert store.snapshot.step == store.snapshot.best_step == int(np.argmin(found.losses))
    store.seek(found.step)
    store.apply(edits.scale_learning_rate(0.5))
    store.restart()
    halved = store.snapshot
    assert halved.document.optimizer.learning_rate == 0.3
    assert (halved.step, halved.status) == (0, "ready")
    assert play_to_the_end(store).status == "arrived"


def test_walking_on_after_running_away_ends_where_numbers_end(store: Store) -> None:
    store.apply(edits.set_learning_rate(0.6))
    first = play_to_the_end(store)
    store.set_speed(math.inf)
    second = play_to_the_end(store)
    assert second.step > first.step
    assert second.status == "diverged"
    assert "too large for numbers" in second.sentence.text
    assert np.isfinite(second.path).all()
    store.step()
    assert store.snapshot.step == second.step


def test_a_crawling_walk_pauses_and_says_so(store: Store) -> None:
    store.apply(edits.set_learning_rate(1e-5))
    found = play_to_the_end(store)
    assert (found.status, found.step) == ("paused", PAUSES_AFTER)
    assert "Paused after 500 steps" in found.sentence.text
    assert play_to_the_end(store).step == 2 * PAUSES_AFTER


def test_as_fast_as_it_goes(store: Store) -> None:
    store.set_speed(math.inf)
    store.apply(edits.set_learning_rate(1e-6))
    store.play()
    frames(store, 3)
    assert store.snapshot.step >= 3 * 512
    assert store.snapshot.status == "running"
    store.pause()
    assert store.snapshot.status == "paused"


def test_playing_from_an_earlier_step_goes_through_the_known_ones(store: Store) -> None:
    store.step(30)
    kept = store.snapshot.path.copy()
    store.seek(10)
    store.set_speed(40.0)
    store.play()
    frames(store, 2)
    assert store.snapshot.last_step == 30
    assert 10 < store.snapshot.step <= 31
    frames(store, 2)
    assert store.snapshot.last_step > 30
    assert np.array_equal(store.snapshot.path[:31], kept)


# ----------------------------------------------------------------------------------- known to be wrong, to be mended


def test_played_again_it_arrives_at_the_same_step(store: Store) -> None:
    first = play_to_the_end(store)
    store.restart()
    second = play_to_the_end(store)
    assert (second.status, second.step) == ("arrived", first.step)


def test_played_again_it_runs_away_at_the_same_step(store: Store) -> None:
    store.apply(edits.set_learning_rate(0.6))
    first = play_to_the_end(store)
    store.restart()
    second = play_to_the_end(store)
    assert (second.status, second.step) == ("diverged", first.step)


def test_halving_never_makes_a_rate_larger(store: Store) -> None:
    store.apply(edits.open_builtin("ravine"))
    before = store.snapshot.document.optimizer.learning_rate
    store.apply(edits.scale_learning_rate(0.5))
    store.restart()
    assert store.snapshot.document.optimizer.learning_rate < before


# ------------------------------------------------------------------------------------- replies that come too late


def test_replies_to_a_walk_that_was_left_are_dropped(store: Store) -> None:
    store.step(3)
    store.play()
    late = Reply(store._run, None, "late")
    store.apply(edits.move_start(1.0, 1.0))
    store.play()
    before = store.snapshot
    store._receive(late)
    assert store.snapshot is before
    assert store.snapshot.status == "running"
    store.pause()
    store._receive(replace(late, run=store._run))
    assert store.snapshot.step == 0


def test_a_fault_in_the_mathematics_is_told(store: Store) -> None:
    told: list[str] = []
    store.failed.connect(told.append)
    store.play()
    store._receive(Reply(store._run, None, "ZeroDivisionError: oh"))
    assert told == ["ZeroDivisionError: oh"]
    assert store.snapshot.status != "running"


def test_every_intent_ends_in_a_snapshot_that_was_told(store: Store) -> None:
    seen: list[Snapshot] = []
    store.changed.connect(seen.append)
    store.step()
    store.seek(0)
    store.set_speed(2.0)
    store.fit_view()
    assert len(seen) == 4
    assert seen[-1] is store.snapshot


def test_undoing_the_first_change_of_built_in_points_keeps_the_view_and_the_grey_paths(store: Store) -> None:
    first = store.snapshot.document
    store.step(3)
    store.apply(edits.add_point(1.0, 1.0))
    before = store.snapshot
    store.undo()
    assert store.snapshot.document is first
    assert store.snapshot.fit_request == before.fit_request
    assert store.snapshot.earlier_runs == before.earlier_runs


def test_undoing_an_opened_data_set_fits_the_view(store: Store) -> None:
    store.apply(edits.open_builtin("ravine"))
    before = store.snapshot.fit_request
    store.undo()
    assert store.snapshot.fit_request == before + 1


def test_opening_data_goes_to_their_start_even_where_it_has_the_same_numbers(store: Store) -> None:
    first = Dataset.from_arrays([0.0, 1.0, 2.0], [1.0, 2.0, 4.0])
    second = Dataset.from_arrays([0.0, 1.0, 2.0], [9.0, 5.0, 1.0])
    store.apply(edits.open_points(first, "first.csv"))
    store.step(10)
    store.apply(edits.open_points(second, "second.csv"))
    assert store.snapshot.document.start == (0.0, 0.0)
    assert store.snapshot.parameters.tolist() == [0.0, 0.0]
    assert store.snapshot.sentence.plain.startswith("Ready at the start.")
    store.step(3)
    before = store.snapshot.fit_request
    store.undo()
    assert store.snapshot.parameters.tolist() == [0.0, 0.0]
    assert store.snapshot.fit_request == before + 1


def test_an_earlier_run_is_named_by_the_rate_that_walked_it(store: Store) -> None:
    store.step(8)
    store.apply(edits.set_learning_rate(0.2))
    store.restart()
    assert [run.label for run in store.snapshot.earlier_runs] == ["earlier run, rate 0.05"]
    store.step(2)
    store.seal()
    store.apply(edits.set_learning_rate(0.1))
    store.step(2)
    store.restart()
    assert store.snapshot.earlier_runs[-1].label == "earlier run, several rates"


def test_play_where_it_has_arrived_takes_no_step_and_the_count_stays_true(store: Store) -> None:
    arrived = play_to_the_end(store)
    assert arrived.status == "arrived"
    store.play()
    assert store.snapshot.status == "arrived"
    assert store.snapshot.last_step == arrived.last_step
    sentence = store.snapshot.sentence
    store.step(10)
    assert store.snapshot.step == arrived.step + 10
    assert store.snapshot.sentence == sentence
