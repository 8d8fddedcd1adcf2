"""Session files: a document as one readable JSON object, and back; nothing in them is ever run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.desk_entries import desk_entries, desk_of
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.datasets import dataset_keys
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.files.source import file_name, read_bytes, shown
from gd_visualizer.session.part_entries import changed_settings, created, entry_of
from gd_visualizer.session.said import said
from gd_visualizer.session.session_schema import VERSION, SessionEntry

SUFFIX = ".gdv"
FOLDERS = {"model": "models", "loss": "losses", "optimizer": "optimizers", "schedule": "schedules"}
LONGEST_NAME = 200
LONGEST_REASON = 400
# Far more than a session of a million points has. Lists are counted only once they are made, and many millions of
# numbers and names would take the time and the memory for that first.
MOST_COMMAS, MOST_COLONS = 5_000_000, 500_000


def session_text(document: Document, desk: Desk | None = None) -> str:
    """Return a document, and what lies around it, as JSON that people can read.

    Every number reads back to the same float64.
    """
    data = document.dataset
    names = document.model.parameter_names
    parts: dict[str, Any] = {part: entry_of(getattr(document, part)) for part in FOLDERS}
    desk = desk or Desk()
    entry = SessionEntry(
        format="gd-visualizer session",
        version=2 if desk.legs else 1,
        title=document.title[:LONGEST_NAME],
        source=document.source,
        x_name=data.x_name[:LONGEST_NAME],
        y_name=data.y_name[:LONGEST_NAME],
        points=list(zip(data.x.tolist(), data.y.tolist(), strict=True)),
        start=dict(zip(names, map(float, document.start), strict=True)),
        **parts,
        penalty=changed_settings(document.penalty),
        climb=document.climb,
        batch_size=document.batch_size,
        seed=document.seed,
        racers=[entry_of(racer) for racer in document.racers],
        **desk_entries(desk, names),
    )
    return msgspec.json.format(msgspec.json.encode(entry), indent=1).decode() + "\n"


def save_session(document: Document, path: Path, desk: Desk | None = None) -> None:
    """Write a document, and what lies around it, into a file, all or nothing.

    Raises
    ------
    InputError
        If the place is no regular file or cannot be written; what was there stays.
    """
    write_whole(path, session_text(document, desk).encode())


def read_session(path: Path) -> Document:
    """Read a session file.

    Raises
    ------
    InputError
        In one sentence with the file and the field, if it is none, is damaged, or was made by a newer version.
    """
    return session_from(read_bytes(path), file_name(path))


def read_with_desk(path: Path) -> tuple[Document, Desk]:
    """Read a session file with all that lies around the document; raises as ``read_session``."""
    return with_desk_from(read_bytes(path), file_name(path))


def session_from(content: bytes, name: str) -> Document:
    """Return the document that the content of a session file stands for.

    Parameters
    ----------
    content : bytes
    name : str
        What messages call the file.

    Raises
    ------
    InputError
        See ``read_session``.
    """
    return with_desk_from(content, name)[0]


def with_desk_from(content: bytes, name: str) -> tuple[Document, Desk]:
    """Return the document and the desk that the content of a session file stands for; raises as ``read_session``."""
    entry = _decoded(content, name)
    try:
        document = _document(entry)
        return document, desk_of(entry, document.model.parameter_names)
    except InputError as error:
        raise InputError(f"{name}: {_one_line(said(error))}") from None


def _decoded(content: bytes, name: str) -> SessionEntry:
    if content.count(b",") > MOST_COMMAS or content.count(b":") > MOST_COLONS:
        raise InputError(_("{file} is no session that can be opened: it holds more than any session").format(file=name))
    _refuse_newer(content, name)
    try:
        return msgspec.json.decode(content, type=SessionEntry)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        sentence = _("{file} is no session that can be opened: {reason}")
        raise InputError(sentence.format(file=name, reason=_one_line(said(error)))) from None


def _one_line(reason: str) -> str:
    """Return a reason that may quote the file as one line of sensible length."""
    reason = "".join(letter if letter.isprintable() else " " for letter in reason)
    return reason if len(reason) <= LONGEST_REASON else f"{reason[: LONGEST_REASON - 1]}…"


def _refuse_newer(content: bytes, name: str) -> None:
    """Say so where a later version of the program has written the file: its other fields may mean other things."""
    try:
        version = msgspec.json.decode(content, type=_Versioned).version
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return
    if version > VERSION:
        sentence = _("{file} was made by a newer version of this program (format {n}): update it to open the file")
        raise InputError(sentence.format(file=name, n=shown(str(version))))


class _Versioned(msgspec.Struct):
    version: int


def _document(entry: SessionEntry) -> Document:
    parts = {part: created(folder, getattr(entry, part)) for part, folder in FOLDERS.items()}
    points = np.array(entry.points, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(points).all():
        raise InputError(_("every coordinate must be a finite number"))
    return Document(
        Dataset.from_arrays(points[:, 0], points[:, 1], entry.x_name, entry.y_name),
        entry.title,
        entry.source if entry.source in dataset_keys() else "",
        _start(entry.start, parts["model"].parameter_names),
        penalty=_penalty(entry.penalty),
        climb=entry.climb,
        batch_size=entry.batch_size,
        seed=entry.seed,
        racers=tuple(created("optimizers", racer) for racer in entry.racers),
        **parts,
    )


def _start(given: Mapping[str, float], names: tuple[str, ...]) -> tuple[float, ...]:
    for name in names:
        if name not in given:
            raise InputError(_("the start has no number for the parameter '{name}'").format(name=name))
        if not np.isfinite(given[name]):
            raise InputError(_("the start of '{name}' is not a finite number").format(name=name))
    return tuple(float(given[name]) for name in names)


def _penalty(given: Mapping[str, float]) -> Penalty:
    known = {item.key: item for item in settings_of(Penalty)}
    for key in given:
        if key not in known:
            raise InputError(_("penalty has no setting named '{name}'").format(name=shown(key)))
    return Penalty(**{key: known[key].checked(value) for key, value in given.items()})  # type: ignore[arg-type]
