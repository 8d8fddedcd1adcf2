"""Put a snapshot together from the document, the walk and the landscape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.descent import advance
from gd_visualizer.core.diagnostics import DataState, data_state
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.step_parts import StepParts, step_parts
from gd_visualizer.session.document import Document
from gd_visualizer.session.landscape import Landscape
from gd_visualizer.session.moment import Happening, Moment
from gd_visualizer.session.narrator import narrate
from gd_visualizer.session.snapshot import EarlierRun, Preview, Snapshot, Status
from gd_visualizer.session.symbol_narrator import in_symbols
from gd_visualizer.session.walk import Walk

# Where steps are cheap, where each of them looks at every point, and where it looks around as well.
STEPS_AHEAD, FEW_STEPS_AHEAD, LOOKS_AHEAD = 200, 60, 12
# Points times parameters, for each step.
WORK = 3_000_000


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a picture is taken of; see ``Snapshot`` for the meaning of each part."""

    document: Document
    walk: Walk
    landscape: Landscape
    earlier_runs: tuple[EarlierRun, ...]
    kept_runs: tuple[EarlierRun, ...]
    happening: Happening
    loss_before_move: float | None
    playing: bool
    speed: float
    fit_request: int
    undo_label: str
    redo_label: str
    symbols: bool


def take_picture(scene: Scene) -> Snapshot:
    """Return the snapshot of this moment."""
    walk, trace = scene.walk, scene.walk.trace
    objective, parameters = trace.objective, trace.parameters[walk.step]
    state = data_state(scene.document.dataset, objective)
    status = status_of(walk, scene.playing)
    moment = moment_of(walk, state, status, scene.happening, scene.loss_before_move)
    plane = scene.landscape.planes.plane(objective.model, trace.parameters, walk.step, scene.playing)
    sentence = narrate(moment)
    places = [parameters, frozen(scene.document.start), *walk.reach]
    return Snapshot(
        document=scene.document,
        objective=objective,
        data_state=state,
        path=trace.parameters,
        losses=trace.losses,
        step=walk.step,
        last_step=walk.last_step,
        parameters=parameters,
        loss=moment.loss,
        off_by=moment.off_by,
        gradient=moment.gradient,
        status=status,
        sentence=in_symbols(moment, sentence) if scene.symbols else sentence,
        best_step=walk.best_step,
        plane=plane,
        axes=scene.landscape.planes.axes.suited_to(objective.model.parameter_names),
        held_step=scene.landscape.planes.held_step,
        surface=scene.landscape.surface(objective, plane, places),
        preview=preview_of(walk),
        earlier_runs=scene.earlier_runs,
        kept_runs=scene.kept_runs,
        speed=scene.speed,
        fit_request=scene.fit_request,
        largest_stable_rate=objective.largest_stable_rate if scene.document.plan.is_plain else None,
        undo_label=scene.undo_label,
        redo_label=scene.redo_label,
        symbols=scene.symbols,
        parts=parts_of(walk),
    )


def status_of(walk: Walk, playing: bool) -> Status:
    """Return what the walk is doing, as one word."""
    if playing:
        return "running"
    if walk.has_run_away:
        return "diverged"
    if walk.has_arrived:
        return "arrived"
    return "ready" if walk.step == 0 else "paused"


def moment_of(
    walk: Walk, state: DataState, status: Status, happening: Happening, loss_before_move: float | None
) -> Moment:
    """Return the numbers that the narrator puts into words."""
    objective, plan = walk.trace.objective, walk.trace.plan
    parameters = walk.trace.parameters[walk.step]
    loss = float(walk.trace.losses[walk.step])
    best = None if objective.climb else objective.best_loss
    off_by = objective.off_by(parameters)
    names = objective.model.parameter_names
    before = float(walk.trace.losses[walk.step - 1]) if walk.step else loss_before_move
    return Moment(
        data_state=state,
        status=status,
        happening=happening,
        letters=names if len(names) <= 2 else (),
        is_line=isinstance(objective.model, Linear),
        has_exact=best is not None,
        ties=objective.ties,
        climbs=objective.climb,
        in_batches=plan.uses_batches(len(objective.data)),
        off_by_is_loss=objective.loss.squared and not objective.penalty,
        never_ends=not objective.climb and not objective.loss.bounded_below and not objective.penalty.l2,
        step=walk.step,
        last_step=walk.last_step,
        arrival_step=walk.arrival_step,
        loss=loss if np.isfinite(loss) else None,
        loss_before=before,
        off_by=off_by if np.isfinite(off_by) else None,
        above_best=None if best is None else loss - best,
        gradient=objective.gradient(parameters),
        left_range=walk.trace.left_range,
    )


def preview_of(walk: Walk) -> Preview | None:
    """Return where the next 200 steps from the present one would land, with the present optimizer."""
    objective = walk.trace.objective
    if not objective.is_usable or walk.has_arrived:
        return None
    plan = walk.trace.plan
    state = walk.trace.taken_over(walk.step, plan)
    ahead = advance(objective, plan, state, steps_ahead(objective, plan))
    return Preview(ahead.parameters, frozen(ahead.losses), state, plan)


def parts_of(walk: Walk) -> StepParts | None:
    """Return the next step taken apart, None where there is none or it has no parts."""
    objective = walk.trace.objective
    if not objective.is_usable or walk.has_arrived:
        return None
    return step_parts(objective, walk.trace.plan, walk.trace.taken_over(walk.step, walk.trace.plan))


def steps_ahead(objective: Objective, plan: Plan) -> int:
    """Return how many steps to come are worked out for one picture: as many as there is time for, at least one."""
    if objective.bowl is not None and not plan.optimizer.looks_around:
        return STEPS_AHEAD
    count = len(objective.model.parameter_names)
    work = len(objective.data) * count * (count if plan.optimizer.looks_around else 1)
    most = LOOKS_AHEAD if plan.optimizer.looks_around else FEW_STEPS_AHEAD
    return min(most, max(1, WORK // max(1, work)))
