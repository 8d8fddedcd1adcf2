"""Exponential: the learning rate shrinks by the same part at every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Exponential(Schedule):
    """At every step the learning rate is multiplied by γ: factor = γ^step (``ExponentialLR`` of torch)."""

    key: ClassVar[str] = "exponential"
    label: ClassVar[str] = "Shrinking evenly"
    formula: ClassVar[str] = "γ ^ step"
    help: ClassVar[str] = (
        "The learning rate shrinks by the same part at every step: quickly at first, ever slower later."
    )
    order: ClassVar[int] = 40

    gamma: float = setting(
        0.99,
        label="Factor, γ",
        minimum=0.001,
        maximum=1.0,
        help="By what the learning rate is multiplied at each step. Closer to 1 shrinks more slowly.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def factor(self, step: int) -> float:
        """Return γ^step."""
        return float(self.gamma ** float(step))
