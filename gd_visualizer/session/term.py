"""A term: a word of the window, told plainly first and exactly second."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the window.

    Attributes
    ----------
    name : str
    also : str
        Other words for it, with commas between; "" for none.
    plain : str
        What it is, for somebody who has never heard of it.
    exact : str
        The same for somebody who knows formulas.
    """

    name: str
    also: str
    plain: str
    exact: str

    def matches(self, wanted: str) -> bool:
        """Return True where a person who typed this may mean the term."""
        return _has_words(f"{self.name} {self.also} {self.plain} {self.exact}", wanted)

    def is_called(self, wanted: str) -> bool:
        """Return True where this stands in its name, or in another word for it."""
        return _has_words(f"{self.name} {self.also}", wanted)


def _has_words(text: str, wanted: str) -> bool:
    return all(word in text.casefold() for word in wanted.casefold().split())
