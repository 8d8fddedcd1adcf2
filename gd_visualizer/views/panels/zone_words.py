"""What the zones of the learning rate are called, what they mean, and why there may be none."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gd_visualizer.assets import translate as _
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.optimizers.momentum import Momentum
from gd_visualizer.core.optimizers.nesterov import Nesterov
from gd_visualizer.core.rate_zones import RateZones, Zone, rounded_down
from gd_visualizer.core.schedules.constant import Constant
from gd_visualizer.session.numbers import exact, significant
from gd_visualizer.session.snapshot import Snapshot

MOST_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A rate worth using.

    Attributes
    ----------
    words, tip : str
        What it is, and what it does.
    rate : float
        Exactly the number that the words show; rounded down, so that it stays on the right side of its limit.
    """

    words: str
    tip: str
    rate: float


def zones_of(snapshot: Snapshot) -> tuple[RateZones | None, str]:
    """Return the zones of a snapshot, or None and one sentence about why there are none."""
    why = _no_bowl(snapshot) or _no_plain_walk(snapshot)
    exact = snapshot.objective.exact
    if why or exact is None:
        return None, why or _("No zones here: the numbers of these points are too large, or too small to tell apart.")
    zones = RateZones.of(exact)
    return zones, "" if zones is not None else _("No zones here: whatever the rate, nothing changes the predictions.")


def _no_bowl(snapshot: Snapshot) -> str:
    """Return why the landscape has no limit that is the same everywhere, or ""."""
    objective = snapshot.objective
    if not len(objective.data):
        return _("No zones yet: they come with the first point.")
    if objective.climb:
        return _("No zones uphill: there is no bottom to settle at.")
    if not objective.loss.bounded_below:
        return _("No zones here: this loss has no bottom to settle at.")
    if isinstance(objective.model, Network):
        return _("No zones here: with a network the limit changes at every step.")
    if not objective.model.linear_in_parameters:
        return _("No zones here: with this curve the limit changes at every step.")
    if not objective.loss.squared:
        return _("No zones here: only squared misses have the same limit everywhere.")
    return _("No zones here: the L1 penalty puts a crease into the bowl.") if objective.penalty.l1 else ""


def _no_plain_walk(snapshot: Snapshot) -> str:
    """Return why the walk does not obey the limit of plain gradient descent, or ""."""
    plan = snapshot.document.plan
    name = _(plan.optimizer.label)
    if not isinstance(plan.optimizer, GradientDescent):
        if isinstance(plan.optimizer, Momentum | Nesterov):
            return _("No zones for {name}: its speed counts as much as the rate.").format(name=name)
        return _("No zones for {name}: it chooses its steps itself.").format(name=name)
    if not isinstance(plan.schedule, Constant):
        return _("No zones with a schedule: the rate does not stay the same.")
    if plan.uses_batches(len(snapshot.objective.data)):
        return _("No zones with mini-batches: every step looks at other points.")
    return ""


def zone_name(zone: Zone) -> str:
    """Return what a zone is called."""
    names = {"crawls": _("crawls"), "good": _("good"), "zig-zags": _("zig-zags"), "flies away": _("flies away")}
    return names[zone]


def rate_name(rate: float, zones: RateZones | None) -> str:
    """Return the learning rate and its zone, for screen readers."""
    text = exact(rate, 3)
    if zones is None:
        return _("Learning rate {rate}").format(rate=text)
    return _("Learning rate {rate}, zone {zone}").format(rate=text, zone=zone_name(zones.zone(rate)))


def zone_meaning(zones: RateZones, zone: Zone) -> str:
    """Return a sentence about what the rates of a zone do, with its edges."""
    crawl, smooth, stable = (exact(edge, 3) for edge in zones.edges)
    sentences = {
        "crawls": _("Crawls, below {crawl}: needs over 6 times the steps of {smooth}."),
        "good": _("Good, from {crawl} to {smooth}: no step jumps past the bottom."),
        "zig-zags": _("Zig-zags, from {smooth} to {stable}: steps jump past the bottom, and land nearer to it."),
        "flies away": _("Flies away, above {stable}: steps jump past the bottom, and land farther away."),
    }
    return sentences[zone].format(crawl=crawl, smooth=smooth, stable=stable)


def settling_words(zones: RateZones, rate: float) -> str:
    """Return a sentence about how soon a rate brings the walk to the bottom; "" where it never does."""
    steps = zones.steps_to_settle(rate)
    if not math.isfinite(steps):
        return ""
    text = exact(rate, 3)
    if steps > MOST_STEPS:
        return _("{rate} settles only after more than 100,000 steps.").format(rate=text)
    if steps <= 1.0:
        return _("{rate} settles in one step.").format(rate=text)
    return _("{rate} settles in about {n} steps: a hundredth of the way is left then.").format(
        rate=text, n=significant(steps)
    )


def rate_tip(zones: RateZones, rate: float) -> str:
    """Return what there is to say about one rate on the slider."""
    sentences = (zone_meaning(zones, zones.zone(rate)), settling_words(zones, rate))
    return "\n".join(sentence for sentence in sentences if sentence)


def offers(zones: RateZones, least: float, most: float) -> tuple[Offer, ...]:
    """Return the rates worth using that lie in a range: one where the two are the same."""
    smooth, best = rounded_down(zones.fastest_smooth), rounded_down(zones.best_fixed)
    found = [
        Offer(
            _("Fastest without zig-zags: {rate}").format(rate=exact(smooth, 3)),
            "\n".join((_("The longest steps that never jump past the bottom."), settling_words(zones, smooth))),
            smooth,
        )
    ]
    if best != smooth:
        tip = _("No rate that stays the same settles sooner from every start. Across the valley it zig-zags.")
        words = _("Best fixed rate: {rate}").format(rate=exact(best, 3))
        found.append(Offer(words, "\n".join((tip, settling_words(zones, best))), best))
    return tuple(offer for offer in found if least <= offer.rate <= most)
