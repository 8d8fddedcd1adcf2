"""Check a lesson as the window would read it, and say what its author may want to change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import frozen
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.source import file_name
from gd_visualizer.session.landscape import Landscape
from gd_visualizer.session.lessons.lesson import Lesson
from gd_visualizer.session.lessons.loader import read_lesson
from gd_visualizer.session.lessons.reading_level import grade
from gd_visualizer.session.lessons.values import Beginning, names_in, values_of
from gd_visualizer.session.moment import Happening
from gd_visualizer.session.picture import Scene, take_picture
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.walk import Walk

# The seventh school year is that of a child of twelve.
HARDEST = 7.0


@dataclass(frozen=True, slots=True)
class LessonCheck:
    """What was found in a lesson.

    Attributes
    ----------
    name : str
        What messages call the file.
    lesson : Lesson
    grade : float
        The school year for which its English is written.
    warnings : tuple of str
    """

    name: str
    lesson: Lesson
    grade: float
    warnings: tuple[str, ...]

    def to_json_dict(self) -> dict[str, Any]:
        """Return the result as the plain lists and numbers that JSON knows."""
        data = self.lesson.document.dataset
        return {
            "kind": "lesson",
            "title": self.lesson.title,
            "level": self.lesson.level,
            "page": self.lesson.page,
            "points": [list(point) for point in zip(data.x.tolist(), data.y.tolist(), strict=True)],
            "columns": [data.x_name, data.y_name],
            "grade": round(self.grade, 1),
            "warnings": [{"line": None, "message": message} for message in self.warnings],
        }

    def to_text(self) -> str:
        """Return the result as sentences for people, one to a line."""
        sentence = _("{file}: the lesson '{title}', level {level}, written for school year {grade} (if it is English).")
        shown = max(1, round(self.grade))
        first = sentence.format(file=self.name, title=self.lesson.title, level=self.lesson.level, grade=shown)
        return "\n".join((first, *self.warnings))


def check_lesson(path: Path) -> LessonCheck:
    """Read a lesson and return what was found.

    Raises
    ------
    InputError
        If it cannot be read; see ``loader.read_lesson``.
    """
    lesson = read_lesson(path)
    year = grade(lesson.prose)
    return LessonCheck(file_name(path), lesson, year, tuple(_warnings(lesson, year)))


def first_snapshot(document: Document) -> Snapshot:
    """Return the moment at which a learner begins with a document."""
    walk = Walk(document.objective(), document.plan, frozen(document.start))
    return take_picture(
        Scene(
            document=document,
            walk=walk,
            landscape=Landscape(),
            earlier_runs=(),
            kept_runs=(),
            happening=Happening.NOTHING,
            loss_before_move=None,
            playing=False,
            speed=4.0,
            fit_request=0,
            undo_label="",
            redo_label="",
            symbols=False,
        )
    )


def _warnings(lesson: Lesson, year: float) -> list[str]:
    snapshot = first_snapshot(lesson.document)
    values = values_of(snapshot, Beginning.of(snapshot), lesson.page)
    found = []
    if lesson.task.done.holds(values):
        found.append(_("The task is done before the learner has done anything."))
    missing = sorted(name for name in lesson.task.done.names if values.get(name) is None)
    if missing:
        names = ", ".join(missing)
        found.append(_("At the start there is no value for {names}, which the task looks at.").format(names=names))
    if not names_in(lesson.task.reply):
        found.append(_("The reply does not react: put a number such as {loss} in it."))
    if year > HARDEST:
        found.append(_("The text is hard to read: write shorter sentences and shorter words."))
    return found
