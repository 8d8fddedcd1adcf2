"""The error of a formula that cannot be used, which knows the place where it went wrong."""

from __future__ import annotations

from gd_visualizer.core.errors import RefusalError


class FormulaError(RefusalError):
    """A formula cannot be used: one sentence says what is wrong, where, and what to do.

    Attributes
    ----------
    position : int
        The character it is about, counted from 0 in the text as it was typed; the sentence counts from 1.
    """

    def __init__(self, sentence: str, position: int = 0, **values: object) -> None:
        super().__init__(sentence, **values)
        self.position = position


def shown(text: str) -> str:
    """Return a piece of the text as a sentence may quote it: short, and with nothing that cannot be printed."""
    if text.isprintable():
        return f"'{text[:20]}{'…' if len(text) > 20 else ''}'"
    return f"the invisible character U+{ord(text[0]):04X}"
