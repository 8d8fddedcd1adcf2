"""Edits: every way a document can change, each a function from an old document to a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.settings import Setting, settings_of
from gd_visualizer.session.document import Document, first_document


@dataclass(frozen=True, slots=True)
class Edit:
    """One change with the words for the undo menu.

    Attributes
    ----------
    label : str
        Ends "Undo …", such as "add point".
    apply : callable
        Returns the new document.
    melts_as : str
        Edits in a row with the same non-empty text become one entry of the history.
    fits : bool
        Views should fit what they show afterwards: the data are quite other ones.
    """

    label: str
    apply: Callable[[Document], Document]
    melts_as: str = ""
    fits: bool = False


def add_point(x: float, y: float) -> Edit:
    """Put one more point."""
    _finite(x, y)
    return Edit(_("add point"), lambda old: _with_data(old, old.dataset.added(x, y)))


def move_point(point_id: int, x: float, y: float) -> Edit:
    """Put a point somewhere else; moves of one point in a row are one entry."""
    _finite(x, y)
    return Edit(
        _("move point"), lambda old: _with_data(old, old.dataset.moved(point_id, x, y)), melts_as=f"move {point_id}"
    )


def place_point(point_id: int, x: float, y: float) -> Edit:
    """Give a point exact numbers: an entry of its own."""
    return replace(move_point(point_id, x, y), melts_as="")


def remove_point(point_id: int) -> Edit:
    """Take a point away."""
    return Edit(_("delete point"), lambda old: _with_data(old, old.dataset.removed(point_id)))


def clear_points() -> Edit:
    """Take all points away."""
    return Edit(_("clear points"), lambda old: _with_data(old, old.dataset.cleared()) if len(old.dataset) else old)


def open_builtin(key: str) -> Edit:
    """Put a built-in data set with its own start and learning rate in the place of the points.

    Model, loss and optimizer stay. The start and the rate of the data set are those of a line.
    """
    fresh = first_document(key)

    def apply(old: Document) -> Document:
        new = replace(old, dataset=fresh.dataset, title=fresh.title, source=key)
        if old.model != fresh.model:
            return _suited(new)
        rate = fresh.optimizer.learning_rate if isinstance(old.optimizer, GradientDescent) else None
        new = replace(new, start=fresh.start)
        return new if rate is None else _with_rate(new, rate)

    return Edit(_("open {name}").format(name=fresh.title), apply, fits=True)


def open_points(dataset: Dataset, title: str) -> Edit:
    """Put points from a table in the place of the present ones, with a start and a rate that suit them."""

    def apply(old: Document) -> Document:
        return _suited(replace(old, dataset=dataset, title=title, source=""))

    return Edit(_("open {name}").format(name=title), apply, fits=True)


def open_session(document: Document, title: str) -> Edit:
    """Put all that a session file holds in the place of what there is."""
    return Edit(_("open {name}").format(name=title or _("a session")), lambda _old: document, fits=True)


def move_start(*parameters: float) -> Edit:
    """Start somewhere else; moves in a row are one entry."""
    _finite(*parameters)
    start = tuple(float(value) for value in parameters)
    return Edit(_("move start"), lambda old: replace(old, start=start), melts_as="start")


def place_start(*parameters: float) -> Edit:
    """Give the start exact numbers: an entry of its own."""
    return replace(move_start(*parameters), melts_as="")


def set_learning_rate(rate: float) -> Edit:
    """Take longer or shorter steps from now on; changes in a row are one entry."""
    return Edit(_("change learning rate"), lambda old: _with_rate(old, rate), melts_as="learning rate")


def scale_learning_rate(factor: float) -> Edit:
    """Make steps so many times as long, inside the range of the setting and to four digits."""

    def apply(old: Document) -> Document:
        return _with_rate(old, _held_rate(old, float(f"{old.optimizer.learning_rate * factor:.4g}")))

    return Edit(_("change learning rate"), apply, melts_as="learning rate")


def _suited(document: Document) -> Document:
    """Return the document with a start that suits its data, and a rate where one is known to.

    The rate is a quarter of the largest stable one, to two digits; only plain gradient descent has such a limit.
    """
    start = document.model.first_parameters(document.dataset, document.seed)
    fresh = replace(document, start=tuple(start.tolist()))
    stable = fresh.objective().largest_stable_rate
    if stable is None or not isinstance(fresh.optimizer, GradientDescent):
        return fresh
    return _with_rate(fresh, _held_rate(fresh, float(f"{stable / 4.0:.2g}")))


def _with_rate(document: Document, rate: float) -> Document:
    optimizer = document.optimizer
    changed = replace(optimizer, learning_rate=_rate_setting(document).checked(rate))  # type: ignore[type-var]
    return replace(document, optimizer=changed)


def _held_rate(document: Document, rate: float) -> float:
    """Return the rate, or the end of its range that is nearest."""
    limits = _rate_setting(document)
    return min(max(rate, limits.minimum), limits.maximum)


def _rate_setting(document: Document) -> Setting:
    return next(item for item in settings_of(document.optimizer) if item.key == "learning_rate")


def _with_data(old: Document, dataset: Dataset) -> Document:
    return replace(old, dataset=dataset, title="" if old.source else old.title, source="")


def _finite(*numbers: float) -> None:
    if not np.isfinite(numbers).all():
        raise InputError(_("This number is too large: use one between −10³⁰⁸ and 10³⁰⁸."))
