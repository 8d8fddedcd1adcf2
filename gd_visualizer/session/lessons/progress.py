"""Progress: which chapters a learner has done, and which was open last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a learner has come.

    Attributes
    ----------
    done : frozenset of str
        The keys of the chapters whose task was done.
    last : str
        The key of the chapter that was open last, or "".
    """

    done: frozenset[str] = frozenset()
    last: str = ""

    def with_done(self, key: str) -> Progress:
        """Return the progress with one more chapter done."""
        return replace(self, done=self.done | {key})

    def with_last(self, key: str) -> Progress:
        """Return the progress with another chapter open."""
        return replace(self, last=key)

    def place_in(self, keys: Sequence[str]) -> int:
        """Return where to go on: at the chapter that was open last, else at the first."""
        return keys.index(self.last) if self.last in keys else 0
