"""The lines of Adam and its kin: a mean slope, measured against the usual size of the slopes."""

from __future__ import annotations

import math

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.averages import blended, mean_of_squares
from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.adamax import Adamax
from gd_visualizer.core.optimizers.nadam import NAdam
from gd_visualizer.core.optimizers.radam import RAdam
from gd_visualizer.session.numbers import counted, exact
from gd_visualizer.session.step_lines.notes import Notes, raised
from gd_visualizer.session.step_lines.scaled import mean_words, squares_words

Base = tuple[FloatArray, str, str]


def adam_lines(rule: Adam, notes: Notes) -> None:
    """Write both means, what makes up for their start at zero, and the step."""
    mean, square, largest, taken = notes.memory
    _means_before(notes, mean, square)
    if rule.amsgrad:
        notes.remembered("u", _("largest mean square before"), largest)
    base, (slope, letter, name) = _start(notes, rule.weight_decay, rule.decoupled)
    count = float(taken[0]) + 1.0
    mean = _mean(notes, mean, (slope, letter, name), rule.beta1)
    square = _square(notes, square, (slope, letter, name), rule.beta2)
    used, used_letter, used_name = square, "s′", _("new mean square")
    if rule.amsgrad:
        words = _("the larger of largest mean square before and new mean square")
        used_letter, used_name = "u′", _("new largest mean square")
        used = notes.line("u′", used_name, words, "max(u, s′)", np.maximum(largest, square))
    power, epsilon = f"{exact(rule.beta2)}{raised(count)}", exact(rule.epsilon)
    words = _("root of {square} ÷ root of (1 − {power}) + {epsilon}")
    size = notes.line(
        "d",
        _("divisor"),
        words.format(square=used_name, power=power, epsilon=epsilon),
        f"√({used_letter}) / √(1 − {power}) + {epsilon}",
        np.sqrt(used) / math.sqrt(1.0 - rule.beta2**count) + rule.epsilon,
    )
    length = _rate(notes, rule.beta1, count)
    notes.less(length * mean / size, _("corrected rate × new mean slope ÷ divisor"), "e·a′ / d", base)


def adamax_lines(rule: Adamax, notes: Notes) -> None:
    """Write the mean slope and the largest slope of late."""
    mean, largest, taken = notes.memory
    notes.remembered("a", _("mean slope before"), mean)
    notes.remembered("u", _("largest slope before"), largest)
    slope, letter, name = notes.slope(rule.weight_decay)
    count = float(taken[0]) + 1.0
    mean = _mean(notes, mean, (slope, letter, name), rule.beta1)
    kept, epsilon = exact(rule.beta2), exact(rule.epsilon)
    words = _("the larger of {kept} × largest slope before and size of {slope} + {epsilon}")
    largest = notes.line(
        "u′",
        _("new largest slope"),
        words.format(kept=kept, slope=name, epsilon=epsilon),
        f"max({kept}·u, |{letter}| + {epsilon})",
        np.maximum(rule.beta2 * largest, np.abs(slope) + rule.epsilon),
    )
    rate = _rate(notes, rule.beta1, count)
    notes.less(rate * mean / largest, _("corrected rate × new mean slope ÷ new largest slope"), "e·a′ / u′")


def nadam_lines(rule: NAdam, notes: Notes) -> None:
    """Write both means, the momentum now and soon, and the two parts of the step."""
    mean, square, product, taken = notes.memory
    rate = notes.here.learning_rate
    _means_before(notes, mean, square)
    notes.remembered("Π", _("product of momentum before"), product)
    base, (slope, letter, name) = _start(notes, rule.weight_decay, rule.decoupled_weight_decay)
    count = float(taken[0]) + 1.0
    now, soon = _momentum(notes, rule, "μ", count), _momentum(notes, rule, "ν", count + 1.0)
    # In single precision, as the rule has it.
    so_far = float(np.float32(product[0]) * np.float32(now))
    words = _("product before × momentum of this step, in single precision")
    notes.line("Π′", _("new product of momentum"), words, "Π·μ", so_far)
    mean = _mean(notes, mean, (slope, letter, name), rule.beta1)
    square = _square(notes, square, (slope, letter, name), rule.beta2)
    power, epsilon = f"{exact(rule.beta2)}{raised(count)}", exact(rule.epsilon)
    words = _("root of (new mean square ÷ (1 − {power})) + {epsilon}").format(power=power, epsilon=epsilon)
    size = np.sqrt(square / (1.0 - rule.beta2**count)) + rule.epsilon
    notes.line("d", _("divisor"), words, f"√(s′ / (1 − {power})) + {epsilon}", size)
    words = _("learning rate × (1 − momentum) ÷ (1 − new product) × {slope} ÷ divisor").format(slope=name)
    first = rate * (1.0 - now) / (1.0 - so_far) * slope / size
    notes.line("A", _("part of the newest slope"), words, f"η·(1 − μ) / (1 − Π′)·{letter} / d", first)
    words = _("learning rate × next momentum ÷ (1 − new product × next momentum) × new mean slope ÷ divisor")
    second = rate * soon / (1.0 - so_far * soon) * mean / size
    notes.line("B", _("part of the mean slope"), words, "η·ν / (1 − Π′·ν)·a′ / d", second)
    values, base_letter, base_name = base
    words = _("{base} − part of the newest slope − part of the mean slope").format(base=base_name)
    notes.line("θ′", _("new value"), words, f"{base_letter} − A − B", values - first - second)
    notes.total = ((base_letter, 1.0), ("A", -1.0), ("B", -1.0))


def radam_lines(rule: RAdam, notes: Notes) -> None:
    """Write both means, how many slopes the mean square rests on, and the step."""
    mean, square, taken = notes.memory
    _means_before(notes, mean, square)
    base, slope = _start(notes, rule.weight_decay, rule.decoupled_weight_decay)
    count = float(taken[0]) + 1.0
    mean = _mean(notes, mean, slope, rule.beta1)
    square = _square(notes, square, slope, rule.beta2)
    known = 1.0 - rule.beta2**count
    change = mean / (1.0 - rule.beta1**count) * notes.here.learning_rate
    power1, power2 = f"{exact(rule.beta1)}{raised(count)}", f"{exact(rule.beta2)}{raised(count)}"
    words = _("new mean slope ÷ (1 − {power}) × learning rate").format(power=power1)
    notes.line("c", _("step by the mean slope"), words, f"a′ / (1 − {power1})·η", change)
    most = 2.0 / (1.0 - rule.beta2) - 1.0
    length = most - 2.0 * count * rule.beta2**count / known
    long = f"2 / (1 − {exact(rule.beta2)}) − 1"
    notes.line("P", _("most slopes that count"), f"2 ÷ (1 − {exact(rule.beta2)}) − 1", long, most)
    steps = counted(int(count))
    words = _("most slopes that count − 2 × {steps} × {power} ÷ (1 − {power})").format(steps=steps, power=power2)
    symbols = f"P − 2·{int(count)}·{power2} / (1 − {power2})"
    notes.line("ρ", _("slopes that count so far"), words, symbols, length)
    if not length > 5.0:
        words = _("step by the mean slope alone, as no more than 5 slopes count so far")
        notes.less(change, words, "c", base)
        return
    trust = ((length - 4.0) * (length - 2.0) * most / ((most - 4.0) * (most - 2.0) * length)) ** 0.5
    words = _("how far the mean square can be trusted, from the two numbers above")
    notes.line("r", _("trust"), words, "√((ρ − 4)·(ρ − 2)·P / ((P − 4)·(P − 2)·ρ))", trust)
    epsilon = exact(rule.epsilon)
    words = _("root of (1 − {power}) ÷ (root of new mean square + {epsilon})").format(power=power2, epsilon=epsilon)
    scale = known**0.5 / (np.sqrt(square) + rule.epsilon)
    notes.line("h", _("one over the usual size"), words, f"√(1 − {power2}) / (√(s′) + {epsilon})", scale)
    words = _("step by the mean slope × one over the usual size × trust")
    notes.less(change * scale * trust, words, "c·h·r", base)


def _means_before(notes: Notes, mean: FloatArray, square: FloatArray) -> None:
    notes.remembered("a", _("mean slope before"), mean)
    notes.remembered("s", _("mean square before"), square)


def _start(notes: Notes, weight_decay: float, apart: bool) -> tuple[Base, Base]:
    """Return where the step starts and the slope it goes by: weight decay pulls at one of them."""
    here = notes.here
    if apart:
        slope = (here.gradient, "g", _("slope"))
        return notes.shrunk(weight_decay), slope
    return (here.parameters, "θ", _("value now")), notes.slope(weight_decay)


def _mean(notes: Notes, mean: FloatArray, slope: Base, kept: float) -> FloatArray:
    values, letter, name = slope
    words, symbols = mean_words(kept, _("mean slope before"), name), f"a + (1 − {exact(kept)})·({letter} − a)"
    return notes.line("a′", _("new mean slope"), words, symbols, blended(mean, values, 1.0 - kept))


def _square(notes: Notes, square: FloatArray, slope: Base, kept: float) -> FloatArray:
    values, letter, name = slope
    words = squares_words(kept, _("mean square before"), name)
    symbols = f"{exact(kept)}·s + (1 − {exact(kept)})·{letter}²"
    return notes.line("s′", _("new mean square"), words, symbols, mean_of_squares(square, values, kept))


def _rate(notes: Notes, beta1: float, count: float) -> float:
    """Write the learning rate that makes up for a mean slope that started at zero, and return it."""
    power = f"{exact(beta1)}{raised(count)}"
    rate: float = notes.here.learning_rate / (1.0 - beta1**count)
    words = _("learning rate ÷ (1 − {power}): the mean started at 0").format(power=power)
    notes.line("e", _("corrected rate"), words, f"η / (1 − {power})", rate)
    return rate


def _momentum(notes: Notes, rule: NAdam, letter: str, count: float) -> float:
    """Write the momentum of a step, which grows with the steps, and return it."""
    value: float = rule.beta1 * (1.0 - 0.5 * float(0.96 ** (count * rule.momentum_decay)))
    first, growth, steps = exact(rule.beta1), exact(rule.momentum_decay), int(count)
    words = _("{first} × (1 − 0.5 × 0.96 to the power of {steps} × {growth})")
    name = _("momentum of this step") if letter == "μ" else _("momentum of the next step")
    symbols = f"{first}·(1 − 0.5·0.96^({steps}·{growth}))"
    notes.line(letter, name, words.format(first=first, steps=counted(steps), growth=growth), symbols, value)
    return value
