"""The card below the graph: all points with their slopes, or all parts in backward order."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.views.backward.moment import BackwardMoment
from gd_visualizer.views.backward.parts_table import PartsTable
from gd_visualizer.views.backward.points_table import PointsTable
from gd_visualizer.views.cards.card import Card
from gd_visualizer.views.segments import Segments
from gd_visualizer.views.theme import Theme


class TableCard(Card):
    """Two tables, one in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the card with both tables empty."""
        super().__init__(_("All points, then the mean"), "", parent)
        self.setObjectName("backward_table_card")
        self.points, self.parts = PointsTable(self), PartsTable(self)
        self.switch = Segments(_("Points or parts"), (_("Points"), _("Parts")), small=True)
        self.switch.chosen.connect(self._switch)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.points)
        self.stack.addWidget(self.parts)
        self.head.addWidget(self.switch)
        self.body.addWidget(self.stack, 1)
        self._count = -1

    def show_moment(self, moment: BackwardMoment, current: int | None) -> None:
        """Show the tables of a moment."""
        self._count = moment.count
        self.points.show_rows(moment.rows(current))
        self.parts.show_parts(moment.parts, moment.numbers, current)
        self._name()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.switch.restyle(theme)
        self.points.restyle(theme)
        self.parts.restyle(theme)

    @Slot(int)
    def _switch(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._name()

    def _name(self) -> None:
        if self.stack.currentIndex() == 1:
            self.set_title(_("All parts, from the loss back"))
        elif self._count < 1:
            self.set_title(_("No points yet"))
        else:
            title = translate_plural("The only point is the mean", "All {count} points, then the mean", self._count)
            self.set_title(title.format(count=self._count))
