"""Values: the named numbers and words of a moment that tasks are judged by and sentences are filled with."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gd_visualizer.assets import translate as _
from gd_visualizer.session.document import Document
from gd_visualizer.session.lessons.conditions import TRUTH, WORD, Value
from gd_visualizer.session.numbers import counted, exact, shown, significant
from gd_visualizer.session.snapshot import Snapshot

# What each name stands for, as docs/lessons.md says it too.
NAMES = {
    "loss": "the loss at the present step",
    "start_loss": "the loss when the chapter was opened",
    "lowest_loss": "the lowest loss of the present walk",
    "best_loss": "the lowest loss there is, where a formula gives it",
    "off_by": "by about how much the predictions miss: the root of the mean of the squares",
    "start_off_by": "the same when the chapter was opened",
    "gradient_norm": "how steep the ground is in its steepest direction; 0 is flat",
    "rate": "the learning rate",
    "start_rate": "the learning rate when the chapter was opened",
    "stable_rate": "the learning rate above which steps fly away, where a formula gives it",
    "step": "the present step, from 0",
    "last_step": "the last step that was walked",
    "points": "how many points there are",
    "start_points": "how many there were when the chapter was opened",
    "parameters": "how many parameters the model has",
    "moved": "true once the line, or the dot on the map, was moved by hand",
    "points_moved": "true once a point was moved, added or taken away",
    "parts_seen": "how many parts of the calculation were looked at, in the backward view",
    "answered": "true once the question was answered",
    "status": '"ready", "running", "paused", "arrived" or "diverged"',
    "model": "the key of the model, such as \"linear\"",
    "loss_name": "the key of the loss, such as \"mean_squared_error\"",
    "optimizer": "the key of the optimizer, such as \"gradient_descent\"",
    "page": '"line", "backward", "network" or "race"',
}  # fmt: skip
KINDS = {
    **dict.fromkeys(("status", "model", "loss_name", "optimizer", "page"), WORD),
    **dict.fromkeys(("moved", "points_moved", "answered"), TRUTH),
}
_COUNTS = frozenset({"parts_seen", "step", "last_step", "points", "start_points", "parameters"})
_ROUGH = frozenset({"off_by", "start_off_by"})
_CHOSEN = frozenset({"rate", "start_rate"})
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Beginning:
    """The numbers of the moment at which a chapter was opened."""

    document: Document
    loss: float | None
    off_by: float | None

    @classmethod
    def of(cls, snapshot: Snapshot) -> Beginning:
        """Return those of a snapshot."""
        return cls(snapshot.document, snapshot.loss, snapshot.off_by)


def names_of(document: Document) -> frozenset[str]:
    """Return every name that a lesson about this document may use; the parameters' letters are among them."""
    return frozenset(NAMES) | {name for name in document.model.parameter_names if name.isidentifier()}


def values_of(
    snapshot: Snapshot, begun: Beginning, page: str = "line", answered: bool = False, parts_seen: int = 0
) -> dict[str, Value]:
    """Return all values of a moment; None where there is none, such as the best loss of a network."""
    document, objective = snapshot.document, snapshot.objective
    old = begun.document
    letters = zip(document.model.parameter_names, map(float, snapshot.parameters), strict=True)
    # Without squares, which may be too large where the slopes are not.
    gradient = math.hypot(*snapshot.gradient.tolist())
    return {
        **dict(letters),
        "loss": snapshot.loss,
        "start_loss": begun.loss,
        "lowest_loss": _finite(float(snapshot.losses[snapshot.best_step])),
        "best_loss": objective.best_loss,
        "off_by": snapshot.off_by,
        "start_off_by": begun.off_by,
        "gradient_norm": _finite(gradient),
        "rate": document.optimizer.learning_rate,
        "start_rate": old.optimizer.learning_rate,
        "stable_rate": snapshot.largest_stable_rate,
        "step": float(snapshot.step),
        "last_step": float(snapshot.last_step),
        "points": float(len(document.dataset)),
        "start_points": float(len(old.dataset)),
        "parameters": float(len(document.start)),
        "moved": document.start != old.start,
        "points_moved": document.dataset is not old.dataset,
        "parts_seen": float(parts_seen),
        "answered": answered,
        "status": snapshot.status,
        "model": document.model.key,
        "loss_name": document.loss.key,
        "optimizer": document.optimizer.key,
        "page": page,
    }


def names_in(sentence: str) -> list[str]:
    """Return what stands in braces."""
    return _BRACES.findall(sentence)


def filled(sentence: str, values: Mapping[str, Value]) -> str:
    """Return a sentence with numbers in the place of names in braces."""
    return _BRACES.sub(lambda found: _written(found[1], values.get(found[1])), sentence)


def _written(name: str, value: Value) -> str:
    if value is None:
        return _("an unknown number")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return value
    if name in _COUNTS:
        return counted(int(value))
    if name in _CHOSEN:
        return exact(value)
    if name == "stable_rate":
        # As many digits as the zones of the slider have: it is a limit.
        return exact(value, 3)
    return significant(value) if name in _ROUGH else shown(value)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
