"""A box for one number: takes what people write, says in one sentence what it cannot take, and never loses a number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import exact, read_number

LARGEST = 1.7e308


class NumberBox(QLineEdit):
    """A line to type one number into.

    Return or leaving the box takes the number; Escape brings the old one back. With a ``ratio``, Up and Down and the
    wheel (while the box has the focus) make the number so many times larger or smaller.

    Signals
    -------
    number_typed(float)
        The person gave another number that the box can take.
    problem_changed(str)
        One sentence about what cannot be taken, or "" once that is over.
    """

    number_typed = Signal(float)
    problem_changed = Signal(str)

    def __init__(
        self,
        name: str,
        minimum: float = -LARGEST,
        maximum: float = LARGEST,
        ratio: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a box that holds 0 or the number nearest to it that it can hold.

        Parameters
        ----------
        name : str
            What the number is, for screen readers.
        ratio : float or None
            By which Up multiplies, such as 1.1.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.minimum, self.maximum = minimum, maximum
        self.problem = ""
        self._ratio = ratio
        self._digits: int | None = None
        self._value = min(max(0.0, minimum), maximum)
        self._show_value()
        self.textEdited.connect(self._forget_problem)

    def value(self) -> float:
        """Return the number the box stands for; text that was not taken yet does not count."""
        return self._value

    def set_value(self, value: float, digits: int | None = None) -> None:
        """Show another number, unless the person is writing one; nothing is emitted.

        Parameters
        ----------
        digits : int or None
            Show no more significant digits than so many; ``value()`` keeps them all.
        """
        if value == self._value and digits == self._digits:
            return
        if value != self._value:
            self._say("")
        self._value, self._digits = value, digits
        if not (self.isModified() and self.hasFocus()):
            self._show_value()

    def take(self) -> bool:
        """Take the text as the number; return False, with a sentence in ``problem``, where that cannot be."""
        if not self.isModified():
            return True
        number = self.read(self.text())
        problem = _("“{text}” is not a number.").format(text=self._quoted())
        if number is not None:
            problem = self.problem_with(number)
        if problem or number is None:
            self._say(problem)
        else:
            self._become(number)
        return not self.problem

    def read(self, text: str) -> float | None:
        """Return the number that a text means here, or None."""
        return read_number(text)

    def written(self, value: float, digits: int | None = None) -> str:
        """Return how a number is shown here."""
        return exact(value, digits)

    def problem_with(self, number: float) -> str:
        """Return one sentence about why the box cannot take a number, or ""."""
        if self.minimum <= number <= self.maximum:
            return ""
        return _("{text} is outside {low} to {high}.").format(
            text=self._quoted(), low=self.written(self.minimum), high=self.written(self.maximum)
        )

    def stepped(self, value: float, up: bool) -> float | None:
        """Return the number that Up or Down leads to, or None where they do nothing.

        Here it is so many times larger or smaller, in three digits.
        """
        return None if self._ratio is None else float(f"{value * (self._ratio if up else 1.0 / self._ratio):.3g}")

    def restore(self) -> None:
        """Show the number the box stands for again, whatever was written."""
        self._show_value()

    def _quoted(self) -> str:
        text = self.text().strip()
        return text if len(text) <= 20 else text[:19] + "…"

    def _become(self, number: float) -> None:
        changed = number != self._value
        self._value, self._digits = number, None
        self._say("")
        self._show_value()
        if changed:
            self.number_typed.emit(number)

    def _show_value(self) -> None:
        self.setText(self.written(self._value, self._digits))
        self.setModified(False)
        self.setCursorPosition(0)

    def _say(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self.setAccessibleDescription(problem)
            self.problem_changed.emit(problem)

    @Slot()
    def _forget_problem(self) -> None:
        self._say("")

    def _step(self, up: bool) -> bool:
        """Go to the next number up or down; return False where the box does not step."""
        if self.stepped(self._value, up) is None:
            return False
        self.take()
        wanted = self.stepped(self._value, up)
        if wanted is not None:
            self._become(min(max(wanted, self.minimum), self.maximum))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the text on Return, bring the number back on Escape, change it by Up and Down."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.take():
                self.selectAll()
        elif key == Qt.Key.Key_Escape and (self.isModified() or self.problem):
            self._show_value()
            self._say("")
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._step(key == Qt.Key.Key_Up):
            pass
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the text; what cannot be taken gives way to the old number, and the sentence stays."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.take()
            self._show_value()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the number while the box has the focus; otherwise what lies around it may scroll."""
        turned = event.angleDelta().y()
        if self.hasFocus() and turned and self._step(turned > 0):
            event.accept()
        else:
            event.ignore()
