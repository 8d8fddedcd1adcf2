"""Terms for all that can be chosen: the models, losses, optimizers, schedules and settings tell them themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gd_visualizer.assets import translate as _
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import PARTS, registered
from gd_visualizer.core.settings import Setting, settings_of
from gd_visualizer.session.term import Term


def terms_of_choices() -> tuple[Term, ...]:
    """Return a term for each entry of the registries, then one for each setting; a name may come twice."""
    return (*_entries(), *_settings())


def _entries() -> Iterator[Term]:
    also = {
        "models": _("a model to choose"),
        "losses": _("a loss to choose"),
        "optimizers": _("an optimizer to choose"),
        "schedules": _("a schedule to choose"),
    }
    for part in PARTS:
        for entry in registered(part).values():
            yield Term(_(entry.label), also[part], _(entry.help), _(entry.formula))


def _settings() -> Iterator[Term]:
    """Return a term for each name of a setting, with all that have it."""
    owners: dict[str, list[str]] = {}
    found: dict[str, Setting] = {}
    for name, entry in _all_with_settings():
        for setting in settings_of(entry):
            found.setdefault(setting.label, setting)
            owners.setdefault(setting.label, []).append(name)
    for label, setting in found.items():
        exact = _("It belongs to: {names}.").format(names=", ".join(owners[label]))
        yield Term(_(label), _("a setting"), _(setting.help), exact)


def _all_with_settings() -> Iterator[tuple[str, Any]]:
    for part in PARTS:
        for entry in registered(part).values():
            yield _(entry.label), entry
    yield _("Penalty"), Penalty
