"""The columns of the equation: where each sign stands, so that nothing moves when a digit changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetricsF

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import MINUS
from gd_visualizer.views.theme import EQUATION, Theme

SMALLEST = 12
# Which columns are the numbers of m and b.
M, B = 2, 6


@dataclass(frozen=True, slots=True)
class Column:
    """One sign or number of the equation.

    Attributes
    ----------
    text, token : str
        What it shows and the colour of what it means.
    left, width : float
        Its place; the text stands at its left.
    font : QFont
    caption, short_caption : str
        The words below, and fewer of them for where there is little room.
    """

    text: str
    token: str
    left: float
    width: float
    font: QFont
    caption: str = ""
    short_caption: str = ""


def fitted_columns(m: str, b: str, room: float, theme: Theme, symbols: bool = False) -> list[Column]:
    """Return the columns in the largest letters in which the equation fits into a width.

    Parameters
    ----------
    symbols : bool
        Write only letters below.
    """
    for size in range(EQUATION, SMALLEST - 1, -2):
        columns, width = _columns(m, b, room, size, theme)
        if width <= room:
            break
    if symbols:
        columns = [replace(column, caption=column.token if column.token in ("m", "b") else "") for column in columns]
    return columns


def _columns(m: str, b: str, room: float, size: int, theme: Theme) -> tuple[list[Column], float]:
    """Return the columns in letters of a size, and how wide they are together.

    Digits stay where they are whatever the signs: the sign of b is an operator with a column of its own, and a
    minus of m moves only what stands before it.
    """
    strong, letter, sign = theme.font(size, 600), theme.font(size, 500, True), theme.font(size, 400)
    digits, letters, signs = (QFontMetricsF(font) for font in (strong, letter, sign))
    minus = digits.horizontalAdvance(MINUS)
    m_width = max(digits.horizontalAdvance("0.00"), digits.horizontalAdvance(m.removeprefix(MINUS)))
    b_width = max(digits.horizontalAdvance("0.00"), digits.horizontalAdvance(b.removeprefix(MINUS)))
    gap, m_shift = theme.px(0.4 * size), minus if m.startswith(MINUS) else 0.0
    y_hat, equals = letters.horizontalAdvance("ŷ"), signs.horizontalAdvance("=")
    dot, x = signs.horizontalAdvance("·"), letters.horizontalAdvance("x")
    # Both signs have the same middle, and the same air around the wider one: in many fonts a minus is not like a plus.
    plus_or_minus = MINUS if b.startswith(MINUS) else "+"
    operator = max(signs.horizontalAdvance("+"), signs.horizontalAdvance(MINUS))
    inset = 0.5 * (operator - signs.horizontalAdvance(plus_or_minus))
    widths = (y_hat, gap, equals, gap, minus, m_width, 0.6 * gap, dot, 0.6 * gap, x, gap, operator, gap, b_width)
    total = sum(widths)
    digits_left = 0.5 * (room - total) + sum(widths[:5])
    at = digits_left - m_shift
    columns = [
        Column("ŷ", "line", at - 2.0 * gap - equals - y_hat, y_hat, letter, _("guess")),
        Column("=", "ink2", at - gap - equals, equals, sign),
        Column(m, "m", at, m_width + m_shift, strong, _("m = slope")),
    ]
    at = digits_left + m_width + 0.6 * gap
    columns.append(Column("·", "ink2", at, dot, sign))
    at += dot + 0.6 * gap
    columns.append(Column("x", "ink", at, x, letter, _("input")))
    at += x + gap
    columns.append(Column(plus_or_minus, "ink2", at + inset, operator - 2.0 * inset, sign))
    at += operator + gap
    columns.append(Column(b.removeprefix(MINUS), "b", at, b_width, strong, _("b = height at 0"), _("b = height")))
    return columns, total
