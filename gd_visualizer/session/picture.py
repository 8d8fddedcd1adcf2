"""Put a snapshot together from the document, the walk and the landscape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.descent import advance
from gd_visualizer.core.diagnostics import DataState, data_state
from gd_visualizer.session.document import Document
from gd_visualizer.session.landscape import Landscape
from gd_visualizer.session.narrator import Happening, Moment, narrate
from gd_visualizer.session.snapshot import EarlierRun, Preview, Snapshot, Status
from gd_visualizer.session.walk import Walk

STEPS_AHEAD = 200


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a picture is taken of; see ``Snapshot`` for the meaning of each part."""

    document: Document
    walk: Walk
    landscape: Landscape
    earlier_runs: tuple[EarlierRun, ...]
    happening: Happening
    loss_before_move: float | None
    playing: bool
    speed: float
    fit_request: int
    undo_label: str
    redo_label: str


def take_picture(scene: Scene) -> Snapshot:
    """Return the snapshot of this moment."""
    walk, trace = scene.walk, scene.walk.trace
    objective, parameters = trace.objective, trace.parameters[walk.step]
    state = data_state(scene.document.dataset, objective)
    status = status_of(walk, scene.playing)
    moment = moment_of(walk, state, status, scene.happening, scene.loss_before_move)
    places = [parameters, frozen(scene.document.start), *walk.reach]
    bowl = objective.bowl
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
        gradient=moment.gradient,
        status=status,
        sentence=narrate(moment),
        best_step=walk.best_step,
        surface=scene.landscape.surface(objective, places),
        preview=preview_of(walk),
        earlier_runs=scene.earlier_runs,
        speed=scene.speed,
        fit_request=scene.fit_request,
        largest_stable_rate=None if bowl is None else bowl.largest_stable_rate,
        undo_label=scene.undo_label,
        redo_label=scene.redo_label,
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
    objective = walk.trace.objective
    loss = float(walk.trace.losses[walk.step])
    best = objective.best_loss
    before = float(walk.trace.losses[walk.step - 1]) if walk.step else loss_before_move
    return Moment(
        data_state=state,
        status=status,
        happening=happening,
        step=walk.step,
        last_step=walk.last_step,
        arrival_step=walk.arrival_step,
        loss=loss if np.isfinite(loss) else None,
        loss_before=before,
        above_best=None if best is None else loss - best,
        gradient=objective.gradient(walk.trace.parameters[walk.step]),
        left_range=walk.trace.left_range,
    )


def preview_of(walk: Walk) -> Preview | None:
    """Return where the next 200 steps from the present one would land, with the present optimizer."""
    objective = walk.trace.objective
    if not objective.is_usable or walk.has_arrived:
        return None
    optimizer = walk.trace.optimizer
    ahead = advance(objective, optimizer, walk.trace.taken_over(walk.step, optimizer), STEPS_AHEAD)
    return Preview(ahead.parameters, frozen(ahead.losses))
