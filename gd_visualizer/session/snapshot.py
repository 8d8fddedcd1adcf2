"""The snapshot: one frozen picture of everything, handed to every view, so that no view can be stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.descent import DescentState
from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.planes import Plane
from gd_visualizer.core.step_parts import StepParts
from gd_visualizer.core.surface import Surface
from gd_visualizer.session.axes import Axes
from gd_visualizer.session.document import Document

Status = Literal["ready", "running", "paused", "arrived", "diverged"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The one sentence that tells the state.

    Attributes
    ----------
    text : str
        ``**words**`` are strong, ``*m*`` and ``*b*`` are the parameters' letters.
    icon : str
        What kind of state it is: "ready", "running", "paused", "arrived", "diverged", "moved", "points".
    """

    text: str
    icon: str

    @property
    def plain(self) -> str:
        """Return the sentence without marks, for screen readers."""
        return self.text.replace("*", "")


@dataclass(frozen=True, slots=True, eq=False)
class EarlierRun:
    """A walk that was left behind; it stays in grey.

    Attributes
    ----------
    number : int
        Its lasting number.
    steps : (R,) float64
        Which steps are kept: every one of a short walk, evenly thinned for a long one.
    parameters : (R, P) float64
    losses : (R,) float64
    label : str
        Such as "earlier run, rate 0.02", or the name the person gave it.
    first_label : str
        What it is called where no person gave it a name.
    is_hidden : bool
        The person does not want to see it at present.
    """

    number: int
    steps: FloatArray
    parameters: FloatArray
    losses: FloatArray
    label: str
    first_label: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """Where the next steps would land.

    Attributes
    ----------
    parameters : (J, P) float64
        After one more step, two more … at most 200; fewer where numbers leave their range.
    losses : (J,) float64
    state : DescentState or None
        From where they go on, with what the optimizer remembers.
    plan : Plan or None
        By which they are taken.
    """

    parameters: FloatArray
    losses: FloatArray
    state: DescentState | None = None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Everything there is to draw, at one moment.

    Attributes
    ----------
    document : Document
    objective : Objective
        The landscape over the parameters; hovering asks it for the true loss.
    data_state : DataState
        Whether the data make an ordinary case.
    path : (K + 1, P) float64
        Every step kept, also those after the present one.
    losses : (K + 1,) float64
        Not finite only where the start itself is so far away that its loss is no number.
    step, last_step : int
        k, the step all views show, and K, the last one kept.
    parameters : (P,) float64
        The parameters at step k.
    loss : float or None
        The loss there, None where there is none (no points) or it is too large for numbers.
    off_by : float or None
        By how much the predictions miss on average: the root of the mean squared residual, in units of y.
    gradient : (P,) float64
        The slope there.
    status : {"ready", "running", "paused", "arrived", "diverged"}
    sentence : Sentence
    best_step : int
        The step with the lowest loss so far ("back to step …").
    plane : Plane
        Which part of the landscape the map shows: two parameters, or two directions.
    axes : Axes
        What was chosen for it.
    held_step : int
        With more than two parameters: the step at which the others are held still.
    parts : StepParts or None
        The next step taken apart, where the optimizer carries a push along.
    surface : Surface or None
        The region the map must show and its band edges, on a coarse grid; None where there is no landscape.
    preview : Preview or None
    earlier_runs, kept_runs : tuple of EarlierRun
        Those to be seen in the plots, and all there are.
    speed : float
        Steps a second; inf is as fast as it goes.
    fit_request : int
        Grows by one when views should fit what they show: other data, or the person asked.
    largest_stable_rate : float or None
    undo_label, redo_label : str
        "" where there is nothing to undo or redo.
    symbols : bool
        Views write symbols such as ∂L/∂m instead of words such as "slope for m".
    """

    document: Document
    objective: Objective
    data_state: DataState
    path: FloatArray
    losses: FloatArray
    step: int
    last_step: int
    parameters: FloatArray
    loss: float | None
    off_by: float | None
    gradient: FloatArray
    status: Status
    sentence: Sentence
    best_step: int
    plane: Plane
    axes: Axes
    held_step: int
    surface: Surface | None
    preview: Preview | None
    earlier_runs: tuple[EarlierRun, ...]
    kept_runs: tuple[EarlierRun, ...]
    speed: float
    fit_request: int
    largest_stable_rate: float | None
    undo_label: str
    redo_label: str
    symbols: bool = False
    parts: StepParts | None = None

    def has_opened(self, before: Snapshot | None) -> bool:
        """Return True where other data were opened since: what the hand held then is no longer there."""
        if before is None or self.fit_request == before.fit_request:
            return False
        return self.document.dataset is not before.document.dataset
