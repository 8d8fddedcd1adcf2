"""The backward view: the calculation of one point forward and back, every point's slopes, and the check by nudging."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.blame_product import product_of
from gd_visualizer.session.blame_sentence import blame_sentence
from gd_visualizer.session.blame_words import leaf_words, story
from gd_visualizer.session.notation import slope_for
from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.backward.check_card import CheckCard
from gd_visualizer.views.backward.geometry import geometry_of
from gd_visualizer.views.backward.graph_card import GraphCard
from gd_visualizer.views.backward.graph_painter import Look
from gd_visualizer.views.backward.moment import MOST_CHECKED, BackwardMoment
from gd_visualizer.views.backward.parts_table import PartsTable
from gd_visualizer.views.backward.points_table import PointsTable
from gd_visualizer.views.backward.table_card import TableCard
from gd_visualizer.views.backward.tour_panel import TourPanel
from gd_visualizer.views.segments import Segments
from gd_visualizer.views.theme import Theme

MILLISECONDS_A_PART = 900
PANEL, NARROW_PANEL, NARROW_FROM = 304, 240, 1200
# Narrower than this, the panel lies below the drawing, which needs all of the width; unless it is low as well.
FLAT_BELOW, FLAT_FROM = 800, 330
LOWER_ROW, SHORT = 296, 620
# What Qt calls a height without limit.
NO_LIMIT = 16777215
# While training runs, only few parameters are nudged in each frame.
MOST_WHILE_RUNNING = 4


class BackwardPage(QWidget):
    """Everything of the backward view: graph, points, parts, check, and the panel at the right.

    Signals
    -------
    sentence_changed(object sentence)
        The sentence (a ``Sentence``) that belongs on top of the window while this view is shown.
    walked(int stop)
        The person went to another stop of the way through the parts.
    """

    sentence_changed = Signal(object)
    walked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build everything, showing nothing yet."""
        super().__init__(parent)
        self.setObjectName("backward_page")
        self.setAccessibleName(_("Backward view"))
        self.setAccessibleDescription(
            _("How the loss of a point comes about, and how blame goes back to every parameter.")
        )
        self.sentence: Sentence | None = None
        self.moment: BackwardMoment | None = None
        self.current: int | None = None
        self.stop = 0
        self._at_rest = True
        self._hovered: int | None = None
        self._wanted_row: int | None = 0
        self._waiting: Snapshot | None = None
        self._theme: Theme | None = None
        self.graph_card, self.table_card, self.check = GraphCard(self), TableCard(self), CheckCard(self)
        self.panel = TourPanel(self)
        self.graph = self.graph_card.graph
        self.points: PointsTable = self.table_card.points
        self.parts: PartsTable = self.table_card.parts
        self.tabs = Segments(_("What is shown"), (_("Graph"), _("Points and parts"), _("Check by nudging")), small=True)
        self.timer = QTimer(self)
        self.timer.setInterval(MILLISECONDS_A_PART)
        self.timer.timeout.connect(self._go_on)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self.table_card, 660)
        self._row.addWidget(self.check, 436)
        left = QVBoxLayout()
        left.setContentsMargins(16, 12, 12, 12)
        left.setSpacing(12)
        left.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.graph_card, 1)
        left.addLayout(self._row)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addLayout(left, 1)
        self._sides.addWidget(self.panel)

    def _connect(self) -> None:
        self.graph.part_chosen.connect(self.choose_part)
        self.graph.part_hovered.connect(self._hover)
        self.graph.walk_asked.connect(self.walk)
        self.panel.walk_asked.connect(self.walk)
        self.panel.row_chosen.connect(self.choose_row)
        self.points.row_chosen.connect(self.choose_row)
        self.parts.part_chosen.connect(self.choose_part)
        self.tabs.chosen.connect(self._arrange)
        self._keys = [QShortcut(QKeySequence(str(digit)), self) for digit in range(9)]
        for shortcut in self._keys:
            shortcut.activated.connect(self._choose_by_key)

    # Drawing ---------------------------------------------------------------------------------------------

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot; while the view is hidden it only remembers it."""
        self._waiting = snapshot
        if self.isVisible():
            self._draw(snapshot)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        for view in (self.graph_card, self.table_card, self.check, self.panel, self.tabs):
            view.restyle(theme)
        self._arrange()

    def _draw(self, snapshot: Snapshot) -> None:
        count = len(snapshot.objective.data)
        row = None if self._wanted_row is None or not count else min(self._wanted_row, count - 1)
        before = self.moment
        self.moment = moment = BackwardMoment.of(snapshot, row)
        if before is None or before.parts != moment.parts:
            self.timer.stop()
            self._hovered = self.current = None
            self.stop, self._at_rest = moment.tour.last, True
        self._show()

    def _show(self) -> None:
        """Hand the moment to every part of the view."""
        moment = self.moment
        if moment is None:
            return
        self.panel.draw(moment.snapshot, moment.row)
        tour, stage = moment.tour, moment.tour.stage(self.stop)
        if moment.count:
            geometry = geometry_of(moment.parts)
            look = Look(geometry, moment.numbers, tour, self.stop, self.current, self._hovered, False)
            self.graph_card.show_look(moment, look)
        else:
            self.graph_card.show_nothing(_("Add a point first: without one there is nothing to be wrong about."))
        self.table_card.show_moment(moment, self.current)
        self._show_check(moment)
        heading, text = _("What happens here"), ""
        if self.current is None or not moment.count:
            heading = _("How to read it")
            text = _(
                "Left to right, numbers go in and one loss comes out.<br><br>Right to left, each part asks: "
                "<b>if I were a little bigger, how much would the loss change?</b> "
                "Every part multiplies what it is handed by its own answer."
            )
        elif moment.parts[self.current].is_leaf:
            text = leaf_words(moment.numbers, self.current)
        else:
            text = story(moment.numbers, stage, moment.parts)
        self.panel.show_stage(stage, heading, text, self.timer.isActive(), self.stop >= tour.last)
        self._say(moment)

    def _show_check(self, moment: BackwardMoment) -> None:
        running = moment.snapshot.status == "running"
        most = MOST_WHILE_RUNNING if running else MOST_CHECKED
        places = moment.chosen_parameters(self.current, most)
        if not moment.count:
            self.check.show_nudges((), (), (), "", _("There is no point to check."))
            return
        many = running and len(moment.names) > most
        names = tuple(moment.names[place] for place in places)
        tokens = tuple(moment.token(place) for place in places)
        nudges = () if many else moment.nudges(places)
        note = _("Pause to check so many parameters.") if many else ""
        self.check.show_nudges(() if many else names, () if many else tokens, nudges, self._product(moment), note)

    def _product(self, moment: BackwardMoment) -> str:
        """Return the slopes of the current parameter spelled out, or of both where there are two."""
        parts = moment.parts
        places = [place for place, part in enumerate(parts) if part.kind == "parameter"]
        if moment.row is None or not places:
            penalty = moment.row is None and bool(moment.snapshot.objective.penalty)
            return _("The penalty is in both: it adds its own slope to the mean.") if penalty else ""
        if len(places) > 2:
            places = [self.current] if self.current in places else places[:1]
        words = [slope_for(parts[p].name, moment.numbers.symbols, moment.row is not None) for p in places]
        return "\n".join(f"{word} = {product_of(moment.numbers, p)}" for word, p in zip(words, places, strict=True))

    def _say(self, moment: BackwardMoment) -> None:
        own = () if self.current is None else moment.numbers.computation.parameters_of(self.current)
        sentence = blame_sentence(moment.numbers, moment.mean, own[0] if own else 0)
        if sentence != self.sentence:
            self.sentence = sentence
            self.sentence_changed.emit(sentence)

    # What a person does ----------------------------------------------------------------------------------

    @Slot(object)
    def choose_row(self, row: int | None) -> None:
        """Show another point, or the mean of all with None."""
        if self.moment is None or (row is not None and not 0 <= row < self.moment.count) or row == self._wanted_row:
            return
        was_mean, current, rest = self._wanted_row is None, self.current, self._at_rest
        self._wanted_row = row
        stage = self.moment.tour.stage(self.stop)
        self._draw(self.moment.snapshot)
        if was_mean == (row is None) or rest or current is None or self.moment is None:
            return
        # The mean is one part more: the tour stays at the same part where both have it.
        if current < len(self.moment.parts) and stage.part is not None:
            self._at_rest, self.current = False, current
            forward = stage.direction == "forward"
            tour = self.moment.tour
            self.stop = tour.worked_out.index(stage.part) + 1 if forward else tour.back_stop(stage.part)
            self._show()

    @Slot(int)
    def choose_part(self, part: int) -> None:
        """Make a part the current one: the tour goes to where it passes its blame on."""
        if self.moment is None or not 0 <= part < len(self.moment.parts):
            return
        self.timer.stop()
        self._at_rest = False
        self.current, self.stop = part, self.moment.tour.stop_for(part)
        self._show()
        self.walked.emit(self.stop)

    @Slot(str)
    def walk(self, where: str) -> None:
        """Go through the tour: "on", "back", "first", "last", or "play"."""
        if self.moment is None or not self.moment.count:
            return
        last = self.moment.tour.last
        if where == "play":
            self._play(last)
            return
        self.timer.stop()
        goals = {"on": self.stop + 1, "back": self.stop - 1, "first": 0, "last": last}
        self._go_to(min(max(goals[where], 0), last))

    def _play(self, last: int) -> None:
        if self.timer.isActive():
            self.timer.stop()
            self._show()
            return
        self.timer.start()
        self._go_to(0 if self.stop >= last else self.stop)

    @Slot()
    def _go_on(self) -> None:
        """Take the next part of the tour, and stop at its end."""
        if self.moment is None or self.stop >= self.moment.tour.last:
            self.timer.stop()
            self._show()
            return
        if self.stop + 1 == self.moment.tour.last:
            self.timer.stop()
        self._go_to(self.stop + 1)

    def _go_to(self, stop: int) -> None:
        assert self.moment is not None
        self._at_rest = False
        self.stop = stop
        stage = self.moment.tour.stage(stop)
        backward_first = stage.direction == "backward" and stage.part is None
        self.current = len(self.moment.parts) - 1 if backward_first else stage.part
        self._show()
        self.walked.emit(stop)

    @Slot(object)
    def _hover(self, part: int | None) -> None:
        self._hovered = part
        self._show_graph_only()

    def _show_graph_only(self) -> None:
        moment = self.moment
        if moment is not None and moment.count:
            geometry = geometry_of(moment.parts)
            look = Look(geometry, moment.numbers, moment.tour, self.stop, self.current, self._hovered, False)
            self.graph.show_look(look)

    @Slot()
    def _choose_by_key(self) -> None:
        """Choose a point by its number; 0 is the mean of all."""
        sender = self.sender()
        if isinstance(sender, QShortcut):
            digit = int(sender.key().toString())
            self.choose_row(None if digit == 0 else digit - 1)

    # Layout ----------------------------------------------------------------------------------------------

    @Slot()
    def _arrange(self) -> None:
        """Give everything its size; where it is narrow, one of the lower cards shows, chosen by tabs."""
        theme = self._theme
        if theme is None:
            return
        narrow = self.width() < theme.px(NARROW_FROM)
        flat = self.width() < theme.px(FLAT_BELOW) and self.height() >= theme.px(FLAT_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(down if flat else across)
        self.panel.lie_flat(flat)
        beside = min(theme.px(NARROW_PANEL if narrow else PANEL), max(200, self.width() // 3))
        self.panel.setMinimumWidth(0 if flat else beside)
        self.panel.setMaximumWidth(NO_LIMIT if flat else beside)
        # With little room one card at a time is shown; in a narrow but high window the graph stays above them.
        low = self.height() < theme.px(SHORT)
        height = min(theme.px(LOWER_ROW), max(120, int(self.height() * 0.45)))
        place, one = self.tabs.group.checkedId(), narrow or low
        for card in (self.table_card, self.check):
            card.setMinimumHeight(0 if low else height)
            card.setMaximumHeight(NO_LIMIT if low else height)
        self.tabs.setVisible(one)
        self.tabs.button(0).setVisible(low)
        if one and not low and place == 0:
            place = 1
            self.tabs.show_place(1)
        self.graph_card.setVisible(not low or place == 0)
        self.table_card.setVisible(not one or place == 1)
        self.check.setVisible(not one or place == 2)

    # Qt --------------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Return a size in which something can be read."""
        return QSize(640, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was handed over while the view was hidden."""
        super().showEvent(event)
        if self._waiting is not None:
            self._draw(self._waiting)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop playing: nothing moves that nobody sees."""
        super().hideEvent(event)
        self.timer.stop()
