"""What every loss can do."""

from __future__ import annotations

from typing import ClassVar

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.pieces import Pieces


class Loss:
    """Turns residuals r = ŷ − y into one number: the mean of ``of_residual`` over the points.

    Each kind is a frozen dataclass whose fields are its settings.

    Attributes
    ----------
    key, label, formula, help : str
        Name in files and on the command line; words for people (English source texts).
    order : int
        Place in menus.
    squared : bool
        True for the mean of squares, which has an exact answer for models linear in their parameters.
    bounded_below : bool
        False where there is no lowest loss to find.
    """

    __slots__ = ()
    key: ClassVar[str]
    label: ClassVar[str]
    formula: ClassVar[str]
    help: ClassVar[str]
    order: ClassVar[int]
    squared: ClassVar[bool] = False
    bounded_below: ClassVar[bool] = True

    def of_residual(self, residual: FloatArray) -> FloatArray:
        """Return the loss of each point, same shape as the residuals."""
        raise NotImplementedError

    def derivative(self, residual: FloatArray) -> FloatArray:
        """Return the derivative of ``of_residual``, same shape as the residuals; 0 at a corner."""
        raise NotImplementedError

    def second_derivative(self, residual: FloatArray) -> FloatArray:
        """Return the second derivative of ``of_residual``, same shape as the residuals; 0 at a corner."""
        raise NotImplementedError

    def pieces(self) -> Pieces | None:
        """Return the straight lines and parabolas this loss is made of, or None where it is no such thing."""
        return None
