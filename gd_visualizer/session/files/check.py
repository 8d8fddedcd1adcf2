"""Read the points that a command was given, wherever they are, and say what was found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.datasets import builtin_table, dataset_info
from gd_visualizer.session.files.source import MAX_BYTES
from gd_visualizer.session.files.table import (
    Table,
    TableWarning,
    choose_columns,
    parse_table,
    points,
    read_table,
    unused,
)

BUILTIN = "builtin:"
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, eq=False)
class PointsRead:
    """The points a command works on, and what came with them.

    Attributes
    ----------
    x, y : (N,) float64
        Read-only.
    x_name, y_name : str
        What the axes are called.
    name : str
        What messages call the file or data set.
    start : tuple of float or None
        The slope and height to start from, if the data bring their own.
    learning_rate : float or None
        The learning rate, if the data bring their own.
    warnings : tuple of TableWarning
    """

    x: FloatArray
    y: FloatArray
    x_name: str
    y_name: str
    name: str
    start: tuple[float, ...] | None
    learning_rate: float | None
    warnings: tuple[TableWarning, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CheckResult:
    """What the command ``check`` found.

    Attributes
    ----------
    read : PointsRead
    kind : str
        "table" or "session".
    """

    read: PointsRead
    kind: str = "table"

    def to_json_dict(self) -> dict[str, Any]:
        """Return the result as the plain lists and numbers that JSON knows."""
        return {
            "kind": self.kind,
            "points": [list(point) for point in zip(self.read.x.tolist(), self.read.y.tolist(), strict=True)],
            "columns": [self.read.x_name, self.read.y_name],
            "warnings": [{"line": warning.line, "message": warning.message} for warning in self.read.warnings],
        }

    def to_text(self) -> str:
        """Return the result as sentences for people, one to a line."""
        count = len(self.read.x)
        sentence = translate_plural(
            "{file}: {count} point, with {x} across and {y} upwards.",
            "{file}: {count} points, with {x} across and {y} upwards.",
            count,
        )
        lines = [sentence.format(file=self.read.name, count=count, x=self.read.x_name, y=self.read.y_name)]
        for warning in self.read.warnings:
            lines.append(_("Line {line}: {message}").format(line=warning.line, message=warning.message))
        return "\n".join(lines)


def read_points(data: str, stdin: BinaryIO | None, x: str | None = None, y: str | None = None) -> PointsRead:
    """Return the points that ``data`` stands for.

    Parameters
    ----------
    data : str
        The path of a table, "-" for standard input, or ``builtin:NAME``.
    stdin : binary file or None
        Read only if ``data`` is "-".
    x, y : str, optional
        The columns to use, by name or by number counted from 1.

    Raises
    ------
    InputError
        If there are no such data or they are not a table with two columns of numbers.
    """
    if data.startswith(BUILTIN):
        return _builtin(data.removeprefix(BUILTIN), x, y)
    table = _standard_input(stdin) if data == STANDARD_INPUT else read_table(Path(data))
    return _points_read(table, x, y)


def _points_read(table: Table, x: str | None, y: str | None) -> PointsRead:
    chosen = points(table, x, y)
    warnings = table.warnings + unused(table, *choose_columns(table, x, y))
    return PointsRead(*chosen, table.name, None, None, warnings)


def _builtin(key: str, x: str | None, y: str | None) -> PointsRead:
    info, table = dataset_info(key), builtin_table(key)
    read = _points_read(table, x, y)
    if choose_columns(table, x, y) != choose_columns(table):
        # With x and y exchanged, the start and the rate would belong to another problem.
        return read
    return PointsRead(
        read.x, read.y, read.x_name, read.y_name, info.name, info.start, info.learning_rate, read.warnings
    )


def _standard_input(stdin: BinaryIO | None) -> Table:
    if stdin is None:
        raise InputError(_("nothing is connected to standard input: give a file, or send a table through a pipe"))
    name = _("standard input")
    try:
        data = stdin.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        sentence = _("standard input cannot be read: {reason}")
        raise InputError(sentence.format(reason=getattr(error, "strerror", None) or error)) from None
    return parse_table(data, name)
