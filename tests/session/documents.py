"""Documents, walks and an optimizer with a memory, for tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Here, Memory
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.session.document import Document
from gd_visualizer.session.walk import Walk
from tests.core.builders import EIGHT_X, EIGHT_Y, line

START = frozen([-2.4, -2.0])


def document(x: ArrayLike = EIGHT_X, y: ArrayLike = EIGHT_Y, rate: float = 0.05) -> Document:
    data = Dataset.from_arrays(x, y)
    return Document(data, "points", "", tuple(START.tolist()), optimizer=GradientDescent(rate))


def with_rate(old: Document, rate: float) -> Document:
    return replace(old, optimizer=GradientDescent(rate))


def walk(rate: float = 0.05, objective: Objective | None = None, start: FloatArray = START) -> Walk:
    return Walk(objective or line(), plain(rate), start)


@dataclass(frozen=True, slots=True)
class Rolling(GradientDescent):
    """Gradient descent with a memory: half of the last step is added to the next."""

    def init(self, parameters: FloatArray) -> tuple[FloatArray, ...]:
        return (np.zeros(len(parameters)),)

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        step = 0.5 * memory[0] - here.learning_rate * here.gradient
        return here.parameters + step, (step,)

    def walk_in_bowl(self, bowl: Bowl, parameters: FloatArray, memory: Memory, steps: int) -> None:  # type: ignore[override]
        return None


def plain(rate: float) -> Plan:
    return Plan(GradientDescent(rate))


def rolling(rate: float) -> Plan:
    return Plan(Rolling(rate))
