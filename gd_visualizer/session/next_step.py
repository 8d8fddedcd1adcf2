"""The pending step in numbers: what each parameter is, what is taken off it, and what it will be."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.session.numbers import exact, fixed, shown
from gd_visualizer.session.snapshot import Snapshot

LEAST_DIGITS, MOST_DIGITS = 2, 6
# Above this a number is shown as a power of ten, and no sum can be checked by eye.
LARGEST = 9999.0


@dataclass(frozen=True, slots=True)
class StepRow:
    """One parameter of the pending step.

    Attributes
    ----------
    name : str
    now, slope, rate, new, size : str
        As they are shown. With plain gradient descent now − rate · slope = new holds in the digits shown, with other
        optimizers now ± size = new.
    change : float
        new − now.
    """

    name: str
    now: str
    slope: str
    rate: str
    new: str
    size: str
    change: float


def step_rows(snapshot: Snapshot, most: int) -> tuple[StepRow, ...]:
    """Return the first few parameters of the next step, none where there is no next step.

    The new values are those that the optimizer itself gives: Step makes exactly that true.
    """
    preview = snapshot.preview
    if preview is None or not len(preview.parameters):
        return ()
    names, ahead = snapshot.document.model.parameter_names, preview.parameters[0]
    rate = snapshot.document.plan.rate_at(snapshot.step)
    rows = zip(names, snapshot.parameters.tolist(), snapshot.gradient.tolist(), ahead.tolist(), strict=True)
    plain = is_plain(snapshot)
    return tuple(_row(name, now, rate, slope, new, plain) for name, now, slope, new in list(rows)[:most])


@dataclass(frozen=True, slots=True)
class PartsRow:
    """One parameter of a pending step that is taken apart: now + memory + push = new, in the digits shown.

    Attributes
    ----------
    name, now, memory, push, new : str
        As they are shown.
    change : float
        new − now.
    """

    name: str
    now: str
    memory: str
    push: str
    new: str
    change: float


def parts_rows(snapshot: Snapshot, most: int) -> tuple[PartsRow, ...]:
    """Return the first few parameters of a step with a memory; none where no sum of two parts can be shown."""
    parts, preview = snapshot.parts, snapshot.preview
    if parts is None or preview is None or not len(preview.parameters) or parts.decay.any():
        return ()
    names, ahead = snapshot.document.model.parameter_names, preview.parameters[0]
    columns = (snapshot.parameters, parts.memory, parts.push, ahead)
    found = []
    for name, *values in list(zip(names, *(column.tolist() for column in columns), strict=True))[:most]:
        digits = _digits_of_sum(*values)
        if digits is None:
            return ()
        now, memory, push, new = (fixed(value, digits) for value in values)
        found.append(PartsRow(name, now, memory, push, new, values[3] - values[0]))
    return tuple(found)


def _digits_of_sum(now: float, memory: float, push: float, new: float) -> int | None:
    """Return with how many decimals now + memory + push = new is true as it is shown."""
    if not all(math.isfinite(value) and abs(value) <= LARGEST for value in (now, memory, push, new)):
        return None
    for digits in range(LEAST_DIGITS, MOST_DIGITS):
        told = round(now, digits) + round(memory, digits) + round(push, digits)
        if round(told, digits) == round(new, digits) and (round(push, digits) or not push):
            return digits
    return MOST_DIGITS


def is_plain(snapshot: Snapshot) -> bool:
    """Return True where the step is the learning rate times the slope, so that the sum can be shown."""
    plan, count = snapshot.document.plan, len(snapshot.document.dataset)
    descends = not snapshot.document.climb and not plan.uses_batches(count)
    return isinstance(plan.optimizer, GradientDescent) and descends


def _row(name: str, now: float, rate: float, slope: float, new: float, plain: bool) -> StepRow:
    change = new - now
    taken = (rate, slope) if plain else (-1.0, change)
    digits = digits_that_add_up(now, *taken, new)
    if digits is None:
        return StepRow(name, shown(now), shown(slope), exact(rate), shown(new), shown(abs(change)), change)
    words = (fixed(value, digits) for value in (now, slope, new, abs(change)))
    shown_now, shown_slope, shown_new, shown_change = words
    return StepRow(name, shown_now, shown_slope, exact(rate), shown_new, shown_change, change)


def digits_that_add_up(now: float, rate: float, slope: float, new: float) -> int | None:
    """Return with how many decimals now − rate · slope = new is true as it is shown; None where powers are needed."""
    if not all(math.isfinite(value) and abs(value) <= LARGEST for value in (now, slope, new)):
        return None
    for digits in range(LEAST_DIGITS, MOST_DIGITS):
        told = round(now, digits) - rate * round(slope, digits)
        if round(told, digits) == round(new, digits) and (round(slope, digits) or not slope):
            return digits
    return MOST_DIGITS
