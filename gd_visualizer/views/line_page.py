"""The line view: the points, the landscape, the loss chart and the next step, linked with each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.session.notation import knobs
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.canvas.flight import Flight
from gd_visualizer.views.canvas.point_canvas import PointCanvas
from gd_visualizer.views.canvas.squares import areas_of
from gd_visualizer.views.canvas.total_bar import TotalBar
from gd_visualizer.views.cards.card import Card
from gd_visualizer.views.cards.equation import Equation
from gd_visualizer.views.cards.flies_away import FliesAway
from gd_visualizer.views.cards.formula_line import FormulaLine
from gd_visualizer.views.cards.next_step import NextStep
from gd_visualizer.views.charts.loss_chart import LossChart
from gd_visualizer.views.glide import Glide
from gd_visualizer.views.segments import Segments
from gd_visualizer.views.style import lit
from gd_visualizer.views.surface.loss_key import LossKey
from gd_visualizer.views.surface.map_words import brief_caption, map_caption, map_title
from gd_visualizer.views.surface.slice_view import SliceView
from gd_visualizer.views.surface.surface_view import SurfaceView
from gd_visualizer.views.theme import Theme

PANEL_BESIDE_FROM = 1200
# From which level of the lessons on there are the map, and the walk with its chart and its next step.
MAP_LEVEL, WALK_LEVEL, ALL_LEVELS = 3, 5, 7
NARROWEST, NARROWEST_IN_LESSONS = (340, 380), (240, 260)
LOWER_ROW, LOWER_ROW_SHORT, PLAYBACK, SHORT, TINY = 156, 110, 86, 600, 420


class LinePage(QWidget):
    """Four cards with two dividers between them."""

    # The usual sentence belongs on top of the window.
    sentence: Sentence | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build every card, showing nothing yet."""
        super().__init__(parent)
        self.setObjectName("line_page")
        self.snapshot: Snapshot | None = None
        self.theme: Theme | None = None
        self._narrow, self._short, self._tiny = True, False, False
        self._level = ALL_LEVELS
        self._tabs: list[Segments] = []
        self._lower_choice = 0
        self.canvas = PointCanvas(self)
        self.total = TotalBar(self)
        self.total.hide()
        self.equation, self.formula = Equation(self), FormulaLine(self)
        self.surface = SurfaceView(self)
        self.slices = (SliceView("across", self.surface, self), SliceView("up", self.surface, self))
        self._shows_slopes = True
        self.loss_key = LossKey(self)
        self.chart = LossChart(self)
        self.flies_away, self.next_step = FliesAway(self), NextStep(self)
        self.glide = Glide(self)
        self.glide.moved.connect(self._draw_moving)
        self._lay_out()
        self.surface.view_box.sigResized.connect(self._draw_caption)
        self.surface.framed.connect(self._draw_slices)

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot in every card."""
        self.snapshot = snapshot
        for view in (self.loss_key, self.flies_away, self.next_step):
            view.draw(snapshot)
        self._draw_chart()
        self.glide.show(snapshot)
        self._draw_caption()
        self._draw_lower_row()
        self._write_heads(snapshot)

    def _write_heads(self, snapshot: Snapshot) -> None:
        """Write the titles and notes of the cards, in words or in symbols."""
        count, symbols = len(snapshot.document.dataset), snapshot.symbols
        points = translate_plural("{n} point", "{n} points", count).format(n=counted(count))
        self._data_card.set_title("(x, y)" if symbols else _("Your data"))
        self._data_card.note.setText(f"N = {counted(count)}" if symbols else points)
        ahead = "θₖ → θₖ₊₁, k = {k}" if symbols else _("step {k} → {next}, not taken yet")
        step = ahead.format(k=counted(snapshot.step), next=counted(snapshot.step + 1))
        self._step_card.note.setText(step if snapshot.status != "running" else "")
        self._chart_card.set_title("Lₖ" if symbols else _("How wrong, step by step"))
        self._chart_card.note.setText(self.chart.value_words(snapshot))
        self._map_card.title.phrases = self._map_card.caption.phrases = knobs(snapshot.document.model)

    @Slot(object)
    def _draw_moving(self, snapshot: Snapshot) -> None:
        """Hand a snapshot to the views in which a step is a movement."""
        self.flight.land()
        is_line = isinstance(snapshot.document.model, Linear)
        if not is_line and not self.equation.isHidden():
            # Hidden with a number half typed, it would hand out the two numbers of a line.
            self.equation.stop_typing()
        self.equation.setVisible(is_line)
        self.formula.setVisible(not is_line)
        for view in (self.canvas, self.equation if is_line else self.formula, self.surface, self.total):
            view.draw(snapshot)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self.glide.reduced = theme.reduced_motion
        views: tuple[Any, ...] = (
            self.canvas, self.total, self.flight, self.equation, self.formula, self.surface, self.loss_key, self.chart,
            self.flies_away, self.next_step, *self.slices, *self._tabs,
        )  # fmt: skip
        for view in views:
            view.restyle(theme)

    def set_shown(self, key: str, visible: bool) -> None:
        """Show or hide something that a person can choose to see."""
        self.canvas.set_shown(key, visible)
        self.surface.set_shown(key, visible)
        if key == "total":
            self._show_total(visible)
        elif key == "land":
            self._arrange_slices()
            self._draw_caption()
            self._draw_chart()
        elif key == "slopes":
            self._shows_slopes = visible
            self._arrange_slices()

    def reveal(self, level: int, highlight: tuple[str, ...], is_lesson: bool) -> None:
        """Show as much as a level of the lessons has; what is to be looked at gets a frame."""
        self._level = level
        self._map_card.setVisible(level >= MAP_LEVEL)
        for key, card in self.cards().items():
            lit(card, key in highlight)
        narrowest = NARROWEST_IN_LESSONS if is_lesson else NARROWEST
        for card, width in zip((self._data_card, self._map_card), narrowest, strict=True):
            card.setMinimumWidth(width)
        self._draw_lower_row()

    def _show_total(self, visible: bool) -> None:
        self.flight.land()
        self.total.setVisible(visible)
        if not visible or self.snapshot is None:
            return
        # The points make room for the bar first: the areas begin where they will be seen.
        layout = self._data_card.layout()
        if layout is not None:
            layout.activate()
        self.total.draw(self.snapshot)
        if self.isVisible():
            from_points, to_bar = (
                QPointF(view.mapTo(self._data_card, QPoint())) for view in (self.canvas.viewport(), self.total)
            )
            begin = [area.translated(from_points) for area in areas_of(self.canvas.frame, self.snapshot)]
            self.flight.start(begin, [piece.translated(to_bar) for piece in self.total.pieces()])

    def cards(self) -> dict[str, QWidget]:
        """Return the cards by the names that lessons have for them; "lower" is the whole row below."""
        return {
            "data": self._data_card, "map": self._map_card, "chart": self._chart_card, "next_step": self._step_card,
            "lower": self._lower,
        }  # fmt: skip

    def splitters(self) -> tuple[QSplitter, QSplitter]:
        """Return the two dividers a person can move: between the plots, and above the chart."""
        return self._across, self._down

    def use_size(self, width: int, height: int) -> None:
        """Leave out what there is no room for in a window of this size."""
        if self.theme is None:
            return
        if self._level < WALK_LEVEL:
            # Without playback bar and lower row there is that much more room.
            height += self.theme.px(LOWER_ROW + PLAYBACK)
        # Where large text leaves little room, the plots get it, and the words around them go first.
        short = height < SHORT * self.theme.scale
        self._narrow = width < PANEL_BESIDE_FROM * self.theme.scale
        self._tiny = height < TINY * self.theme.scale
        least = max(LOWER_ROW_SHORT, min(self.theme.px(LOWER_ROW_SHORT), height // 5))
        self._lower.setMinimumHeight(least if short else self.theme.px(LOWER_ROW))
        self._short = short
        self._arrange_slices()
        self._map_card.caption.setVisible(not short)
        self._flies_card.title.setVisible(not short)
        self._draw_lower_row()

    # Building --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._data_card = Card(_("Your data"))
        self._data_card.body.addWidget(self.equation)
        self._data_card.body.addWidget(self.formula)
        self._data_card.body.addWidget(self.canvas, 1)
        self._data_card.body.addWidget(self.total)
        self.flight = Flight(self.total, self._data_card)
        self._data_card.setMinimumWidth(NARROWEST[0])
        self._map_card = Card(_("How wrong every line is"), " ")
        self._map_grid = QGridLayout()
        self._map_grid.setSpacing(0)
        self._map_grid.addWidget(self.surface, 0, 0)
        self._map_grid.addWidget(self.slices[1], 0, 1)
        self._map_grid.addWidget(self.slices[0], 1, 0)
        self._map_grid.addWidget(self.loss_key, 2, 0, 1, 2)
        self._map_grid.setColumnStretch(0, 1)
        self._map_grid.setRowStretch(0, 1)
        self._map_card.body.addLayout(self._map_grid, 1)
        self._map_card.setMinimumWidth(NARROWEST[1])
        self._across = _splitter(Qt.Orientation.Horizontal, (self._data_card, self._map_card), (42, 58))
        self._lower = self._lower_row()
        self._down = _splitter(Qt.Orientation.Vertical, (self._across, self._lower), (74, 26))
        body = QVBoxLayout(self)
        body.setContentsMargins(16, 12, 16, 12)
        body.addWidget(self._down)

    def _lower_row(self) -> QWidget:
        """Return the loss chart with, beside it, the next step or why there should be none."""
        self._chart_card = Card(_("How wrong, step by step"))
        self._chart_card.body.addWidget(self.chart, 1)
        self._chart_card.note.setProperty("role", "loss")
        self._flies_card = Card(_("Why it flies away"))
        self._flies_card.body.addWidget(self.flies_away, 1)
        self._flies_card.note.hide()
        self._flies_card.hide()
        self._step_card = Card(_("Next step"))
        self._step_card.body.addWidget(self.next_step, 1)
        self._step_card.head.addWidget(self.next_step.numbers)
        # In a narrow window one of the two is shown, and both have the switch.
        for card in (self._chart_card, self._step_card):
            tabs = Segments(_("What is shown below"), (_("Chart"), _("Next step")), small=True)
            tabs.chosen.connect(self._choose_lower)
            card.head.insertWidget(1, tabs)
            self._tabs.append(tabs)
        lower = QWidget()
        row = QHBoxLayout(lower)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._chart_card, 42)
        row.addWidget(self._flies_card, 58)
        row.addWidget(self._step_card, 58)
        return lower

    # Drawing ---------------------------------------------------------------------------------------------

    def _draw_lower_row(self) -> None:
        """Show why a walk ran away beside the loss chart, or in its place where there is room for one card only."""
        away = self.snapshot is not None and self.snapshot.status == "diverged"
        self._flies_card.setVisible(away)
        self._step_card.setVisible(not away and (not self._narrow or self._lower_choice == 1))
        self._chart_card.setVisible(not self._narrow or (not away and self._lower_choice == 0))
        self._lower.setVisible((away or not self._tiny) and self._level >= WALK_LEVEL)
        for tabs in self._tabs:
            tabs.setVisible(self._narrow and not away)
        for card in (self._chart_card, self._step_card):
            card.title.setVisible(not self._narrow)

    @Slot(int)
    def _choose_lower(self, place: int) -> None:
        """Show the other card of the lower row, where there is room for one only."""
        self._lower_choice = place
        for tabs in self._tabs:
            tabs.show_place(place)
        self._draw_lower_row()

    def _arrange_slices(self) -> None:
        """Show the slices there is room for, and the key in the corner between them or below the map."""
        below = self._shows_slopes and not self._short
        beside = below and not self._narrow
        self.slices[0].setVisible(below)
        self.slices[1].setVisible(beside)
        self.slices[0].tells_other = not beside
        guides = self.surface.guides
        guides.down, guides.right = below, beside
        guides.update()
        self.loss_key.setVisible(not self._short and (beside or not below) and not self.surface.is_foggy)
        self.loss_key.use_corner(beside, self._narrow)
        place = (1, 1, 1, 1) if beside else (2, 0, 1, 2)
        self._map_grid.removeWidget(self.loss_key)
        self._map_grid.addWidget(self.loss_key, *place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)

    def _draw_chart(self) -> None:
        """Show the losses; in fog, nobody sees where the next steps will lead."""
        if self.snapshot is not None:
            is_foggy = self.surface.is_foggy
            self.chart.draw(replace(self.snapshot, preview=None) if is_foggy else self.snapshot)

    @Slot()
    def _draw_slices(self) -> None:
        for view in self.slices:
            view.follow()

    @Slot()
    def _draw_caption(self) -> None:
        if self.snapshot is not None:
            self._map_card.set_title(map_title(self.snapshot))
            fog = _("Fog: you feel the slope under your feet, and no more.")
            is_foggy = self.surface.is_foggy
            caption = fog if is_foggy else map_caption(self.snapshot, self.surface.equal_scale)
            brief = _("Fog: you feel only the slope.") if is_foggy else brief_caption(self.snapshot)
            self._map_card.set_caption(caption, brief)


def _splitter(orientation: Qt.Orientation, widgets: tuple[QWidget, ...], stretch: tuple[int, ...]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(12)
    splitter.setChildrenCollapsible(False)
    for place, (widget, share) in enumerate(zip(widgets, stretch, strict=True)):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, share)
    splitter.setSizes([share * 12 for share in stretch])
    return splitter
