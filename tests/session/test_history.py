from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.session import history as history_module
from gd_visualizer.session.document import Document
from gd_visualizer.session.edits import Edit, add_point, move_point, open_session, set_learning_rate
from gd_visualizer.session.history import DEPTH, History
from tests.session.documents import document


class Desk:
    """A document with its history, as the store keeps them."""

    def __init__(self) -> None:
        self.history = History()
        self.present = document()

    def do(self, edit: Edit) -> Document:
        self.history.record(self.present, edit.label, edit.melts_as)
        self.present = edit.apply(self.present)
        return self.present

    def undo(self) -> Document:
        self.present = self.history.undo(self.present)
        return self.present

    def redo(self) -> Document:
        self.present = self.history.redo(self.present)
        return self.present


def test_undo_and_redo_give_back_the_very_same_documents() -> None:
    desk = Desk()
    kept = [desk.present, desk.do(add_point(1, 1)), desk.do(add_point(2, 2))]
    assert desk.history.undo_label == "add point"
    assert desk.undo() is kept[1]
    assert desk.undo() is kept[0]
    assert desk.undo() is kept[0]
    assert desk.history.undo_label == ""
    assert desk.history.redo_label == "add point"
    assert desk.redo() is kept[1]
    assert desk.redo() is kept[2]
    assert desk.redo() is kept[2]
    assert desk.history.redo_label == ""


def test_labels_follow_their_edits() -> None:
    desk = Desk()
    desk.do(add_point(1, 1))
    desk.do(set_learning_rate(1.0))
    desk.undo()
    assert (desk.history.undo_label, desk.history.redo_label) == ("add point", "change learning rate")


def test_a_drag_is_one_entry() -> None:
    desk = Desk()
    before = desk.present
    for place in range(5):
        desk.do(move_point(0, place, place))
    assert desk.undo() is before
    assert desk.redo().dataset.x[0] == 4.0


def test_a_drag_ends_where_another_begins() -> None:
    desk = Desk()
    desk.do(move_point(0, 1, 1))
    middle = desk.do(move_point(0, 2, 2))
    desk.history.seal()
    desk.do(move_point(0, 3, 3))
    other = desk.do(move_point(0, 4, 4))
    desk.do(move_point(1, 5, 5))
    assert desk.undo() is other
    assert desk.undo() is middle


def test_a_new_edit_forgets_what_was_undone() -> None:
    desk = Desk()
    desk.do(add_point(1, 1))
    desk.undo()
    last = desk.do(add_point(2, 2))
    assert desk.history.redo_label == ""
    assert desk.redo() is last


def test_an_edit_after_undo_does_not_melt_into_what_was_undone() -> None:
    desk = Desk()
    desk.do(move_point(0, 1, 1))
    desk.do(move_point(0, 2, 2))
    first = desk.undo()
    desk.do(move_point(0, 3, 3))
    assert desk.history.redo_label == ""
    assert desk.undo() is first


def test_an_unfinished_drag_is_taken_back_without_a_trace() -> None:
    desk = Desk()
    before = desk.do(add_point(9, 9))
    desk.do(move_point(0, 1, 1))
    desk.do(move_point(0, 2, 2))
    assert desk.history.take_back(desk.present) is before
    assert desk.history.redo_label == ""
    assert desk.history.undo_label == "add point"
    assert History().take_back(before) is before


@pytest.mark.parametrize("meanwhile", ["undone", "opened", "nothing changed"])
def test_taking_a_drag_back_takes_nothing_else_back(meanwhile: str) -> None:
    desk = Desk()
    desk.do(add_point(9, 9))
    desk.history.seal()
    if meanwhile != "nothing changed":
        desk.do(move_point(0, 1, 1))
    if meanwhile == "undone":
        desk.undo()
    elif meanwhile == "opened":
        desk.do(open_session(desk.present, "another"))
    present, label = desk.present, desk.history.undo_label
    assert desk.history.take_back(present) is present
    assert desk.history.undo_label == label != ""


def test_the_oldest_entries_are_forgotten() -> None:
    desk = Desk()
    for number in range(DEPTH + 10):
        desk.do(add_point(number, number))
    oldest = desk.present
    for _ in range(DEPTH + 10):
        oldest = desk.undo()
    assert len(oldest.dataset) == 8 + 10
    for _ in range(DEPTH + 10):
        desk.redo()
    assert len(desk.present.dataset) == 8 + DEPTH + 10


@given(st.lists(st.sampled_from(["edit", "drag", "undo", "redo", "seal"]), max_size=60))
def test_any_sequence_can_be_walked_back_and_forth(steps: list[str]) -> None:
    desk = Desk()
    for number, step in enumerate(steps):
        if step in ("edit", "drag"):
            desk.do(add_point(number, 0) if step == "edit" else move_point(0, number, 0))
        elif step == "seal":
            desk.history.seal()
        else:
            desk.undo() if step == "undo" else desk.redo()
    last = desk.present
    while desk.history.redo_label:
        desk.redo()
    newest = desk.present
    forth = 0
    while desk.history.undo_label:
        desk.undo()
        forth += 1
    for _ in range(forth):
        desk.redo()
    assert desk.present is newest
    assert last.dataset.next_id >= 8


def test_data_that_edits_share_count_once_and_the_newest_are_kept(monkeypatch) -> None:
    monkeypatch.setattr(history_module, "POINTS", 40)
    desk = Desk()
    points = len(desk.present.dataset.x)
    assert 2 * points < 40 < 12 * points
    for number in range(100):
        desk.do(set_learning_rate(0.001 * (number + 1)))
        desk.history.seal()
    assert undone(desk) == 100
    for number in range(30):
        desk.do(add_point(float(number), 0.0))
    few = undone(desk)
    assert 1 <= few < 12


def test_one_edit_of_many_points_can_be_undone(monkeypatch) -> None:
    monkeypatch.setattr(history_module, "POINTS", 1)
    desk = Desk()
    first = desk.present
    desk.do(add_point(1.0, 1.0))
    assert desk.undo() is first


def undone(desk: Desk) -> int:
    """Return how many edits can be undone; all of them are done again."""
    count = 0
    while desk.history.undo_label:
        desk.undo()
        count += 1
    for _turn in range(count):
        desk.redo()
    return count


def test_openings_are_known_on_both_sides_and_after_they_are_forgotten():
    history, opened = History(), document()
    assert history.openings == (0,)
    history.record(opened, "a", opened=True)
    history.record(opened, "b")
    history.record(opened, "c", opened=True)
    assert history.openings == (2, 1, 0)
    history.undo(opened)
    assert history.openings == (1, 0)
    history.redo(opened)
    assert history.openings == (2, 1, 0)
    history.undo(opened)
    history.record(opened, "d", opened=True)
    # What was undone and left is no part of it, and its number is not used again.
    assert history.openings == (3, 1, 0)
    for _edit in range(2 * DEPTH):
        history.record(opened, "e")
    assert history.openings == (3, 1, 0)
