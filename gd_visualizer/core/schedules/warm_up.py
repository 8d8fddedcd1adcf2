"""Warm-up: the learning rate begins small and grows to its full size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class WarmUp(Schedule):
    """For n steps the learning rate grows evenly from a part of itself to all of it, and stays there.

    factor = start + (1 − start)·min(step, n) / n (``LinearLR`` of torch with ``end_factor=1``).
    """

    key: ClassVar[str] = "warm_up"
    label: ClassVar[str] = "Warming up"
    formula: ClassVar[str] = "start + (1 − start) · min(step, n) / n"
    help: ClassVar[str] = "The learning rate begins small and grows evenly, which lets an optimizer look around first."
    order: ClassVar[int] = 50

    steps: int = setting(
        100,
        label="Steps to warm up, n",
        minimum=1,
        maximum=1_000_000,
        help="After how many steps the learning rate has its full size.",
    )
    start_factor: float = setting(
        0.1,
        label="Part at the start",
        minimum=0.0,
        maximum=1.0,
        help="What part of the learning rate the first step has.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def factor(self, step: int) -> float:
        """Return start + (1 − start)·min(step, n) / n."""
        return self.start_factor + (1.0 - self.start_factor) * (min(step, self.steps) / self.steps)
