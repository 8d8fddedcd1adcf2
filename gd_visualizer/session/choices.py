"""Choices: edits that change what is trained and how, rather than the points or the start."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.registry import create, registered
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.carry import carried_over
from gd_visualizer.session.document import Document
from gd_visualizer.session.edits import Edit

Part = Literal["model", "loss", "optimizer", "schedule", "penalty"]
FOLDERS = {"model": "models", "loss": "losses", "optimizer": "optimizers", "schedule": "schedules"}
# More points at once than this is more than any table has.
MOST_POINTS, MOST_SEED = 10_000_000, 2**31 - 1

# Units of the hidden layer of a network to begin with.
SMALL_NETWORK = (4,)


def choose(part: Part, key: str) -> Edit:
    """Choose another model, loss, optimizer or schedule. Settings of the same name and the learning rate are kept.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    fresh = create(FOLDERS[part], key)
    words = {
        "model": _("change model"),
        "loss": _("change loss"),
        "optimizer": _("change optimizer"),
        "schedule": _("change schedule"),
    }

    def apply(old: Document) -> Document:
        before = getattr(old, part)
        if type(before) is registered(FOLDERS[part])[key]:
            return old
        return _with(old, part, _keeping(before, fresh))

    return Edit(words[part], apply)


def change_setting(part: Part, key: str, value: object) -> Edit:
    """Change one setting of the model, loss, optimizer, schedule or penalty; changes in a row are one entry."""

    def apply(old: Document) -> Document:
        before = getattr(old, part)
        setting = next((item for item in settings_of(before) if item.key == key), None)
        if setting is None:
            raise InputError(_("There is no setting named '{name}' here.").format(name=key))
        new = _with(old, part, replace(before, **{key: setting.checked(value)}))
        if part == "model" and key == "initialisation":
            # It says how the first weights are thrown, and nothing else: throw them.
            return _thrown(new)
        return new

    return Edit(_("change settings"), apply, melts_as=f"{part} {key}")


def set_batch_size(count: int) -> Edit:
    """Let each step look at so many points; 0 means all of them."""
    if not 0 <= count <= MOST_POINTS:
        raise InputError(_("Write how many points a step shall look at: a whole number from 1 on."))
    return Edit(_("change points per step"), lambda old: replace(old, batch_size=count))


def set_seed(seed: int) -> Edit:
    """Throw the dice in another way."""
    if not 0 <= seed <= MOST_SEED:
        raise InputError(_("Write a whole number from 0 to {most}.").format(most=MOST_SEED))
    return Edit(_("change seed"), lambda old: replace(old, seed=seed))


def set_climb(climb: bool) -> Edit:
    """Go up the landscape instead of down, or down again."""
    return Edit(_("change direction"), lambda old: replace(old, climb=climb))


def use_small_network() -> Edit:
    """Train a network with one layer of a few units."""

    def apply(old: Document) -> Document:
        return change_setting("model", "hidden", SMALL_NETWORK).apply(choose("model", "network").apply(old))

    return Edit(_("use a small network"), apply)


def throw_again() -> Edit:
    """Start from another throw of the dice."""

    def apply(old: Document) -> Document:
        new = replace(old, seed=(old.seed + 1) % MOST_SEED)
        return _thrown(new) if hasattr(new.model, "initialisation") else _scattered(new)

    return Edit(_("new random start"), apply)


def _thrown(document: Document) -> Document:
    start = document.model.first_parameters(document.dataset, document.seed)
    return replace(document, start=tuple(start.tolist()))


def _scattered(document: Document) -> Document:
    """Return the document with a start somewhere around the usual one, for models that know no dice."""
    usual = document.model.first_parameters(document.dataset, document.seed)
    away = np.random.default_rng(document.seed).standard_normal(len(usual)) * np.maximum(np.abs(usual), 1.0)
    return replace(document, start=tuple((usual + away).tolist()))


def _with(old: Document, part: Part, value: Any) -> Document:
    new: Document = replace(old, **{part: value})
    if isinstance(value, Model) and part == "model":
        start = carried_over(old.model, frozen(old.start), value, old.dataset, old.seed)
        return replace(new, start=tuple(start.tolist()))
    return new


def _keeping(old: Any, new: Any) -> Any:
    """Return the new entry with those settings that were changed in the old one and that it has too.

    A learning rate is kept among rules that multiply the slope by it. Rules that look around take it for a share of a
    step that they work out themselves: there, and on the way back, the usual rate is taken. Likewise with Adadelta.
    """
    before = {item.key: item for item in settings_of(old)}
    kept = {}
    for item in settings_of(new):
        known = before.get(item.key)
        if known is None or known.kind != item.kind:
            continue
        value, is_rate = getattr(old, item.key), item.key == "learning_rate"
        if value == known.default if not is_rate else 1.0 in (known.default, item.default):
            continue
        try:
            kept[item.key] = item.checked(value)
        except InputError:
            # Outside the range of the new one.
            continue
    return replace(new, **kept)
