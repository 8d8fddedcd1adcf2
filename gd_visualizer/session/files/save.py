"""Save points as a table, so that a full disk or a pulled plug leaves the old file as it was."""

from __future__ import annotations

import csv
import io
import os
import stat
import tempfile
from pathlib import Path

from gd_visualizer.assets import translate as _
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.cells import is_attempt
from gd_visualizer.session.files.defused import defused


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
    # A name that begins with # would make the line a comment, but not inside quotation marks.
    quoted = names[0].startswith("#")
    (csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL) if quoted else writer).writerow(
        names
    )
    writer.writerows((repr(float(x)), repr(float(y))) for x, y in zip(data.x, data.y, strict=True))
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
    """Write the points into a file, all or nothing.

    Raises
    ------
    InputError
        If the place is no regular file or cannot be written; what was there stays.
    """
    write_whole(path, table_text(data).encode("utf-8", "replace"))


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by new content in one move: written beside it, forced to the disk, then renamed.

    Raises
    ------
    InputError
        If that fails, with the reason; the old file stays as it was.
    """
    target = path.resolve()
    temporary: Path | None = None
    try:
        mode = None
        if target.exists():
            mode = target.stat().st_mode
            if not stat.S_ISREG(mode):
                raise InputError(_("{name} is not a regular file: choose another name.").format(name=path.name))
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A new file gets the rights any new file gets; mkstemp's own are for its owner alone.
        temporary.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        temporary.replace(target)
        temporary = None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            _("{name} could not be saved ({reason}): choose another place.").format(name=path.name, reason=reason)
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
