"""The set-up of a lesson: from a few words in its front matter to the document that a learner begins with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.registry import create
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.document import FIRST_DATASET, Document, first_document
from gd_visualizer.session.lessons.schema import SetUpEntry
from gd_visualizer.session.session_schema import PartEntry


def document_of(entry: SetUpEntry) -> Document:
    """Return the document of a set-up.

    Raises
    ------
    InputError
        If there is no such data set, model, loss, optimizer or setting, or a number is out of its range.
    """
    if entry.points is not None and entry.data:
        raise InputError(_("give points or the name of built-in data, not both"))
    first = first_document(entry.data or FIRST_DATASET)
    document = replace(
        first,
        model=_part("models", entry.model),
        loss=_part("losses", entry.loss),
        seed=entry.seed,
    )
    if entry.points is not None:
        document = replace(document, dataset=_points(entry.points), title=_("Points of this chapter"), source="")
    document = replace(document, optimizer=_optimizer(entry, document))
    return replace(document, start=_start(entry, document))


def _part(folder: str, entry: str | PartEntry) -> Any:
    key, settings = (entry, {}) if isinstance(entry, str) else (entry.key, entry.settings)
    return create(folder, key, **settings)


def _optimizer(entry: SetUpEntry, document: Document) -> Any:
    """Return the optimizer; a line on built-in data gets the rate that suits them, where none is given."""
    optimizer = _part("optimizers", entry.optimizer)
    rate = entry.learning_rate
    suits = isinstance(document.model, Linear) and document.source and optimizer.key == document.optimizer.key
    if rate is None and suits:
        rate = document.optimizer.learning_rate
    limits = next((item for item in settings_of(optimizer) if item.key == "learning_rate"), None)
    if rate is None or limits is None:
        return optimizer
    return replace(optimizer, learning_rate=limits.checked(rate))


def _points(points: list[tuple[float, float]]) -> Dataset:
    rows = np.array(points, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(rows).all():
        raise InputError(_("every coordinate must be a finite number"))
    return Dataset.from_arrays(rows[:, 0], rows[:, 1], "x", "y")


def _start(entry: SetUpEntry, document: Document) -> tuple[float, ...]:
    """Return where to start: the numbers given, and the usual ones for the other parameters."""
    names = document.model.parameter_names
    for name, value in entry.start.items():
        if name not in names:
            sentence = _("the model has no parameter '{name}': its parameters are {names}")
            raise InputError(sentence.format(name=name[:40], names=", ".join(names[:12])))
        if not np.isfinite(value):
            raise InputError(_("the start of '{name}' is not a finite number").format(name=name[:40]))
    usual = document.start
    if not isinstance(document.model, Linear) or not document.source:
        usual = tuple(document.model.first_parameters(document.dataset, document.seed).tolist())
    return tuple(entry.start.get(name, value) for name, value in zip(names, usual, strict=True))
