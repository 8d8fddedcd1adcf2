"""The race in words: who got there first, and who is still walking."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.session.numbers import counted, exact, shown, significant
from gd_visualizer.session.race import FAIR_RATES, FAIR_STEPS, Lane, Race
from gd_visualizer.session.snapshot import Sentence


def lane_name(lane: Lane, lanes: tuple[Lane, ...]) -> str:
    """Return the name of a racer; with its rate where another has the same optimizer."""
    name = _(lane.optimizer.label)
    if sum(other.optimizer.key == lane.optimizer.key for other in lanes) > 1:
        return _("{name}, {rate}").format(name=name, rate=exact(lane.optimizer.learning_rate, 3))
    return name


def race_sentence(race: Race, lanes: tuple[Lane, ...], running: bool) -> Sentence:
    """Return the sentence for the present step."""
    if not race.objective.is_usable:
        return Sentence(_("**There is nothing to race on.** Click the chart of the line view to add points."), "points")
    there = sorted((lane for lane in lanes if lane.reached is not None and lane.reached <= race.step),
                   key=lambda lane: (lane.reached or 0, lane.place))  # fmt: skip
    icon = "running" if running else "ready" if race.step == 0 else "paused"
    if race.step == 0 and not running:
        text = _("**Ready at the start.** {n} racers, one start. Press Play, and see who gets down first.")
        return Sentence(text.format(n=len(lanes)), icon)
    gone = sum(lane.stopped == "gone" for lane in lanes)
    stuck = sum(lane.stopped == "flat" and lane not in there for lane in lanes)
    rest = len(lanes) - len(there) - stuck - sum(lane.stopped == "gone" and lane not in there for lane in lanes)
    parts = []
    if there:
        first = there[0]
        text = translate_plural("**{a} got there first**, after one step.", "**{a} got there first**, after {k} steps.",
                                first.reached or 0)  # fmt: skip
        parts.append(text.format(a=lane_name(first, lanes), k=counted(first.reached or 0)))
        if len(there) > 1:
            text = _("{b} followed at {j}.")
            parts.append(text.format(b=lane_name(there[1], lanes), j=counted(there[1].reached or 0)))
    elif race.goal is None:
        parts.append(_("**Racing.** There is no goal here: this loss has no lowest place."))
    else:
        leader = min(lanes, key=lambda lane: lane.loss)
        text = _("**Racing.** {a} leads at step {k}, with a loss of {loss}.")
        parts.append(text.format(a=lane_name(leader, lanes), k=counted(race.step), loss=shown(leader.loss)))
    if there and rest > 0:
        parts.append(translate_plural("One is still walking.", "{n} are still walking.", rest).format(n=rest))
    if stuck:
        parts.append(translate_plural("One is stuck.", "{n} are stuck.", stuck).format(n=stuck))
    if gone:
        parts.append(translate_plural("One flew away.", "{n} flew away.", gone).format(n=gone))
    return Sentence(" ".join(parts), icon)


def goal_words(race: Race) -> str:
    """Return what the goal is."""
    if race.goal is None:
        return _("no goal: this loss has no lowest place")
    if race.objective.best_loss is None:
        return _("goal: a loss of {goal} or less").format(goal=significant(race.goal))
    return _("goal: within {margin} of the best loss").format(margin=exact(race.margin))


def fair_words() -> str:
    """Return what a fair race does."""
    text = _("Fair race: each gets the best of the rates {rates} … {last}, the one that is lowest after {n} steps.")
    rates = ", ".join(exact(rate) for rate in FAIR_RATES[:3])
    return text.format(rates=rates, last=exact(FAIR_RATES[-1]), n=FAIR_STEPS)


def result_words(lane: Lane, race: Race) -> str:
    """Return how far a racer is: the steps it took to the goal, or that it is not there yet."""
    if lane.reached is not None and lane.reached <= race.step:
        return counted(lane.reached)
    if lane.stopped == "gone":
        return _("flew away")
    if lane.stopped == "flat":
        return _("stuck")
    return "–" if race.goal is None else _("not yet")
