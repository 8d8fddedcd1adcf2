"""What every optimizer can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.quadratic import Bowl

Memory = tuple[FloatArray, ...]


class Optimizer(Protocol):
    """A rule that turns the slope into the next step; a frozen dataclass whose fields are its settings.

    It remembers nothing itself: what it must carry from step to step travels as ``memory``.

    Attributes
    ----------
    key, label, formula, help : str
        Name in files and on the command line; words for people (English source texts).
    order : int
        Place in menus.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    formula: ClassVar[str]
    help: ClassVar[str]
    order: ClassVar[int]

    @property
    def learning_rate(self) -> float:
        """Return how far one step goes for a slope of one."""
        ...

    def init(self, parameters: FloatArray) -> Memory:
        """Return the memory before the first step."""
        ...

    def update(self, parameters: FloatArray, gradient: FloatArray, memory: Memory) -> tuple[FloatArray, Memory]:
        """Return the next parameters (P,) and the next memory."""
        ...

    def walk_in_bowl(self, bowl: Bowl, parameters: FloatArray, steps: int) -> Iterator[tuple[float, float]] | None:
        """Return the same steps as ``update`` gives, in plain numbers for speed, or None where there is no such way."""
        ...
