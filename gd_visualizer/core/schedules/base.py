"""What every schedule can do."""

from __future__ import annotations

from typing import ClassVar


class Schedule:
    """Says by what the learning rate is multiplied at each step; each kind is a frozen dataclass of its settings.

    Attributes
    ----------
    key, label, formula, help : str
        Name in files and on the command line; words for people (English source texts).
    order : int
        Place in menus.
    """

    __slots__ = ()
    key: ClassVar[str]
    label: ClassVar[str]
    formula: ClassVar[str]
    help: ClassVar[str]
    order: ClassVar[int]

    def factor(self, step: int) -> float:
        """Return the factor of the step that follows ``step`` steps: 1 leaves the learning rate as it is."""
        raise NotImplementedError
