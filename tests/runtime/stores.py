"""Stores without a thread, and time that goes by when a test says so."""

from __future__ import annotations

from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import Document
from gd_visualizer.session.snapshot import Snapshot
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
