"""The arithmetic of the pending step: from every point to the slope, and from the slope to the new values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray, IntArray
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Here
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.schedules.constant import Constant
from gd_visualizer.session.numbers import counted, exact
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.step_lines.book import write_lines
from gd_visualizer.session.step_lines.notes import Line, Notes

# More rows than this nobody reads; the means are those of all points.
MOST_POINTS = 200


@dataclass(frozen=True, slots=True, eq=False)
class StepSheet:
    """Every number of one step.

    Attributes
    ----------
    names : tuple of P str
        The names of the parameters.
    numbers : (R,) int
        Which points stand in the rows, by their places among all points.
    count : int
        N, how many points the step looks at; the means are over all of them.
    is_batch : bool
        The step looks at fewer points than there are.
    x, y, predictions, residuals, losses, pushes : (R,) float64
        ŷ, ŷ − y, the loss of the point and its slope dℓ/dŷ.
    knobs : (R, P) float64
        dŷ/dθ.
    mean_loss : float
        Over all N points, without penalties.
    mean_slopes : (P,) float64
        The mean of push × knob over all N points.
    lines : tuple of Line
        From the mean slope to the new values; without a step to take, only as far as the slope.
    total : tuple of (str, float)
        The letters of the lines that add up to the new values, each with its sign.
    next_loss : float or None
        The loss after the step.
    """

    names: tuple[str, ...]
    numbers: IntArray
    count: int
    is_batch: bool
    x: FloatArray
    y: FloatArray
    predictions: FloatArray
    residuals: FloatArray
    losses: FloatArray
    pushes: FloatArray
    knobs: FloatArray
    mean_loss: float
    mean_slopes: FloatArray
    lines: tuple[Line, ...]
    total: tuple[tuple[str, float], ...]
    next_loss: float | None

    @property
    def parts(self) -> FloatArray:
        """Return the slope that each point asks for, (R, P): push × knob."""
        with np.errstate(all="ignore"):
            return self.pushes[:, None] * self.knobs

    @property
    def left_out(self) -> int:
        """Return how many points have no row."""
        return self.count - len(self.numbers)

    @property
    def new_values(self) -> FloatArray | None:
        """Return where the step leads, (P,), or None without a step."""
        return self.lines[-1].values if self.total else None


def step_sheet(snapshot: Snapshot) -> StepSheet:
    """Work out the pending step of a snapshot."""
    objective, parameters = snapshot.objective, snapshot.parameters
    preview = snapshot.preview
    plan = snapshot.document.plan if preview is None or preview.plan is None else preview.plan
    data, chosen = objective.data, np.arange(len(objective.data))
    if is_batch := plan.uses_batches(len(data)):
        chosen = plan.batch(snapshot.step, len(data))
    # Only the optimizer sees the landscape upside down; the points and their losses are what they are.
    seen = objective.on(chosen) if is_batch else objective
    rows = chosen[:MOST_POINTS]
    x, y = data.x[rows], data.y[rows]
    with np.errstate(all="ignore"):
        residuals = seen.residuals(parameters)
        losses, pushes = objective.loss.of_residual(residuals), objective.loss.derivative(residuals)
        shown = residuals[: len(rows)]
        notes = _notes(snapshot, plan, is_batch, chosen)
        return StepSheet(
            names=objective.model.parameter_names,
            numbers=rows,
            count=len(chosen),
            is_batch=is_batch,
            x=x,
            y=y,
            predictions=objective.model.predict(parameters, x),
            residuals=shown,
            losses=losses[: len(rows)],
            pushes=pushes[: len(rows)],
            knobs=objective.model.jacobian(parameters, x),
            mean_loss=float(np.mean(losses)) if len(losses) else float("nan"),
            mean_slopes=_mean_slopes(seen, parameters, pushes),
            lines=tuple(notes.lines),
            total=notes.total,
            next_loss=float(preview.losses[0]) if preview is not None and notes.total else None,
        )


def _mean_slopes(seen: Objective, parameters: FloatArray, pushes: FloatArray) -> FloatArray:
    """Return the mean of push × knob over all points, (P,): the slope itself where nothing else is added to it."""
    if not (seen.penalty or seen.climb) or not len(pushes):
        return seen.gradient(parameters)
    _predictions, backward = seen.model.forward(parameters, seen.data.x)
    return backward(pushes) / len(pushes)


def _notes(snapshot: Snapshot, plan: Plan, is_batch: bool, chosen: IntArray) -> Notes:
    """Write the lines: what is added to the mean slope, the learning rate, and the rule of the optimizer."""
    objective, parameters, preview = snapshot.objective, snapshot.parameters, snapshot.preview
    whole = objective.downhill()
    ground = whole.on(chosen) if is_batch else whole
    gradient = ground.gradient(parameters)
    here = Here(parameters, gradient, plan.rate_at(snapshot.step), snapshot.step, ground)
    has_step = preview is not None and preview.state is not None and len(preview.parameters) > 0
    memory = preview.state.memory if preview is not None and preview.state is not None else ()
    place = preview.parameters[0] if preview is not None and has_step else parameters
    notes = Notes(here, memory, place, objective.model.parameter_names)
    notes.line("θ", _("value now"), "", "", parameters)
    _slope_lines(notes, objective, gradient)
    if has_step:
        _rate_lines(notes, plan)
        write_lines(plan.optimizer, notes)
    return notes


def _slope_lines(notes: Notes, objective: Objective, gradient: FloatArray) -> None:
    """Write what penalties and climbing make of the mean slope."""
    penalty, parameters = objective.penalty, notes.here.parameters
    words, symbols = _("mean of the points"), "ḡ"
    if penalty.l2:
        l2 = exact(penalty.l2)
        words_l2 = _("2 × {l2} × value now").format(l2=l2)
        notes.line("g₂", _("L2 penalty"), words_l2, f"2·{l2}·θ", 2.0 * penalty.l2 * parameters)
        words, symbols = _("{sum} + L2 penalty").format(sum=words), f"{symbols} + g₂"
    if penalty.l1:
        l1 = exact(penalty.l1)
        words_l1 = _("{l1} × sign of value now").format(l1=l1)
        notes.line("g₁", _("L1 penalty"), words_l1, f"{l1}·sign(θ)", penalty.l1 * np.sign(parameters))
        words, symbols = _("{sum} + L1 penalty").format(sum=words), f"{symbols} + g₁"
    if objective.climb:
        words, symbols = _("turned round, to climb: − ({sum})").format(sum=words), f"−({symbols})"
    notes.line("g", _("slope"), words, symbols, gradient)


def _rate_lines(notes: Notes, plan: Plan) -> None:
    rate, step = exact(plan.learning_rate), notes.here.step
    if isinstance(plan.schedule, Constant):
        notes.line("η", _("learning rate"), "", "", notes.here.learning_rate)
        return
    words = _("schedule “{name}” at step {step}").format(name=_(plan.schedule.label), step=counted(step))
    notes.line("f", _("schedule factor"), words, "", plan.schedule.factor(step))
    words = _("{rate} × schedule factor").format(rate=rate)
    notes.line("η", _("learning rate"), words, f"{rate}·f", notes.here.learning_rate)
