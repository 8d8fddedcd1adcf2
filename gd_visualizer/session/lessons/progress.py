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
    right, wrong : frozenset of str
        Whose question was guessed right or wrong the first time.
    """

    done: frozenset[str] = frozenset()
    last: str = ""
    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()

    def with_done(self, key: str) -> Progress:
        """Return the progress with one more chapter done."""
        return replace(self, done=self.done | {key})

    def with_last(self, key: str) -> Progress:
        """Return the progress with another chapter open."""
        return replace(self, last=key)

    def with_guess(self, key: str, is_right: bool) -> Progress:
        """Return the progress after a question was answered; the first answer counts."""
        if key in self.right | self.wrong:
            return self
        return replace(self, right=self.right | {key}) if is_right else replace(self, wrong=self.wrong | {key})

    def place_in(self, keys: Sequence[str]) -> int:
        """Return where to go on: at the chapter that was open last, else at the first."""
        return keys.index(self.last) if self.last in keys else 0
