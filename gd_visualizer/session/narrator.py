"""The narrator: turns the numbers of a moment into the one sentence that tells the state and the next move."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.session.moment import Happening, Moment
from gd_visualizer.session.numbers import counted, shown, significant
from gd_visualizer.session.snapshot import Sentence

# More letters than this in one sentence are noise.
LETTERS_AT_MOST = 2


def narrate(moment: Moment) -> Sentence:
    """Return the sentence for this moment."""
    return _about_data(moment) or _about_walk(moment)


def _about_data(moment: Moment) -> Sentence | None:
    """Return a sentence where the data themselves are what must be talked about before a walk."""
    state = moment.data_state
    unusable = {
        DataState.NO_POINTS: _("**Click the chart to add a point.** Two points make a line worth looking for."),
        DataState.TOO_LARGE: _("**These numbers are too large to square.** Use points with x and y below about 10¹⁵⁰."),
        DataState.TOO_SMALL: _(
            "**The x values are too close together to tell apart.** Spread the points out, or use larger units."
        ),
    }
    if state in unusable:
        return Sentence(unusable[state], "points")
    if moment.loss is None:
        return Sentence(
            _("**There is no loss at the start.** The numbers there are too large, or have no value: move the start."),
            "points",
        )
    if moment.step or moment.status == "running" or moment.climbs:
        return None
    if moment.ties and moment.is_line:
        return Sentence(
            _("**Many lines fit these points equally well.** Add a point at another x, or press Play to find one."),
            "points",
        )
    if moment.ties:
        return Sentence(
            _("**Many curves fit these points equally well.** Add points at other x, or press Play to find one."),
            "points",
        )
    if state is DataState.CONSTANT_Y and moment.status == "ready" and moment.is_line and moment.has_exact:
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
    if moment.never_ends:
        return Sentence(
            _("**This loss has no lowest place.** The higher the prediction, the lower the loss: it runs away."),
            "paused",
        )
    if moment.happening is Happening.CRAWLING:
        return _crawling(moment)
    return _ready(moment) if moment.step == 0 else _paused(moment)


def _running(moment: Moment) -> Sentence:
    if moment.climbs:
        text = _("**Climbing.** Step {k}, loss {loss} and rising.")
    elif _rose(moment):
        text = _went_up(moment)
    elif moment.off_by_is_loss:
        text = _("**Walking.** Step {k}, off by about {r} and falling.")
    else:
        text = _("**Walking.** Step {k}, loss {loss} and falling.")
    values = {"k": counted(moment.step), "r": significant(moment.off_by), "loss": shown(moment.loss)}
    return Sentence(text.format(**values), "running")


def _rose(moment: Moment) -> bool:
    before, loss = moment.loss_before, moment.loss
    return not moment.climbs and loss is not None and before is not None and loss > before


def _went_up(moment: Moment) -> str:
    if moment.in_batches:
        return _("**Up a little at step {k}.** A few points at a time show only part of the landscape.")
    return _("**Up a little at step {k}.** That can happen when a step crosses the valley.")


def _diverged(moment: Moment) -> Sentence:
    if moment.climbs:
        text = _("**As high as numbers go.** There is no highest loss. Stopped at step {k}.")
    elif moment.has_no_slope:
        text = _("**There is no slope here.** For some of the points the formula has none. Stopped at step {k}.")
    elif moment.left_range:
        text = _("**The steps are too long.** The next one is too large for numbers. Stopped at step {k}.")
    else:
        text = _(
            "**The steps are too long.** Each one jumps across the valley and lands higher up. Stopped at step {k}."
        )
    return Sentence(text.format(k=counted(moment.step)), "diverged")


def _arrived(moment: Moment) -> Sentence:
    steps = moment.step if moment.arrival_step is None else min(moment.step, moment.arrival_step)
    if steps == 0:
        text = _("**You are there already.** The ground is flat here: no line fits better.")
        if not moment.has_exact:
            text = _("**The ground is flat here.** The slopes are almost 0, so a step changes next to nothing.")
        elif moment.is_line and not moment.ties and moment.happening is Happening.START_MOVED:
            text = _("**This is the best line there is.** A formula found it: off by about {r}.")
            text = text.format(r=significant(moment.off_by))
        elif not moment.is_line:
            text = _("**You are there already.** The ground is flat here: no curve of this kind fits better.")
        return Sentence(text, "arrived")
    if moment.ties:
        text = translate_plural(
            "**Arrived after one step.** This is one of many answers that fit equally well. Add a point at another x.",
            "**Arrived after {k} steps.** This is one of many answers that fit equally well. Add a point at another x.",
            steps,
        )
    else:
        text = translate_plural(
            "**Arrived after one step.** The ground is almost flat: more steps change next to nothing.",
            "**Arrived after {k} steps.** The ground is almost flat: more steps change next to nothing.",
            steps,
        )
    return Sentence(text.format(k=counted(steps)), "arrived")


def _crawling(moment: Moment) -> Sentence:
    if moment.above_best is None:
        text = _("**Paused after {k} steps.** Off by about {r}. Walk on, or try a longer step.")
    else:
        text = _("**Paused after {k} steps.** Still {d} above the best. Walk on, or try a longer step.")
    words = text.format(k=counted(moment.step), r=significant(moment.off_by), d=shown(moment.above_best))
    return Sentence(words, "paused")


def _ready(moment: Moment) -> Sentence:
    if moment.happening is Happening.START_MOVED:
        return _moved(moment)
    icon = "moved"
    if moment.happening is Happening.POINTS_CHANGED and moment.is_line:
        text = _("**The points changed.** The line is off by about {r} now. Step starts from here.")
    elif moment.happening is Happening.POINTS_CHANGED:
        text = _("**The points changed.** The curve is off by about {r} now. Step starts from here.")
    elif moment.happening is Happening.GOAL_CHANGED:
        text = _("**The land changed.** You stand where you stood, off by about {r}. Step starts from here.")
    else:
        icon = "ready"
        text = _("**Ready at the start.** The curve is off by about {r}. Press Step to take one step.")
        if moment.is_line:
            text = _("**Ready at the start.** The line is off by about {r}. Press Step to take one step.")
    return Sentence(text.format(r=significant(moment.off_by)), icon)


def _moved(moment: Moment) -> Sentence:
    before = moment.loss_before
    if before is None or moment.loss is None or moment.loss == before:
        text = _("**Moved.** Off by about {r}. Press Step to go on from here.")
    elif moment.off_by_is_loss and moment.loss < before:
        text = _("**Moved.** Off by about {r}, less than before. Press Step to go on from here.")
    elif moment.off_by_is_loss:
        text = _("**Moved.** Off by about {r}, more than before. Press Step to go on from here.")
    elif moment.loss < before:
        text = _("**Moved.** The loss is {loss}, less than before. Press Step to go on from here.")
    else:
        text = _("**Moved.** The loss is {loss}, more than before. Press Step to go on from here.")
    return Sentence(text.format(r=significant(moment.off_by), loss=shown(moment.loss)), "moved")


def _paused(moment: Moment) -> Sentence:
    if moment.stands_still:
        text = _("**Standing still at step {k}.** The slope is zero here, so no step changes anything.")
        return Sentence(text.format(k=counted(moment.step)), "paused")
    values = {"k": counted(moment.step), "r": significant(moment.off_by)}
    if _rose(moment):
        text = _went_up(moment)
    elif len(moment.letters) == LETTERS_AT_MOST:
        words = [_slope_word(value, moment.climbs) for value in moment.gradient]
        text = _("**Paused at step {k}.** The curve is off by about {r}. The slopes say: make *{p}* {m} and *{q}* {b}.")
        if moment.is_line:
            text = _(
                "**Paused at step {k}.** The line is off by about {r}. The slopes say: make *{p}* {m} and *{q}* {b}."
            )
        values |= {"m": words[0], "b": words[1], "p": moment.letters[0], "q": moment.letters[1]}
    elif moment.has_exact:
        text = _("**Paused at step {k}.** The curve is off by about {r}. Play walks on.")
    else:
        text = _("**Paused at step {k}.** The curve is off by about {r}. No formula gives the answer, so walk on.")
    return Sentence(text.format(**values), "paused")


def _slope_word(slope: float, climbs: bool) -> str:
    if slope == 0.0:
        return _("no different")
    return _("bigger") if bool(slope < 0.0) != climbs else _("smaller")
