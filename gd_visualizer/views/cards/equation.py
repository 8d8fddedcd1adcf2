"""The equation: the line as a formula with the present numbers, which can be typed over."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedWidget, QToolButton, QToolTip, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import MINUS, plain, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.theme import CAPTION, EQUATION, Theme


class Knob(QStackedWidget):
    """A number that turns into a box when clicked.

    Signals
    -------
    typed()
        The person typed another number; ``box.value()`` has it.
    """

    typed = Signal()

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        """Make a knob for the parameter with this letter."""
        super().__init__(parent)
        self.letter = letter
        self.number = QToolButton(self)
        self.number.setObjectName(f"knob_{letter}")
        self.number.setToolTip(_("Click to type {letter}.").format(letter=letter))
        self.number.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.number.setCursor(Qt.CursorShape.IBeamCursor)
        self.box = NumberBox(letter, parent=self)
        self.addWidget(self.number)
        self.addWidget(self.box)
        self.number.clicked.connect(self._edit)
        self.box.number_typed.connect(self._take)
        self.box.editingFinished.connect(self._leave)
        self.box.problem_changed.connect(self._explain)

    @Slot()
    def _edit(self) -> None:
        self.setCurrentWidget(self.box)
        self.box.setFocus()
        self.box.selectAll()

    @Slot()
    def _take(self) -> None:
        self.typed.emit()

    @Slot()
    def _leave(self) -> None:
        if not self.box.problem or not self.box.hasFocus():
            self.setCurrentWidget(self.number)

    @Slot(str)
    def _explain(self, problem: str) -> None:
        if problem:
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), problem, self)


class Equation(QWidget):
    """ŷ = m · x + b with a small word under each part.

    Signals
    -------
    parameters_typed(float, float)
        The person typed m or b.
    """

    parameters_typed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the equation."""
        super().__init__(parent)
        self.setObjectName("equation")
        self._theme: Theme | None = None
        self._drawn: tuple[float, ...] = ()
        self._sign = QLabel("+", self)
        self.m, self.b = Knob("m", self), Knob("b", self)
        self.m.typed.connect(self._type)
        self.b.typed.connect(self._type)
        self._parts: dict[str, QLabel] = {"ŷ": QLabel("ŷ", self), "=": QLabel("=", self), "·": QLabel("·", self),
                                          "x": QLabel("x", self), "sign": self._sign}  # fmt: skip
        self._captions = {"line": QLabel(_("guess"), self), "m": QLabel(self), "x": QLabel(_("input"), self),
                          "b": QLabel(self)}  # fmt: skip
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        row = (self._parts["ŷ"], self._parts["="], self.m, self._parts["·"], self._parts["x"], self._sign, self.b)
        for column, widget in enumerate(row, start=1):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignCenter)
        for column, key in ((1, "line"), (3, "m"), (5, "x"), (7, "b")):
            grid.addWidget(self._captions[key], 1, column, Qt.AlignmentFlag.AlignHCenter)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(8, 1)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the parameters of a snapshot."""
        m, b = (float(value) for value in snapshot.parameters)
        if (m, b) == self._drawn or self._theme is None:
            return
        self._drawn = (m, b)
        self.m.box.set_value(m)
        self.b.box.set_value(b)
        self.m.number.setText(shown(m))
        self.b.number.setText(shown(abs(b)))
        self._sign.setText(MINUS if shown(b).startswith(MINUS) else "+")
        self._fit()
        self.setAccessibleName(_("Line: slope {m}, height {b}").format(m=shown(m), b=shown(b)))
        for knob, value in ((self.m, m), (self.b, b)):
            knob.number.setAccessibleName(f"{knob.letter} {shown(value)}")
            knob.number.setToolTip(
                _("{letter} = {value}. Click to type another.").format(letter=knob.letter, value=plain(value))
            )

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        size = theme.px(EQUATION)
        for key, part in self._parts.items():
            italic = "font-style:italic;" if key in ("ŷ", "x") else ""
            colour = theme.css("line" if key == "ŷ" else "ink")
            part.setStyleSheet(f"font-size:{size}px;font-weight:500;{italic}color:{colour}")
        for knob in (self.m, self.b):
            colour = theme.css(knob.letter)
            knob.number.setStyleSheet(
                f"QToolButton {{ font-size:{size}px; font-weight:600; color:{colour}; border:0; padding:0;"
                f" min-height:{theme.px(34)}px; background:transparent; }}"
                f" QToolButton:hover, QToolButton:focus {{ background:{theme.css('sel')}; }}"
            )
            knob.setFixedHeight(theme.px(38))
        notes = {"m": _("{letter} = slope"), "b": _("{letter} = height at 0")}
        for key, caption in self._captions.items():
            colour = theme.css("ink3" if key == "x" else key)
            caption.setStyleSheet(f"font-size:{theme.px(CAPTION - 1)}px;color:{colour}")
            if key in notes:
                caption.setText(notes[key].format(letter=f"<i>{key}</i>"))
        self._drawn = ()
        self._fit()

    def _fit(self) -> None:
        """Give each number the width its digits need at most, so that nothing moves when a digit changes."""
        if self._theme is None:
            return
        metrics = QFontMetrics(self._theme.font(EQUATION, 600))
        for knob in (self.m, self.b):
            widest = re.sub(r"\d", "8", knob.number.text() or "8.88")
            knob.setFixedWidth(metrics.horizontalAdvance(widest) + self._theme.px(14))

    @Slot()
    def _type(self) -> None:
        self.parameters_typed.emit(self.m.box.value(), self.b.box.value())
