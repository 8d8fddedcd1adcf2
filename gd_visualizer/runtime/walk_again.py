"""Walking a walk again in a store."""

from __future__ import annotations

from dataclasses import replace

from gd_visualizer.runtime.store import Store
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.walk_again import walk_of


def walk_again(store: Store, steps: int, desk: Desk | None = None) -> None:
    """Take so many steps from where a desk begins, or as many as there are finite ones."""
    again = walk_of(store.snapshot, replace(desk or Desk(), last_step=steps))
    again.go_on()
    store.take_up(again.walk)
