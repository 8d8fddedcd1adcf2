"""What every model can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray, IntArray, frozen
from gd_visualizer.core.basis import Basis
from gd_visualizer.core.dataset import Dataset

Backward = Callable[[FloatArray], FloatArray]
Forward = Callable[[FloatArray, FloatArray], tuple[FloatArray, Backward]]


class Model:
    """A formula ŷ = f(x) with parameters; each kind is a frozen dataclass whose fields are its settings.

    A new kind must say what it predicts and how the predictions answer to the parameters (``predict`` and
    ``jacobian``). The rest follows from these two, and may be written again where there is a quicker way.

    Attributes
    ----------
    key, label, formula, help : str
        Name in files and on the command line; words for people (English source texts).
    order : int
        Place in menus.
    linear_in_parameters : bool
        True where ŷ is a weighted sum with the parameters as weights: then squared error has an exact answer.
    differentiable : bool
        False where the slope says nothing, because ŷ jumps instead of moving.
    """

    __slots__ = ()
    key: ClassVar[str]
    label: ClassVar[str]
    formula: ClassVar[str]
    help: ClassVar[str]
    order: ClassVar[int]

    # A new kind may write these two as ClassVar[bool]; they are properties here for kinds whose settings decide.
    @property
    def linear_in_parameters(self) -> bool:
        """Return False where nothing else is said."""
        return False

    @property
    def differentiable(self) -> bool:
        """Return True where nothing else is said."""
        return True

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """Return the names of the P parameters in order."""
        raise NotImplementedError

    @property
    def written_formula(self) -> str:
        """Return the right-hand side of ŷ = …, with the present settings."""
        return self.formula

    def first_parameters(self, data: Dataset, seed: int = 0) -> FloatArray:
        """Return where a walk over these data may start, (P,), without looking for the answer."""
        return frozen(np.zeros(len(self.parameter_names)))

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions ŷ, (N,), for parameters (P,) and inputs (N,)."""
        raise NotImplementedError

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ∂ŷ/∂θ, (N, P): how each prediction moves when a knob is turned."""
        raise NotImplementedError

    def predict_rows(self, rows: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions of many parameter vectors at once, (K, N), for rows (K, P)."""
        return np.array([self.predict(row, x) for row in rows]).reshape(len(rows), len(x))

    def forward(self, parameters: FloatArray, x: FloatArray) -> tuple[FloatArray, Backward]:
        """Run forward, and return ŷ (N,) with a function that runs backward.

        That function takes a push on each prediction, (N,), and returns Σ push·∂ŷ/∂θ, (P,): backpropagation.
        """
        return self.predict(parameters, x), lambda push: np.asarray(push @ self.jacobian(parameters, x))

    def repeated_forward(self) -> Forward:
        """Return ``forward`` for somebody who calls it very often, one call after the other.

        It may use its arrays again: what a call returns (ŷ and backward) holds until the next call, what backward
        returns is kept. It belongs to one thread.
        """
        return self.forward

    def curvature(self, parameters: FloatArray, x: FloatArray, push: FloatArray) -> FloatArray:
        """Return Σ push·∂²ŷ/∂θ², (P, P), for a push on each prediction, (N,); zero where ŷ is linear in θ."""
        if self.linear_in_parameters:
            return np.zeros((len(parameters), len(parameters)))
        raise NotImplementedError

    def basis(self, x: FloatArray) -> Basis:
        """Return columns that span what the model can do, for the exact form of a model linear in its parameters.

        Without a better choice these are the columns of the jacobian; for inputs (N,) with N > 0.
        """
        return Basis.own(self.jacobian(np.zeros(len(self.parameter_names)), x))

    def parameter_groups(self) -> tuple[IntArray, ...]:
        """Return which parameters belong together, by their places: all of them, where a model has no units."""
        return (np.arange(len(self.parameter_names)),)
