"""The plan of a walk: which optimizer takes the steps, on what schedule, and how many points each step looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from gd_visualizer.core.arrays import IntArray
from gd_visualizer.core.optimizers.base import Optimizer
from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.schedules.constant import Constant


@dataclass(frozen=True, slots=True)
class Plan:
    """How to walk.

    Attributes
    ----------
    optimizer : Optimizer
    schedule : Schedule
    batch_size : int or None
        How many points each step looks at; None or more than there are: all of them.
    seed : int
        Decides which points come together in a mini-batch.
    """

    optimizer: Optimizer
    schedule: Schedule = field(default_factory=Constant)
    batch_size: int | None = None
    seed: int = 0

    @property
    def learning_rate(self) -> float:
        """Return the learning rate before the schedule."""
        return self.optimizer.learning_rate

    def rate_at(self, step: int) -> float:
        """Return the learning rate of the step that follows ``step`` steps."""
        return self.optimizer.learning_rate * self.schedule.factor(step)

    def uses_batches(self, count: int) -> bool:
        """Return True if a step looks at fewer than all ``count`` points."""
        return self.batch_size is not None and self.batch_size < count

    def batch(self, step: int, count: int) -> IntArray:
        """Return which of ``count`` points the step that follows ``step`` steps looks at.

        Each epoch goes once through all points, shuffled anew by ``default_rng((seed, epoch))``; the last batch of
        an epoch holds what is left. No state is kept, so any step can be taken again.
        """
        assert self.batch_size is not None
        in_epoch = -(-count // self.batch_size)
        epoch, place = divmod(step, in_epoch)
        return _order(self.seed, epoch, count)[place * self.batch_size : (place + 1) * self.batch_size]


# All steps of an epoch ask for the same order, and making it takes as long as half a step of a network.
@lru_cache(maxsize=2)
def _order(seed: int, epoch: int, count: int) -> IntArray:
    order = np.random.default_rng((seed, epoch)).permutation(count)
    order.flags.writeable = False
    return order
