"""The lesson panel: a chapter with its words, its question and its task, in the place of the side panel."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.lessons.lesson import MOST_PARAGRAPHS
from gd_visualizer.session.lessons.spoken import heading, what_changed
from gd_visualizer.session.lessons.visit import Visit
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.announce import announce
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.giving_way import Push
from gd_visualizer.views.icons import icon
from gd_visualizer.views.lessons.dots import Dots
from gd_visualizer.views.lessons.question_card import QuestionCard
from gd_visualizer.views.lessons.task_card import TaskCard
from gd_visualizer.views.lessons.text import LessonText
from gd_visualizer.views.panels.rate_control import RateControl
from gd_visualizer.views.quiet_combo import QuietCombo
from gd_visualizer.views.style import lit
from gd_visualizer.views.tab_order import reachable
from gd_visualizer.views.theme import BODY, TITLE, Theme

# At most this share of the window, and less of it where the view in the middle needs much room.
WIDTH, SHARE, SMALL_SHARE, LARGE_SHARE = 432, 0.4, 0.32, 0.45
LARGE_TEXT = 1.75
HEADING = 24
# Beside and between the buttons at the foot.
EDGES = 48
RATE_FROM_LEVEL = 5


class LessonPanel(QFrame):
    """Words, question, task and what to notice; below, the way through the chapters.

    Signals
    -------
    chapter_asked(int)
        Another chapter shall be opened; its place, from 0.
    answered(int)
        See ``QuestionCard``.
    free_play_asked()
        The learner wants the whole window.
    clear_view_asked()
        The fog shall lift.
    """

    chapter_asked = Signal(int)
    answered = Signal(int)
    free_play_asked = Signal()
    clear_view_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the panel, showing no chapter yet."""
        super().__init__(parent)
        self.setObjectName("lesson_panel")
        self.setAccessibleName(_("Chapter"))
        self.setAccessibleDescription(_("What this chapter tells, and what to try in the window."))
        self.visit: Visit | None = None
        self._theme: Theme | None = None
        self._looked_at: tuple[QWidget, ...] = ()
        self.chapters = QuietCombo(_("Chapter"), self)
        self.chapters.setObjectName("lesson_chapters")
        self.chapters.setMinimumContentsLength(2)
        self.free_play = _button(
            "lesson_free_play", _("Free play"), _("Leave the chapters; your own points come back.")
        )
        self.title = LessonText("lesson_title", HEADING, weight=600, parent=self)
        self.paragraphs = [
            LessonText(f"lesson_paragraph_{number + 1}", TITLE, parent=self) for number in range(MOST_PARAGRAPHS)
        ]
        self.question, self.task = QuestionCard(self), TaskCard(self)
        self.lift = _button("lesson_lift_fog", _("Lift the fog"), _("Show the whole landscape now."))
        self.lift.hide()
        self.rate = RateControl(self)
        self.rate.setObjectName("lesson_rate")
        self.rate.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rate.setContentsMargins(8, 8, 8, 8)
        self.notice_head = words(_("What to notice"), "heading", self)
        self.notice = LessonText("lesson_notice", BODY, "ink2", parent=self)
        self.back = _button("lesson_back", _("Back"), _("Open the chapter before."))
        self.dots = Dots(self)
        self.on = _button("lesson_next", _("Next"), _("Open the next chapter."))
        self.on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._lay_out()
        self.chapters.activated.connect(self._choose)
        self.free_play.clicked.connect(self.free_play_asked)
        self.lift.clicked.connect(self.clear_view_asked)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)
        self.question.answered.connect(self.answered)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("lesson_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for widget in (self.title, *self.paragraphs, self.question, self.task, self.lift, self.rate):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.notice_head)
        column.addWidget(self.notice)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setObjectName("lesson_area")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("What this chapter tells"))
        self.area.setWidget(page)
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(10)
        top.addWidget(self.chapters, 1)
        top.addWidget(self.free_play)
        foot = QFrame(self)
        foot.setObjectName("lesson_foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self.back)
        row.addWidget(self.dots, 1)
        row.addWidget(self.on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.area, 1)
        layout.addWidget(foot)
        # Tab goes as the eye does; the area itself is a stop, so that the arrow keys can scroll its words.
        order = (self.chapters, self.free_play, self.area, *reachable(page), self.back, self.on)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_chapters(self, titles: tuple[str, ...], done: tuple[bool, ...], place: int) -> None:
        """Show the list of all chapters, which of them are done, and which is open."""
        named = [
            (str(number), f"{number + 1}. {title} ✓" if ticked else f"{number + 1}. {title}", "")
            for number, (title, ticked) in enumerate(zip(titles, done, strict=True))
        ]
        if [self.chapters.itemText(row) for row in range(self.chapters.count())] != [entry[1] for entry in named]:
            self.chapters.fill(named)
        self.chapters.show_key(str(place))
        self.dots.show_progress(done, place)

    def draw(self, visit: Visit, snapshot: Snapshot) -> None:
        """Show a chapter as it stands now."""
        before, self.visit = self.visit, visit
        lesson = visit.lesson
        if self.rate.isVisibleTo(self):
            self.rate.draw(snapshot)
        if visit is before:
            return
        self.lift.setVisible(visit.is_foggy)
        self.task.draw(visit)
        self.question.draw(visit)
        announce(self, what_changed(before, visit))
        if before is None or before.lesson is not lesson:
            self._open(visit)
            self.rate.draw(snapshot)
        elif visit.is_done and not before.is_done:
            self._look_at(self.notice, self.task)
        elif visit.choice != before.choice or visit.is_revealed != before.is_revealed:
            self._look_at(self.question.told, self.rate, self.task)

    def _open(self, visit: Visit) -> None:
        """Show the words of another chapter, from its top."""
        lesson = visit.lesson
        self.title.write(lesson.title)
        texts = (*lesson.paragraphs, *[""] * MOST_PARAGRAPHS)
        for label, text in zip(self.paragraphs, texts, strict=False):
            label.write(text)
        self.notice_head.setVisible(bool(lesson.notice))
        self.notice.write(lesson.notice)
        self.rate.setVisible(lesson.level >= RATE_FROM_LEVEL and lesson.page == "line")
        lit(self.rate, "rate" in lesson.highlight)
        self.back.setEnabled(visit.number > 1)
        last = visit.number == visit.count
        self.on.setText(_("Finish") if last else _("Next"))
        self.on.setAccessibleName(self.on.text())
        self.area.verticalScrollBar().setValue(0)
        self.setAccessibleName(heading(visit))

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        panel, border = theme.css("panel"), theme.css("border")
        self.setStyleSheet(
            f"QFrame#lesson_panel {{ background: {panel}; border: 0; border-left: 1px solid {border}; }}"
            f"QWidget#lesson_page {{ background: {panel}; border: 0; }}"
            f"QScrollArea#lesson_area {{ background: {panel}; border: 2px solid {panel}; }}"
            f"QScrollArea#lesson_area:focus {{ border-color: {theme.css('ink')}; }}"
            f"QFrame#lesson_foot {{ background: {panel}; border: 0; border-top: 1px solid {border}; }}"
        )
        texts: tuple[LessonText, ...] = (self.title, *self.paragraphs, self.notice)
        for text in texts:
            text.restyle(theme)
        for view in (self.question, self.task, self.rate, self.dots):
            view.restyle(theme)
        size = QSize(theme.px(16), theme.px(16))
        for button, name in ((self.back, "previous"), (self.on, "next")):
            button.setIcon(icon(name, theme))
            button.setIconSize(size)

    def use_width(self, window: int, is_small: bool) -> None:
        """Take as much of the width of the window as the panel wants, leaving most of it to the plots."""
        if self._theme is not None:
            share = LARGE_SHARE if self._theme.scale >= LARGE_TEXT else SMALL_SHARE if is_small else SHARE
            self.setFixedWidth(min(self._theme.px(WIDTH), round(share * window)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the dots out where the buttons need their room; the list above tells the same."""
        super().resizeEvent(event)
        self.fit_foot()

    def fit_foot(self) -> None:
        """Show the dots where there is room for them beside the buttons."""
        spare = self.width() - self.back.sizeHint().width() - self.on.sizeHint().width() - EDGES
        self.dots.setVisible(spare >= self.dots.minimumWidth())

    def _look_at(self, *widgets: QWidget) -> None:
        """Bring what matters now into view, the last of it first of all, once it has its new size."""
        self._looked_at = widgets
        QTimer.singleShot(0, self._scroll)

    @Slot()
    def _scroll(self) -> None:
        for widget in self._looked_at:
            if widget.isVisibleTo(self):
                self.area.ensureWidgetVisible(widget, 0, 12)

    @Slot(int)
    def _choose(self, row: int) -> None:
        self.chapter_asked.emit(row)

    @Slot()
    def _go_back(self) -> None:
        if self.visit is not None and self.visit.number > 1:
            self.chapter_asked.emit(self.visit.number - 2)

    @Slot()
    def _go_on(self) -> None:
        if self.visit is None:
            return
        if self.visit.number == self.visit.count:
            self.free_play_asked.emit()
        else:
            self.chapter_asked.emit(self.visit.number)


def _button(name: str, text: str, tip: str) -> Push:
    button = Push(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setAccessibleDescription(tip)
    return button
