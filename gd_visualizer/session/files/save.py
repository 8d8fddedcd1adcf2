"""Save points as a table, so that a full disk or a pulled plug leaves the old file as it was."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gd_visualizer.assets import translate as _
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.cells import is_attempt
from gd_visualizer.session.files.defused import defused

LONGEST_PREFIX = 50
_UNSAFE = frozenset("';|\t,")
WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def table_text(data: Dataset, delimiter: str = ",") -> str:
    """Return the points as text: a line of names, then a line a point, each number as it reads back exactly.

    Parameters
    ----------
    data : Dataset
    delimiter : str
        A comma for files, a tab for the clipboard.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    names = [_name(data.x_name, "x"), _name(data.y_name, "y")]
    # Inside quotation marks, # makes no comment, an apostrophe quotes nothing, and where another sign parts cells, in
    # the spreadsheets of other countries, what stands behind it does not become a cell, which might be run.
    quoted = any(name.startswith("#") or not _UNSAFE.isdisjoint(name) for name in names)
    (csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL) if quoted else writer).writerow(
        names
    )
    writer.writerows(zip(map(repr, data.x.tolist()), map(repr, data.y.tolist()), strict=True))
    return text.getvalue()


def _name(name: str, letter: str) -> str:
    """Return a name that no spreadsheet runs, and no reader takes for a number."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    name = " ".join(printable.split())
    if not name:
        return letter
    # The other letter would exchange the columns where they are read.
    misleading = is_attempt(name) or (name.casefold() in {"x", "y"} and name.casefold() != letter)
    return defused(f"{letter} {name}" if misleading else name)


def save_points(data: Dataset, path: Path) -> None:
    """Write the points into a file, all or nothing: with tabs where its name ends in .tsv, otherwise with commas.

    Raises
    ------
    InputError
        If the place is no regular file or cannot be written; what was there stays.
    """
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    write_whole(path, table_text(data, delimiter).encode("utf-8", "replace"))


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Replace a file by new content in one move: written beside it, forced to the disk, then renamed.

    What is too much to be held at once comes in pieces; an error on the way to one of them leaves the old file. A
    link is followed to the file it stands for. A name that stands for a folder, a pipe or a device is
    refused, and so is a file that somebody has protected against writing.

    Raises
    ------
    InputError
        If that fails, with the reason; the old file stays as it was.
    """
    temporary: Path | None = None
    try:
        target = path.resolve()
        mode = _mode(target, path.name)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:LONGEST_PREFIX]}.", dir=target.parent)
        temporary = Path(name)
        try:
            for piece in [content] if isinstance(content, bytes) else content:
                _write_all(handle, piece)
            os.fsync(handle)
        finally:
            os.close(handle)
        with contextlib.suppress(OSError):  # some disks know no rights
            # A new file gets the rights any new file gets; mkstemp's own are for its owner alone.
            temporary.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, target)
        temporary = None
    except InputError:
        # It is a ValueError too, and has said all already.
        raise
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            _("{name} could not be saved ({reason}): choose another place.").format(name=path.name, reason=reason)
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    _force_name(target.parent)


def _mode(target: Path, name: str) -> int | None:
    """Return the rights of a file, None where there is none yet."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise InputError(_("{name} is not a regular file: choose another name.").format(name=name))
    if not mode & WRITABLE:
        # Renaming would replace it all the same.
        raise InputError(_("{name} is protected against writing: choose another name.").format(name=name))
    return mode


def _write_all(handle: int, content: bytes) -> None:
    """Write everything: a nearly full disk takes only a part at first, and refuses the rest."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _force_name(folder: Path) -> None:
    """Force the new name to the disk too; systems that know no such thing are left alone: the file itself is safe."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
