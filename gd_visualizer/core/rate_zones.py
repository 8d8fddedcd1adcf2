"""Zones of the learning rate: which rates crawl, which are good, which zig-zag and which fly away."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from gd_visualizer.core.exact_form import ExactForm

Zone = Literal["crawls", "good", "zig-zags", "flies away"]
ZONES: tuple[Zone, ...] = ("crawls", "good", "zig-zags", "flies away")

# Settled means: the distance to the best has shrunk so many times. Crawling means: it takes so many times the steps.
SHRINK, CRAWL = 100.0, 6.0
# The slider reaches so far below and above the largest rate that does not fly away: eight octaves.
BELOW, ABOVE = 64.0, 4.0


@dataclass(frozen=True, slots=True)
class RateZones:
    """What plain gradient descent does in a bowl, by its learning rate.

    Along each axis of the bowl a step multiplies the distance to the best by 1 − rate·λ, with the curvature λ of
    that axis (see Nocedal & Wright 2006, "Numerical Optimization", 3.3). So up to 1/λmax no axis is overshot, up
    to 2/λmax the steepest one is overshot but comes nearer, and beyond that each step lands farther away. Axes
    without curvature, along the floor of a valley, do not count: nothing has to shrink there.

    Attributes
    ----------
    smallest, largest : float
        λmin and λmax, the smallest and the largest curvature above zero.
    """

    smallest: float
    largest: float

    @classmethod
    def of(cls, form: ExactForm) -> RateZones | None:
        """Return the zones of a bowl, or None where it is flat or its edges leave the range of float64."""
        curved = [value for value in form.eigenvalues if value > 0.0]
        if not curved:
            return None
        zones = cls(curved[0], curved[-1])
        ends = (zones.low, zones.best_fixed, zones.high)
        return zones if all(0.0 < end < math.inf for end in ends) else None

    @property
    def fastest_smooth(self) -> float:
        """Return 1/λmax: the largest rate, and the quickest, with which no step jumps past the bottom."""
        return 1.0 / self.largest

    @property
    def largest_stable(self) -> float:
        """Return 2/λmax: with a larger rate each step lands farther away."""
        return 2.0 / self.largest

    @property
    def best_fixed(self) -> float:
        """Return 2/(λmin + λmax): of all rates that stay the same, the one that is quickest from the worst start."""
        return 2.0 / (self.smallest + self.largest)

    @property
    def crawling_below(self) -> float:
        """Return the rate that needs six times the steps of 1/λmax; smaller ones crawl.

        The steps at 1/λmax are one at least: in a round bowl that rate finds the bottom at once.
        """
        ratio = self.smallest / self.largest
        if ratio < 1e-16:
            return self.fastest_smooth / CRAWL
        shrinking = min(-math.log1p(-ratio) if ratio < 1.0 else math.inf, math.log(SHRINK))
        return -math.expm1(-shrinking / CRAWL) / self.smallest

    @property
    def low(self) -> float:
        """Return the rate at the left end of the slider."""
        return self.largest_stable / BELOW

    @property
    def high(self) -> float:
        """Return the rate at the right end of the slider."""
        return self.largest_stable * ABOVE

    @property
    def edges(self) -> tuple[float, float, float]:
        """Return the rates between the four zones, in order."""
        return self.crawling_below, self.fastest_smooth, self.largest_stable

    def zone(self, rate: float) -> Zone:
        """Return the zone of a rate; an edge belongs to the better zone beside it."""
        crawl, smooth, stable = self.edges
        if rate > stable:
            return "flies away"
        if rate > smooth:
            return "zig-zags"
        return "good" if rate >= crawl else "crawls"

    def steps_to_settle(self, rate: float) -> float:
        """Return how many steps shrink the distance to the best 100-fold from the worst start; inf where none do.

        Not rounded: the whole number above it is the step at which it has happened.
        """
        if rate <= 0.0:
            return math.inf
        return max(self._steps_along(rate, self.smallest), self._steps_along(rate, self.largest))

    @staticmethod
    def _steps_along(rate: float, curvature: float) -> float:
        """Return how many steps shrink the distance 100-fold along an axis, 0 where a single one is exact."""
        turned = rate * curvature
        # log1p keeps the digits of factors close to one: tiny rates, narrow ravines.
        shrinking = -math.log1p(-turned) if turned < 1.0 else -math.log(turned - 1.0) if turned > 1.0 else math.inf
        return math.log(SHRINK) / shrinking if shrinking > 0.0 else math.inf


def rounded_down(value: float, digits: int = 3) -> float:
    """Return a number above zero with so many significant digits, never more than it was: a limit stays kept."""
    near = float(f"{value:.{digits}g}")
    if near <= value:
        return near
    exponent = math.floor(math.log10(value))
    return float(f"{near - 10.0 ** (exponent - digits + 1):.{digits}g}")
