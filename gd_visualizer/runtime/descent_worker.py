"""The worker in the training thread: takes some steps when asked and answers once. It remembers nothing."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from gd_visualizer.core.descent import Chunk, DescentState, advance
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan

STEPS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """Ask for steps.

    Attributes
    ----------
    run : int
        The number of the walk; a reply to an older walk is dropped.
    steps : int
        At most so many.
    budget : float
        Seconds after which no further steps are begun.
    """

    run: int
    objective: Objective
    plan: Plan
    state: DescentState
    steps: int
    budget: float


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """The steps that were taken, or the words of an error that ended them."""

    run: int
    chunk: Chunk | None
    error: str = ""


def answer(request: Request) -> Reply:
    """Walk until the steps are taken, the time is up or the numbers leave their range."""
    try:
        return Reply(request.run, _walk(request))
    except Exception:
        return Reply(request.run, None, traceback.format_exc())


def _walk(request: Request) -> Chunk:
    ends_at = time.perf_counter() + request.budget
    parts: list[Chunk] = []
    state, taken = request.state, 0
    at_once = 1
    while taken < request.steps:
        part = advance(request.objective, request.plan, state, min(at_once, request.steps - taken))
        # A step may take a microsecond or, with a large network, longer than a frame: begin with few.
        at_once = min(4 * at_once, STEPS_AT_ONCE)
        parts.append(part)
        state, taken = part.state, taken + len(part.losses)
        if part.left_range or time.perf_counter() >= ends_at:
            break
    if len(parts) == 1:
        return parts[0]
    return Chunk(
        np.concatenate([part.parameters for part in parts]),
        np.concatenate([part.losses for part in parts]),
        state,
        parts[-1].left_range,
        tuple(waypoint for part in parts for waypoint in part.waypoints),
    )


class DescentWorker(QObject):
    """Lives in the training thread and answers one request at a time.

    Signals
    -------
    advanced(Reply)
        The answer to one request.
    """

    advanced = Signal(object)

    @Slot(object)
    def advance(self, request: Request) -> None:
        """Take the steps and send the answer."""
        self.advanced.emit(answer(request))
