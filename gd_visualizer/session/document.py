"""The document: everything a person makes and would want to keep, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Optimizer
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.schedules.constant import Constant
from gd_visualizer.session.files.datasets import load_builtin

FIRST_DATASET = "eight_points"


@dataclass(frozen=True, slots=True)
class Document:
    """Data, model, loss, optimizer and start.

    Attributes
    ----------
    dataset : Dataset
        The points.
    title : str
        What the data are called: a built-in name, a file name, or "" for points of one's own.
    source : str
        The key of the built-in data set the points came from, or "".
    start : tuple of P floats
        Where descent starts.
    model, loss, penalty, climb
        What the landscape is made of, and whether training goes up it instead of down.
    optimizer, schedule, batch_size, seed
        How training walks on it. A batch size of 0 means all points at once. The seed decides every throw of dice:
        which points come together in a mini-batch, and the first weights of a network.
    racers : tuple of Optimizer
        Who takes part in a race; empty for the usual four.
    """

    dataset: Dataset
    title: str
    source: str
    start: tuple[float, ...]
    model: Model = field(default_factory=Linear)
    loss: Loss = field(default_factory=MeanSquaredError)
    penalty: Penalty = field(default_factory=Penalty)
    climb: bool = False
    optimizer: Optimizer = field(default_factory=GradientDescent)
    schedule: Schedule = field(default_factory=Constant)
    batch_size: int = 0
    seed: int = 0
    racers: tuple[Optimizer, ...] = ()

    @property
    def plan(self) -> Plan:
        """Return how to walk."""
        return Plan(self.optimizer, self.schedule, self.batch_size, self.seed)

    @property
    def goal(self) -> tuple[Model, Loss, Penalty, bool]:
        """Return what is trained, apart from the points: model, loss, penalty, and whether up or down."""
        return self.model, self.loss, self.penalty, self.climb

    def objective(self) -> Objective:
        """Return the landscape."""
        return Objective.of(self.model, self.loss, self.dataset, self.penalty, self.climb)


def first_document(key: str = FIRST_DATASET) -> Document:
    """Return a document with built-in points and a poor line; the first screen shows ``eight_points``."""
    builtin = load_builtin(key)
    data = Dataset.from_arrays(builtin.x, builtin.y, builtin.x_name, builtin.y_name)
    return Document(data, builtin.name, key, builtin.start, optimizer=GradientDescent(builtin.learning_rate))
