"""What every optimizer can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.quadratic import Bowl

Memory = tuple[FloatArray, ...]


class Ground(Protocol):
    """What an optimizer that looks around may ask the landscape; see ``core.objective.Objective``."""

    def value(self, parameters: FloatArray) -> float:
        """Return the loss."""
        ...

    def gradient(self, parameters: FloatArray) -> FloatArray:
        """Return the slope, (P,)."""
        ...

    def hessian(self, parameters: FloatArray) -> FloatArray:
        """Return the second derivatives, (P, P)."""
        ...

    def gauss_newton(self, parameters: FloatArray) -> FloatArray:
        """Return the second derivatives as if ŷ were linear in the parameters, (P, P)."""
        ...

    def linearized(self, parameters: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return J (R, P) and r (R,), weighted so that Jᵀ·r is the slope and JᵀJ a curvature, never negative."""
        ...

    def swerve(self, parameters: FloatArray, step: FloatArray) -> FloatArray:
        """Return how r leaves the straight line r + J·step along a step: its second derivative, (R,)."""
        ...


@dataclass(slots=True, eq=False)
class Here:
    """All that an optimizer may look at to choose the next step.

    Attributes
    ----------
    parameters : (P,) float64
        Where the walk stands; never changed in place.
    gradient : (P,) float64
        The slope there: it points uphill.
    learning_rate : float
        The learning rate of this step, after the schedule.
    step : int
        How many steps were taken before this one.
    ground : Ground
        The landscape, or what a mini-batch shows of it, the right way up: lower is better. Only optimizers that
        look around (a line search, Newton) ask it for more than the slope.
    """

    parameters: FloatArray
    gradient: FloatArray
    learning_rate: float
    step: int
    ground: Ground


class Optimizer:
    """A rule that turns the slope into the next step; each kind is a frozen dataclass whose fields are its settings.

    It remembers nothing itself: what it must carry from step to step travels as ``memory``, a tuple of arrays.

    Attributes
    ----------
    key, label, formula, help : str
        Name in files and on the command line; words for people (English source texts).
    order : int
        Place in menus.
    memory_names : tuple of str
        What each array of the memory is, in words for people (English source texts).
    looks_around : bool
        True where it measures the loss before it steps, and never goes uphill.
    learning_rate : float
        How far one step goes for a slope of one, or what comes nearest to that.
    """

    __slots__ = ()
    key: ClassVar[str]
    label: ClassVar[str]
    formula: ClassVar[str]
    help: ClassVar[str]
    order: ClassVar[int]
    memory_names: ClassVar[tuple[str, ...]] = ()
    looks_around: ClassVar[bool] = False
    learning_rate: float

    def init(self, parameters: FloatArray) -> Memory:
        """Return the memory before the first step; without one, nothing."""
        return ()

    def update(self, here: Here, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return the next parameters (P,) and the next memory, both new."""
        raise NotImplementedError

    def walk_in_bowl(
        self, bowl: Bowl, parameters: FloatArray, memory: Memory, steps: int
    ) -> tuple[FloatArray, Memory] | None:
        """Return the steps that ``update`` gives, (steps, 2), in plain numbers for speed; None where there is no way.

        Also returns the memory after the last of them.
        """
        return None
