"""Find what there is: each file in a folder of models, losses, optimizers or schedules adds one entry."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from functools import cache
from typing import Any

from gd_visualizer.core.errors import RefusalError
from gd_visualizer.core.settings import settings_of

PARTS = ("models", "losses", "optimizers", "schedules")
_ONE_OF = {"models": "model", "losses": "loss", "optimizers": "optimizer", "schedules": "schedule"}


@cache
def registered(part: str) -> dict[str, type[Any]]:
    """Return the classes of one folder by their keys, in the order of their ``order`` and then their key.

    Parameters
    ----------
    part : {"models", "losses", "optimizers", "schedules"}
    """
    package = importlib.import_module(f"gd_visualizer.core.{part}")
    found: dict[str, type[Any]] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__ and hasattr(value, "key"):
                found[value.key] = value
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


@cache
def _entry(part: str, key: str) -> type[Any]:
    """Return one class by its key; its file has the same name, so that the others need not be loaded for it."""
    package = f"gd_visualizer.core.{part}"
    if key.isidentifier() and not key.startswith(("base", "_")) and importlib.util.find_spec(f"{package}.{key}"):
        found = vars(importlib.import_module(f"{package}.{key}")).values()
        entry: type[Any] = next(value for value in found if getattr(value, "key", None) == key)
        return entry
    raise RefusalError(
        "there is no {key} named '{key2}': choose one of {names}",
        key=_ONE_OF[part],
        key2=key,
        names=", ".join(registered(part)),
    )


def create(part: str, key: str, /, **settings: object) -> Any:
    """Make one entry by its key with the given settings.

    Raises
    ------
    InputError
        If there is no such key or no such setting, naming those that exist.
    """
    entry = _entry(part, key)
    known = [item.key for item in settings_of(entry)]
    for name in settings:
        if name not in known:
            remedy = f"its settings are {', '.join(known)}" if known else "it has no settings"
            raise RefusalError("{key} has no setting named '{name}': {remedy}", key=key, name=name, remedy=remedy)
    checked = {item.key: item.checked(settings[item.key]) for item in settings_of(entry) if item.key in settings}
    return entry(**checked)
