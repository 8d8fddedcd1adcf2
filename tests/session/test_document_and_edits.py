from __future__ import annotations

import math

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.objective import Objective
from gd_visualizer.session import edits
from gd_visualizer.session.consequences import consequences
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.files.datasets import dataset_keys, load_builtin
from tests.session.documents import document, with_rate


def test_the_first_document_is_eight_points_and_a_poor_line() -> None:
    first = first_document()
    assert first.source == "eight_points"
    assert len(first.dataset) == 8
    objective = Objective.of(first.model, first.loss, first.dataset)
    assert objective.best_loss is not None
    assert objective.value(np.array(first.start)) > 10 * objective.best_loss


@pytest.mark.parametrize("key", dataset_keys())
def test_every_built_in_data_set_is_a_document(key: str) -> None:
    found, shipped = edits.open_builtin(key).apply(document()), load_builtin(key)
    assert found.dataset.x.tolist() == shipped.x.tolist()
    assert found.start == shipped.start
    assert found.optimizer.learning_rate == shipped.learning_rate
    assert found.title == shipped.name
    assert edits.open_builtin(key).fits
    bowl = Objective.of(found.model, found.loss, found.dataset).bowl
    assert bowl is not None
    assert found.optimizer.learning_rate < bowl.largest_stable_rate


def test_points_are_added_moved_and_removed() -> None:
    added = edits.add_point(1.0, 2.0).apply(document([0], [0]))
    assert added.dataset.x.tolist() == [0.0, 1.0]
    moved = edits.move_point(1, 5.0, 6.0).apply(added)
    assert moved.dataset.y.tolist() == [0.0, 6.0]
    removed = edits.remove_point(0).apply(moved)
    assert removed.dataset.ids.tolist() == [1]
    empty = edits.clear_points().apply(removed)
    assert len(empty.dataset) == 0
    assert edits.clear_points().apply(empty) is empty


def test_points_that_were_changed_are_no_longer_the_built_in_ones() -> None:
    changed = edits.add_point(1.0, 2.0).apply(first_document())
    assert (changed.title, changed.source) == ("", "")
    assert edits.add_point(1.0, 2.0).apply(document()).title == "points"


def test_a_table_brings_a_start_and_a_rate_that_suit_it() -> None:
    data = Dataset.from_arrays([100.0, 101.0, 103.0], [1.0, 2.0, 2.0])
    edit = edits.open_points(data, "mine.csv")
    found = edit.apply(first_document())
    assert edit.label == "open mine.csv"
    assert edit.fits
    assert (found.title, found.source, found.start) == ("mine.csv", "", (0.0, 0.0))
    bowl = Objective.of(found.model, found.loss, data).bowl
    assert bowl is not None
    assert found.optimizer.learning_rate == pytest.approx(bowl.largest_stable_rate / 4, rel=0.1)
    nothing = edits.open_points(Dataset.from_arrays([], []), "empty.csv").apply(first_document())
    assert nothing.optimizer == first_document().optimizer


def test_start_and_rate_are_set() -> None:
    assert edits.move_start(1, 2).apply(document()).start == (1.0, 2.0)
    assert edits.set_learning_rate(0.5).apply(document()).optimizer.learning_rate == 0.5
    with pytest.raises(InputError, match="outside its range"):
        edits.set_learning_rate(-1.0).apply(document())


def test_what_is_dragged_melts_and_what_is_typed_does_not() -> None:
    assert edits.move_point(3, 0, 0).melts_as != edits.move_point(4, 0, 0).melts_as
    assert edits.move_point(3, 0, 0).melts_as == edits.move_point(3, 1, 1).melts_as != ""
    assert edits.move_start(0, 0).melts_as == edits.move_start(1, 1).melts_as != ""
    assert edits.set_learning_rate(1).melts_as == edits.set_learning_rate(2).melts_as != ""
    typed = [edits.place_point(3, 0, 0), edits.place_start(0, 0), edits.add_point(0, 0), edits.remove_point(1)]
    assert [edit.melts_as for edit in typed] == ["", "", "", ""]


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none_never_get_in(bad: float) -> None:
    for make in (edits.add_point, edits.move_start, edits.place_start):
        with pytest.raises(InputError, match="too large"):
            make(0.0, bad)
    for move in (edits.move_point, edits.place_point):
        with pytest.raises(InputError, match="too large"):
            move(0, bad, 0.0)


def test_every_edit_has_words_for_the_undo_menu() -> None:
    for edit in (edits.add_point(0, 0), edits.clear_points(), edits.open_builtin("ravine"), edits.set_learning_rate(1)):
        assert edit.label
        assert edit.label[0].islower()


@pytest.mark.parametrize(
    ("edit", "land", "start", "stride"),
    [
        (edits.add_point(0.0, 0.0), True, False, False),
        (edits.move_start(0.0, 0.0), False, True, False),
        (edits.set_learning_rate(0.4), False, False, True),
        (edits.open_builtin("ravine"), True, True, True),
    ],
)
def test_consequences_of_an_edit(edit: edits.Edit, land: bool, start: bool, stride: bool) -> None:
    old = first_document()
    found = consequences(old, edit.apply(old))
    assert (found.new_land, found.new_start, found.new_stride) == (land, start, stride)


def test_nothing_follows_from_nothing() -> None:
    old: Document = document()
    found = consequences(old, with_rate(old, old.optimizer.learning_rate))
    assert (found.new_land, found.new_start, found.new_stride) == (False, False, False)
