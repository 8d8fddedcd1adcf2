"""Number boxes in which Up, Down and the wheel add and take away, instead of multiplying."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import MINUS, exact
from gd_visualizer.views.number_box import NumberBox

# Where nothing else decides, a step is one hundredth.
_FINEST = -2
# Beyond that, floats do not hold every whole number.
_LARGEST_WHOLE = 2.0**53


class LinearBox(NumberBox):
    """A box for a number on an even scale: one step is a hundredth of the range, and less for small numbers."""

    def stepped(self, value: float, up: bool) -> float | None:
        """Return the next round number."""
        widest = round(math.log10(max(self.maximum - self.minimum, 1e-300))) - 2
        size = math.floor(math.log10(abs(value))) - 1 if value else _FINEST
        power = max(min(size, widest), min(_FINEST, widest))
        step = 10.0**power
        return round((round(value / step) + (1 if up else -1)) * step, -power)


class WholeBox(NumberBox):
    """A box for a whole number; Up adds one.

    With a word for zero, such as "all", the box shows that word instead of 0 and takes both.
    """

    def __init__(
        self, name: str, minimum: float, maximum: float, zero_word: str = "", parent: QWidget | None = None
    ) -> None:
        """Make a box that holds the smallest number.

        Parameters
        ----------
        name : str
            What the number is, for screen readers.
        zero_word : str
            What 0 means, in the person's language, or "".
        """
        self._zero_word = zero_word
        super().__init__(name, max(minimum, -_LARGEST_WHOLE), min(maximum, _LARGEST_WHOLE), parent=parent)

    def read(self, text: str) -> float | None:
        """Take the word for zero too."""
        if self._zero_word and text.strip().casefold() == self._zero_word.casefold():
            return 0.0
        return super().read(text)

    def written(self, value: float, digits: int | None = None) -> str:
        """Write all digits of a whole number."""
        if value == 0.0 and self._zero_word:
            return self._zero_word
        return str(int(value)).replace("-", MINUS) if value == int(value) else exact(value, digits)

    def problem_with(self, number: float) -> str:
        """Refuse parts of a whole."""
        if number != int(number):
            return _("{text} is not a whole number.").format(text=exact(number, 6))
        return super().problem_with(number)

    def stepped(self, value: float, up: bool) -> float | None:
        """Return one more or one less."""
        return value + (1.0 if up else -1.0)
