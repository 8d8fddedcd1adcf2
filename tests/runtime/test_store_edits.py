"""The store without a thread: edits, undo, drags and another learning rate."""

from __future__ import annotations

import numpy as np

from gd_visualizer.runtime.player import PAUSES_AFTER
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from tests.runtime.stores import frames, play_to_the_end
from tests.session.documents import START

# ------------------------------------------------------------------------------------------------ another rate


def test_another_rate_goes_on_from_the_last_step(store: Store) -> None:
    store.step(5)
    five = store.snapshot.path.copy()
    store.apply(edits.set_learning_rate(0.1))
    assert store.snapshot.last_step == 5
    store.step()
    found = store.snapshot
    assert np.array_equal(found.path[:6], five)
    assert found.parameters.tolist() == (five[5] - 0.1 * found.objective.gradient(five[5])).tolist()
    assert found.earlier_runs == ()


def test_another_rate_at_an_earlier_step_branches(store: Store) -> None:
    store.step(20)
    whole = store.snapshot.path.copy()
    store.seek(8)
    store.apply(edits.set_learning_rate(0.1))
    found = store.snapshot
    assert (found.step, found.last_step) == (8, 8)
    assert len(found.earlier_runs) == 1
    assert np.array_equal(found.earlier_runs[0].parameters, whole)
    store.step()
    assert np.array_equal(store.snapshot.path[:9], whole[:9])
    assert store.snapshot.last_step == 9
    store.shelf.clear()
    assert store.snapshot.earlier_runs == ()


def test_walking_on_from_before_a_change_of_rate_branches(store: Store) -> None:
    store.step(5)
    store.apply(edits.set_learning_rate(0.1))
    store.step(5)
    whole = store.snapshot.path.copy()
    store.seek(2)
    assert store.snapshot.last_step == 10
    store.step()
    found = store.snapshot
    assert found.last_step == 3
    assert found.parameters.tolist() == (whole[2] - 0.1 * found.objective.gradient(whole[2])).tolist()
    assert len(found.earlier_runs) == 1


def test_a_rate_changed_and_changed_back_keeps_the_steps_ahead(store: Store) -> None:
    store.step(10)
    store.apply(edits.set_learning_rate(0.1))
    store.undo()
    store.seek(4)
    store.step()
    assert (store.snapshot.step, store.snapshot.last_step) == (5, 10)
    assert store.snapshot.earlier_runs == ()


def test_a_rate_can_be_changed_while_playing(store: Store) -> None:
    store.play()
    frames(store, 4)
    store.apply(edits.set_learning_rate(0.01))
    assert store.snapshot.status == "running"
    step = store.snapshot.step
    frames(store, 4)
    assert store.snapshot.step > step


def test_the_path_ahead_is_where_the_next_step_goes(store: Store) -> None:
    store.step(5)
    store.apply(edits.set_learning_rate(0.1))
    store.step(5)
    store.seek(2)
    ahead = store.snapshot.preview
    assert ahead is not None
    store.step()
    assert np.array_equal(store.snapshot.parameters, ahead.parameters[0])


# --------------------------------------------------------------------------------------------- edits and undo


def test_new_points_move_the_land_and_the_ball_stays(store: Store) -> None:
    store.step(6)
    ball = store.snapshot.parameters.copy()
    store.apply(edits.move_point(0, 3.0, -4.0))
    found = store.snapshot
    assert (found.step, found.last_step, found.status) == (0, 0, "ready")
    assert np.array_equal(found.parameters, ball)
    assert len(found.earlier_runs) == 1
    assert found.sentence.text.startswith("**The points changed.**")


def test_a_new_start_begins_there(store: Store) -> None:
    store.step(3)
    store.apply(edits.move_start(1.0, 1.0))
    found = store.snapshot
    assert (found.step, found.parameters.tolist()) == (0, [1.0, 1.0])
    assert found.sentence.text.startswith("**Moved.**")


def test_an_edit_stops_playing(store: Store) -> None:
    store.play()
    frames(store, 2)
    store.apply(edits.add_point(0.0, 1.0))
    assert store.snapshot.status == "ready"
    frames(store, 3)
    assert store.snapshot.step == 0


def test_undo_and_redo_are_exact(store: Store) -> None:
    documents = [store.snapshot.document]
    for edit in (
        edits.add_point(1.0, 9.0),
        edits.place_point(0, -2.0, 5.0),
        edits.remove_point(3),
        edits.place_start(0.5, 0.25),
        edits.set_learning_rate(0.2),
        edits.open_builtin("ravine"),
        edits.clear_points(),
    ):
        store.apply(edit)
        documents.append(store.snapshot.document)
        assert store.snapshot.undo_label == edit.label
    for earlier in reversed(documents[:-1]):
        store.undo()
        assert store.snapshot.document is earlier
    store.undo()
    assert store.snapshot.document is documents[0]
    for later in documents[1:]:
        store.redo()
        assert store.snapshot.document is later
    assert store.snapshot.redo_label == ""


def test_undo_of_a_start_begins_at_the_old_one(store: Store) -> None:
    store.apply(edits.place_start(1.0, 1.0))
    store.step(2)
    store.undo()
    assert store.snapshot.parameters.tolist() == START.tolist()
    assert store.snapshot.step == 0


def test_a_drag_is_one_entry_and_can_be_taken_back(store: Store) -> None:
    before = store.snapshot.document
    store.play()
    store.begin_gesture()
    assert store.snapshot.status != "running"
    for place in range(5):
        store.apply(edits.move_point(0, float(place), 0.0))
    store.end_gesture()
    store.begin_gesture()
    store.apply(edits.move_point(0, 9.0, 9.0))
    store.cancel_gesture(began=True)
    assert store.snapshot.document.dataset.x[0] == 4.0
    assert store.snapshot.redo_label == ""
    store.cancel_gesture(began=False)
    store.undo()
    assert store.snapshot.document is before


def test_two_drags_of_one_point_are_two_entries(store: Store) -> None:
    for place in (1.0, 2.0):
        store.begin_gesture()
        store.apply(edits.move_point(0, place, 0.0))
        store.end_gesture()
    store.undo()
    assert store.snapshot.document.dataset.x[0] == 1.0


def test_an_edit_that_changes_nothing_is_no_edit(store: Store) -> None:
    before = store.snapshot
    store.apply(edits.Edit("do nothing", lambda old: old))
    assert store.snapshot is before
    store.undo()
    store.redo()
    assert store.snapshot.document is before.document


def test_other_data_are_fitted_and_edits_are_not(store: Store) -> None:
    store.apply(edits.add_point(0.0, 0.0))
    assert store.snapshot.fit_request == 0
    store.apply(edits.open_builtin("ravine"))
    assert store.snapshot.fit_request == 1
    store.fit_view()
    assert store.snapshot.fit_request == 2


def test_bands_change_their_spacing(store: Store) -> None:
    before = store.snapshot.surface
    store.use_spacing("logarithm")
    after = store.snapshot.surface
    assert before is not None
    assert after is not None
    assert before.levels.tolist() != after.levels.tolist()


def test_sealed_edits_are_entries_of_their_own(store: Store) -> None:
    store.apply(edits.set_learning_rate(0.1))
    store.seal()
    store.apply(edits.set_learning_rate(0.2))
    store.undo()
    assert store.snapshot.document.optimizer.learning_rate == 0.1


def test_restart_after_a_change_of_rate_leaves_the_old_walk_in_grey(store: Store) -> None:
    store.step(5)
    store.apply(edits.set_learning_rate(0.1))
    store.step(2)
    store.restart()
    found = store.snapshot
    assert (found.step, found.last_step, len(found.earlier_runs)) == (0, 0, 1)
    store.step()
    assert store.snapshot.parameters.tolist() == (START - 0.1 * found.gradient).tolist()


def test_a_long_replay_pauses_too(store: Store) -> None:
    store.apply(edits.set_learning_rate(1e-6))
    store.step(2 * PAUSES_AFTER)
    store.restart()
    store.set_speed(400.0)
    assert play_to_the_end(store).step == PAUSES_AFTER
