"""What a command was given: a session file, or points wherever they are."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.session.files.check import STANDARD_INPUT, CheckResult, PointsRead, read_points
from gd_visualizer.session.files.source import file_name
from gd_visualizer.session.session_file import SUFFIX, read_session


def check_given(data: str, *, stdin: BinaryIO | None, x: str | None = None, y: str | None = None) -> CheckResult:
    """Read a session or points as the window would, and return what was found.

    Parameters
    ----------
    data, stdin, x, y
        As for ``files.check.read_points``; a path that ends in .gdv is a session.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    return CheckResult(read_given(data, stdin, x, y), "session" if is_session(data) else "table")


def read_given(data: str, stdin: BinaryIO | None, x: str | None = None, y: str | None = None) -> PointsRead:
    """Return the points of a session or a table; see ``check_given``."""
    return _session(Path(data), x, y) if is_session(data) else read_points(data, stdin, x, y)


def is_session(data: str) -> bool:
    """Return True if the data are a session file, by its name."""
    return data != STANDARD_INPUT and Path(data).suffix.lower() == SUFFIX


def _session(path: Path, x: str | None, y: str | None) -> PointsRead:
    """Return the points of a session file; it has two columns, so there is none to choose."""
    document = read_session(path)
    data = document.dataset
    if x is not None or y is not None:
        sentence = _("{file} is a session: its columns are {x} and {y}, and --x and --y choose among those of a table")
        raise InputError(sentence.format(file=file_name(path), x=data.x_name, y=data.y_name))
    start = document.start if isinstance(document.model, Linear) else None
    return PointsRead(data.x, data.y, data.x_name, data.y_name, file_name(path), start, None, ())
