"""The lines of the rules that measure each slope against how large it usually is."""

from __future__ import annotations

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.averages import blended, mean_of_squares
from gd_visualizer.core.optimizers.adadelta import Adadelta
from gd_visualizer.core.optimizers.adagrad import Adagrad
from gd_visualizer.core.optimizers.rmsprop import RMSprop
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.step_lines.notes import Notes


def mean_words(kept: float, before: str, new: str) -> str:
    """Return how a fading mean takes in something new."""
    return _("{before} + (1 − {kept}) × ({new} − {before})").format(before=before, kept=exact(kept), new=new)


def squares_words(kept: float, before: str, new: str) -> str:
    """Return how a fading mean of squares takes in something new."""
    return _("{kept} × {before} + (1 − {kept}) × {new}²").format(before=before, kept=exact(kept), new=new)


def adagrad_lines(rule: Adagrad, notes: Notes) -> None:
    """Write the sum of all squares so far, and the slope divided by its root."""
    here = notes.here
    before, taken = notes.memory
    notes.remembered("s", _("sum of squares before"), before)
    slope, letter, name = notes.slope(rule.weight_decay)
    rate = here.learning_rate / (1.0 + float(taken[0]) * rule.learning_rate_decay)
    rate_letter, rate_name = "η", _("learning rate")
    if rule.learning_rate_decay:
        decay, steps = exact(rule.learning_rate_decay), exact(float(taken[0]))
        words = _("learning rate ÷ (1 + {steps} steps × {decay})").format(steps=steps, decay=decay)
        rate_letter, rate_name = "e", _("shrunk rate")
        notes.line("e", rate_name, words, f"η / (1 + {steps}·{decay})", rate)
    words = _("sum of squares before + {slope}²").format(slope=name)
    total = notes.line("s′", _("new sum of squares"), words, f"s + {letter}²", before + slope * slope)
    epsilon = exact(rule.epsilon)
    words = _("root of the new sum of squares + {epsilon}").format(epsilon=epsilon)
    size = notes.line("d", _("divisor"), words, f"√(s′) + {epsilon}", np.sqrt(total) + rule.epsilon)
    words = _("{rate} × {slope} ÷ divisor").format(rate=rate_name, slope=name)
    notes.less(rate * slope / size, words, f"{rate_letter}·{letter} / d")


def rmsprop_lines(rule: RMSprop, notes: Notes) -> None:
    """Write the usual size of the slopes, and the slope divided by it."""
    here = notes.here
    square, mean, velocity = notes.memory
    notes.remembered("s", _("mean square before"), square)
    if rule.centered:
        notes.remembered("a", _("mean slope before"), mean)
    if rule.momentum:
        notes.remembered("v", _("velocity before"), velocity)
    slope, letter, name = notes.slope(rule.weight_decay)
    kept, epsilon = exact(rule.alpha), exact(rule.epsilon)
    words = squares_words(rule.alpha, _("mean square before"), name)
    symbols = f"{kept}·s + (1 − {kept})·{letter}²"
    square = notes.line("s′", _("new mean square"), words, symbols, mean_of_squares(square, slope, rule.alpha))
    spread, spread_letter, spread_name = square, "s′", _("new mean square")
    if rule.centered:
        words = mean_words(rule.alpha, _("mean slope before"), name)
        symbols = f"a + (1 − {kept})·({letter} − a)"
        mean = notes.line("a′", _("new mean slope"), words, symbols, blended(mean, slope, 1.0 - rule.alpha))
        spread_letter, spread_name = "c", _("spread of the slopes")
        words = _("new mean square − new mean slope², at least 0")
        spread = notes.line("c", spread_name, words, "max(s′ − a′², 0)", np.maximum(square - mean * mean, 0.0))
    words = _("root of {square} + {epsilon}").format(square=spread_name, epsilon=epsilon)
    size = notes.line("d", _("divisor"), words, f"√({spread_letter}) + {epsilon}", np.sqrt(spread) + rule.epsilon)
    if not rule.momentum:
        words = _("learning rate × {slope} ÷ divisor").format(slope=name)
        notes.less(here.learning_rate * slope / size, words, f"η·{letter} / d")
        return
    speed = exact(rule.momentum)
    words = _("{kept} × velocity before + {slope} ÷ divisor").format(kept=speed, slope=name)
    velocity = rule.momentum * velocity + slope / size
    notes.line("v′", _("new velocity"), words, f"{speed}·v + {letter} / d", velocity)
    notes.less(here.learning_rate * velocity, _("learning rate × new velocity"), "η·v′")


def adadelta_lines(rule: Adadelta, notes: Notes) -> None:
    """Write the usual size of steps and of slopes, and their ratio times the slope."""
    square = notes.remembered("s", _("mean square before"), notes.memory[0])
    steps = notes.remembered("r", _("mean squared step before"), notes.memory[1])
    slope, letter, name = notes.slope(rule.weight_decay)
    kept, epsilon = exact(rule.rho), exact(rule.epsilon)
    words = squares_words(rule.rho, _("mean square before"), name)
    symbols = f"{kept}·s + (1 − {kept})·{letter}²"
    square = notes.line("s′", _("new mean square"), words, symbols, mean_of_squares(square, slope, rule.rho))
    words = _("root of (mean squared step before + {epsilon})").format(epsilon=epsilon)
    top = notes.line("o", _("usual step"), words, f"√(r + {epsilon})", np.sqrt(steps + rule.epsilon))
    words = _("root of (new mean square + {epsilon})").format(epsilon=epsilon)
    size = notes.line("d", _("divisor"), words, f"√(s′ + {epsilon})", np.sqrt(square + rule.epsilon))
    words = _("usual step ÷ divisor × {slope}").format(slope=name)
    change = notes.line("c", _("step before the rate"), words, f"o / d·{letter}", top / size * slope)
    words = squares_words(rule.rho, _("mean squared step before"), _("step before the rate"))
    symbols = f"{kept}·r + (1 − {kept})·c²"
    notes.line("r′", _("new mean squared step"), words, symbols, mean_of_squares(steps, change, rule.rho))
    notes.less(notes.here.learning_rate * change, _("learning rate × step before the rate"), "η·c")
