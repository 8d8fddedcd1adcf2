"""A polynomial: a curve made of powers of x, with one knob for each power."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.basis import Basis, centred_powers
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.settings import setting, validate

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Polynomial(Model):
    """A curve ŷ = c0 + c1·x + c2·x² + …: each knob says how much of one power of x goes in."""

    key: ClassVar[str] = "polynomial"
    label: ClassVar[str] = "Polynomial"
    formula: ClassVar[str] = "c0 + c1·x + c2·x² + …"
    help: ClassVar[str] = "A curve made of powers of x. The higher the degree, the more often it can turn."
    order: ClassVar[int] = 30
    linear_in_parameters: ClassVar[bool] = True

    degree: int = setting(
        3,
        label="Degree",
        minimum=0,
        maximum=10,
        help="The highest power of x: 0 is a level line, 1 a straight line, 2 a parabola.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """Return ("c0", "c1", …), the constant first."""
        return tuple(f"c{power}" for power in range(self.degree + 1))

    @property
    def written_formula(self) -> str:
        """Return the right-hand side for this degree, such as "c0 + c1·x + c2·x²"."""
        powers = ["", "·x", *(f"·x{str(power).translate(_RAISED)}" for power in range(2, self.degree + 1))]
        return " + ".join(f"{name}{power}" for name, power in zip(self.parameter_names, powers, strict=False))

    def predict(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ŷ = c0 + x·(c1 + x·(c2 + …)), (N,), by Horner's scheme."""
        total = np.full(len(x), parameters[-1])
        for knob in parameters[-2::-1]:
            total = total * x + knob
        return total

    def jacobian(self, parameters: FloatArray, x: FloatArray) -> FloatArray:
        """Return ∂ŷ/∂c_k = x^k side by side, (N, P)."""
        return np.vander(x, self.degree + 1, increasing=True)

    def predict_rows(self, rows: FloatArray, x: FloatArray) -> FloatArray:
        """Return the predictions of many curves at once, (K, N)."""
        total = np.repeat(rows[:, -1:], len(x), axis=1)
        for power in range(self.degree - 1, -1, -1):
            total = total * x + rows[:, power, np.newaxis]
        return total

    def basis(self, x: FloatArray) -> Basis:
        """Return the powers of x − centre, which span the same curves."""
        return centred_powers(x, self.degree)
