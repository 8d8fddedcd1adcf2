"""The data sets the program ships with: each is a table and a few words about it, found by being there."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache

from gd_visualizer.assets import resource
from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.source import shown
from gd_visualizer.session.files.table import Table, points, read_table

DEFAULT = "eight_points"


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """What a menu shows of a built-in data set; the points themselves are not read for it.

    Attributes
    ----------
    key : str
        The name of its files, as in ``builtin:KEY``.
    name : str
        The title people see.
    look_for : str
        One sentence that says what to look for.
    start : tuple of float
        The slope and the height of a poor line to start from.
    learning_rate : float
        One that makes a good walk.
    source : str
        Where the numbers are from; empty where they were made up for this program and nothing more is to say.
    order : int
        Its place in the menu.
    """

    key: str
    name: str
    look_for: str
    start: tuple[float, ...]
    learning_rate: float
    source: str
    order: int


@dataclass(frozen=True, slots=True, eq=False)
class BuiltinDataset:
    """A built-in data set with its points.

    Attributes
    ----------
    key, name, look_for, start, learning_rate, source
        As in ``DatasetInfo``.
    x, y : (N,) float64
        Read-only.
    x_name, y_name : str
        What the axes are called.
    """

    key: str
    name: str
    look_for: str
    start: tuple[float, ...]
    learning_rate: float
    x: FloatArray
    y: FloatArray
    x_name: str
    y_name: str
    source: str = ""


@cache
def builtin_datasets() -> tuple[DatasetInfo, ...]:
    """Return what there is to choose from, in the order of the menu."""
    found = [_info(path.stem, path.read_text(encoding="utf-8")) for path in resource("datasets").glob("*.toml")]
    return tuple(sorted(found, key=lambda info: (info.order, info.key)))


def dataset_keys() -> tuple[str, ...]:
    """Return the names that may follow ``builtin:``, in the order of the menu."""
    return tuple(info.key for info in builtin_datasets())


def dataset_info(key: str) -> DatasetInfo:
    """Return what is said about one data set.

    Raises
    ------
    InputError
        If there is none of this name, naming those that come near.
    """
    for info in builtin_datasets():
        if info.key == key:
            return info
    near = difflib.get_close_matches(key.casefold(), dataset_keys(), n=3, cutoff=0.5)
    if near:
        sentence = _("there is no built-in data set '{name}': did you mean {near}?")
        raise InputError(sentence.format(name=shown(key), near=", ".join(near)))
    sentence = _("there is no built-in data set '{name}': choose one of {names}")
    raise InputError(sentence.format(name=shown(key), names=", ".join(dataset_keys())))


def builtin_table(key: str) -> Table:
    """Return all columns of one built-in data set.

    Raises
    ------
    InputError
        If there is none of this name.
    """
    return read_table(resource("datasets", f"{dataset_info(key).key}.csv"))


def load_builtin(key: str) -> BuiltinDataset:
    """Return one built-in data set with its points.

    Raises
    ------
    InputError
        If there is none of this name, naming those that come near.
    """
    info = dataset_info(key)
    x, y, x_name, y_name = points(builtin_table(key))
    return BuiltinDataset(
        info.key, info.name, info.look_for, info.start, info.learning_rate, x, y, x_name, y_name, info.source
    )


def _info(key: str, text: str) -> DatasetInfo:
    entry = tomllib.loads(text)
    return DatasetInfo(
        key=key,
        name=_(entry["name"]),
        look_for=_(entry["look_for"]),
        start=tuple(map(float, entry["start"])),
        learning_rate=float(entry["learning_rate"]),
        source=_(entry.get("source", "")),
        order=int(entry["order"]),
    )
