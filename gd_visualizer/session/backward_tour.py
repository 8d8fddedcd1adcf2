"""The tour through a calculation: part by part forward, then part by part back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gd_visualizer.core.computation_parts import Part

Direction = Literal["ready", "forward", "backward"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stop of the tour.

    Attributes
    ----------
    direction : {"ready", "forward", "backward"}
    number, count : int
        Such as part 2 of 5, counted from 1 in its direction.
    part : int or None
        What is worked out here, or passes its blame on; None for the result itself, whose blame is 1.
    """

    direction: Direction
    number: int
    count: int
    part: int | None


@dataclass(frozen=True, slots=True)
class Tour:
    """All stops: 0 is before everything, then each part forward, then the result and each part backward.

    Attributes
    ----------
    parts : tuple of Part
        Those that are shown: with the mean for all points, without it for one.
    """

    parts: tuple[Part, ...]

    @property
    def worked_out(self) -> tuple[int, ...]:
        """Return the parts in which something is done, in order."""
        return tuple(place for place, part in enumerate(self.parts) if not part.is_leaf)

    @property
    def last(self) -> int:
        """Return the last stop, at which everything is known."""
        return 2 * len(self.worked_out) + 1

    def stage(self, stop: int) -> Stage:
        """Return what happens at a stop."""
        done = self.worked_out
        count = len(done)
        if stop <= 0:
            return Stage("ready", 0, count, None)
        if stop <= count:
            return Stage("forward", stop, count, done[stop - 1])
        back = stop - count
        return Stage("backward", back, count + 1, None if back == 1 else done[count + 1 - back])

    def knows_value(self, place: int, stop: int) -> bool:
        """Return True if the value of a part is worked out at a stop; what goes in is known from the start."""
        return self.parts[place].is_leaf or stop > self.worked_out.index(place)

    def knows_blame(self, place: int, stop: int) -> bool:
        """Return True if all that use a part have passed their blame on."""
        return stop >= self.blame_stop(place)

    def blame_stop(self, place: int) -> int:
        """Return the stop at which the blame of a part is complete: when its first user has passed it on."""
        users = [user for user, part in enumerate(self.parts) if place in part.operands]
        return len(self.worked_out) + 1 if not users else self.back_stop(min(users))

    def back_stop(self, place: int) -> int:
        """Return the stop at which a part passes its blame on."""
        done = self.worked_out
        return 2 * len(done) + 1 - done.index(place)

    def stop_for(self, place: int) -> int:
        """Return the stop that shows a part best: where it passes its blame on, or gets it where it is a leaf."""
        return self.blame_stop(place) if self.parts[place].is_leaf else self.back_stop(place)

    def upstream(self, place: int) -> frozenset[int]:
        """Return a part and all it is worked out from."""
        found, waiting = set[int](), [place]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += self.parts[here].operands
        return frozenset(found)

    def downstream(self, place: int) -> frozenset[int]:
        """Return a part and all that is worked out from it."""
        found = {place}
        for user, part in enumerate(self.parts):
            if found.intersection(part.operands):
                found.add(user)
        return frozenset(found)
