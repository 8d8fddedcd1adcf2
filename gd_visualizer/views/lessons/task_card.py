"""The task of a lesson: what to do, a tick once it is done, and a sentence that reacts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.lessons.markup import plain
from gd_visualizer.session.lessons.visit import Visit
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.icons import icon
from gd_visualizer.views.lessons.text import LessonText
from gd_visualizer.views.theme import BODY, CAPTION, Theme

MARK = 22


class TaskCard(QFrame):
    """What to try, with a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the card."""
        super().__init__(parent)
        self.setObjectName("lesson_task")
        self.setProperty("card", True)
        self.setAccessibleName(_("Try it"))
        self._theme: Theme | None = None
        self._is_done = False
        self.head = words(_("Try it"), "heading", self)
        self.mark = QLabel(self)
        self.mark.setObjectName("lesson_tick")
        self.do = LessonText("lesson_do", BODY, weight=600, parent=self)
        self.reply = LessonText("lesson_reply", CAPTION, "ink2", parent=self)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.head, 0, 0, 1, 2)
        grid.addWidget(self.mark, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.do, 1, 1)
        grid.addWidget(self.reply, 2, 1)

    def draw(self, visit: Visit) -> None:
        """Show the task of a chapter, and how far it is done."""
        self.do.write(visit.lesson.task.do)
        self.reply.write(visit.words)
        if visit.is_done != self._is_done:
            self._is_done = visit.is_done
            self._draw_mark()
        self.mark.setAccessibleName(_("Done") if visit.is_done else _("Not done yet"))
        self.setAccessibleDescription(f"{plain(visit.lesson.task.do)} {self.mark.accessibleName()}.")

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.do.restyle(theme)
        self.reply.restyle(theme)
        self._draw_mark()

    def _draw_mark(self) -> None:
        if self._theme is not None:
            side = self._theme.px(MARK)
            picture = icon("check" if self._is_done else "circle", self._theme)
            self.mark.setPixmap(picture.pixmap(QSize(side, side), self.devicePixelRatioF()))
