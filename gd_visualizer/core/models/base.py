"""What every model can do."""

from __future__ import annotations

from typing import ClassVar, Protocol

from gd_visualizer.core.arrays import FloatArray


class Model(Protocol):
    """A formula ŷ = f(x) with parameters; a frozen dataclass whose fields are its settings.

    Attributes
    ----------
    key, label, formula, help : str
        Name in files and on the command line; words for people (English source texts).
    order : int
        Place in menus.
    linear_in_parameters : bool
        True where ŷ is a weighted sum with the parameters as weights: then squared error has an exact answer.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    formula: ClassVar[str]
    help: ClassVar[str]
    order: ClassVar[int]
    linear_in_parameters: ClassVar[bool]

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """Return the names of the P parameters in order."""
        ...

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions ŷ, (N,), for parameters (P,) and inputs (N,)."""
        ...

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ∂ŷ/∂θ, (N, P): how each prediction moves when a knob is turned."""
        ...
