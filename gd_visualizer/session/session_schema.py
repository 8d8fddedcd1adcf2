"""What stands in a session file: one JSON object, described field by field in ``docs/session-file.md``."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

VERSION = 1
MOST_POINTS = 1_000_000

Name = Annotated[str, msgspec.Meta(max_length=200)]


class PartEntry(msgspec.Struct, frozen=True):
    """A model, loss, optimizer or schedule: its key, and those settings that are not the usual ones."""

    key: Name
    settings: dict[str, bool | int | float | Annotated[str, msgspec.Meta(max_length=500)] | list[int]] = {}


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
    racers: Annotated[list[PartEntry], msgspec.Meta(max_length=8)] = []
