"""The table of a race: who runs with which rate, how far each is, and how many steps it took to the goal."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.optimizers.base import Optimizer
from gd_visualizer.core.registry import create, registered
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.race import RACERS_AT_MOST, Lane, Race
from gd_visualizer.session.race_words import lane_name, result_words
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.icons import icon
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.quiet_combo import QuietCombo
from gd_visualizer.views.race.lane_style import draw_mark, lane_pen
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme

RATIO = 1.1
KEY_WIDTH = 36
# What the name, the loss and the steps of a racer want beside one another.
LETTERS = 36


class LaneKey(QWidget):
    """A piece of a racer's line with its mark.

    Signals
    -------
    hovered(int place or -1)
        The mouse is over the mark of a racer, or left it.
    """

    hovered = Signal(int)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        """Stand for one racer."""
        super().__init__(parent)
        self._place = place
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setToolTip(_("Point here to let this racer stand out."))

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size like a word."""
        return QSize(KEY_WIDTH, 22)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the racer stand out."""
        self.hovered.emit(self._place)

    def leaveEvent(self, event: object) -> None:
        """Let all be alike again."""
        self.hovered.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line and mark."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self._theme is None:
            return
        middle = 0.5 * self.height()
        painter.setPen(lane_pen(self._theme, self._place))
        painter.drawLine(QPointF(2.0, middle), QPointF(self.width() - 2.0, middle))
        draw_mark(painter, self._theme, self._place, QPointF(0.5 * self.width(), middle), 7.0)


class RaceTable(QWidget):
    """A row for each racer.

    Signals
    -------
    racers_changed(tuple of Optimizer)
        The person chose other racers or rates.
    lane_pointed(int place or -1)
        One racer shall stand out, or none.
    """

    racers_changed = Signal(object)
    lane_pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make all rows; those of racers that are not there are hidden."""
        super().__init__(parent)
        self.setObjectName("race_table")
        self.setAccessibleName(_("Racers"))
        self._racers: tuple[Optimizer, ...] = ()
        self.keys: list[LaneKey] = []
        self.kinds: list[QuietCombo] = []
        self.rates: list[NumberBox] = []
        self.losses = [words("", "", self) for _place in range(RACERS_AT_MOST)]
        self.results = [words("", "", self) for _place in range(RACERS_AT_MOST)]
        self.removers: list[QToolButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        self._heads = [words(text, "fine", self) for text in ("", "", _("rate"), _("loss now"), _("steps"), "")]
        for column, head in enumerate(self._heads):
            grid.addWidget(
                head, 0, column, Qt.AlignmentFlag.AlignRight if column in (3, 4) else Qt.AlignmentFlag.AlignLeft
            )
        for place in range(RACERS_AT_MOST):
            self._add_row(grid, place)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2 * RACERS_AT_MOST + 1, 1)
        self._grid, self._is_narrow = grid, False

    def _add_row(self, grid: QGridLayout, place: int) -> None:
        key = LaneKey(place, self)
        key.hovered.connect(self.lane_pointed)
        kind = QuietCombo(_("Optimizer of racer {n}").format(n=counted(place + 1)), self)
        kind.setObjectName(f"racer_kind_{place}")
        kind.setMinimumContentsLength(3)
        kind.fill((name, _(entry.label), _(entry.help)) for name, entry in registered("optimizers").items())
        kind.activated.connect(self._choose_kind)
        rate = NumberBox(_("Learning rate of racer {n}").format(n=counted(place + 1)), 1e-6, 1e3, RATIO, self)
        rate.setObjectName(f"racer_rate_{place}")
        rate.setFixedWidth(66)
        rate.number_typed.connect(self._type_rate)
        remover = QToolButton(self)
        remover.setObjectName(f"racer_remove_{place}")
        remover.setProperty("quiet", True)
        remover.setToolTip(_("Take this racer out of the race."))
        remover.setAccessibleName(_("Take racer {n} out of the race").format(n=counted(place + 1)))
        remover.clicked.connect(self._remove)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, widget in enumerate((key, kind, rate, self.losses[place], self.results[place], remover)):
            grid.addWidget(widget, 2 * place + 1, column, right if column in (3, 4) else Qt.AlignmentFlag(0))
        self.keys.append(key)
        self.kinds.append(kind)
        self.rates.append(rate)
        self.removers.append(remover)

    def show_race(self, race: Race, lanes: tuple[Lane, ...]) -> None:
        """Show who runs and how far they are."""
        racers = tuple(lane.optimizer for lane in lanes)
        if racers != self._racers:
            self._racers = racers
            for place in range(RACERS_AT_MOST):
                there = place < len(racers)
                for widget in self._row(place):
                    widget.setVisible(there)
                if there:
                    self._show_racer(place, racers[place])
                self.removers[place].setEnabled(len(racers) > 1)
        for place, lane in enumerate(lanes):
            self.losses[place].setText(shown(lane.loss))
            result = result_words(lane, race)
            self.results[place].setText(result)
            name = _("{name}: loss {loss}, {result}").format(
                name=lane_name(lane, lanes), loss=shown(lane.loss), result=result
            )
            self.keys[place].setAccessibleName(name)

    def use_width(self, width: int) -> None:
        """Show loss and steps of each racer below its name where the names would have too little room beside them."""
        sides = KEY_WIDTH + self.rates[0].width() + self.removers[0].sizeHint().width()
        is_narrow = width < sides + LETTERS * self.fontMetrics().averageCharWidth()
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in range(RACERS_AT_MOST):
            row = 2 * place + 1
            if is_narrow:
                self._grid.addWidget(self.losses[place], row + 1, 1, left)
                self._grid.addWidget(self.results[place], row + 1, 2, 1, 4, left)
            else:
                self._grid.addWidget(self.losses[place], row, 3, right)
                self._grid.addWidget(self.results[place], row, 4, right)
        for head in self._heads[3:5]:
            head.setHidden(is_narrow)

    def _show_racer(self, place: int, racer: Optimizer) -> None:
        self.kinds[place].show_key(racer.key)
        self.kinds[place].setToolTip(_(racer.help))
        limits = next(item for item in settings_of(racer) if item.key == "learning_rate")
        box = self.rates[place]
        box.minimum, box.maximum = limits.minimum, limits.maximum
        box.set_value(racer.learning_rate)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        for key in self.keys:
            key.restyle(theme)
        for remover in self.removers:
            remover.setIcon(icon("close", theme))
            remover.setIconSize(QSize(theme.px(14), theme.px(14)))
        for box in self.rates:
            box.setFixedWidth(theme.px(66))

    def _row(self, place: int) -> tuple[QWidget, ...]:
        return (self.keys[place], self.kinds[place], self.rates[place], self.losses[place], self.results[place],
                self.removers[place])  # fmt: skip

    # What a person does ----------------------------------------------------------------------------------

    def add_racer(self) -> None:
        """Let one more run: the first kind that is not in the race yet, with its usual rate."""
        there = {racer.key for racer in self._racers}
        key = next((key for key in registered("optimizers") if key not in there), "gradient_descent")
        self.racers_changed.emit((*self._racers, create("optimizers", key)))

    @Slot(int)
    def _choose_kind(self, row: int) -> None:
        place = self._place_of(self.sender(), self.kinds)
        if place is None:
            return
        key = self.kinds[place].itemData(row)
        if key != self._racers[place].key:
            self._put(place, create("optimizers", key))

    @Slot(float)
    def _type_rate(self, rate: float) -> None:
        place = self._place_of(self.sender(), self.rates)
        if place is not None:
            self._put(place, replace(self._racers[place], learning_rate=rate))  # type: ignore[type-var]

    @Slot()
    def _remove(self) -> None:
        place = self._place_of(self.sender(), self.removers)
        if place is not None and len(self._racers) > 1:
            self.racers_changed.emit((*self._racers[:place], *self._racers[place + 1 :]))

    def _put(self, place: int, racer: Optimizer) -> None:
        self.racers_changed.emit((*self._racers[:place], racer, *self._racers[place + 1 :]))

    def _place_of(self, sender: object, widgets: list) -> int | None:  # type: ignore[type-arg]
        """Return which racer a widget belongs to; None where he has just left and his row is about to be hidden."""
        return next((place for place, _racer in enumerate(self._racers) if widgets[place] is sender), None)
