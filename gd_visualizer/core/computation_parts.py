"""The parts of a calculation, from input to loss: what is worked out from what, and what each is to blame for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gd_visualizer.core.arrays import FloatArray

Kind = Literal["input", "target", "number", "parameter", "operation", "unit", "block", "residual", "loss", "mean"]

LEAVES = frozenset({"input", "target", "number", "parameter"})
# What shows ŷ, y, r and ℓ(r) as a person writes them.
PREDICTION, TARGET, RESIDUAL = "ŷ", "y", "r"


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a calculation.

    Attributes
    ----------
    kind : str
        "input" x, "target" y, "number", "parameter", "operation" of a formula, "unit" or "block" (a whole layer) of
        a network, "residual" r = ŷ − y, "loss" ℓ(r) of one point, "mean" of the losses of all points.
    operation : str
        What is done: a key of ``OPERATIONS`` or of ``ACTIVATIONS``, or the key of a loss; "" for leaves.
    name, formula : str
        A short name such as "ŷ", and what it is, such as "m·x + b".
    operands : tuple of int
        Which parts it works on; they stand before it.
    parameter : int or None
        The place of a parameter among all.
    exponent : float or None
        Of a power whose exponent is fixed: the only operand is then what is raised.
    members : int
        How many units a block has.
    """

    kind: Kind
    operation: str
    name: str
    formula: str
    operands: tuple[int, ...] = ()
    parameter: int | None = None
    exponent: float | None = None
    members: int = 1

    @property
    def is_leaf(self) -> bool:
        """Return True where nothing is worked out: a number that goes in."""
        return self.kind in LEAVES


@dataclass(frozen=True, slots=True, eq=False)
class LayerRun:
    """What one layer of a network read and how the loss answers to its sums; (inputs, N) and (outputs, N)."""

    inputs: FloatArray
    push: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The numbers of one way forward and one way back, point by point.

    Attributes
    ----------
    values : tuple of (N,) float64
        What each part is. Of a block the root of the mean square of its units.
    blames : tuple of (N,) float64 or None
        How fast the loss of the point moves with each part, ∂ℓ/∂part; None where no parameter is behind it, so that
        nobody asks.
    factors : tuple of tuples of (N,) float64 or None
        How fast each part moves with each of its operands; None for blocks, where it is no single number.
    sums : tuple of (N,) float64 or None
        What a unit of a network summed before it bent the sum.
    layers : tuple of LayerRun
        Of a network.
    """

    values: tuple[FloatArray, ...]
    blames: tuple[FloatArray | None, ...]
    factors: tuple[tuple[FloatArray | None, ...], ...]
    sums: tuple[FloatArray | None, ...]
    layers: tuple[LayerRun, ...] = ()


class Computation:
    """A model and a loss as parts in order: each stands behind those it works on.

    Attributes
    ----------
    parts : tuple of Part
        The last three are the residual, the loss of a point, and the mean over the points.
    parameter_names : tuple of str
    """

    __slots__ = ("parameter_names", "parts")
    parts: tuple[Part, ...]
    parameter_names: tuple[str, ...]

    def run(self, parameters: FloatArray, x: FloatArray, y: FloatArray) -> Run:
        """Go forward and back for parameters (P,) and N points."""
        raise NotImplementedError

    def slopes(self, run: Run, parameter: int) -> FloatArray:
        """Return ∂ℓ/∂θ of one parameter for each point, (N,)."""
        raise NotImplementedError

    def gradient(self, run: Run) -> FloatArray:
        """Return the mean of the slopes over the points, (P,): ∂L/∂θ without penalty."""
        with np.errstate(all="ignore"):
            return np.array([self.slopes(run, place).mean() for place in range(len(self.parameter_names))])

    def parameters_of(self, part: int) -> tuple[int, ...]:
        """Return which parameters belong to a part: itself, or the weights and the bias of a unit."""
        place = self.parts[part].parameter
        return () if place is None else (place,)


def endings(loss_key: str, prediction: int, target: int) -> tuple[Part, Part, Part]:
    """Return the residual, the loss of one point and the mean, for ŷ and y = the part right before them."""
    return (
        Part("residual", "minus", RESIDUAL, f"{PREDICTION} − {TARGET}", (prediction, target)),
        Part("loss", loss_key, "ℓ", "ℓ(r)", (target + 1,)),
        Part("mean", "mean", "L", "mean(ℓ)", (target + 2,)),
    )
