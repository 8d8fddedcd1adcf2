"""The main window: builds every pane and lays them out. It knows no store; ``wiring`` joins the two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.app.menus import build_menus, make_actions
from gd_visualizer.app.options import options
from gd_visualizer.app.pages import Pages, PageSwitch, group_page_actions
from gd_visualizer.app.work_dialog import ProgressDialog
from gd_visualizer.assets import resource
from gd_visualizer.assets import translate as _
from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.cards.call_out import CallOut
from gd_visualizer.views.cards.exact_answer import ExactAnswerDialog
from gd_visualizer.views.cards.message_bar import MessageBar
from gd_visualizer.views.cards.recovery_bar import RecoveryBar
from gd_visualizer.views.cards.state_sentence import StateSentence
from gd_visualizer.views.cards.step_numbers import StepNumbers
from gd_visualizer.views.help_dialog import HelpDialog
from gd_visualizer.views.lessons.lesson_panel import LessonPanel
from gd_visualizer.views.line_page import ALL_LEVELS, PANEL_BESIDE_FROM, WALK_LEVEL, LinePage
from gd_visualizer.views.panels.playback_bar import PlaybackBar
from gd_visualizer.views.panels.side_panel import STRIP, WIDTH, SidePanel
from gd_visualizer.views.plain_words import in_one_line
from gd_visualizer.views.style import lit, style_sheet
from gd_visualizer.views.surface.map_plot import MapPlot
from gd_visualizer.views.tables.data_table import DataTable
from gd_visualizer.views.theme import Theme
from gd_visualizer.views.tour_overlay import TourOverlay

SMALLEST = QSize(1024, 700)
USUAL = QSize(1440, 900)


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
        self._led: Snapshot | None = None
        self._lesson_sentence: Sentence | None = None
        self.is_closed = self.is_ending = self.is_folded = False
        self.close_guard: Callable[[], bool] | None = None
        self.theme: Theme | None = None
        self.actions_by_name = make_actions(self)
        self.themes = QActionGroup(self)
        self._hint = QLabel(self)
        self._hint.setObjectName("hint")
        self.menus = build_menus(self, self.actions_by_name, self.themes)
        self.menuBar().setCornerWidget(self._hint)
        self.page_actions = group_page_actions(self.actions_by_name, self)
        self.sentence = StateSentence(self)
        self.switch = PageSwitch(self)
        self.messages = MessageBar(self)
        self.recovery_bar = RecoveryBar(self)
        self.line = LinePage(self)
        self.canvas, self.surface, self.chart = self.line.canvas, self.line.surface, self.line.chart
        self.equation, self.formula = self.line.equation, self.line.formula
        self.flies_away, self.next_step = self.line.flies_away, self.line.next_step
        self.glide = self.line.glide
        self.exact_answer = ExactAnswerDialog(self)
        self.step_numbers, self.data_table, self.help = StepNumbers(self), DataTable(self), HelpDialog(self)
        self.panel = SidePanel(tuple((option.key, option.text, option.tip) for option in options()))
        self.playback = PlaybackBar(self.actions_by_name, self)
        self.lesson_panel = LessonPanel(self)
        self.lesson_panel.hide()
        self._lay_out()
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.playback)
        self.call_out, self.tour = CallOut(self.playback.buttons["action_step"], self), TourOverlay(self)
        self.panel.opener.toggled.connect(self._arrange)
        for action in self.actions_by_name.values():
            self.addAction(action)

    def draw(self, snapshot: Snapshot) -> None:
        """Hand a snapshot to every view."""
        self.snapshot = snapshot
        self.step_numbers.use_symbols(snapshot.symbols)
        for view in (self.panel, self.exact_answer, self.step_numbers, self.data_table, self.pages):
            view.draw(snapshot)
        self._draw_sentence()
        self.draw_play(self._led)

    def draw_play(self, led: Snapshot | None) -> None:
        """Let the playback bar and the commands show what they lead.

        Parameters
        ----------
        led : Snapshot or None
            Of a race; None for the walk of the document.
        """
        self._led = led
        shown = led or self.snapshot
        if shown is not None:
            self.playback.draw(shown)
            self._draw_actions(shown)

    def show_page(self, key: str) -> None:
        """Show another view in the middle of the window."""
        self.pages.show_page(key)

    def show_lesson(self, level: int | None, highlight: tuple[str, ...]) -> None:
        """Show the lesson panel in the place of the settings, and as much of the rest as its level has.

        Parameters
        ----------
        level : int or None
            None is the whole window without a lesson.
        highlight : tuple of str
            What gets a frame.
        """
        has = ALL_LEVELS if level is None else level
        self.lesson_panel.setVisible(level is not None)
        self.playback.setVisible(has >= WALK_LEVEL)
        self.switch.setVisible(level is None)
        self.line.reveal(has, highlight, level is not None)
        lit(self.playback, "playback" in highlight)
        self._arrange()

    def say_instead(self, sentence: Sentence | None) -> None:
        """Say something else on top of the window; None is the usual sentence."""
        self._lesson_sentence = sentence
        self._draw_sentence()

    @Slot(str)
    def _turn_page(self, key: str) -> None:
        """Follow the page that is in view now."""
        self.switch.show_page(key)
        self.actions_by_name[f"action_view_{key}"].setChecked(True)
        self._arrange()
        self._draw_sentence()

    @Slot()
    def _draw_sentence(self) -> None:
        if self.snapshot is not None:
            self.sentence.draw(self.snapshot, self.pages.sentence or self._lesson_sentence)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self.setPalette(theme.palette())
        self.setStyleSheet(style_sheet(theme, resource("icons").as_posix()))
        for view in (self.sentence, self.switch, self.pages, self.panel, self.playback, self.call_out,
                     self.exact_answer, self.step_numbers, self.data_table, self.lesson_panel,
                     self.help, self.tour):  # fmt: skip
            view.restyle(theme)
        self._arrange()

    def say(self, sentence: str) -> None:
        """Show one sentence about something that could not be done."""
        self.messages.say(sentence)

    def end(self) -> None:
        """Close without a question, because the process has to end now; what is not saved is offered next time."""
        self.is_ending, self.close_guard = True, None
        self.close()

    def take_typed(self) -> None:
        """Take what is being written in a box or a cell, as if the person had left it."""
        box = QApplication.focusWidget()
        if isinstance(box, QLineEdit):
            box.clearFocus()
            # The box of a cell is gone then.
            if box.isVisible():
                box.setFocus()

    def place_words_anew(self) -> None:
        """Place the words on all maps as in a first picture: a session looks the same however it was come to."""
        for plot in self.findChildren(MapPlot):
            plot.place_words_anew()

    def come_to_rest(self) -> None:
        """Let layouts find their sizes and draw all maps in full: what is seen a moment after the last movement."""
        for _turn in range(3):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        for plot in self.findChildren(MapPlot):
            plot.come_to_rest()

    def splitters(self) -> tuple[QSplitter, QSplitter]:
        """Return the two dividers a person can move: between the plots, and above the chart."""
        return self.line.splitters()

    # Building --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        state_bar = QFrame()
        state_bar.setObjectName("state_bar")
        top = QHBoxLayout(state_bar)
        top.setContentsMargins(16, 0, 16, 0)
        top.setSpacing(16)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.switch)
        self.pages = Pages(self.line, self)
        self.pages.switched.connect(self._turn_page)
        self.pages.sentence_changed.connect(self._draw_sentence)
        self._panel_space = QWidget()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.recovery_bar)
        middle.addWidget(self.messages)
        middle.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(middle, 1)
        across.addWidget(self._panel_space)
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

    # Drawing ---------------------------------------------------------------------------------------------

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
        for name in ("action_clear_points", "action_copy_data"):
            act[name].setEnabled(len(snapshot.document.dataset) > 0)
        act["action_clear_runs"].setEnabled(bool(snapshot.kept_runs))
        act["action_take_line"].setEnabled(tuple(snapshot.parameters) != snapshot.document.start)
        title = in_one_line(snapshot.document.title) or _("Your points")
        # Qt takes [*] for the mark of changes, and two of them for the signs themselves.
        title = title.replace("[*]", "[*][*]")
        self.setWindowTitle(_("{title}[*] – Gradient Descent Visualizer").format(title=title))

    def _arrange(self) -> None:
        """Put the panel beside the plots, or as a drawer over them where the window is narrow."""
        if self.theme is None:
            return
        strip = self.is_folded or self.width() < PANEL_BESIDE_FROM * self.theme.scale
        is_lesson = not self.lesson_panel.isHidden()
        self.lesson_panel.use_width(self.width(), self.pages.has_own_panel)
        more = self.lesson_panel.width() - self.theme.px(WIDTH) if is_lesson else 0
        self.line.use_size(self.width() - more, self.height())
        self.switch.use_width(self.width() / self.theme.scale)
        self.playback.use_width(self.width())
        has_settings = not (self.pages.has_own_panel or is_lesson)
        self.panel.setVisible(has_settings)
        self._panel_space.setVisible(has_settings)
        wide = self.theme.px(WIDTH)
        self._panel_space.setFixedWidth(STRIP if strip else wide)
        self.panel.use_strip(strip)
        shown = (STRIP + wide if self.panel.opener.isChecked() else STRIP) if strip else wide
        space = self._panel_space.geometry()
        self.panel.setGeometry(space.right() + 1 - shown, space.top(), shown, space.height())
        self.panel.raise_()

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
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes, once; stay where there is something to keep first."""
        if not self.is_closed and self.close_guard is not None and not self.close_guard():
            event.ignore()
            return
        if not self.is_closed:
            self.is_closed = True
            for dialog in self.findChildren(ProgressDialog):
                dialog.reject()
            self.closing.emit()
        super().closeEvent(event)
