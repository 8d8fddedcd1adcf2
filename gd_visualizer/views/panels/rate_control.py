"""The learning rate: a number box, a slider that runs by factors, and a line about what is too long."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.numbers import exact, significant
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.panels.rate_slider import FACTOR, HIGH, LOW, RateSlider
from gd_visualizer.views.theme import Theme

USUAL = 0.05
# The slider reaches so far below and above the largest rate that does not fly away: eight octaves.
BELOW_STABLE, ABOVE_STABLE = 64.0, 4.0


class RateControl(QWidget):
    """Title, number box, slider and a short line below.

    Signals
    -------
    rate_dragged(float)
        At each move of the slider.
    drag_began(), drag_ended()
        Around one drag of the slider, so that it becomes one entry of the history.
    rate_typed(float)
        A number was typed, or the slider double-clicked, which brings the usual rate back.
    """

    rate_dragged = Signal(float)
    drag_began = Signal()
    drag_ended = Signal()
    rate_typed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the control."""
        super().__init__(parent)
        self.setObjectName("rate_control")
        self.box = NumberBox(_("Learning rate"), LOW, HIGH, FACTOR, self)
        self.slider = RateSlider(self)
        self.title = words(_("Learning rate"), "heading", self)
        self.title.setBuddy(self.box)
        self.note = words("", "note", self)
        self.note.setWordWrap(True)
        self._fact = ""
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.slider)
        column.addWidget(self.note)
        tip = _("How long a step is for a slope of one. Double click brings 0.05 back.")
        self.slider.setToolTip(tip)
        self.box.number_typed.connect(self.rate_typed)
        self.box.problem_changed.connect(self._explain)
        self.slider.rate_dragged.connect(self.rate_dragged)
        self.slider.drag_began.connect(self.drag_began)
        self.slider.drag_ended.connect(self.drag_ended)
        self.slider.reset_asked.connect(self._reset)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the rate of a snapshot, on a slider that suits its points."""
        optimizer = snapshot.document.optimizer
        rate, stable = optimizer.learning_rate, snapshot.largest_stable_rate
        limits = next((item for item in settings_of(optimizer) if item.key == "learning_rate"), None)
        if limits is not None:
            self.box.minimum, self.box.maximum = limits.minimum, limits.maximum
            self.slider.least, self.slider.most = limits.minimum, limits.maximum
        low, high = span(stable, self.box.minimum, self.box.maximum)
        self.box.set_value(rate)
        self.slider.show_rate(rate, low, high)
        self._fact = "" if stable is None else _("Flies away above {rate}.").format(rate=significant(stable))
        self._explain(self.box.problem)
        name = _("Learning rate {rate}").format(rate=exact(rate, 3))
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.box.setFixedWidth(theme.px(100))
        self.slider.restyle(theme)

    @Slot(str)
    def _explain(self, problem: str) -> None:
        """Show what is wrong with the text in the box, else what is known about these points."""
        text = problem or self._fact
        if text != self.note.text():
            self.note.setText(text)

    @Slot()
    def _reset(self) -> None:
        self.rate_typed.emit(USUAL)


def span(stable: float | None, minimum: float, maximum: float) -> tuple[float, float]:
    """Return the rates at both ends of the slider."""
    if stable is None or not (0.0 < stable < math.inf):
        return LOW, HIGH
    low, high = max(stable / BELOW_STABLE, minimum), min(stable * ABOVE_STABLE, maximum)
    return (low, high) if low < high else (LOW, HIGH)
