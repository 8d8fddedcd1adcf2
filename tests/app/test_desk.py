"""The desk: what is shown when a session is saved is shown when it is opened, and progress travels with it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFileDialog

from gd_visualizer.app import create_window, desk_commands, file_commands
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.app.work_dialog import WorkDialog
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.session import walk_again
from gd_visualizer.session.axes import Axes


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    return window


def save(window, path, monkeypatch) -> dict:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["action_save_as"].trigger()
    return json.loads(path.read_text())


def steps(window, count) -> None:
    for _step in range(count):
        window.actions_by_name["action_step"].trigger()


def forget_ticks() -> None:
    preferences = Preferences()
    for key in ("squares", "total", "misses", "symbols"):
        preferences.keep(f"show_{key}", key in ("squares", "misses"))


def test_the_window_looks_as_it_was_left(window, tmp_path, monkeypatch):
    window.panel.part_chosen.emit("models", "polynomial")
    window.findChild(Wiring)._store.use_axes(Axes("parameters", "c2", "c0"))
    for key, ticked in (("squares", False), ("total", True)):
        window.actions_by_name[f"action_show_{key}"].setChecked(ticked)
    window.actions_by_name["action_log_loss"].trigger()
    window.actions_by_name["action_restart"].trigger()
    steps(window, 7)
    window.actions_by_name["action_step_back"].trigger()
    window.show_page("backward")
    written = save(window, tmp_path / "mine.gdv", monkeypatch)
    assert (written["step"], written["last_step"], written["view"]["page"]) == (6, 7, "backward")
    assert "path" not in written
    forget_ticks()
    other = create_window(tmp_path / "mine.gdv")
    before, after = window.snapshot, other.snapshot
    assert (after.step, after.last_step) == (6, 7)
    assert np.array_equal(after.path, before.path)
    assert np.array_equal(after.losses, before.losses)
    assert (after.axes.across, after.axes.up) == ("c2", "c0")
    assert other.pages.key == "backward"
    assert other.actions_by_name["action_log_loss"].isChecked()
    ticks = {key: box.isChecked() for key, box in other.panel.options.items()}
    assert ticks == {key: box.isChecked() for key, box in window.panel.options.items()}
    assert not ticks["squares"]
    assert other.messages.isHidden()
    assert not other.isWindowModified()


def cancelled(dialog: WorkDialog) -> int:
    QTimer.singleShot(100, dialog.cancel.click)
    return QDialog.exec(dialog)


def asks_for_endless_steps(window, path, monkeypatch) -> dict:
    window.panel.part_chosen.emit("optimizers", "adam")
    window.actions_by_name["action_restart"].trigger()
    steps(window, 5)
    written = save(window, path, monkeypatch)
    monkeypatch.setattr(desk_commands, "SECONDS", 0.01)
    monkeypatch.setattr(WorkDialog, "exec", cancelled)
    return {**written, "step": 2**53 - 1, "last_step": 2**53}


def test_who_does_not_wait_until_all_steps_are_walked_again_goes_on_from_where_they_led(window, tmp_path, monkeypatch):
    path = tmp_path / "mine.gdv"
    path.write_text(json.dumps(asks_for_endless_steps(window, path, monkeypatch)))
    other = create_window(path)
    assert other.snapshot.last_step == 0
    assert np.array_equal(other.snapshot.parameters, window.snapshot.parameters)
    assert "steps of the walk were not taken again: it begins where they had led" in other.messages.text()


@pytest.mark.parametrize("how", ["the window closes", "the program ends"])
def test_nobody_waits_for_steps_when_the_window_goes(window, tmp_path, monkeypatch, how):
    path, run, dialogs = tmp_path / "mine.gdv", QDialog.exec, []
    path.write_text(json.dumps(asks_for_endless_steps(window, path, monkeypatch)))
    window.close_guard = None

    def gone(dialog: WorkDialog) -> int:
        dialogs.append(dialog)
        if how == "the program ends":
            return 0
        QTimer.singleShot(100, window.close)
        return run(dialog)

    monkeypatch.setattr(WorkDialog, "exec", gone)
    window.files_dropped.emit([path])
    assert [dialog.work.isRunning() for dialog in dialogs] == [False]


def test_a_file_that_does_not_say_where_its_steps_led_is_walked_as_far_as_one_waits(window, tmp_path, monkeypatch):
    path = tmp_path / "mine.gdv"
    written = asks_for_endless_steps(window, path, monkeypatch)
    del written["come_to"]
    path.write_text(json.dumps(written))
    other = create_window(path)
    assert other.snapshot.last_step > 5
    assert "Play goes on" in other.messages.text()


def test_a_file_cannot_fill_the_memory_with_steps(window, tmp_path, monkeypatch):
    path = tmp_path / "mine.gdv"
    written = asks_for_endless_steps(window, path, monkeypatch)
    monkeypatch.setattr(walk_again, "MOST_NUMBERS", 3_000)
    monkeypatch.setattr(desk_commands, "SECONDS", 60.0)
    del written["come_to"]
    path.write_text(json.dumps(written))
    other = create_window(path)
    assert other.snapshot.last_step == 1_000
    assert "Play goes on" in other.messages.text()


def test_a_walk_that_ends_elsewhere_than_the_file_says_is_told(window, tmp_path, monkeypatch):
    steps(window, 5)
    path = tmp_path / "mine.gdv"
    written = save(window, path, monkeypatch)
    written["come_to"]["m"] += 0.001
    path.write_text(json.dumps(written))
    other = create_window(path)
    assert "walked anew" in other.messages.text()
    assert np.array_equal(other.snapshot.path, window.snapshot.path)


def test_a_walk_with_changed_settings_is_walked_again(window, tmp_path, monkeypatch):
    steps(window, 3)
    window.panel.rate.rate_typed.emit(0.1)
    steps(window, 3)
    window.panel.part_chosen.emit("optimizers", "adam")
    window.actions_by_name["action_step_back"].trigger()
    written = save(window, tmp_path / "mine.gdv", monkeypatch)
    assert (written["version"], written["step"], written["last_step"]) == (2, 5, 6)
    assert [leg["steps"] for leg in written["legs"]] == [3, 3]
    other = create_window(tmp_path / "mine.gdv")
    assert other.messages.isHidden()
    assert (other.snapshot.step, other.snapshot.last_step) == (5, 6)
    assert np.array_equal(other.snapshot.path, window.snapshot.path)
    for one in (window, other):
        steps(one, 4)
    assert np.array_equal(other.snapshot.path, window.snapshot.path)
    other.actions_by_name["action_restart"].trigger()
    assert tuple(other.snapshot.parameters) == other.snapshot.document.start == window.snapshot.document.start


def test_a_walk_with_more_changes_than_a_file_takes_goes_on_where_it_was(window, tmp_path, monkeypatch):
    monkeypatch.setattr(desk_commands, "MOST_LEGS", 1)
    for rate in (0.1, 0.02):
        steps(window, 3)
        window.panel.rate.rate_typed.emit(rate)
    written = save(window, tmp_path / "mine.gdv", monkeypatch)
    assert (written["version"], written["step"], written["last_step"]) == (1, 0, 0)
    other = create_window(tmp_path / "mine.gdv")
    assert other.messages.isHidden()
    assert np.array_equal(other.snapshot.parameters, window.snapshot.parameters)


def test_the_last_session_is_kept_without_its_earlier_runs_where_those_are_too_large(window, monkeypatch):
    steps(window, 6)
    window.panel.rate.rate_typed.emit(0.02)
    window.actions_by_name["action_restart"].trigger()
    steps(window, 2)
    monkeypatch.setattr(file_commands, "LARGEST_SESSION", 100)
    window.close()
    other = create_window()
    other.actions_by_name["action_last_session"].trigger()
    assert (other.snapshot.step, other.snapshot.kept_runs) == (2, ())


def test_a_trained_network_stays_trained(window, tmp_path, monkeypatch):
    # The ball stays where it is when the model changes: the walk does not begin at the start of the document.
    steps(window, 2)
    window.panel.part_chosen.emit("models", "network")
    for _tens in range(3):
        window.actions_by_name["action_ten_steps"].trigger()
    written = save(window, tmp_path / "mine.gdv", monkeypatch)
    assert written["last_step"] == 30
    other = create_window(tmp_path / "mine.gdv")
    assert np.array_equal(other.snapshot.path, window.snapshot.path)
    assert other.snapshot.step == 30


def test_the_path_is_kept_where_it_is_wanted_and_never_believed(window, tmp_path, monkeypatch):
    window.actions_by_name["action_keep_path"].trigger()
    steps(window, 5)
    path = tmp_path / "mine.gdv"
    written = save(window, path, monkeypatch)
    assert written["path"]["steps"] == list(range(6))
    assert written["path"]["parameters"][3] == window.snapshot.path[3].tolist()
    assert written["path"]["losses"] == window.snapshot.losses.tolist()
    other = create_window(path)
    assert other.messages.isHidden()
    assert other.actions_by_name["action_keep_path"].isChecked()
    written["path"]["parameters"][3][0] += 0.001
    path.write_text(json.dumps(written))
    other = create_window(path)
    assert "walked anew" in other.messages.text()
    assert np.array_equal(other.snapshot.path, window.snapshot.path)


def test_progress_in_the_chapters_travels_with_the_session(window, tmp_path, monkeypatch):
    preferences = Preferences()
    preferences.keep("lesson_done_01_two_knobs", True)
    preferences.keep("lesson_last", "02_truth_guess_and_loss")
    written = save(window, tmp_path / "mine.gdv", monkeypatch)
    assert written["lesson"] == {"chapter": "02_truth_guess_and_loss", "done": ["01_two_knobs"]}
    preferences.keep("lesson_done_01_two_knobs", False)
    preferences.keep("lesson_done_04_flat_ground", True)
    preferences.keep("lesson_last", "")
    written["lesson"]["done"].append("a chapter that nobody knows")
    (tmp_path / "mine.gdv").write_text(json.dumps(written))
    other = create_window(tmp_path / "mine.gdv")
    other.actions_by_name["action_lessons"].trigger()
    assert other.lesson_panel.visit.lesson.key == "02_truth_guess_and_loss"
    ticked = [other.lesson_panel.chapters.itemText(place).endswith("✓") for place in range(4)]
    assert ticked == [True, False, False, True]


@pytest.mark.parametrize(
    ("here", "goes_on_at"), [("07_no_formula", "07_no_formula"), ("01_two_knobs", "04_flat_ground")]
)
def test_the_session_of_somebody_else_takes_no_learner_back(window, tmp_path, monkeypatch, here, goes_on_at):
    preferences = Preferences()
    preferences.keep("lesson_last", "04_flat_ground")
    save(window, tmp_path / "theirs.gdv", monkeypatch)
    preferences.keep("lesson_last", here)
    other = create_window(tmp_path / "theirs.gdv")
    assert other.findChild(Wiring).lessons.place()[0] == goes_on_at


def test_the_last_session_comes_back_with_its_step(window):
    steps(window, 4)
    window.show_page("race")
    window.close()
    other = create_window()
    other.actions_by_name["action_last_session"].trigger()
    assert (other.snapshot.step, other.pages.key) == (4, "race")


def test_earlier_runs_come_back_with_their_names(window, tmp_path, monkeypatch):
    for rate in (0.02, 0.1, 0.2):
        steps(window, 6)
        window.panel.rate.rate_typed.emit(rate)
        window.actions_by_name["action_restart"].trigger()
    shelf = window.findChild(Wiring)._store.shelf
    first, second, _third = window.snapshot.kept_runs
    shelf.name(first.number, "too <b>slow</b>")
    shelf.show(second.number, False)
    steps(window, 2)
    save(window, tmp_path / "mine.gdv", monkeypatch)
    other = create_window(tmp_path / "mine.gdv")
    ours, theirs = window.snapshot.kept_runs, other.snapshot.kept_runs
    assert [run.label for run in theirs] == [run.label for run in ours]
    assert theirs[0].label == "too <b>slow</b>"
    assert [run.is_hidden for run in theirs] == [False, True, False]
    assert len(other.snapshot.earlier_runs) == 2
    for mine, yours in zip(ours, theirs, strict=True):
        assert np.array_equal(yours.parameters, mine.parameters)
        assert np.array_equal(yours.losses, mine.losses)
        assert np.array_equal(yours.steps, mine.steps)
    other.findChild(Wiring)._store.shelf.name(theirs[0].number, "")
    assert other.snapshot.kept_runs[0].label == first.label == "earlier run, rate 0.05"
    # Those that come after have numbers of their own.
    other.panel.rate.rate_typed.emit(0.3)
    other.actions_by_name["action_restart"].trigger()
    steps(other, 1)
    assert len({run.number for run in other.snapshot.kept_runs}) == 4
    other.close_guard = None


def test_of_long_earlier_runs_evenly_chosen_steps_are_kept(window, tmp_path, monkeypatch):
    window.panel.part_chosen.emit("models", "network")
    store = window.findChild(Wiring)._store
    store.step(3_000)
    window.panel.rate.rate_typed.emit(0.02)
    window.actions_by_name["action_restart"].trigger()
    steps(window, 1)
    run = save(window, tmp_path / "mine.gdv", monkeypatch)["earlier_runs"][0]
    width = len(window.snapshot.parameters)
    assert len(run["path"]["steps"]) * width <= 10_000
    assert (run["path"]["steps"][0], run["path"]["steps"][-1]) == (0, 3_000)
    assert run["path"]["parameters"][-1] == window.snapshot.kept_runs[0].parameters[-1].tolist()
    assert len(create_window(tmp_path / "mine.gdv").snapshot.kept_runs) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("step", 9, "step: 9 is beyond the last step, 5"),
        ("step", -1, "$.step"),
        ("walk_from", {"m": 1.0}, "walk_from: the parameter 'b' needs a finite number"),
        ("come_to", {"m": 1.0}, "come_to: the parameter 'b' needs a finite number"),
        ("legs", [{"steps": 0}], "$.legs[0].steps"),
        ("legs", [{"steps": 3}, {"steps": 3}], "they have 6 steps together, and the walk has only 5"),
        ("legs", [{"steps": 3, "optimizer": {"key": "sledge"}}], "sledge"),
        ("view", {"page": "cellar"}, "$.view.page"),
        ("view", {"show": {"squares": 1}}, "$.view.show"),
        ("path", {"steps": [0], "losses": [], "parameters": [[0, 0]]}, "lists of the same length"),
        ("path", {"steps": [1, 0], "losses": [1, 1], "parameters": [[0, 0], [0, 0]]}, "the steps must grow"),
        ("path", {"steps": [0], "losses": [1], "parameters": [[0]]}, "step 0 has 1 numbers"),
        ("earlier_runs", [{"name": "a", "path": {"steps": [0], "losses": [1], "parameters": [[0]]}}], "has 1 numbers"),
        ("earlier_runs", [{"name": 3}], "$.earlier_runs[0].name"),
        ("lesson", {"done": 3}, "$.lesson.done"),
    ],
)
def test_a_desk_that_cannot_be_changes_nothing(window, tmp_path, monkeypatch, field, value, words):
    steps(window, 5)
    path = tmp_path / "mine.gdv"
    written = save(window, path, monkeypatch)
    path.write_text(json.dumps({**written, field: value}))
    other = create_window()
    before = other.snapshot
    other.files_dropped.emit([path])
    assert words in other.messages.text()
    assert other.snapshot is before
