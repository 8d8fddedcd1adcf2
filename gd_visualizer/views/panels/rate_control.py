"""The learning rate: a number box, a slider with zones that runs by factors, and the rates worth using."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.rate_zones import RateZones
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.panels.rate_offer import RateOffer
from gd_visualizer.views.panels.rate_slider import FACTOR, HIGH, LOW, RateSlider
from gd_visualizer.views.panels.zone_words import offers, rate_name, zones_of
from gd_visualizer.views.theme import Theme

USUAL = 0.05


class RateControl(QWidget):
    """Title, number box and slider; below, the rates worth using, or one sentence about why there are no zones.

    Signals
    -------
    rate_dragged(float)
        At each move of the slider.
    drag_began(), drag_ended()
        Around one drag of the slider, so that it becomes one entry of the history.
    rate_typed(float)
        A number was typed, an offered rate taken, or the slider double-clicked, which brings the usual rate back.
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
        self._seen: Snapshot | None = None
        self._zones: RateZones | None = None
        self._zones_for: tuple[Objective, Plan] | None = None
        self.offers = (RateOffer("use_smooth_rate", self), RateOffer("use_best_rate", self))
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.slider)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for offer in self.offers:
            rows.addWidget(offer)
            offer.hide()
            offer.taken.connect(self.rate_typed)
        column.addLayout(rows)
        column.addWidget(self.note)
        column.setSpacing(4)
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
        if snapshot.has_opened(self._seen):
            self.slider.dragging = False
        self._seen = snapshot
        optimizer = snapshot.document.optimizer
        rate = optimizer.learning_rate
        self.title.setText(_("Learning rate η") if snapshot.symbols else _("Learning rate"))
        limits = next((item for item in settings_of(optimizer) if item.key == "learning_rate"), None)
        if limits is not None:
            self.box.minimum, self.box.maximum = limits.minimum, limits.maximum
            self.slider.least, self.slider.most = limits.minimum, limits.maximum
        self._find_zones(snapshot)
        low, high = span(self._zones, self.box.minimum, self.box.maximum)
        self.box.set_value(rate)
        self.slider.show_rate(rate, low, high, self._zones)
        self._explain(self.box.problem)
        name = rate_name(rate, self._zones)
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def _find_zones(self, snapshot: Snapshot) -> None:
        """Find the zones anew where the landscape or the way of walking is another one."""
        seen = (snapshot.objective, snapshot.document.plan)
        if self._zones_for is not None and self._zones_for[0] is seen[0] and self._zones_for[1] == seen[1]:
            return
        self._zones_for = seen
        zones, self._fact = zones_of(snapshot)
        least, most = self.box.minimum, self.box.maximum
        if zones is not None and not (zones.low < most and zones.high > least):
            zones = None
            self._fact = _("No zones here: for these points they lie outside the rates this box takes.")
        self._zones = zones
        found = () if zones is None else offers(zones, least, most)
        for place, row in enumerate(self.offers):
            row.show_offer(found[place] if place < len(found) else None)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.box.setFixedWidth(theme.px(100))
        self.slider.restyle(theme)
        for offer in self.offers:
            offer.restyle(theme)

    @Slot(str)
    def _explain(self, problem: str) -> None:
        """Show what is wrong with the text in the box, else why there are no zones."""
        text = problem or self._fact
        if text != self.note.text():
            self.note.setText(text)
        self.note.setVisible(bool(text))

    @Slot()
    def _reset(self) -> None:
        self.rate_typed.emit(USUAL)


def span(zones: RateZones | None, minimum: float, maximum: float) -> tuple[float, float]:
    """Return the rates at both ends of the slider: those of the zones, so that these always have the same width."""
    if zones is not None:
        return zones.low, zones.high
    return max(LOW, minimum), min(HIGH, maximum)
