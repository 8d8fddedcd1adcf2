"""Stores without a thread, and time that goes by when a test says so."""

from __future__ import annotations

from dataclasses import replace

from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.walk_again import walk_of
from tests.session.documents import document


def opened(given: Document | None = None) -> Store:
    return Store(given or document(), InlineCourier())


def frames(store: Store, count: int = 1, seconds: float = 0.25) -> Snapshot:
    """Let time go by: each frame is as the clock would tell it."""
    for _ in range(count):
        store._player._clock.ticked.emit(seconds)
    return store.snapshot


def play_to_the_end(store: Store) -> Snapshot:
    store.play()
    for _ in range(2000):
        if store.snapshot.status != "running":
            return store.snapshot
        frames(store)
    raise AssertionError("plays on and on")


def walk_again(store: Store, steps: int, desk: Desk | None = None) -> None:
    """Take so many steps from where a desk begins, or as many as there are finite ones."""
    again = walk_of(store.snapshot, replace(desk or Desk(), last_step=steps))
    again.go_on()
    store.take_up(again.walk)
