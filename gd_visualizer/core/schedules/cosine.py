"""Cosine: the learning rate swings gently down and up again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Cosine(Schedule):
    """The learning rate follows half a wave down to its floor: factor = floor + (1 − floor)·(1 + cos(π·step / n)) / 2.

    Loshchilov & Hutter 2017, "SGDR: stochastic gradient descent with warm restarts"; ``CosineAnnealingLR`` of torch,
    which swings up again after n steps, and so on.
    """

    key: ClassVar[str] = "cosine"
    label: ClassVar[str] = "Cosine wave"
    formula: ClassVar[str] = "floor + (1 − floor) · (1 + cos(π · step / n)) / 2"
    help: ClassVar[str] = (
        "The learning rate swings gently down to its floor within a number of steps, up again in as many, and so on."
    )
    order: ClassVar[int] = 30

    steps: int = setting(
        1000,
        label="Steps on the way down, n",
        minimum=1,
        maximum=1_000_000,
        help="After how many steps the learning rate is at its floor.",
    )
    floor: float = setting(
        0.0,
        label="Floor",
        minimum=0.0,
        maximum=1.0,
        help="What part of the learning rate is left at the lowest place.",
    )

    def __post_init__(self) -> None:
        """Refuse a setting outside its range."""
        validate(self)

    def factor(self, step: int) -> float:
        """Return floor + (1 − floor)·(1 + cos(π·step / n)) / 2."""
        # Whole waves are left out first, so that the cosine of a large number of steps keeps its digits.
        part = (step % (2 * self.steps)) / self.steps
        return self.floor + (1.0 - self.floor) * (1.0 + math.cos(math.pi * part)) / 2.0
