"""What stands in the front matter of a lesson, described field by field in ``docs/lessons.md``."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from gd_visualizer.session.session_schema import PartEntry

Short = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Text = Annotated[str, msgspec.Meta(max_length=400)]
Page = Literal["line", "backward", "network", "race"]
Place = Literal["data", "map", "chart", "next_step", "playback", "rate"]
Mark = Literal["squares", "total", "misses", "next_step", "path_ahead", "best_spot", "downhill", "slopes"]


class SetUpEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the learner begins with; what is left out is as on the first screen."""

    data: Text = ""
    points: Annotated[list[tuple[float, float]], msgspec.Meta(max_length=10_000)] | None = None
    model: str | PartEntry = "linear"
    loss: str | PartEntry = "mean_squared_error"
    optimizer: str | PartEntry = "gradient_descent"
    learning_rate: float | None = None
    start: dict[str, float] = {}
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] = 0
    start_from: Text = ""
    fog: bool = False


class TaskEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do."""

    do: Sentence
    done: Sentence
    reply: Sentence
    so_far: Text = ""


class QuestionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to predict; the right choice is counted from 1."""

    ask: Sentence
    choices: Annotated[list[Short], msgspec.Meta(min_length=2, max_length=4)]
    answer: Annotated[int, msgspec.Meta(ge=1)]
    because: Sentence
    reveal: Text = ""


class LessonEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole front matter."""

    title: Short
    level: Annotated[int, msgspec.Meta(ge=1, le=7)]
    task: TaskEntry
    page: Page = "line"
    highlight: list[Place] = []
    hide: list[Mark] = []
    setup: SetUpEntry = SetUpEntry()
    question: QuestionEntry | None = None
