"""Words or symbols: every thing that has both, and one plain phrase for each symbol."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gd_visualizer.assets import translate as _
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.session.numbers import counted, shown

_SLOPE = re.compile(r"∂[Lℓ]/∂(\w+)")
# What a formula calls by words, and its letter, the longer first.
_LETTERS = (
    ("learning rate", "η"),
    ("mean of slope²", "E[∇L²]"),
    ("mean of Δ²", "E[Δ²]"),
    ("(mean slope²)", "v̂"),
    ("new slope", "∇L"),
    ("mean slope", "m̂"),
    ("slope", "∇L"),
    ("mean(", "1/N · Σ("),
)


def meanings() -> dict[str, str]:
    """Return one plain phrase for each symbol of the window."""
    return {
        "ŷ": _("what the model says for an x: its prediction"),
        "x": _("what goes into the model: the input"),
        "y": _("what is true: the height of a point"),
        "r": _("the miss of a point: ŷ − y"),
        "θ": _("all knobs of the model together: its parameters"),
        "θ₀": _("the parameters at the start"),
        "θₖ": _("the parameters after k steps"),
        "θₖ₊₁": _("the parameters after the next step"),
        "θ∗": _("the best parameters there are"),
        "L": _("the loss: how wrong the model is, as one number"),
        "L∗": _("the lowest loss there is"),
        "ℓ": _("the loss of one point"),
        "Lₖ": _("the loss after k steps"),
        "Lₖ₋₁": _("the loss one step before"),
        "k": _("how many steps were taken"),
        "η": _("the learning rate: how long a step is for a slope of one"),
        "∇L": _("all slopes of the loss together: the gradient, which points uphill"),
        "N": _("how many points there are"),
        "Σ": _("the sum over all points"),
    }


def knobs(model: Any) -> dict[str, str]:
    """Return one plain phrase for each parameter of a model."""
    if isinstance(model, Linear):
        return {"m": _("the slope of the line: how much ŷ grows when x grows by 1"), "b": _("the height at x = 0")}
    return dict.fromkeys(model.parameter_names, _("a knob of this model: training turns it"))


def phrases_of(part: Any) -> dict[str, str]:
    """Return one plain phrase for each letter that the formula of a part brings with it."""
    if isinstance(part, Model):
        layers = dict.fromkeys(re.findall(r"\bW\d+\b", part.written_formula), _("a table of knobs: a layer's weights"))
        layers |= dict.fromkeys(re.findall(r"\bb\d+\b", part.written_formula), _("a row of knobs: a layer's offsets"))
        return knobs(part) | layers
    return _letters_of_losses() if isinstance(part, Loss) else _letters_of_rules()


def _letters_of_losses() -> dict[str, str]:
    limit = _("from which miss on the loss counts differently")
    return {"δ": limit, "β": limit, "c": limit, "τ": _("which share of the points shall lie below")}


def _letters_of_rules() -> dict[str, str]:
    kept = _("which part of a memory is kept at each step")
    return {
        "v": _("the memory: what is left of the earlier slopes"),
        "s": _("a memory of the squared slopes"),
        "u": _("a memory of the largest slopes"),
        "m̂": _("a mean of the slopes so far"),
        "v̂": _("a mean of the squared slopes so far"),
        "Δ": _("the step before it is scaled"),
        "d": _("the way to go"),
        "δ": _("the whole step"),
        "t": _("how far to go along the way"),
        "H": _("how the slopes change from place to place: the curvature"),
        "H⁻¹": _("the curvature turned round: flat directions get long steps"),
        "J": _("how each prediction changes with each parameter"),
        "D": _("how strongly each parameter is held back"),
        "λ": _("how strongly the step is held back"),
        "r": _("all misses, or how far the mean can be trusted yet"),
        "μ": kept,
        "α": kept,
        "β": kept,
        "β₂": kept,
        "ε": _("a tiny number, so that nothing is divided by zero"),
        "η⁺": _("by how much a step grows"),
        "η⁻": _("by how much a step shrinks"),
    }


def meaning(symbol: str) -> str:
    """Return the plain phrase for a symbol, "" for what is none."""
    slope = _SLOPE.fullmatch(symbol)
    if slope:
        return _("the slope for {name}: how fast the loss grows when {name} grows").format(name=slope[1])
    return meanings().get(symbol, "")


def explained(text: str, phrases: Mapping[str, str] | None = None) -> str:
    """Return a line "symbol: phrase" for each symbol in a text, "" where there is none.

    Parameters
    ----------
    phrases : mapping from symbol to phrase
        What letters mean where the text stands, such as the names of a model's parameters.
    """
    known = meanings() | dict(phrases or {})
    letters = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    pattern = rf"{_SLOPE.pattern}|(?<!\w)(?:{letters})(?![\w₀-₉⁻⁺∗])"
    found = dict.fromkeys(match[0] for match in re.finditer(pattern, text))
    return "\n".join(f"{symbol}: {known.get(symbol) or meaning(symbol)}" for symbol in found)


def loss_is(loss: float | None, symbols: bool) -> str:
    """Return "loss 2.01", or "L = 2.01"."""
    return f"L = {shown(loss)}" if symbols else _("loss {loss}").format(loss=shown(loss))


def step_is(step: int, symbols: bool) -> str:
    """Return "step 8", or "k = 8"."""
    return f"k = {counted(step)}" if symbols else _("step {k}").format(k=counted(step))


def slope_for(name: str, symbols: bool, of_one_point: bool = False) -> str:
    """Return "slope for m", or "∂L/∂m", or "∂ℓ/∂m" for the loss of one point."""
    return f"∂{'ℓ' if of_one_point else 'L'}/∂{name}" if symbols else _("slope for {name}").format(name=name)


def in_letters(formula: str) -> str:
    """Return a formula with a letter for each of its words: "θ ← θ − η · ∇L"."""
    for words, letter in _LETTERS:
        formula = formula.replace(words, letter)
    return formula
