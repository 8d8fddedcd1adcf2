"""What stands in a session file: one JSON object, described field by field in ``docs/session-file.md``."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

VERSION = 1
MOST_POINTS, MOST_ROWS = 1_000_000, 100_000
MOST_STEPS = 2**53

Name = Annotated[str, msgspec.Meta(max_length=200)]


class PartEntry(msgspec.Struct, frozen=True):
    """A model, loss, optimizer or schedule: its key, and those settings that are not the usual ones."""

    key: Name
    settings: dict[str, bool | int | float | Annotated[str, msgspec.Meta(max_length=500)] | list[int]] = {}


class AxesEntry(msgspec.Struct, frozen=True):
    """What the map shows."""

    kind: Literal["parameters", "path", "random"] = "parameters"
    across: Name = ""
    up: Name = ""
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] = 0


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


class PathEntry(msgspec.Struct, frozen=True):
    """The path as it was walked: a row for each step, or for evenly chosen ones of a long walk."""

    steps: Annotated[list[Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)]], msgspec.Meta(max_length=MOST_ROWS)]
    losses: Annotated[list[float | None], msgspec.Meta(max_length=MOST_ROWS)]
    parameters: Annotated[list[list[float]], msgspec.Meta(max_length=MOST_ROWS)]


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
    batch_size: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] = 0
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] = 0
    step: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)] = 0
    last_step: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)] = 0
    walk_from: dict[str, float] | msgspec.UnsetType = msgspec.UNSET
    view: ViewEntry | msgspec.UnsetType = msgspec.UNSET
    lesson: LessonEntry | msgspec.UnsetType = msgspec.UNSET
    path: PathEntry | msgspec.UnsetType = msgspec.UNSET
    kept_in: str | msgspec.UnsetType = msgspec.UNSET
    kept_digest: str | msgspec.UnsetType = msgspec.UNSET
    racers: Annotated[list[PartEntry], msgspec.Meta(max_length=8)] = []
