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
        Points, model or loss changed: the landscape is another one.
    new_start : bool
        The start was moved: back to step 0 there.
    new_stride : bool
        The optimizer or its settings changed: same land, the walk goes on with the new ones.
    """

    new_land: bool
    new_start: bool
    new_stride: bool


def consequences(old: Document, new: Document) -> Consequences:
    """Return what follows from replacing one document by another."""
    return Consequences(
        new_land=old.dataset is not new.dataset or old.model != new.model or old.loss != new.loss,
        new_start=old.start != new.start,
        new_stride=old.optimizer != new.optimizer,
    )
