"""A lesson: one chapter with its words, its set-up, one thing to do and one question, all checked when it was read."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.session.document import Document
from gd_visualizer.session.lessons.conditions import Condition

MOST_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do in the window.

    Attributes
    ----------
    do : str
        What to do, in one sentence.
    done : Condition
        When it is done.
    so_far : str
        What is said until then; "" for nothing. ``{loss}`` and other names in braces become numbers.
    reply : str
        What is said once it is done, with the numbers of that moment.
    """

    do: str
    done: Condition
    so_far: str
    reply: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something to predict before trying it.

    Attributes
    ----------
    ask : str
    choices : tuple of str
    answer : int
        Which choice is right, from 0.
    because : str
        Why, in a sentence or two.
    reveal : Condition or None
        When the answer is told to those who chose; None for at once.
    """

    ask: str
    choices: tuple[str, ...]
    answer: int
    because: str
    reveal: Condition | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One chapter.

    Attributes
    ----------
    key : str
        The name of its file, without the ending.
    title : str
    level : int
        From 1 to 7: how much of the window is shown.
    page : str
        Which view is shown: "line", "backward", "network" or "race".
    start_from : str
        The chapter whose last line is the start of this one, where the learner did its task; "" for none.
    fog : bool
        The map shows the slope under the dot and nothing else, until the task is done.
    highlight, hide : tuple of str
        What gets a frame; which marks are left out although the level has them.
    document : Document
        What the learner begins with.
    paragraphs : tuple of str
        At most three.
    notice : str
        What to notice; "" for nothing.
    task : Task
    question : Question or None
    """

    key: str
    title: str
    level: int
    page: str
    start_from: str
    fog: bool
    highlight: tuple[str, ...]
    hide: tuple[str, ...]
    document: Document
    paragraphs: tuple[str, ...]
    notice: str
    task: Task
    question: Question | None

    @property
    def prose(self) -> str:
        """Return everything that is read, one piece a line, with its marks."""
        pieces = [self.title, *self.paragraphs, self.task.do, self.task.so_far, self.task.reply, self.notice]
        if self.question is not None:
            pieces += [self.question.ask, *self.question.choices, self.question.because]
        return "\n".join(piece for piece in pieces if piece)
