"""The lines of the rules that look around before they step: directions, matrices, and how far to go."""

from __future__ import annotations

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.least_squares import LeastSquares, column_lengths
from gd_visualizer.core.optimizers import conjugate_gradient, lbfgs, levenberg_marquardt
from gd_visualizer.core.optimizers.conjugate_gradient import ConjugateGradient
from gd_visualizer.core.optimizers.gauss_newton import GaussNewton
from gd_visualizer.core.optimizers.lbfgs import Lbfgs, two_loops
from gd_visualizer.core.optimizers.levenberg_marquardt import LevenbergMarquardt, bent
from gd_visualizer.core.optimizers.line_search import LineSearch
from gd_visualizer.core.optimizers.newton import Newton, jump
from gd_visualizer.core.ray import MOST_TRIES, Ray, polished, searched
from gd_visualizer.session.numbers import counted, exact
from gd_visualizer.session.step_lines.notes import Notes, lowered


def line_search_lines(rule: LineSearch, notes: Notes) -> None:
    """Write the way straight downhill, and how often the step was halved."""
    _halved(notes, (("", "−g", -notes.here.gradient),))


def newton_lines(rule: Newton, notes: Notes) -> None:
    """Write the equations H · d = −slope, their solution and how much of it is taken."""
    g, H = notes.here.gradient, notes.here.ground.hessian(notes.here.parameters)
    notes.matrix("H", _("bend"), _("how the slope for each parameter changes with the others"), "∂²L/∂θ²", H)
    _right_side(notes, g)
    direction = jump(H, g)
    solves = np.allclose(H @ direction, -g, rtol=1e-6, atol=1e-9 * float(np.abs(g).max(initial=0.0)))
    words, symbols = _("solves bend · direction = right side"), "H·d = R"
    if not solves:
        words, symbols = _("solves it after ridges and flats were turned into slopes downhill"), "|H|·d = R"
    _halved(notes, ((words, symbols, direction), ("", "−g", -g)))


def gauss_newton_lines(rule: GaussNewton, notes: Notes) -> None:
    """Write the equations (JᵀJ) · d = −slope, their solution and how much of it is taken."""
    J, r = notes.here.ground.linearized(notes.here.parameters)
    problem = LeastSquares.of(J, r)
    _normal(notes, J)
    _right_side(notes, notes.here.gradient)
    g = notes.here.gradient
    solution = -g if problem is None else problem.step()
    _halved(notes, ((_("solves bend · direction = right side"), "M·d = R", solution), ("", "−g", -g)))


def levenberg_marquardt_lines(rule: LevenbergMarquardt, notes: Notes) -> None:
    """Write the equations (JᵀJ + λ·D²) · d = −slope with the damping that was found, and their solution."""
    here = notes.here
    J, r = here.ground.linearized(here.parameters)
    notes.remembered("λ", _("damping before"), notes.memory[0])
    lengths = np.maximum(levenberg_marquardt.FADING * notes.memory[1], column_lengths(J))
    problem = LeastSquares.of(J, r, lengths)
    found = None if problem is None else _damped(rule, notes, problem)
    if problem is None or found is None:
        notes.stay()
        return
    damping, tries, straight, step = found
    words = _("damping before, made larger {count} times until the loss falls").format(count=counted(tries))
    notes.line(
        "λ′", _("damping used"), words if tries else _("damping before: the loss falls"), "" if tries else "λ", damping
    )
    notes.line("D", _("length of each parameter"), _("how strongly it moves the predictions"), "", problem.lengths)
    _normal(notes, J, damping, problem.lengths)
    _right_side(notes, here.gradient)
    notes.line("δ", _("straight jump"), _("solves bend · jump = right side"), "M·δ = R", straight)
    notes.line("c", _("correction"), _("half of how the predictions bend along the jump"), "", step - straight)
    notes.line("d", _("direction"), _("straight jump + correction"), "δ + c", step)
    notes.along(step, here.learning_rate, _("learning rate: the part of the jump that is taken"))


def conjugate_gradient_lines(rule: ConjugateGradient, notes: Notes) -> None:
    """Write how much of the last direction is kept, the new direction, and its lowest place."""
    here, g = notes.here, notes.here.gradient
    last_slope, last_direction, last_gain = notes.memory
    size = float(last_slope @ last_slope)
    share = max(0.0, float(g @ (g - last_slope)) / size) if size > 0.0 else 0.0
    notes.remembered("b", _("slope before"), last_slope)
    notes.remembered("f", _("direction before"), last_direction)
    words = _("sum of slope × (slope − slope before) ÷ sum of slope before², at least 0")
    symbols = "max(0, Σ(g·(g − b)) / Σ(b²))" if size > 0.0 else "0"
    notes.line(
        "β", _("share that is kept"), words if size > 0.0 else _("0, as there was no step before"), symbols, share
    )
    for direction in (share * last_direction - g, -g):
        ray = _ray(notes, direction)
        likely = float(last_gain[0]) / -ray.slope if last_gain[0] > 0.0 > ray.slope else here.learning_rate
        length = searched(ray, likely, conjugate_gradient.FLATNESS)
        if length <= 0.0:
            continue
        kept = not np.array_equal(direction, -g)
        words = _("share that is kept × direction before − slope") if kept else _("straight downhill: − slope")
        notes.line("d", _("direction"), words, "β·f − g" if kept else "−g", direction)
        notes.along(direction, polished(ray, length), _("found by looking for the lowest place along the direction"))
        return
    notes.stay()


def lbfgs_lines(rule: Lbfgs, notes: Notes) -> None:
    """Write the remembered steps, the matrix they teach, the direction it gives and how far it is followed."""
    here, g = notes.here, notes.here.gradient
    short = here.learning_rate * float(min(1.0, np.divide(1.0, np.abs(g).sum())))
    ways = [(False, -g, short)]
    known = np.flatnonzero(notes.memory[0].any(axis=1))
    if len(known):
        ways.insert(0, (True, -two_loops(g, *notes.memory), here.learning_rate))
    for place, row in enumerate(known, start=1):
        index = {"n": counted(place)}
        notes.remembered(f"s{lowered(place)}", _("remembered step {n}").format(**index), notes.memory[0][row])
        notes.remembered(f"y{lowered(place)}", _("change of the slope {n}").format(**index), notes.memory[1][row])
    for learnt, direction, first in ways:
        length = searched(_ray(notes, direction), first, lbfgs.FLATNESS)
        if length <= 0.0:
            continue
        words = _("straight downhill: − slope")
        if learnt:
            inverse = np.array([two_loops(unit, *notes.memory) for unit in np.eye(len(g))]).T
            notes.matrix("H", _("inverse bend"), _("learnt from the remembered steps"), "", inverse)
            words = _("− (inverse bend · slope)")
        notes.line("d", _("direction"), words, "−(H·g)" if learnt else "−g", direction)
        notes.along(direction, length, _("found by looking for a place that is lower and flatter"))
        return
    notes.stay()


def _ray(notes: Notes, direction: FloatArray) -> Ray:
    ground, start = notes.here.ground, notes.here.parameters
    slope = float(notes.here.gradient @ direction)
    return Ray(ground.value, ground.gradient, start, direction, ground.value(start), slope)


def _right_side(notes: Notes, gradient: FloatArray) -> None:
    notes.line("R", _("right side"), _("− slope"), "−g", -gradient)


def _normal(notes: Notes, J: FloatArray, damping: float = 0.0, lengths: FloatArray | None = None) -> None:
    """Write the matrix JᵀJ, or JᵀJ + λ·D²."""
    words, symbols, matrix = _("how the predictions move together"), "JᵀJ", J.T @ J
    if lengths is not None:
        words = _("how the predictions move together + damping × length² on the diagonal")
        symbols, matrix = "JᵀJ + λ′·D²", matrix + damping * np.diag(lengths * lengths)
    notes.matrix("M", _("bend"), words, symbols, matrix)


def _halved(notes: Notes, ways: tuple[tuple[str, str, FloatArray], ...]) -> None:
    """Write the direction that was taken, and how often the step along it was halved until the loss fell.

    Which one that was shows in where it led.
    """
    start, rate = notes.here.parameters, notes.here.learning_rate
    for words, symbols, direction in ways:
        length = rate
        for tries in range(MOST_TRIES):
            place = start + length * direction
            if np.array_equal(place, notes.place) and not np.array_equal(place, start):
                notes.line("d", _("direction"), words or _("straight downhill: − slope"), symbols, direction)
                why = _("learning rate {rate}: the loss falls").format(rate=exact(rate))
                if tries:
                    why = _("learning rate {rate}, halved {count} times until the loss falls")
                    why = why.format(rate=exact(rate), count=counted(tries))
                notes.along(direction, length, why)
                return
            length *= 0.5
    notes.stay()


def _damped(
    rule: LevenbergMarquardt, notes: Notes, problem: LeastSquares
) -> tuple[float, int, FloatArray, FloatArray] | None:
    """Return the damping that led to the new place, how often it had grown, the jump and the bent jump."""
    start, damping, growth = notes.here.parameters, float(notes.memory[0][0]), 2.0
    if np.array_equal(start, notes.place):
        return None
    for tries in range(levenberg_marquardt.MOST_TRIES):
        straight, step = bent(notes.here.ground, start, problem, damping)
        if np.array_equal(start + notes.here.learning_rate * step, notes.place):
            return damping, tries, straight, step
        damping, growth = damping * growth, 2.0 * growth
    return None
