"""What stands in a session file: one JSON object, described field by field in ``docs/session-file.md``."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

# Written is the lowest one that says everything: 2 knows the legs of a walk, which a program that does not would skip.
VERSION = 2
MOST_POINTS, MOST_ROWS, MOST_LEGS = 1_000_000, 100_000, 10_000
MOST_STEPS = 2**53

Name = Annotated[str, msgspec.Meta(max_length=200)]
Seed = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
BatchSize = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]


class PartEntry(msgspec.Struct, frozen=True):
    """A model, loss, optimizer or schedule: its key, and those settings that are not the usual ones."""

    key: Name
    settings: dict[str, bool | int | float | Annotated[str, msgspec.Meta(max_length=500)] | list[int]] = {}


class AxesEntry(msgspec.Struct, frozen=True):
    """What the map shows."""

    kind: Literal["parameters", "path", "random"] = "parameters"
    across: Name = ""
    up: Name = ""
    seed: Seed = 0


class ViewEntry(msgspec.Struct, frozen=True):
    """What was to be seen in the window."""

    page: Literal["line", "backward", "network", "race"] = "line"
    show: Annotated[dict[Name, bool], msgspec.Meta(max_length=100)] = {}
    logarithmic_bands: bool = False
    logarithmic_loss: bool = False
    axes: AxesEntry = AxesEntry()


class LessonEntry(msgspec.Struct, frozen=True):
    """How far a learner has come in the chapters."""

    chapter: Name = ""
    done: Annotated[list[Name], msgspec.Meta(max_length=100)] = []


class LegEntry(msgspec.Struct, frozen=True):
    """A part of the walk that was taken with other settings than those of the session."""

    steps: Annotated[int, msgspec.Meta(ge=1, le=MOST_STEPS)]
    optimizer: PartEntry = PartEntry("gradient_descent")
    schedule: PartEntry = PartEntry("constant")
    batch_size: BatchSize = 0
    seed: Seed = 0


class PathEntry(msgspec.Struct, frozen=True):
    """The path as it was walked: a row for each step, or for evenly chosen ones of a long walk."""

    steps: Annotated[list[Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)]], msgspec.Meta(max_length=MOST_ROWS)]
    losses: Annotated[list[float | None], msgspec.Meta(max_length=MOST_ROWS)]
    parameters: Annotated[list[list[float]], msgspec.Meta(max_length=MOST_ROWS)]


class EarlierEntry(msgspec.Struct, frozen=True):
    """A walk that was left behind and stays in grey."""

    name: Name
    path: PathEntry
    first_name: Name = ""
    hidden: bool = False


class SessionEntry(msgspec.Struct, frozen=True):
    """All that is kept of a document."""

    format: Literal["gd-visualizer session"]
    version: Annotated[int, msgspec.Meta(ge=1)]
    points: Annotated[list[tuple[float, float]], msgspec.Meta(max_length=MOST_POINTS)]
    start: dict[str, float]
    x_name: Name = "x"
    y_name: Name = "y"
    title: Name = ""
    source: Name = ""
    model: PartEntry = PartEntry("linear")
    loss: PartEntry = PartEntry("mean_squared_error")
    optimizer: PartEntry = PartEntry("gradient_descent")
    schedule: PartEntry = PartEntry("constant")
    penalty: dict[str, float] = {}
    climb: bool = False
    batch_size: BatchSize = 0
    seed: Seed = 0
    step: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)] = 0
    last_step: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)] = 0
    walk_from: dict[str, float] | msgspec.UnsetType = msgspec.UNSET
    legs: Annotated[list[LegEntry], msgspec.Meta(max_length=MOST_LEGS)] | msgspec.UnsetType = msgspec.UNSET
    come_to: dict[str, float] | msgspec.UnsetType = msgspec.UNSET
    view: ViewEntry | msgspec.UnsetType = msgspec.UNSET
    lesson: LessonEntry | msgspec.UnsetType = msgspec.UNSET
    path: PathEntry | msgspec.UnsetType = msgspec.UNSET
    earlier_runs: Annotated[list[EarlierEntry], msgspec.Meta(max_length=8)] | msgspec.UnsetType = msgspec.UNSET
    kept_in: str | msgspec.UnsetType = msgspec.UNSET
    kept_digest: str | msgspec.UnsetType = msgspec.UNSET
    racers: Annotated[list[PartEntry], msgspec.Meta(max_length=8)] = []
