"""The race view: one start, several ways down; on one map, in one chart, in one table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.race import RACERS_AT_MOST, Lane, Race
from gd_visualizer.session.race_words import fair_words, goal_words, lane_name
from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.cards.card import Card, words
from gd_visualizer.views.giving_way import Push
from gd_visualizer.views.race.race_chart import RaceChart
from gd_visualizer.views.race.race_map import RaceMap
from gd_visualizer.views.race.race_table import RaceTable
from gd_visualizer.views.segments import Segments
from gd_visualizer.views.theme import Theme

# Below this height, in pixels at 100 % text, the racers need the room of the words.
ROOMY = 600
# Less than that, at 100 % text, is too little for two cards.
LOW = 340


class RacePage(QWidget):
    """Map, chart and table.

    Signals
    -------
    sentence_changed()
        The page says something else.
    fair_asked(), fair_stopped()
        The person wants the best rate for each racer, or no longer.
    """

    sentence_changed = Signal()
    fair_asked = Signal()
    fair_stopped = Signal()
    sentence: Sentence | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self.setObjectName("race_page")
        self.map, self.chart, self.table = RaceMap(self), RaceChart(self), RaceTable(self)
        self.add_button = Push(_("Add a racer"), self)
        self.add_button.setObjectName("add_racer")
        self.fair_button = Push(_("Fair race"), self)
        self.fair_button.setObjectName("fair_race")
        self.fair_button.setToolTip(fair_words())
        self._searching = False
        self._theme: Theme | None = None
        self.note = words("", "note", self)
        self.note.setWordWrap(True)
        self._lay_out()
        self.table.lane_pointed.connect(self._point)
        self.add_button.clicked.connect(self.table.add_racer)
        self.fair_button.clicked.connect(self._press_fair)

    def _lay_out(self) -> None:
        self.map_card = Card(_("One start, several ways down"), _("Same points, same start, same number of steps."))
        self.map_card.body.addWidget(self.map, 1)
        self.chart_card = Card(_("How wrong, step by step"), " ")
        self.chart_card.body.addWidget(self.chart, 1)
        self.table_card = Card(_("Steps to goal"))
        area = self._area = QScrollArea(self)
        area.setWidget(self.table)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setObjectName("racers_area")
        self.table_card.body.addWidget(area, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.fair_button)
        buttons.addStretch(1)
        self.table_card.body.addLayout(buttons)
        self.table_card.body.addWidget(self.note)
        self.tabs = Segments(_("What is shown"), (_("Racers"), _("Chart")), small=True)
        self.tabs.chosen.connect(self._turn)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.tabs)
        right.addWidget(self.chart_card, 50)
        right.addWidget(self.table_card, 50)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self.map_card, 56)
        row.addLayout(right, 44)

    def draw(self, snapshot: Snapshot) -> None:
        """Take no notice: what is to be seen here comes with the race."""

    def show_race(
        self, snapshot: Snapshot, race: Race, lanes: tuple[Lane, ...], sentence: Sentence, progress: float | None
    ) -> None:
        """Show the present step of a race.

        Parameters
        ----------
        progress : float or None
            How far the search for the best rates is.
        """
        names = tuple(lane_name(lane, lanes) for lane in lanes)
        self.map.show_race(snapshot, lanes, names)
        self.chart.show_race(race, lanes, names)
        self.table.show_race(race, lanes)
        known = race.objective.best_loss is not None
        caption = _("Loss above the best possible. Each line down is ten times less.")
        self.chart_card.set_caption(caption if known else _("Each line down is a loss ten times less."))
        self.table_card.note.setText(goal_words(race))
        self._searching = progress is not None
        self.fair_button.setText(_("Stop") if self._searching else _("Fair race"))
        searching = _("Trying every rate for every racer: {n} % done.").format(n=round(100.0 * (progress or 0.0)))
        self.note.setText(searching if self._searching else fair_words())
        self._make_room()
        self.add_button.setEnabled(len(lanes) < RACERS_AT_MOST and not self._searching)
        if sentence != self.sentence:
            self.sentence = sentence
            self.sentence_changed.emit()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        for view in (self.map, self.chart, self.table, self.tabs):
            view.restyle(theme)
        self._make_room()

    def _make_room(self) -> None:
        """Leave words out that stand in a tip as well, where the racers need the room."""
        scale = 1.0 if self._theme is None else self._theme.scale
        self.note.setVisible(self._searching or self.height() >= ROOMY * scale)
        # With very little room there is one card at a time.
        low, place = self.height() < LOW * scale, self.tabs.group.checkedId()
        self.tabs.setVisible(low)
        self.table_card.setVisible(not low or place == 0)
        self.chart_card.setVisible(not low or place == 1)
        self.table.use_width(self._area.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room to the racers."""
        super().resizeEvent(event)
        self._make_room()

    @Slot(int)
    def _turn(self, _place: int) -> None:
        self._make_room()

    @Slot(int)
    def _point(self, place: int) -> None:
        chosen = place if place >= 0 else None
        self.map.choose(chosen)
        self.chart.choose(chosen)

    @Slot()
    def _press_fair(self) -> None:
        if self._searching:
            self.fair_stopped.emit()
        else:
            self.fair_asked.emit()
