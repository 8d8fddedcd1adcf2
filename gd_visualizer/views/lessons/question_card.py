"""The question of a lesson: choose an answer before you try; the right one is told afterwards."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.lessons.markup import plain
from gd_visualizer.session.lessons.spoken import answer_words
from gd_visualizer.session.lessons.visit import Visit
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.icons import icon
from gd_visualizer.views.lessons.choice_button import ChoiceButton
from gd_visualizer.views.lessons.text import LessonText
from gd_visualizer.views.theme import BODY, CAPTION, Theme

MOST_CHOICES = 4


class QuestionCard(QFrame):
    """A question with two to four buttons.

    Signals
    -------
    answered(int)
        The place of the choice that was pressed.
    """

    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the card."""
        super().__init__(parent)
        self.setObjectName("lesson_question")
        self.setProperty("card", True)
        self.setAccessibleName(_("Guess first"))
        self.setAccessibleDescription(_("A question to answer before you try."))
        self._theme: Theme | None = None
        self._visit: Visit | None = None
        self.head = words(_("Guess first"), "heading", self)
        self.ask = LessonText("lesson_ask", BODY, parent=self)
        self.told = LessonText("lesson_because", CAPTION, "ink2", parent=self)
        self.choices: list[ChoiceButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        self.score = words("", "note", self)
        self.score.setObjectName("lesson_score")
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.score)
        column.addLayout(top)
        column.addWidget(self.ask)
        for place in range(MOST_CHOICES):
            button = ChoiceButton(place, self)
            button.setObjectName(f"lesson_choice_{place + 1}")
            self.choices.append(button)
            button.chosen.connect(self._choose)
            column.addWidget(button)
        column.addWidget(self.told)

    def draw(self, visit: Visit) -> None:
        """Show the question of a chapter, and how it was answered."""
        question, self._visit = visit.lesson.question, visit
        self.setVisible(question is not None)
        if question is None:
            return
        self.ask.write(question.ask)
        for place, button in enumerate(self.choices):
            button.setVisible(place < len(question.choices))
            if place >= len(question.choices):
                continue
            choice = plain(question.choices[place])
            button.write(choice)
            button.setChecked(place == visit.choice)
            button.setEnabled(visit.choice is None or place in (visit.choice, question.answer))
            button.setAccessibleName(_spoken(_mark(visit, place), choice))
            button.setAccessibleDescription(plain(question.ask))
        self._draw_marks()
        self.told.write(answer_words(visit))

    def show_score(self, right: int, answered: int) -> None:
        """Show how many of all first guesses were right; nothing before the first."""
        self.score.setText(_("{right} of {n} right").format(right=right, n=answered) if answered else "")

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        for text in (self.ask, self.told):
            text.restyle(theme)
        for button in self.choices:
            button.restyle(theme)
        self._draw_marks()

    def _draw_marks(self) -> None:
        """Put a tick on the right answer once it is told, and a cross on another one that was chosen."""
        if self._theme is None or self._visit is None or self._visit.lesson.question is None:
            return
        for place, button in enumerate(self.choices):
            button.setIcon(icon(_mark(self._visit, place), self._theme))

    @Slot(int)
    def _choose(self, place: int) -> None:
        """Take the first answer; later ones change nothing."""
        visit = self._visit
        if visit is not None and visit.choice is None:
            self.answered.emit(place)
        elif visit is not None:
            for button in self.choices:
                button.setChecked(button.place == visit.choice)


def _mark(visit: Visit, place: int) -> str:
    """Return the icon of a choice: its shape tells right from wrong, not its colour."""
    question = visit.lesson.question
    if question is None or not visit.is_revealed:
        return "circle"
    return "check" if place == question.answer else "close" if place == visit.choice else "circle"


def _spoken(mark: str, choice: str) -> str:
    if mark == "check":
        return _("{choice}, right").format(choice=choice)
    return _("{choice}, your guess, not right").format(choice=choice) if mark == "close" else choice
