"""The pending step as a table of texts: a row for each point, their means, and the rule of the optimizer below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.numbers import counted, exact
from gd_visualizer.session.step_digits import (
    agreeing_digits,
    common_digits,
    figure,
    own_digits,
    summand,
    summing_digits,
)
from gd_visualizer.session.step_lines.notes import Line
from gd_visualizer.session.step_sheet import MOST_POINTS, StepSheet

Kind = Literal["point", "rest", "mean", "line", "new"]
# Columns of a point before those of the parameters: x, y, ŷ, miss, loss, blame. Formulas stand across them.
OWN = 6
# With more parameters than this, only the products have columns.
MOST_KNOBS = 3
ALL = 10**9
# Lines of which people know the numbers as they wrote them: learning rate, schedule factor, part of a direction.
GIVEN, SIGNIFICANT = ("η", "f", "t"), 6


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column.

    Attributes
    ----------
    text : str
    explanation : str
        What the column holds, in one sentence.
    parameter : int or None
        Which parameter it belongs to.
    """

    text: str
    explanation: str
    parameter: int | None = None


class StepTable:
    """Texts and numbers, cell by cell.

    Column 0 names the row; columns 1 to 6 hold x, y, ŷ, miss, loss and blame of a point, or across them the formula of
    a line; then come the parameters, each with what the prediction gives per unit of it (up to three parameters) and
    the slope that the point asks for.

    Attributes
    ----------
    sheet : StepSheet
    symbols : bool
        Formulas and heads are in symbols instead of words.
    heads : tuple of Head
    """

    def __init__(
        self, sheet: StepSheet, symbols: bool = False, most_points: int = MOST_POINTS, most_parameters: int = ALL
    ) -> None:
        """Choose the digits of every column.

        Parameters
        ----------
        most_points, most_parameters : int
            Show no more rows and parameters than these; the rest is said in words.
        """
        self.sheet, self.symbols = sheet, symbols
        self.points = min(len(sheet.numbers), most_points)
        self.parameters = min(len(sheet.names), most_parameters)
        self.has_knobs = self.parameters <= MOST_KNOBS
        self._left_out = sheet.count - self.points
        self._parts = sheet.parts
        self._tops = self.points + (1 if self._left_out else 0) + (1 if sheet.count else 0)
        self._find_digits()
        self.heads = self._heads()

    @property
    def row_count(self) -> int:
        """Return how many rows there are."""
        return self._tops + len(self.sheet.lines)

    def kind(self, row: int) -> Kind:
        """Return what stands in a row."""
        if row < self.points:
            return "point"
        if row < self._tops:
            return "mean" if row == self._tops - 1 else "rest"
        return "new" if self.sheet.total and row == self.row_count - 1 else "line"

    def line(self, row: int) -> Line | None:
        """Return the line of the rule in a row, None in the rows above."""
        return None if row < self._tops else self.sheet.lines[row - self._tops]

    def name(self, row: int) -> str:
        """Return the name of a row."""
        kind, line = self.kind(row), self.line(row)
        if kind == "point":
            return _("Point {n}").format(n=counted(int(self.sheet.numbers[row]) + 1))
        if kind == "rest":
            text = translate_plural("and {count} more row", "and {count} more rows", self._left_out)
            return text.format(count=counted(self._left_out))
        if line is None:
            text = translate_plural("Mean of {count} point", "Mean of {count} points", self.sheet.count)
            return text.format(count=counted(self.sheet.count))
        name = line.name[:1].upper() + line.name[1:]
        return f"{name} {line.symbol}" if self.symbols else name

    def formula(self, row: int) -> str:
        """Return how the numbers of a row come about, "" for a point."""
        if self.kind(row) == "mean":
            return "ḡ = Σ / N" if self.symbols else _("their sum ÷ their number")
        line = self.line(row)
        if line is None:
            return ""
        if not self.symbols:
            return line.words
        if not line.symbols or "=" in line.symbols:
            return line.symbols
        return f"{line.symbol} = {line.symbols}"

    def hint(self, row: int, column: int) -> str:
        """Return what a cell is, in words and in symbols; "" where there is nothing to add."""
        line = self.line(row)
        if line is None:
            return self.heads[column].explanation if self.value(row, column) is not None else ""
        told = f"{line.symbol} = {line.symbols}" if line.symbols and "=" not in line.symbols else line.symbols
        return "\n".join(filter(None, (f"{line.symbol}: {line.name}", line.words, told)))

    def value(self, row: int, column: int) -> float | None:
        """Return the number of a cell, None where it holds none."""
        kind, line = self.kind(row), self.line(row)
        if column == 0 or kind == "rest":
            return None
        if kind == "point":
            return float(self._points_of(column)[row])
        if column <= OWN:
            return self.sheet.mean_loss if kind == "mean" and column == 5 else None
        place, is_knob = self.place(column)
        if is_knob:
            return None
        return float((self.sheet.mean_slopes if line is None else line.values)[place])

    def longest(self, column: int) -> list[str]:
        """Return the texts of a column of which one is the widest: of all points, only the ends of their range."""
        rows = list(range(self.points, self.row_count))
        if column and self.points:
            values = self._points_of(column)[: self.points]
            rows += [int(np.argmin(values)), int(np.argmax(values))]
        elif self.points:
            rows.append(int(np.argmax(self.sheet.numbers[: self.points])))
        return [self.text(row, column) for row in rows if not column or self.value(row, column) is not None]

    def text(self, row: int, column: int) -> str:
        """Return the words or the number of a cell."""
        if column == 0:
            return self.name(row)
        value, kind = self.value(row, column), self.kind(row)
        if value is None:
            return self.formula(row) if column == 1 else ""
        if column <= OWN:
            return summand(value, self._own[column - 1])
        place, is_knob = self.place(column)
        if is_knob:
            return summand(value, self._knobs[place])
        digits, line = self._digits[place], self.line(row)
        if line is not None and line.symbol in GIVEN:
            return exact(value, SIGNIFICANT)
        adds = kind in ("point", "mean") or (line is not None and line.symbol in self._letters)
        return summand(value, digits) if adds and not self._is_tiny(value, kind, digits) else figure(value, digits)

    def place(self, column: int) -> tuple[int, bool]:
        """Return which parameter a column belongs to, and whether it holds dŷ/dθ instead of the slope."""
        if not self.has_knobs:
            return column - OWN - 1, False
        place, second = divmod(column - OWN - 1, 2)
        return place, not second

    def _points_of(self, column: int) -> FloatArray:
        """Return the numbers of the points in a column."""
        sheet = self.sheet
        if column <= OWN:
            columns = (sheet.x, sheet.y, sheet.predictions, sheet.residuals, sheet.losses, sheet.pushes)
            return columns[column - 1]
        place, is_knob = self.place(column)
        return (sheet.knobs if is_knob else self._parts)[:, place]

    def rest(self) -> str:
        """Return how many parameters have no column, in words, "" where all have one."""
        left = len(self.sheet.names) - self.parameters
        text = translate_plural("And {count} more parameter.", "And {count} more parameters.", left)
        return text.format(count=counted(left)) if left else ""

    def _is_tiny(self, value: float, kind: Kind, digits: int | None) -> bool:
        """Return True for a mean, a step or a value of which the digits of its column would show nothing."""
        return kind != "point" and digits is not None and 0.0 < abs(value) < 10.0**-digits

    def _find_digits(self) -> None:
        sheet, rows = self.sheet, self.points
        complete = not self._left_out
        x, y = own_digits(sheet.x[:rows]), own_digits(sheet.y[:rows])
        misses = agreeing_digits(sheet.y[:rows], sheet.predictions[:rows], sheet.residuals[:rows])
        losses = next(iter(summing_digits(sheet.losses[:rows], sheet.mean_loss, complete)), None)
        self._own = (x, misses if misses is None else max(y or 0, misses), misses, misses, losses, losses)
        self._knobs = [own_digits(sheet.knobs[:rows, place]) for place in range(self.parameters)]
        self._letters = {letter for letter, _sign in sheet.total} | ({"θ′"} if sheet.total else set())
        by_letter = {line.symbol: line.values for line in sheet.lines}
        columns = []
        for place in range(self.parameters):
            sums = [(float(by_letter[letter][place]), sign) for letter, sign in sheet.total]
            result = float(sheet.lines[-1].values[place]) if sheet.total else 0.0
            column, mean = self._parts[:rows, place], float(sheet.mean_slopes[place])
            columns.append(summing_digits(column, mean, complete, tuple(sums), result))
        self._digits = common_digits(columns)

    def _heads(self) -> tuple[Head, ...]:
        words: tuple[Head, ...] = (
            Head("", _("what stands in the row")),
            Head(_("x"), _("x of the point")),
            Head(_("y"), _("y of the point")),
            Head(_("prediction"), _("ŷ, what the model predicts at x")),
            Head(_("miss"), _("prediction − y")),
            Head(_("loss"), _("what the miss costs")),
            Head(_("blame"), _("how fast the loss of the point grows with its prediction")),
        )
        if self.symbols:
            texts = ("", "x", "y", "ŷ", "r = ŷ − y", "ℓ(r)", "dℓ/dŷ")
            words = tuple(Head(text, head.explanation) for text, head in zip(texts, words, strict=True))
        return (*words, *(head for place in range(self.parameters) for head in self._heads_of(place)))

    def _heads_of(self, place: int) -> tuple[Head, ...]:
        name = self.sheet.names[place]
        knob = Head(
            f"∂ŷ/∂{name}" if self.symbols else _("ŷ per {name}").format(name=name),
            _("how fast the prediction grows with {name}").format(name=name),
            place,
        )
        part = Head(
            f"∂ℓ/∂{name}" if self.symbols else _("slope for {name}").format(name=name),
            _("blame × how fast the prediction grows with {name}: the slope this point asks for").format(name=name),
            place,
        )
        return (knob, part) if self.has_knobs else (part,)
