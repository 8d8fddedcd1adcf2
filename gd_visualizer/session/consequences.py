"""What an edit makes invalid: which edits begin a new walk, and from where."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.session.document import Document


@dataclass(frozen=True, slots=True)
class Consequences:
    """What must be done after an edit.

    Attributes
    ----------
    new_land : bool
        Points, model, loss or penalty changed, or the way down: the landscape is another one.
    new_knobs : bool
        The model has other parameters than before.
    new_start : bool
        The start was moved: back to step 0 there.
    new_stride : bool
        The optimizer, the schedule, the mini-batches or their settings changed: same land, the walk goes on.
    """

    new_land: bool
    new_knobs: bool
    new_start: bool
    new_stride: bool


def consequences(old: Document, new: Document) -> Consequences:
    """Return what follows from replacing one document by another."""
    return Consequences(
        new_land=old.dataset is not new.dataset or old.goal != new.goal,
        new_knobs=old.model.parameter_names != new.model.parameter_names,
        new_start=old.start != new.start,
        new_stride=old.plan != new.plan,
    )
