"""The narrator: turns the numbers of a moment into the one sentence that tells the state and the next move."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.session.numbers import counted, shown, significant
from gd_visualizer.session.snapshot import Sentence, Status


class Happening(enum.Enum):
    """What the person did last, where the sentence depends on it."""

    NOTHING = "nothing"
    START_MOVED = "start moved"
    POINTS_CHANGED = "points changed"
    CRAWLING = "crawling"


@dataclass(frozen=True, slots=True)
class Moment:
    """The numbers the narrator needs.

    Attributes
    ----------
    loss_before : float or None
        The loss one step earlier, or before the start was moved.
    above_best : float or None
        How far the loss is above the lowest there is.
    """

    data_state: DataState
    status: Status
    happening: Happening
    step: int
    last_step: int
    arrival_step: int | None
    loss: float | None
    loss_before: float | None
    above_best: float | None
    gradient: FloatArray
    left_range: bool


def narrate(moment: Moment) -> Sentence:
    """Return the sentence for this moment."""
    return _about_data(moment) or _about_walk(moment)


def _about_data(moment: Moment) -> Sentence | None:
    """Return a sentence where the data themselves are what must be talked about before a walk."""
    state = moment.data_state
    if state is DataState.NO_POINTS:
        return Sentence(_("**Click the chart to add a point.** Two points make a line worth looking for."), "points")
    if state is DataState.TOO_LARGE:
        return Sentence(
            _("**These numbers are too large to square.** Use points with x and y below about 10¹⁵⁰."), "points"
        )
    if state is DataState.TOO_SMALL:
        return Sentence(
            _("**The x values are too close together to tell apart.** Spread the points out, or use larger units."),
            "points",
        )
    if moment.loss is None:
        return Sentence(
            _("**The start is too far away.** The loss there is too large for numbers: put the start nearer."), "points"
        )
    if moment.step or moment.status == "running":
        return None
    if state in (DataState.ONE_POINT, DataState.ONE_X, DataState.ONE_PLACE):
        return Sentence(
            _("**Many lines fit these points equally well.** Add a point at another x, or press Play to find one."),
            "points",
        )
    if state is DataState.CONSTANT_Y and moment.status == "ready":
        return Sentence(
            _("**All points have the same height.** The best line is level, with slope *m* = 0. Press Step."), "points"
        )
    return None


def _about_walk(moment: Moment) -> Sentence:
    status = moment.status
    if status == "running":
        return _running(moment)
    if status == "diverged":
        return _diverged(moment)
    if status == "arrived":
        return _arrived(moment)
    if 0 < moment.step < moment.last_step:
        return Sentence(
            _("**Looking at step {k} of {n}.** Play goes on from here.").format(
                k=counted(moment.step), n=counted(moment.last_step)
            ),
            "paused",
        )
    if moment.happening is Happening.CRAWLING:
        return Sentence(
            _("**Paused after {k} steps.** Still {d} above the best. Walk on, or try a longer step.").format(
                k=counted(moment.step), d=shown(moment.above_best)
            ),
            "paused",
        )
    return _ready(moment) if moment.step == 0 else _paused(moment)


def _running(moment: Moment) -> Sentence:
    if moment.loss is not None and moment.loss_before is not None and moment.loss > moment.loss_before:
        text = _("**Up a little at step {k}.** That can happen when a step crosses the valley.")
    else:
        text = _("**Walking.** Step {k}, off by about {r} and falling.")
    return Sentence(text.format(k=counted(moment.step), r=off_by(moment.loss)), "running")


def _diverged(moment: Moment) -> Sentence:
    if moment.left_range:
        text = _("**The steps are too long.** The next one is too large for numbers. Stopped at step {k}.")
    else:
        text = _(
            "**The steps are too long.** Each one jumps across the valley and lands higher up. Stopped at step {k}."
        )
    return Sentence(text.format(k=counted(moment.step)), "diverged")


def _arrived(moment: Moment) -> Sentence:
    steps = moment.step if moment.arrival_step is None else min(moment.step, moment.arrival_step)
    if steps == 0:
        return Sentence(_("**You are there already.** The ground is flat here: no line fits better."), "arrived")
    if moment.data_state in (DataState.ONE_POINT, DataState.ONE_X, DataState.ONE_PLACE):
        text = translate_plural(
            "**Arrived after one step.** This line is one of many that fit equally well. Add a point at another x.",
            "**Arrived after {k} steps.** This line is one of many that fit equally well. Add a point at another x.",
            steps,
        )
    else:
        text = translate_plural(
            "**Arrived after one step.** The ground is almost flat: no step makes it better.",
            "**Arrived after {k} steps.** The ground is almost flat: no step makes it better.",
            steps,
        )
    return Sentence(text.format(k=counted(steps)), "arrived")


def _ready(moment: Moment) -> Sentence:
    if moment.happening is Happening.POINTS_CHANGED:
        return Sentence(
            _("**The points changed.** The line is off by about {r} now. Step starts from here.").format(
                r=off_by(moment.loss)
            ),
            "moved",
        )
    if moment.happening is Happening.START_MOVED:
        return _moved(moment)
    return Sentence(
        _("**Ready at the start.** The line is off by about {r}. Press Step to take one step.").format(
            r=off_by(moment.loss)
        ),
        "ready",
    )


def _moved(moment: Moment) -> Sentence:
    before = moment.loss_before
    if before is None or moment.loss is None or moment.loss == before:
        text = _("**Moved.** Off by about {r}. Press Step to go on from here.")
    elif moment.loss < before:
        text = _("**Moved.** Off by about {r}, less than before. Press Step to go on from here.")
    else:
        text = _("**Moved.** Off by about {r}, more than before. Press Step to go on from here.")
    return Sentence(text.format(r=off_by(moment.loss)), "moved")


def _paused(moment: Moment) -> Sentence:
    words = [_slope_word(value) for value in moment.gradient[:2]]
    text = _("**Paused at step {k}.** The line is off by about {r}. The slopes say: make *m* {m} and *b* {b}.")
    return Sentence(text.format(k=counted(moment.step), r=off_by(moment.loss), m=words[0], b=words[1]), "paused")


def _slope_word(slope: float) -> str:
    if slope == 0.0:
        return _("no different")
    return _("bigger") if slope < 0.0 else _("smaller")


def off_by(loss: float | None) -> str:
    """Return √loss with two digits: by how much, in units of y, the line misses on average."""
    return significant(None if loss is None else math.sqrt(max(loss, 0.0)))
