"""Walking a walk again: the same document takes the same steps, to the last digit."""

from __future__ import annotations

import time

from gd_visualizer.runtime.store import Store

AT_ONCE = 20_000


def walk_again(store: Store, steps: int, seconds: float = float("inf")) -> None:
    """Take steps up to this one, or as many as there are finite ones, or as there is time for.

    Parameters
    ----------
    store : Store
    steps : int
        The step to arrive at.
    seconds : float
        No new stretch is begun after this time.
    """
    ends_at = time.perf_counter() + seconds
    stretch = AT_ONCE if seconds == float("inf") else 100
    while (before := store.snapshot.step) < steps and time.perf_counter() < ends_at:
        store.step(min(steps - before, stretch))
        stretch = min(2 * stretch, AT_ONCE)
        if store.snapshot.step == before:
            # Many steps stop where it has arrived; a single one always goes on.
            store.step()
        if store.snapshot.step == before:
            break
