"""Constant: the learning rate stays what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.schedules.base import Schedule


@dataclass(frozen=True, slots=True)
class Constant(Schedule):
    """Every step has the same learning rate."""

    key: ClassVar[str] = "constant"
    label: ClassVar[str] = "Constant"
    formula: ClassVar[str] = "1"
    help: ClassVar[str] = "The learning rate stays the same from the first step to the last."
    order: ClassVar[int] = 10

    def factor(self, step: int) -> float:
        """Return 1."""
        return 1.0
