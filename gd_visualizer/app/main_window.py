"""The main window: builds every pane and lays them out. It knows no store; ``wiring`` joins the two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from gd_visualizer.app.actions import make_actions
from gd_visualizer.app.menus import build_menus
from gd_visualizer.assets import resource
from gd_visualizer.assets import translate as _
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.point_canvas import PointCanvas
from gd_visualizer.views.cards.call_out import CallOut
from gd_visualizer.views.cards.card import Card
from gd_visualizer.views.cards.equation import Equation
from gd_visualizer.views.cards.exact_answer import ExactAnswerDialog
from gd_visualizer.views.cards.flies_away import FliesAway
from gd_visualizer.views.cards.formula_line import FormulaLine
from gd_visualizer.views.cards.message_bar import MessageBar
from gd_visualizer.views.cards.next_step import NextStep
from gd_visualizer.views.cards.state_sentence import StateSentence
from gd_visualizer.views.charts.loss_chart import LossChart
from gd_visualizer.views.glide import Glide
from gd_visualizer.views.panels.playback_bar import PlaybackBar
from gd_visualizer.views.panels.side_panel import STRIP, WIDTH, SidePanel
from gd_visualizer.views.style import style_sheet
from gd_visualizer.views.surface.loss_key import LossKey
from gd_visualizer.views.surface.map_words import map_caption, map_title
from gd_visualizer.views.surface.surface_view import SurfaceView
from gd_visualizer.views.theme import Theme

SMALLEST = QSize(1024, 700)
USUAL = QSize(1440, 900)
PANEL_BESIDE_FROM = 1200
LOWER_ROW, LOWER_ROW_SHORT, SHORT, TINY = 156, 110, 600, 420


class MainWindow(QMainWindow):
    """Menu bar, state sentence, cards, side panel and playback bar.

    Signals
    -------
    files_dropped(list of Path)
        Files were dropped on the window.
    closing()
        The window is about to close for good.
    """

    files_dropped = Signal(list)
    closing = Signal()

    def __init__(self) -> None:
        """Build everything, showing nothing yet."""
        super().__init__()
        self.setObjectName("main_window")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self.setAcceptDrops(True)
        self.snapshot: Snapshot | None = None
        self.is_closed = False
        self.close_guard: Callable[[], bool] | None = None
        self.theme: Theme | None = None
        self.actions_by_name = make_actions(self)
        self.themes = QActionGroup(self)
        self._hint = QLabel(self)
        self._hint.setObjectName("hint")
        self.menus = build_menus(self, self.actions_by_name, self.themes)
        self.menuBar().setCornerWidget(self._hint)
        self.sentence = StateSentence(self)
        self.messages = MessageBar(self)
        self.canvas = PointCanvas(self)
        self.equation, self.formula = Equation(self), FormulaLine(self)
        self.surface = SurfaceView(self)
        self.loss_key = LossKey(self)
        self.chart = LossChart(self)
        self.flies_away, self.next_step = FliesAway(self), NextStep(self)
        self.exact_answer = ExactAnswerDialog(self)
        self.panel = SidePanel(
            (
                ("squares", _("Squares"), _("Each miss as an area: its part of the loss.")),
                ("misses", _("Misses"), _("A line from each point to the model: by how much it misses.")),
                ("next_step", _("Next step"), _("Where the line will be after the next step.")),
                ("path_ahead", _("Path to come"), _("Where the next steps will lead on the map.")),
                ("best_spot", _("Best spot"), _("The lowest place of the landscape.")),
            )
        )
        self.playback = PlaybackBar(self.actions_by_name, self)
        self.glide = Glide(self)
        self.glide.moved.connect(self._draw_moving)
        self._lay_out()
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.playback)
        self.call_out = CallOut(self.playback.buttons["action_step"], self)
        self.panel.opener.toggled.connect(self._arrange)
        self.surface.view_box.sigResized.connect(self._draw_caption)
        for action in self.actions_by_name.values():
            self.addAction(action)

    def draw(self, snapshot: Snapshot) -> None:
        """Hand a snapshot to every view."""
        self.snapshot = snapshot
        for view in (self.sentence, self.loss_key, self.chart, self.flies_away, self.next_step, self.panel,
                     self.playback, self.exact_answer):  # fmt: skip
            view.draw(snapshot)
        self.glide.show(snapshot)
        self._draw_caption()
        self._draw_lower_row()
        count = len(snapshot.document.dataset)
        self._data_card.note.setText(_("1 point") if count == 1 else _("{n} points").format(n=counted(count)))
        now = _("now {loss}").format(loss=shown(snapshot.loss))
        ahead = _("step {k} → {next}, not taken yet")
        step = ahead.format(k=counted(snapshot.step), next=counted(snapshot.step + 1))
        self._step_card.note.setText(step if snapshot.status != "running" else "")
        self._chart_card.note.setText(now if snapshot.surface is not None else "")
        self._draw_actions(snapshot)

    @Slot(object)
    def _draw_moving(self, snapshot: Snapshot) -> None:
        """Hand a snapshot to the views in which a step is a movement."""
        is_line = isinstance(snapshot.document.model, Linear)
        self.equation.setVisible(is_line)
        self.formula.setVisible(not is_line)
        if is_line:
            self.formula.put_away()
        for view in (self.canvas, self.equation if is_line else self.formula, self.surface):
            view.draw(snapshot)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self.glide.reduced = theme.reduced_motion
        self.setPalette(theme.palette())
        self.setStyleSheet(style_sheet(theme, resource("icons").as_posix()))
        for view in (self.sentence, self.canvas, self.equation, self.formula, self.surface, self.loss_key, self.chart,
                     self.flies_away, self.next_step, self.panel, self.playback, self.call_out,
                     self.exact_answer):  # fmt: skip
            view.restyle(theme)
        self._arrange()

    def say(self, sentence: str) -> None:
        """Show one sentence about something that could not be done."""
        self.messages.say(sentence)

    def splitters(self) -> tuple[QSplitter, QSplitter]:
        """Return the two dividers a person can move: between the plots, and above the chart."""
        return self._across, self._down

    # Building --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._data_card = Card(_("Your data"))
        self._data_card.body.addWidget(self.equation)
        self._data_card.body.addWidget(self.formula)
        self._data_card.body.addWidget(self.canvas, 1)
        self._data_card.setMinimumWidth(340)
        self._map_card = Card(_("How wrong every line is"), " ")
        self._map_card.body.addWidget(self.surface, 1)
        self._map_card.body.addWidget(self.loss_key)
        self._map_card.setMinimumWidth(380)
        self._across = _splitter(Qt.Orientation.Horizontal, (self._data_card, self._map_card), (42, 58))
        self._lower = self._lower_row()
        self._down = _splitter(Qt.Orientation.Vertical, (self._across, self._lower), (74, 26))
        state_bar = QFrame()
        state_bar.setObjectName("state_bar")
        top = QHBoxLayout(state_bar)
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.sentence)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(12)
        body.addWidget(self.messages)
        body.addWidget(self._down, 1)
        self._panel_space = QWidget()
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(body, 1)
        across.addWidget(self._panel_space)
        self.lesson_panel = _place_of_lessons()
        across.addWidget(self.lesson_panel)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(state_bar)
        column.addLayout(across, 1)
        self.setCentralWidget(content)
        self.panel.setParent(content)
        self._panel_space.installEventFilter(self)

    def _lower_row(self) -> QWidget:
        """Return the loss chart with, beside it, the next step or why there should be none."""
        self._chart_card = Card(_("How wrong, step by step"))
        self._chart_card.body.addWidget(self.chart, 1)
        self._chart_card.note.setProperty("role", "loss")
        self._flies_card = Card(_("Why it flies away"))
        self._flies_card.body.addWidget(self.flies_away, 1)
        self._flies_card.hide()
        self._step_card = Card(_("Next step"))
        self._step_card.body.addWidget(self.next_step, 1)
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
        self._step_card.setVisible(not away and not self._is_narrow())
        self._chart_card.setVisible(not away or not self._is_narrow())
        tiny = self.theme is not None and self.height() < TINY * self.theme.scale
        self._lower.setVisible(away or not tiny)

    def _is_narrow(self) -> bool:
        return self.theme is None or self.width() < PANEL_BESIDE_FROM * self.theme.scale

    @Slot()
    def _draw_caption(self) -> None:
        if self.snapshot is not None:
            self._map_card.set_title(map_title(self.snapshot))
            self._map_card.set_caption(map_caption(self.snapshot, self.surface.equal_scale))

    def _draw_actions(self, snapshot: Snapshot) -> None:
        act = self.actions_by_name
        undo, redo = snapshot.undo_label, snapshot.redo_label
        act["action_undo"].setText(_("&Undo {what}").format(what=undo) if undo else _("&Undo"))
        act["action_redo"].setText(_("&Redo {what}").format(what=redo) if redo else _("&Redo"))
        act["action_undo"].setEnabled(bool(undo))
        act["action_redo"].setEnabled(bool(redo))
        walkable = snapshot.surface is not None
        for name in ("action_play", "action_step", "action_ten_steps"):
            act[name].setEnabled(walkable)
        for name in ("action_step_back", "action_ten_back", "action_first"):
            act[name].setEnabled(snapshot.step > 0 or snapshot.status == "running")
        act["action_last"].setEnabled(snapshot.step < snapshot.last_step)
        act["action_clear_points"].setEnabled(len(snapshot.document.dataset) > 0)
        act["action_clear_runs"].setEnabled(bool(snapshot.earlier_runs))
        act["action_take_line"].setEnabled(tuple(snapshot.parameters) != snapshot.document.start)
        title = snapshot.document.title or _("Your points")
        self.setWindowTitle(_("{title}[*] – Gradient Descent Visualizer").format(title=title))

    def _arrange(self) -> None:
        """Put the panel beside the plots, or as a drawer over them where the window is narrow."""
        if self.theme is None:
            return
        strip = self._is_narrow()
        # Where large text leaves little room, the plots get it, and the words around them go first.
        short = self.height() < SHORT * self.theme.scale
        self._lower.setMinimumHeight(LOWER_ROW_SHORT if short else self.theme.px(LOWER_ROW))
        self.loss_key.setVisible(not short)
        self._map_card.caption.setVisible(not short)
        self._draw_lower_row()
        wide = self.theme.px(WIDTH)
        self._panel_space.setFixedWidth(STRIP if strip else wide)
        self.panel.use_strip(strip)
        shown = (STRIP + wide if self.panel.opener.isChecked() else STRIP) if strip else wide
        space = self._panel_space.geometry()
        self.panel.setGeometry(space.right() + 1 - shown, space.top(), shown, space.height())
        self.panel.raise_()
        self.playback.use_width(self.width())

    # Qt ---------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Show hints about commands in the corner of the menu bar."""
        if isinstance(event, QStatusTipEvent):
            self._hint.setText(event.tip())
            self._hint.adjustSize()
            self.menuBar().setCornerWidget(self._hint)
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the panel where its space is."""
        if watched is self._panel_space and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._arrange()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panel for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which files were dropped."""
        self.files_dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes, once; stay where there is something to keep first."""
        if not self.is_closed and self.close_guard is not None and not self.close_guard():
            event.ignore()
            return
        if not self.is_closed:
            self.is_closed = True
            self.closing.emit()
        super().closeEvent(event)


def _place_of_lessons() -> QFrame:
    """Return a frame that scripts find by its name; it is empty and takes no room until there are lessons."""
    frame = QFrame()
    frame.setObjectName("lesson_panel")
    frame.hide()
    return frame


def _splitter(orientation: Qt.Orientation, widgets: tuple[QWidget, ...], stretch: tuple[int, ...]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(12)
    splitter.setChildrenCollapsible(False)
    for place, (widget, share) in enumerate(zip(widgets, stretch, strict=True)):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, share)
    splitter.setSizes([share * 12 for share in stretch])
    return splitter
