"""The sentence of the backward view: what one point asks for, and what all together do."""

from __future__ import annotations

import math

from gd_visualizer.assets import translate as _
from gd_visualizer.session.blame_words import Numbers
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Sentence


def blame_sentence(one: Numbers, mean: Numbers, place: int) -> Sentence:
    """Return what the chosen point and all points ask of one parameter.

    Parameters
    ----------
    one, mean : Numbers
        Of the chosen point (or of all, once more) and of all.
    place : int
        Which parameter.
    """
    name = one.computation.parameter_names[place]
    head = _("**Passing the blame back.**")
    count = len(one.run.values[-1])
    if not count:
        return Sentence(f"{head} {_('Add a point first: without one there is nothing to be wrong about.')}", "points")
    if one.symbols:
        return _in_symbols(one, mean, place)
    all_ask = _wish(mean.slope(place))
    if one.row is None or count == 1:
        texts = {
            1: _("All points together ask for a smaller *{name}*."),
            -1: _("All points together ask for a bigger *{name}*."),
            0: _("All points together leave *{name}* as it is."),
        }
        return Sentence(f"{head} {texts[all_ask].format(name=name)}", "paused")
    alone = {
        1: _("Point {number} alone asks for a smaller *{name}*."),
        -1: _("Point {number} alone asks for a bigger *{name}*."),
        0: _("Point {number} alone leaves *{name}* as it is."),
    }[_wish(one.slope(place))].format(number=one.row + 1, name=name)
    if all_ask == _wish(one.slope(place)):
        together = _("All {count} together ask for the same.").format(count=count)
    else:
        together = {
            1: _("All {count} together ask for a smaller one."),
            -1: _("All {count} together ask for a bigger one."),
            0: _("All {count} together leave it as it is."),
        }[all_ask].format(count=count)
    return Sentence(f"{head} {alone} {together}", "paused")


def _in_symbols(one: Numbers, mean: Numbers, place: int) -> Sentence:
    name = one.computation.parameter_names[place]
    # With a penalty the loss is more than the mean over the points.
    symbol = f"(1/N)·Σ ∂ℓ/∂*{name}*" if mean.penalty else f"∂L/∂*{name}*"
    together = f"{symbol} = {shown(mean.slope(place))}"
    if one.row is None:
        return Sentence(_("**Chain rule.** {slope}: the mean over N = {count} points.").format(
            slope=together, count=counted(len(mean.run.values[-1]))), "paused")  # fmt: skip
    return Sentence(_("**Chain rule.** Point {i}: {own}. The mean over N = {count} points: {slope}.").format(
        i=one.row + 1, own=f"∂ℓ/∂*{name}* = {shown(one.slope(place))}", slope=together,
        count=counted(len(mean.run.values[-1]))), "paused")  # fmt: skip


def _wish(slope: float | None) -> int:
    """Return 1 where the loss grows with the parameter, −1 where it falls, 0 where it is level or no number."""
    if slope is None or math.isnan(slope):
        return 0
    return (slope > 1e-12) - (slope < -1e-12)
