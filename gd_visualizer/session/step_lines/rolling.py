"""The lines of plain descent, of the heavy balls, and of the rule that looks at signs only."""

from __future__ import annotations

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.optimizers.momentum import Momentum
from gd_visualizer.core.optimizers.nesterov import Nesterov
from gd_visualizer.core.optimizers.rprop import Rprop
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.step_lines.notes import Notes


def plain_lines(rule: GradientDescent, notes: Notes) -> None:
    """Write the learning rate times the slope."""
    notes.less(notes.here.learning_rate * notes.here.gradient, _("learning rate × slope"), "η·g")


def momentum_lines(rule: Momentum, notes: Notes) -> None:
    """Write what is left of the speed, and what the slope adds to it."""
    here = notes.here
    if not rule.momentum:
        slope, letter, name = notes.slope(rule.weight_decay)
        notes.less(here.learning_rate * slope, _("learning rate × {slope}").format(slope=name), f"η·{letter}")
        return
    before, taken = notes.memory
    if taken[0]:
        notes.remembered("v", _("velocity before"), before)
    slope, letter, name = notes.slope(rule.weight_decay)
    kept, share = exact(rule.momentum), f"(1 − {exact(rule.dampening)})"
    if not taken[0]:
        words, symbols, velocity = _("{slope}, as this is the first step").format(slope=name), letter, slope
    else:
        velocity = rule.momentum * before + (1.0 - rule.dampening) * slope
        words = _("{kept} × velocity before + {slope}").format(kept=kept, slope=name)
        symbols = f"{kept}·v + {letter}"
        if rule.dampening:
            words = _("{kept} × velocity before + {share} × {slope}").format(kept=kept, share=share, slope=name)
            symbols = f"{kept}·v + {share}·{letter}"
    notes.line("v′", _("new velocity"), words, symbols, velocity)
    notes.less(here.learning_rate * velocity, _("learning rate × new velocity"), "η·v′")


def nesterov_lines(rule: Nesterov, notes: Notes) -> None:
    """Write the new speed, and the slope that leans towards where it goes."""
    before = notes.remembered("v", _("velocity before"), notes.memory[0])
    slope, letter, name = notes.slope(rule.weight_decay)
    kept = exact(rule.momentum)
    words = _("{kept} × velocity before + {slope}").format(kept=kept, slope=name)
    velocity = notes.line("v′", _("new velocity"), words, f"{kept}·v + {letter}", rule.momentum * before + slope)
    words = _("{slope} + {kept} × new velocity").format(kept=kept, slope=name)
    ahead = notes.line(
        "w", _("push with a look ahead"), words, f"{letter} + {kept}·v′", slope + rule.momentum * velocity
    )
    notes.less(notes.here.learning_rate * ahead, _("learning rate × push with a look ahead"), "η·w")


def rprop_lines(rule: Rprop, notes: Notes) -> None:
    """Write how the signs of two slopes make the length of the step."""
    here = notes.here
    before, length, taken = notes.memory
    if not taken[0]:
        length = np.full(len(before), here.learning_rate)
    notes.remembered("b", _("slope before"), before)
    first = _("learning rate, as this is the first step")
    again = _("remembered from the step before")
    notes.line("l", _("length before"), again if taken[0] else first, "" if taken[0] else "η", length)
    agree = notes.line(
        "z", _("same sign?"), _("sign of slope × slope before"), "sign(g·b)", np.sign(here.gradient * before)
    )
    plus, minus = exact(rule.eta_plus), exact(rule.eta_minus)
    factor = notes.line(
        "f",
        _("factor"),
        _("{plus} where the sign is 1, {minus} where it is −1, 1 where it is 0").format(plus=plus, minus=minus),
        f"choose(z, {plus}, {minus}, 1)",
        np.where(agree > 0.0, rule.eta_plus, np.where(agree < 0.0, rule.eta_minus, 1.0)),
    )
    low, high = exact(rule.step_min), exact(rule.step_max)
    words = _("length before × factor, at least {low} and at most {high}").format(low=low, high=high)
    length = notes.line(
        "l′",
        _("new length"),
        words,
        f"min(max(l·f, {low}), {high})",
        np.minimum(np.maximum(length * factor, rule.step_min), rule.step_max),
    )
    slope = np.where(agree < 0.0, 0.0, here.gradient)
    words = _("slope, but 0 where the sign has changed: wait for one step")
    notes.line("q", _("slope that counts"), words, "choose(z, g, 0, g)", slope)
    notes.less(np.sign(slope) * length, _("sign of the slope that counts × new length"), "sign(q)·l′")
