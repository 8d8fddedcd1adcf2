"""The words of backpropagation: what a part does, how it passes blame on, and which numbers that makes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.computation_parts import Computation, Part, Run
from gd_visualizer.session.backward_tour import Stage
from gd_visualizer.session.numbers import exact, shown

_SIGNS = {
    "plus": "+", "minus": "−", "times": "×", "divide": "÷", "negate": "−( )", "power": "aᵇ",
    "mean_squared_error": "( )²", "mean_absolute_error": "| |", "plain_difference": "−( )", "abs": "| |", "sqrt": "√",
}  # fmt: skip
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SQUARE = "mean_squared_error"


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """The numbers of one point, or the mean over all points.

    Attributes
    ----------
    computation : Computation
    run : Run
    row : int or None
        Which point, None for the mean of all.
    symbols : bool
        Symbols such as ∂L/∂m instead of words.
    penalty : bool
        A penalty adds slopes that are not in these numbers.
    """

    computation: Computation
    run: Run
    row: int | None
    symbols: bool = False
    penalty: bool = False

    def one(self, values: FloatArray | None) -> float | None:
        """Return the number of the point or the mean; None where there is none."""
        if values is None or not len(values):
            return None
        with np.errstate(all="ignore"):
            return float(values.mean() if self.row is None else values[self.row])

    def value(self, place: int) -> float | None:
        """Return what a part is."""
        return self.one(self.run.values[place])

    def blame(self, place: int) -> float | None:
        """Return what a part is to blame for."""
        return self.one(self.run.blames[place])

    def factor(self, place: int, operand: int) -> float | None:
        """Return how fast a part moves with one of its operands."""
        return self.one(self.run.factors[place][operand])

    def passed(self, place: int, operand: int) -> float | None:
        """Return the blame that a part passes to one of its operands."""
        blame, factor = self.run.blames[place], self.run.factors[place][operand]
        if blame is None or factor is None:
            return None
        with np.errstate(all="ignore"):
            return self.one(blame * factor)

    def slope(self, parameter: int) -> float | None:
        """Return the slope of one parameter."""
        return self.one(self.computation.slopes(self.run, parameter))


def sign_of(part: Part) -> str:
    """Return the sign that stands in the circle of a part."""
    if part.exponent is not None:
        whole = part.exponent == int(part.exponent) and abs(part.exponent) < 100
        return f"( ){str(int(part.exponent)).translate(_RAISED)}" if whole else f"( )^{short(part.exponent)}"
    if part.kind == "loss":
        return _SIGNS.get(part.operation, "ℓ( )")
    return _SIGNS.get(part.operation, part.operation)


def name_of(part: Part) -> str:
    """Return the short name of a part for people."""
    if part.kind == "residual":
        return _("miss")
    if part.kind == "loss":
        return _("square") if part.operation == SQUARE else _("loss")
    return _("mean loss") if part.kind == "mean" else part.name


def short(value: float) -> str:
    """Return a number with no more digits than it needs, such as 2.5."""
    return exact(value, 12)


def given(value: float | None) -> str:
    """Return a number as it was typed where that is short, as x and y of a point are."""
    if value is not None and np.isfinite(value):
        text = short(value)
        if len(text) <= 6:
            return text
    return shown(value)


def number_of(part: Part, value: float | None) -> str:
    """Return the value of a part: data as they were typed, all else with two decimals."""
    return given(value) if part.kind in ("input", "target", "number") else shown(value)


def bracketed(text: str) -> str:
    """Return a number in brackets where it has a minus sign."""
    return f"({text})" if text.startswith("−") else text


def hand_over(numbers: Numbers, place: int, operand: int) -> tuple[str, str]:
    """Return in two short lines what a part multiplies its blame by, on the way to one of its operands."""
    parts = numbers.computation.parts
    part = parts[place]
    target = parts[part.operands[operand]]
    factor = numbers.factor(place, operand)
    way = _("on the way to {name}").format(name=name_of(target))
    if part.kind == "mean" or factor is None:
        return (_("each point has its share") if part.kind == "mean" else _("through all its weights")), ""
    if part.operation == "plus" or (part.operation == "minus" and operand == 0):
        return _("hands it on"), ""
    if part.operation in ("minus", "negate"):
        return _("turns its sign"), way
    if part.kind == "loss" and part.operation == SQUARE:
        miss = numbers.value(part.operands[0])
        if numbers.row is None:
            return _("× 2 · miss, for each point"), _("twice the miss")
        return f"× 2 · {bracketed(shown(miss))}", _("twice the miss")
    if part.operation == "times":
        return _other_factor(numbers, place, operand, factor), way
    if numbers.row is None:
        return _("× its slope, for each point"), way
    return _("× slope {number}").format(number=bracketed(shown(factor))), way


def _other_factor(numbers: Numbers, place: int, operand: int, factor: float) -> str:
    """Return the factor that a product is for one of its operands: the other one, by name and number."""
    parts = numbers.computation.parts
    other = parts[parts[place].operands[1 - operand]]
    if numbers.row is None and other.kind not in ("parameter", "number"):
        return _("× {name}, for each point").format(name=name_of(other))
    number = bracketed(number_of(other, factor))
    if other.kind == "number" or len(name_of(other)) > 6:
        return f"× {number}"
    return _("× {name}, that is × {number}").format(name=name_of(other), number=number)


def arithmetic(numbers: Numbers, place: int) -> str:
    """Return how the value of a part comes about, such as "1.07 × (−1.5) = −1.60"."""
    parts, part = numbers.computation.parts, numbers.computation.parts[place]
    read = [number_of(parts[operand], numbers.value(operand)) for operand in part.operands]
    result = shown(numbers.value(place))
    if numbers.row is None:
        return _("in the mean {result}").format(result=result)
    if part.kind in ("unit", "block"):
        total = numbers.run.sums[place]
        if total is None or part.operation == "identity":
            return result
        return f"{part.operation}({shown(numbers.one(total))}) = {result}"
    if part.operation in ("plus", "minus", "times", "divide"):
        return f"{read[0]} {_SIGNS[part.operation]} {bracketed(read[1])} = {result}"
    if part.operation == "negate":
        return f"−{bracketed(read[0])} = {result}"
    if part.operation == "power" and part.exponent is None:
        return f"{bracketed(read[0])}^{bracketed(read[1])} = {result}"
    sign = sign_of(part)
    if " " in sign:
        return f"{sign.replace(' ', read[0])} = {result}"
    return f"{sign}({', '.join(read)}) = {result}"


def what_it_does(parts: tuple[Part, ...], place: int) -> str:
    """Return in one sentence what a part does with what it reads."""
    part = parts[place]
    names = [name_of(parts[operand]) for operand in part.operands]
    patterns = {
        "plus": _("This part adds {a} and {b}."),
        "minus": _("This part takes {b} away from {a}."),
        "times": _("This part multiplies {a} by {b}."),
        "divide": _("This part divides {a} by {b}."),
        "negate": _("This part turns the sign of {a}."),
    }
    first, second = names[0], names[-1]
    if part.kind == "mean":
        return _("This part takes the mean over all points.")
    if part.kind == "loss":
        pattern = _("This part squares the miss.") if part.operation == SQUARE else _("This part rates the miss.")
        return pattern
    if part.kind == "unit":
        bends = part.operation != "identity"
        pattern = (
            _("This unit adds up what it reads, and bends the sum.") if bends else _("This adds up what it reads.")
        )
        return pattern
    if part.kind == "block":
        return _(
            "This layer adds up what it reads in each of its {count} units, and bends the sums. "
            "What is shown is their typical size."
        ).format(count=part.members)
    if part.exponent is not None:
        return _("This part raises {a} to the power of {n}.").format(a=first, n=short(part.exponent))
    pattern = patterns.get(part.operation, _("This part takes {sign} of {a}."))
    return pattern.format(a=first, b=second, sign=part.operation)


def story(numbers: Numbers, stage: Stage, parts: tuple[Part, ...]) -> str:
    """Return in a sentence or two what happens at a stop of the tour."""
    if stage.direction == "ready":
        return _("Numbers go in at the left. Press “Part on” to work out one part after the other.")
    if stage.part is None:
        name = name_of(parts[-1])
        return _("Back from the right: the {name} moves by 1 when it moves by 1, so the first slope is 1.").format(
            name=name
        )
    if stage.direction == "forward":
        return f"{what_it_does(parts, stage.part)} {arithmetic(numbers, stage.part)}."
    return f"{what_it_does(parts, stage.part)} {_passing(numbers, stage.part)}"


def _passing(numbers: Numbers, place: int) -> str:
    """Return to whom the blame of a part goes, and how much of it."""
    parts, part = numbers.computation.parts, numbers.computation.parts[place]
    said = []
    for operand, target in enumerate(part.operands):
        if numbers.run.blames[target] is None:
            continue
        blame = shown(numbers.blame(place))
        result, name = numbers.passed(place, operand), name_of(parts[target])
        if result is None:
            continue
        factor = (
            number_of(parts[part.operands[1 - operand]], numbers.factor(place, operand))
            if (part.operation == "times")
            else shown(numbers.factor(place, operand))
        )
        if numbers.row is None:
            text = _("In the mean over the points, {name} gets {result}.").format(name=name, result=shown(result))
        elif part.operation == "plus" or (part.operation == "minus" and operand == 0):
            text = _("Its blame {blame} goes to {name} as it is.").format(blame=blame, name=name)
        elif part.operation == "times":
            other = name_of(parts[part.operands[1 - operand]])
            text = _("Its blame goes to {name} as blame × {other}: {blame} × {factor} = {result}.").format(
                name=name, other=other, blame=blame, factor=bracketed(factor), result=shown(result)
            )
        else:
            text = _("Its blame goes to {name} as blame × slope: {blame} × {factor} = {result}.").format(
                name=name, blame=blame, factor=bracketed(factor), result=shown(result)
            )
        said.append(text)
        if len(said) == 2 and part.kind == "unit":
            said.append(_("The others get theirs in the same way."))
            break
    if part.kind in ("unit", "block"):
        said.append(_("Its weights get theirs as blame × what they multiply."))
    return " ".join(said) or _("Nothing before it can be turned, so the blame ends here.")


def leaf_words(numbers: Numbers, place: int) -> str:
    """Return what is to be said about a number that goes in."""
    part = numbers.computation.parts[place]
    if part.kind == "parameter":
        pattern = _("{name} gets all the blame that comes back to it: the slope for {name} is {slope}.")
        told = pattern.format(name=part.name, slope=shown(numbers.blame(place)))
        if numbers.penalty and numbers.row is None:
            told = f"{told} {_('The penalty adds its own slope to that.')}"
        return told
    if part.kind == "number":
        return _("{name} is a fixed number: training does not turn it.").format(name=part.name)
    return _("{name} is data: it stays as it is, so no blame goes there.").format(name=part.name)
