"""The pending step as sums: now − learning rate × slope = new value, a row for each parameter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.next_step import PartsRow, StepRow, is_plain, parts_rows, step_rows
from gd_visualizer.session.notation import knobs
from gd_visualizer.session.numbers import MINUS, counted, fixed, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import Words, words
from gd_visualizer.views.cards.parts_sentence import PartsSentence
from gd_visualizer.views.theme import TICK, TITLE, Theme

ROWS = 3
COLUMNS = 9
ROW_HEIGHT = 30


class NextStep(QWidget):
    """Shows what Step will make true, before it is taken.

    Signals
    -------
    numbers_asked()
        The person wants to see every number of the step.

    Attributes
    ----------
    numbers : QToolButton
        Asks for that; it belongs into the head of the card.
    """

    numbers_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make empty rows."""
        super().__init__(parent)
        self.setObjectName("next_step")
        self._theme: Theme | None = None
        self._drawn: object = None
        self._rows: tuple[StepRow, ...] = ()
        self._plain = True
        self._parts: tuple[PartsRow, ...] = ()
        self.cells: list[list[Words]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for row in range(ROWS + 1):
            self.cells.append([words("", "fine" if row == 0 else "", self) for _column in range(COLUMNS)])
            for column, label in enumerate(self.cells[-1]):
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(label, row, column)
        for column in (1, 3, 5, 7):
            grid.setColumnStretch(column, 1)
        self.numbers = QToolButton(self)
        self.numbers.setObjectName("next_step_numbers")
        self.numbers.setText(_("In numbers…"))
        self.numbers.setProperty("small", True)
        self.numbers.setToolTip(_("Show every number of this step, from the points to the new values."))
        self.numbers.setAccessibleDescription(self.numbers.toolTip())
        self.numbers.clicked.connect(self.numbers_asked)
        self.advice, self.loss = words("", "note", self), words("", "loss", self)
        self.parts = PartsSentence(self)
        self.advice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot = QHBoxLayout()
        foot.addWidget(self.parts, 1)
        foot.addWidget(self.advice, 1)
        foot.addWidget(self.loss)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(grid)
        rows.addStretch(1)
        rows.addLayout(foot)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the pending step of a snapshot; while a walk is running the sums would only flicker."""
        if snapshot.status == "running":
            return
        rows, plain, parts = step_rows(snapshot, ROWS), is_plain(snapshot), parts_rows(snapshot, ROWS)
        ahead = None if snapshot.preview is None or not rows else float(snapshot.preview.losses[0])
        drawn = (rows, plain, parts, snapshot.loss, ahead, snapshot.data_state, snapshot.status,
                 len(snapshot.parameters), snapshot.symbols)  # fmt: skip
        if drawn == self._drawn:
            return
        self._drawn, self._rows, self._plain, self._parts = drawn, rows, plain, parts
        self._write(snapshot, ahead)

    def _write(self, snapshot: Snapshot, ahead: float | None) -> None:
        heads = ("", _("now"), "", _("learning rate"), "", _("slope"), "", _("new value"), "")
        if self._parts:
            heads = ("", _("now"), "", _("memory"), "", _("new push"), "", _("new value"), "")
        elif not self._plain:
            heads = ("", _("now"), "", _("the step"), "", "", "", _("new value"), "")
        if snapshot.symbols:
            across = ("η", "", "∂L/∂θ") if self._plain else ("θₖ₊₁ − θₖ", "", "")
            across = (_("memory"), "", _("new push")) if self._parts else across
            heads = ("", "θₖ", "", *across, "", "θₖ₊₁", "")
        for place, head in enumerate(heads):
            self.cells[0][place].setText(head if self._rows else "")
        for place in range(ROWS):
            texts = self._texts(place) if place < len(self._rows) else ("",) * COLUMNS
            for label, text in zip(self.cells[place + 1], texts, strict=True):
                label.setText(text)
            self.cells[place + 1][0].phrases = knobs(snapshot.document.model)
        advice = self._advice(snapshot)
        in_parts = bool(self._parts) and len(snapshot.parameters) <= ROWS
        self.parts.setVisible(in_parts)
        self.advice.setVisible(not in_parts)
        self.advice.setText(advice)
        self.advice.setToolTip(advice)
        text = ""
        if ahead is not None:
            pattern = "L: {now} → {then}" if snapshot.symbols else _("Loss {now} → {then}")
            text = pattern.format(now=shown(snapshot.loss), then=shown(ahead))
        self.loss.setText(text)
        self.setAccessibleName(self._spoken())

    def _texts(self, place: int) -> tuple[str, ...]:
        """Return the words of one row, sign by sign."""
        row = self._rows[place]
        sign = "↑" if row.change > 0.0 else "↓" if row.change < 0.0 else ""
        move = f"{sign} {_size(row.change)}" if sign else _("stays")
        if self._plain:
            slope = f"({row.slope})" if row.slope.startswith(MINUS) else row.slope
            return (row.name, row.now, MINUS, row.rate, "×", slope, "=", row.new, move)
        if place < len(self._parts):
            parts = self._parts[place]
            return (parts.name, parts.now, *_signed(parts.memory), *_signed(parts.push), "=", parts.new, move)
        operator = MINUS if row.change < 0.0 else "+"
        return (row.name, row.now, operator, row.size, "", "", "=", row.new, move)

    def _advice(self, snapshot: Snapshot) -> str:
        left = len(snapshot.parameters) - ROWS
        if not self._rows:
            if snapshot.status == "arrived":
                return _("The ground is flat: the next step changes nothing that can be seen.")
            if snapshot.surface is None:
                return _("Without a landscape there is no step to take.")
            return _("The next step leads to numbers too large to show.")
        if left > 0:
            return _("And {n} more parameters; Numbers… shows them all.").format(n=counted(left))
        signs = {row.change > 0.0 for row in self._rows if row.change}
        if not self._plain or len(self._rows) != 2 or len(signs) != 1:
            return _("Step makes exactly this true.")
        p, q = (row.name for row in self._rows)
        if snapshot.symbols:
            sign, way = ("<", "↑") if signs == {True} else (">", "↓")
            return f"∂L/∂{p} {sign} 0, ∂L/∂{q} {sign} 0: {p} {way}, {q} {way}"
        if signs == {True}:
            return _("Both slopes are below zero: more {p}, more {q}.").format(p=p, q=q)
        return _("Both slopes are above zero: less {p}, less {q}.").format(p=p, q=q)

    def _spoken(self) -> str:
        """Return the rows as sentences."""
        plain = _("{name}: {now} minus {rate} times {slope} is {new}.")
        other = _("{name}: from {now} to {new}.")
        if self._parts:
            taken_apart = _("{name}: {now}, memory {memory}, new push {push}, gives {new}.")
            said = [
                taken_apart.format(name=row.name, now=row.now, memory=row.memory, push=row.push, new=row.new)
                for row in self._parts
            ]
            return " ".join([*said, self.parts.text(), self.loss.text()])
        sentence = plain if self._plain else other
        said = [
            sentence.format(name=row.name, now=row.now, rate=row.rate, slope=row.slope, new=row.new)
            for row in self._rows
        ]
        return " ".join([*said, self.advice.text(), self.loss.text()])

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.parts.restyle(theme)
        tokens = ("m", "b", "ink")
        for place, row in enumerate(self.cells[1:]):
            for column, label in enumerate(row):
                token = tokens[place] if column in (0, 1, 5, 7, 8) else "ink2"
                size = theme.px(TITLE + 2 if column < COLUMNS - 1 else TICK)
                weight, style = 600 if column in (0, 1, 7) else 400, "italic" if column == 0 else "normal"
                look = f"font-size: {size}px; font-weight: {weight}; font-style: {style};"
                label.setStyleSheet(f"color: {theme.css(token)}; {look}")
        self._arrange()

    def _arrange(self) -> None:
        """Leave the third row out where there is no room for it."""
        if self._theme is None:
            return
        room = self.height() // max(1, self._theme.px(ROW_HEIGHT))
        for label in self.cells[3]:
            label.setVisible(room > ROWS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as there is room for."""
        super().resizeEvent(event)
        self._arrange()


def _signed(text: str) -> tuple[str, str]:
    """Return the sign of a number that is added, and its size."""
    return (MINUS, text.removeprefix(MINUS)) if text.startswith(MINUS) else ("+", text)


def _size(change: float) -> str:
    size = abs(change)
    return fixed(size, 2) if 0.005 <= size <= 9999.0 else shown(size)
