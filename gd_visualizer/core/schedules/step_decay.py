"""Step decay: the learning rate drops now and then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class StepDecay(Schedule):
    """After every so many steps the learning rate is multiplied by γ: factor = γ^⌊step / n⌋ (``StepLR`` of torch)."""

    key: ClassVar[str] = "step_decay"
    label: ClassVar[str] = "Stairs"
    formula: ClassVar[str] = "γ ^ ⌊step / n⌋"
    help: ClassVar[str] = "The learning rate stays the same for a number of steps, then drops, like a flight of stairs."
    order: ClassVar[int] = 20

    every: int = setting(
        100,
        label="Steps on each stair, n",
        minimum=1,
        maximum=1_000_000,
        help="After how many steps the learning rate drops.",
    )
    gamma: float = setting(
        0.1,
        label="Factor, γ",
        minimum=0.001,
        maximum=1.0,
        help="By what the learning rate is multiplied at each drop.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def factor(self, step: int) -> float:
        """Return γ^⌊step / n⌋."""
        return float(self.gamma ** float(step // self.every))
