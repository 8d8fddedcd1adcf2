"""Parts of a document in a session file: a key and those settings that are not the usual ones, and back."""

from __future__ import annotations

from typing import Any

from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.session_schema import LegEntry, PartEntry
from gd_visualizer.session.trace import Leg


def entry_of(part: Any) -> PartEntry:
    """Return what stands in a file for a model, loss, optimizer or schedule."""
    return PartEntry(part.key, changed_settings(part))


def changed_settings(part: Any) -> dict[str, Any]:
    """Return the settings that are not the usual ones."""
    values = {item.key: (getattr(part, item.key), item.default) for item in settings_of(part)}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, (value, default) in values.items()
        if value != default
    }


def created(folder: str, entry: PartEntry) -> Any:
    """Return the part that an entry stands for.

    Raises
    ------
    InputError
        If there is none of this key, or it has no such setting.
    """
    return create(folder, entry.key, **dict(entry.settings))


def leg_entry(leg: Leg) -> LegEntry:
    """Return what stands in a file for a part of a walk."""
    plan = leg.plan
    return LegEntry(leg.steps, entry_of(plan.optimizer), entry_of(plan.schedule), plan.batch_size, plan.seed)


def leg_of(entry: LegEntry) -> Leg:
    """Return the part of a walk that an entry stands for; raises as ``created``."""
    optimizer, schedule = created("optimizers", entry.optimizer), created("schedules", entry.schedule)
    return Leg(entry.steps, Plan(optimizer, schedule, entry.batch_size, entry.seed))
