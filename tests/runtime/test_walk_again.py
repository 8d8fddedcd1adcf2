"""Whatever was done on the way, a walk that is saved and taken again is the same walk, and goes on the same."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.registry import registered
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.choices import change_setting, choose, set_batch_size, set_seed
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import first_document
from gd_visualizer.session.session_file import session_text, with_desk_from
from gd_visualizer.session.walk_again import WalkAgain, walk_of
from tests.runtime.stores import frames, play_to_the_end, walk_again

pytestmark = pytest.mark.usefixtures("qapp")


def desk_of(store: Store) -> Desk:
    now = store.snapshot
    begins = tuple(now.path[0].tolist())
    return Desk(
        step=now.step,
        last_step=now.last_step,
        walk_from=() if begins == tuple(now.document.start) else begins,
        legs=store.legs,
        come_to=tuple(now.path[-1].tolist()),
    )


def reopened(store: Store) -> Store:
    """Return a store that opens what this one saves."""
    document, desk = with_desk_from(session_text(store.snapshot.document, desk_of(store)).encode(), "mine.gdv")
    other = Store(document, InlineCourier())
    walk_again(other, desk.last_step, desk)
    other.seek(desk.step)
    return other


def same_walks(one: Store, other: Store) -> None:
    """Compare the path and what is said at every step of it."""
    ours, theirs = one.snapshot, other.snapshot
    assert (theirs.step, theirs.last_step, theirs.best_step) == (ours.step, ours.last_step, ours.best_step)
    assert np.array_equal(theirs.path, ours.path)
    assert np.allclose(theirs.losses, ours.losses, rtol=1e-12, atol=0.0, equal_nan=True)
    here = ours.step
    for step in {*range(0, ours.last_step + 1, max(1, ours.last_step // 8)), ours.last_step, here}:
        one.seek(step)
        other.seek(step)
        ours, theirs = one.snapshot, other.snapshot
        assert (step, theirs.status, theirs.sentence) == (step, ours.status, ours.sentence)
        assert (
            np.array_equal(theirs.preview.parameters, ours.preview.parameters) if ours.preview else not theirs.preview
        )
    for store in (one, other):
        store.seek(here)


def edited(store: Store, chance: random.Random) -> None:
    """Do one of the things that a person does on the way."""
    rate = 10.0 ** chance.uniform(-3, 0)
    kind = chance.randrange(9)
    if kind == 0:
        store.apply(choose("optimizer", chance.choice(list(registered("optimizers")))))
    elif kind == 1:
        store.apply(edits.set_learning_rate(rate))
    elif kind == 2:
        store.apply(choose("schedule", chance.choice(list(registered("schedules")))))
    elif kind == 3:
        store.apply(set_batch_size(chance.choice([0, 1, 3])))
        store.apply(set_seed(chance.randrange(5)))
    elif kind == 4:
        store.seek(chance.randrange(store.snapshot.last_step + 1))
    elif kind == 5:
        store.undo()
    elif kind == 6:
        store.play()
        frames(store, chance.randrange(4))
        store.pause()
    else:
        store.step(chance.choice([1, 1, 10, 60]))


@pytest.mark.parametrize("model", ["linear", "sine", "network"])
@pytest.mark.parametrize("seed", range(4))
def test_a_walk_comes_back_whatever_was_changed_on_the_way(model: str, seed: int) -> None:
    chance, store = random.Random(f"{model} {seed}"), Store(first_document(), InlineCourier())
    store.step(2)
    store.apply(choose("model", model))
    for _ in range(15):
        edited(store, chance)
    again = reopened(store)
    same_walks(store, again)
    for walker in (store, again):
        walker.step(7)
    same_walks(store, again)


def test_settings_of_each_leg_come_back() -> None:
    store = Store(first_document(), InlineCourier())
    store.step(3)
    store.apply(choose("optimizer", "adam"))
    store.apply(change_setting("optimizer", "amsgrad", True))
    store.apply(choose("schedule", "cosine"))
    store.apply(set_batch_size(3))
    store.apply(set_seed(7))
    store.step(4)
    store.apply(choose("optimizer", "rprop"))
    text = session_text(store.snapshot.document, desk_of(store))
    document, desk = with_desk_from(text.encode(), "mine.gdv")
    assert desk.legs == store.legs
    assert [leg.steps for leg in desk.legs] == [3, 4]
    assert session_text(document, desk) == text


def test_a_rest_that_was_walked_on_from_comes_back() -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(choose("model", "proportional"))
    store.apply(choose("loss", "log_cosh"))
    arrived = play_to_the_end(store).last_step
    assert store.snapshot.status == "arrived"
    store.step(10)
    store.step(10)
    assert store.snapshot.last_step == arrived + 20
    same_walks(store, reopened(store))


def test_the_walk_can_be_stopped_and_gone_on_with() -> None:
    store = Store(replace(first_document(), start=(3.0, 3.0)), InlineCourier())
    store.step(500)
    again = walk_of(store.snapshot, desk_of(store))

    def enough(share: float) -> None:
        if share > 0.05:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        again.go_on(enough)
    assert 0 < again.walk.last_step < 500
    assert not again.is_done
    again.go_on(seconds=0.0)
    assert not again.is_done
    again.go_on()
    assert again.is_done
    assert np.array_equal(again.walk.trace.parameters, store.snapshot.path)


def test_where_numbers_leave_their_range_nothing_is_left_to_walk() -> None:
    document = edits.set_learning_rate(1e3).apply(first_document())
    again = WalkAgain(document.objective(), document.plan, np.array(document.start), 10_000)
    again.go_on()
    assert again.is_done
    assert 1 < again.walk.last_step < 10_000
