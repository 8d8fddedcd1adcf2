"""The state sentence in symbols: "k = 8. L = 2.01, ∂L/∂m = −2.00 …" for those who read them."""

from __future__ import annotations

import math

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.session.moment import Happening, Moment
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Sentence

# More slopes than this in one sentence are noise; their length says enough.
SLOPES_AT_MOST = 2


def in_symbols(moment: Moment, words: Sentence) -> Sentence:
    """Return the sentence for a moment in symbols; what is said about the data themselves stays in words."""
    if words.icon == "points" or moment.loss is None:
        return words
    return Sentence(f"**{_head(moment)}** {_rest(moment)}", words.icon)


def _head(moment: Moment) -> str:
    k, last = counted(moment.step), counted(moment.last_step)
    if moment.status != "running" and 0 < moment.step < moment.last_step:
        return f"k = {k} ≤ {last}."
    return f"k = {k}."


def _rest(moment: Moment) -> str:
    loss = shown(moment.loss)
    if moment.status == "running":
        return f"{_compared(moment)}."
    if moment.status == "diverged" and moment.has_no_slope:
        return _("L = {loss}, but ∇L has no value here.").format(loss=loss)
    if moment.status == "diverged":
        text = _("L = {loss} has no upper bound.") if moment.climbs else _("{losses}: η is too large.")
        return text.format(loss=loss, losses=_compared(moment))
    if moment.status == "arrived":
        text = _("L = {loss}, ∇L ≈ 0: the ground is flat.")
        if moment.ties:
            text = _("L = {loss}, ∇L ≈ 0: one of many θ∗ with the same L.")
        elif moment.has_exact:
            text = _("L = {loss}, ∇L ≈ 0: this is θ∗.")
        return text.format(loss=loss)
    if moment.stands_still:
        return _("L = {loss}, ∇L = 0: no step changes θ.").format(loss=loss)
    if moment.happening is Happening.CRAWLING and moment.above_best is not None:
        return f"L = {loss}, L − L∗ = {shown(moment.above_best)}, {_slopes(moment)}."
    if moment.step:
        return f"{_compared(moment)}, {_slopes(moment)}."
    return f"L = {loss}, {_slopes(moment)}."


def _compared(moment: Moment) -> str:
    """Return the loss beside the one before: "Lₖ = 2.01 < Lₖ₋₁ = 2.43"."""
    now, before = moment.loss, moment.loss_before
    if before is None or now is None or not moment.step:
        return f"L = {shown(now)}"
    sign = "<" if now < before else ">" if now > before else "="
    return f"Lₖ = {shown(now)} {sign} Lₖ₋₁ = {shown(before)}"


def _slopes(moment: Moment) -> str:
    """Return each slope and which way it sends its parameter, or the length of all of them."""
    if not moment.letters or len(moment.letters) > SLOPES_AT_MOST:
        with np.errstate(over="ignore"):
            return f"‖∇L‖ = {shown(math.hypot(*moment.gradient.tolist()))}"
    parts = []
    for name, slope in zip(moment.letters, moment.gradient.tolist(), strict=True):
        arrow = "→" if slope == 0.0 else "↑" if (slope < 0.0) != moment.climbs else "↓"
        parts.append(f"∂L/∂*{name}* = {shown(slope)} (*{name}* {arrow})")
    return ", ".join(parts)
