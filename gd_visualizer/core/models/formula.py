"""A formula of one's own: whatever a person types, with every letter but x as a knob."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.expression.errors import FormulaError
from gd_visualizer.core.expression.graph_model import GraphModel
from gd_visualizer.core.expression.spelling import LONGEST_TEXT
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.settings import setting

# Where all ones give no number (as in exp(exp(9·a))), smaller starts may.
_STARTS = (1.0, 0.5, 0.1, 0.01, 0.001, 0.0, -0.1, -1.0)


@dataclass(frozen=True, slots=True)
class Formula(GraphModel, Model):
    """Your own formula ŷ = f(x): it is read, never run, and its slopes follow from the rules of calculus."""

    key: ClassVar[str] = "formula"
    label: ClassVar[str] = "Your own formula"
    formula: ClassVar[str] = "f(x), typed by you"
    help: ClassVar[str] = (
        "A formula that you type. x is the input; every other letter or name is a parameter that training may turn, "
        "and pi and e are numbers."
    )
    order: ClassVar[int] = 90

    text: str = setting(
        "a*exp(-b*x) + c",
        label="Formula",
        minimum=1,
        maximum=LONGEST_TEXT,
        help="Write it with + - * / ^, round brackets, and functions such as exp, log, sqrt, sin, cos and abs.",
    )

    def __post_init__(self) -> None:
        """Refuse what cannot be read, and what leaves training nothing to turn."""
        if not self.parameter_names:
            raise FormulaError(
                "The formula has no parameter: write at least one letter other than x, such as a in a*x.",
                max(0, len(self.text) - 1),
            )

    @property
    def source(self) -> str:
        """Return the typed formula."""
        return self.text

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return all ones, or the first other number at which predictions and slopes are finite."""
        for start in _STARTS:
            parameters = np.full(len(self.parameter_names), start)
            columns = [self.predict(parameters, data.x)[:, np.newaxis], self.jacobian(parameters, data.x)]
            if np.isfinite(np.hstack(columns)).all():
                return frozen(parameters)
        return frozen(np.ones(len(self.parameter_names)))
