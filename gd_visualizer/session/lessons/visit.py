"""A visit: a learner in a chapter, from opening it to its end, as one frozen value after another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gd_visualizer.assets import translate as _
from gd_visualizer.session.lessons.lesson import Lesson
from gd_visualizer.session.lessons.values import Beginning, filled, values_of
from gd_visualizer.session.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a learner is in a chapter.

    Attributes
    ----------
    lesson : Lesson
    number, count : int
        Which chapter of how many, from 1.
    begun : Beginning
    is_done : bool
        The task was done at some moment of this visit; it stays so.
    words : str
        What is said about the task now, with numbers.
    choice : int or None
        What the learner answered, from 0.
    is_revealed : bool
        The answer is told.
    is_lifted : bool
        The learner asked for the fog to lift.
    is_own_start : bool
        The walk begins where the learner left an earlier chapter.
    """

    lesson: Lesson
    number: int
    count: int
    begun: Beginning
    is_done: bool = False
    words: str = ""
    choice: int | None = None
    is_revealed: bool = False
    is_lifted: bool = False
    is_own_start: bool = False

    @property
    def is_foggy(self) -> bool:
        """Return True while fog lies on the map: until the task is done, or the learner asks for it to lift."""
        return self.lesson.fog and not (self.is_done or self.is_lifted)

    def lifted(self) -> Visit:
        """Return the visit after the fog was asked to lift."""
        return replace(self, is_lifted=True)

    def answered(self, choice: int) -> Visit:
        """Return the visit after an answer; the first one counts."""
        if self.lesson.question is None or self.choice is not None:
            return self
        return replace(self, choice=choice)

    def looked(self, snapshot: Snapshot, page: str, parts_seen: int = 0) -> Visit:
        """Return the visit after a look at a snapshot.

        A reply keeps the numbers of the last moment at which the task was done: later steps cannot make it wrong.
        """
        task, question = self.lesson.task, self.lesson.question
        values = values_of(snapshot, self.begun, page, self.choice is not None, parts_seen)
        holds = task.done.holds(values)
        done = self.is_done or holds
        words = filled(task.reply, values) if holds else self.words if done else filled(task.so_far, values)
        if self.is_own_start and not done and snapshot.step == 0:
            words = " ".join(filter(None, (_("The walk starts at the line that you fitted by hand."), words)))
        told = self.is_revealed
        if question is not None and self.choice is not None:
            told = told or question.reveal is None or done or question.reveal.holds(values)
        if (done, words, told) == (self.is_done, self.words, self.is_revealed):
            return self
        return replace(self, is_done=done, words=words, is_revealed=told)


def opened(lesson: Lesson, number: int, count: int, snapshot: Snapshot) -> Visit:
    """Return the visit that begins with this snapshot."""
    is_own = snapshot.document.start != lesson.document.start
    return Visit(lesson, number, count, Beginning.of(snapshot), is_own_start=is_own)
