"""The path as a table: step, loss and parameters, a line for each step."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from gd_visualizer.session.files.defused import defused
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.teller import Teller, tell_nobody

# Numbers that are turned into text at once.
AT_ONCE = 50_000
# About how many bytes a number takes.
BYTES_EACH = 20


def path_csv(snapshot: Snapshot) -> str:
    """Return every step kept; numbers read back exactly, and names are safe in a spreadsheet.

    A loss that is no number, at a start too far away, is left empty.
    """
    return "".join(_pieces(snapshot))


def save_path(path: Path, snapshot: Snapshot, tell: Teller = tell_nobody) -> Path:
    """Write every step kept into a file, all or nothing; return the file.

    Parameters
    ----------
    path : Path
    snapshot : Snapshot
    tell : callable
        Hears how far it is.

    Raises
    ------
    InputError
        If the place is no regular file or cannot be written; what was there stays.
    """

    def told() -> Iterator[bytes]:
        for place, piece in enumerate(_pieces(snapshot)):
            tell(min(1.0, place * _rows_at_once(snapshot) / len(snapshot.losses)))
            yield piece.encode()

    write_whole(path, told())
    return path


def path_bytes(snapshot: Snapshot) -> int:
    """Return about how many bytes the table has."""
    return int(snapshot.path.size + 2 * len(snapshot.losses)) * BYTES_EACH


def _rows_at_once(snapshot: Snapshot) -> int:
    return max(1, AT_ONCE // (len(snapshot.parameters) + 2))


def _pieces(snapshot: Snapshot) -> Iterator[str]:
    """Return the table in pieces: the line of names, then some lines at a time."""
    names = io.StringIO()
    csv.writer(names, lineterminator="\n").writerow(
        ["step", "loss", *map(defused, snapshot.document.model.parameter_names)]
    )
    yield names.getvalue()
    rows = _rows_at_once(snapshot)
    for first in range(0, len(snapshot.losses), rows):
        losses, path = snapshot.losses[first : first + rows].tolist(), snapshot.path[first : first + rows].tolist()
        yield "".join(map(_line, range(first, first + len(losses)), losses, path))


def _line(step: int, loss: float, parameters: list[float]) -> str:
    # Numbers need no quotation marks; nan and infinity are no numbers.
    shown = repr(loss) if abs(loss) < float("inf") else ""
    return f"{step},{shown},{','.join(map(repr, parameters))}\n"
