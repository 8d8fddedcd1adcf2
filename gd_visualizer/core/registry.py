"""Find what there is: every file in a folder of models, losses or optimizers adds one entry by being there."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any

from gd_visualizer.core.errors import InputError

PARTS = ("models", "losses", "optimizers")


@cache
def registered(part: str) -> dict[str, type[Any]]:
    """Return the classes of one folder by their keys, in the order of their ``order`` and then their key.

    Parameters
    ----------
    part : {"models", "losses", "optimizers"}
    """
    package = importlib.import_module(f"gd_visualizer.core.{part}")
    found: dict[str, type[Any]] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for _, value in inspect.getmembers(module, inspect.isclass):
            if value.__module__ == module.__name__ and getattr(value, "key", ""):
                found[value.key] = value
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def create(part: str, key: str, **settings: float) -> Any:
    """Make one entry by its key with the given settings.

    Raises
    ------
    InputError
        If there is no such key or no such setting, naming those that exist.
    """
    entries = registered(part)
    if key not in entries:
        raise InputError(f"there is no {part[:-1]} named '{key}': choose one of {', '.join(entries)}")
    try:
        return entries[key](**settings)
    except TypeError:
        known = ", ".join(name for name in entries[key].__dataclass_fields__) or "none"
        wrong = ", ".join(name for name in settings if name not in entries[key].__dataclass_fields__)
        raise InputError(f"{key} has no setting named '{wrong}': its settings are {known}") from None
