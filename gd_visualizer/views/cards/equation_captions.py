"""The words below the equation: each under its sign, and never two on one another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QFontMetricsF

from gd_visualizer.views.cards.equation_columns import Column
from gd_visualizer.views.theme import TICK, Theme

BETWEEN = 6.0


@dataclass(frozen=True, slots=True)
class Caption:
    """Words in their place.

    Attributes
    ----------
    letter, rest : str
        "m" and " = slope"; the letter is "" for words without one.
    token : str
        The colour of what they mean.
    left, letter_width, width : float
        In pixels; the width is that of letter and rest.
    """

    letter: str
    rest: str
    token: str
    left: float
    letter_width: float
    width: float

    @property
    def right(self) -> float:
        """Return where the words end."""
        return self.left + self.width


def captions_below(columns: list[Column], room: float, theme: Theme) -> list[Caption]:
    """Return the captions that fit into a width: as many as leave air between one another.

    Where it is narrow, the input goes first, since it explains itself; then words move aside; then the height is
    explained in fewer words; then the guess goes.
    """
    named = [column for column in columns if column.caption]
    without_input = [column for column in named if column.text != "x"]
    without_guess = [column for column in without_input if column.text != "ŷ"]
    natural = [_caption(column, column.caption, room, theme) for column in named]
    if _spread(natural, room, theme) == natural:
        return natural
    for chosen, short in ((without_input, False), (without_input, True), (without_guess, True)):
        texts = [(short and column.short_caption) or column.caption for column in chosen]
        captions = [_caption(column, text, room, theme) for column, text in zip(chosen, texts, strict=True)]
        found = _spread(captions, room, theme)
        if found:
            return found
    return []


def _caption(column: Column, text: str, room: float, theme: Theme) -> Caption:
    """Return words in the middle of their column, as far as they stay inside the width."""
    plain, italic = QFontMetricsF(theme.font(TICK)), QFontMetricsF(theme.font(TICK, 600, True))
    letter = column.token if column.token in ("m", "b") and text.startswith(column.token) else ""
    letter_width = italic.horizontalAdvance(letter)
    width = letter_width + plain.horizontalAdvance(text.removeprefix(letter))
    left = max(0.0, min(column.left + 0.5 * (column.width - width), room - width))
    token = "ink3" if column.text == "x" else column.token
    return Caption(letter, text.removeprefix(letter), token, left, letter_width, width)


def _spread(captions: list[Caption], room: float, theme: Theme) -> list[Caption]:
    """Return the captions moved aside until there is air between them, none where there is no room for that."""
    air, spread = theme.px(BETWEEN), list(captions)
    for place in range(1, len(spread)):
        spread[place] = replace(spread[place], left=max(spread[place].left, spread[place - 1].right + air))
    end = room
    for place in reversed(range(len(spread))):
        spread[place] = replace(spread[place], left=min(spread[place].left, end - spread[place].width))
        end = spread[place].left - air
    return spread if spread and spread[0].left >= 0.0 else []
