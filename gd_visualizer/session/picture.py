"""Put a snapshot together from the document, the walk and the landscape."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.descent import advance
from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.session.narrator import Happening, Moment
from gd_visualizer.session.snapshot import Preview, Status
from gd_visualizer.session.walk import Walk

STEPS_AHEAD = 200


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
