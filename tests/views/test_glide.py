"""The glide: one slow step moves, everything else is there at once, and the end is exact."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.document import first_document
from gd_visualizer.views.glide import Glide


@pytest.fixture
def store():
    """Return a store with the eight points."""
    store = Store(first_document(), InlineCourier())
    yield store
    store.close()


def test_one_step_moves_through_true_pictures_to_the_exact_end(qtbot, store):
    glide, seen = Glide(), []
    glide.moved.connect(seen.append)
    glide.show(store.snapshot)
    begin = store.snapshot.parameters
    store.step()
    glide.show(store.snapshot)
    assert seen[-1] is not store.snapshot
    qtbot.waitUntil(lambda: seen[-1] is store.snapshot, timeout=2000)
    assert len(seen) > 3
    shares = [(shot.parameters[0] - begin[0]) / (store.snapshot.parameters[0] - begin[0]) for shot in seen[1:]]
    assert shares == sorted(shares)
    assert all(shot.loss == shot.objective.value(shot.parameters) for shot in seen)


def test_other_changes_are_there_at_once(store):
    glide, seen = Glide(), []
    glide.moved.connect(seen.append)
    glide.show(store.snapshot)
    store.step(10)
    glide.show(store.snapshot)
    assert seen[-1] is store.snapshot
    store.apply(edits.move_start(1.0, 1.0))
    glide.show(store.snapshot)
    assert seen[-1] is store.snapshot
    glide.reduced = True
    store.step()
    glide.show(store.snapshot)
    assert seen[-1] is store.snapshot


def test_a_drag_in_the_middle_of_a_glide_ends_it(qtbot, store):
    glide, seen = Glide(), []
    glide.moved.connect(seen.append)
    glide.show(store.snapshot)
    store.step()
    glide.show(store.snapshot)
    qtbot.wait(60)
    store.apply(edits.move_start(0.5, 0.5))
    glide.show(store.snapshot)
    assert seen[-1] is store.snapshot
    count = len(seen)
    qtbot.wait(300)
    assert len(seen) == count
    assert np.array_equal(seen[-1].parameters, [0.5, 0.5])
