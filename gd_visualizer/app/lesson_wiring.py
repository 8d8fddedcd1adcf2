"""Joins the lesson panel to the store: chapters open and close here, and the learner's own document waits meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from gd_visualizer.app.file_commands import FileCommands
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.reveal import reveal, reveal_all, show_marks
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import Document
from gd_visualizer.session.history import History
from gd_visualizer.session.lessons.guess_words import guess_sentence
from gd_visualizer.session.lessons.lesson import Lesson
from gd_visualizer.session.lessons.loader import read_lesson, shipped_lessons
from gd_visualizer.session.lessons.progress import Progress
from gd_visualizer.session.lessons.visit import Visit, opened
from gd_visualizer.session.said import said
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.backward.backward_page import BackwardPage

DONE, RIGHT, WRONG, LAST, PLACE = "lesson_done_", "lesson_right_", "lesson_wrong_", "lesson_last", "lesson_place_"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was on the screen before the chapters: it comes back as it was, and can be undone as before."""

    document: Document
    history: History
    page: str


class LessonWiring(QObject):
    """Opens chapters, looks whether their task is done, and remembers how far a learner has come.

    Signals
    -------
    opening()
        The own work is about to wait behind a chapter.
    """

    opening = Signal()

    def __init__(self, window: MainWindow, store: Store, preferences: Preferences, files: FileCommands) -> None:
        """Connect the panel; nothing is opened yet."""
        super().__init__(window)
        self._window, self._store, self._preferences = window, store, preferences
        self._lessons: tuple[Lesson, ...] = ()
        self._visit: Visit | None = None
        self._waiting: Waiting | None = None
        self._progress = Progress()
        self._parts_seen: set[int] = set()
        panel = window.lesson_panel
        panel.chapter_asked.connect(self.open_chapter)
        panel.answered.connect(self._answer)
        panel.free_play_asked.connect(self.leave)
        panel.clear_view_asked.connect(self._lift_fog)
        window.actions_by_name["action_lessons"].triggered.connect(self.start)
        window.call_out.lessons_asked.connect(self.start)
        window.pages.switched.connect(self._turn)
        window.pages.page_made.connect(self._join)
        self.opening.connect(files.write_down)
        files.leaving.connect(self.leave)
        files.lesson_found.connect(self.open_file)

    @property
    def is_open(self) -> bool:
        """Return True while a chapter is open."""
        return self._waiting is not None

    @property
    def own_document(self) -> Document:
        """Return what belongs to the person: in a chapter, that is what waits until the chapter is left."""
        return self._store.snapshot.document if self._waiting is None else self._waiting.document

    def place(self) -> tuple[str, tuple[str, ...]]:
        """Return the chapter that was open last, or "", and those that are done."""
        keys = tuple(lesson.key for lesson in shipped_lessons())
        done = tuple(key for key in keys if self._preferences.flag(DONE + key, False))
        return self._preferences.choice(LAST, ("", *keys)), done

    def take_place(self, chapter: str, done: tuple[str, ...]) -> None:
        """Let the next visit go on at this chapter, unless the learner is further on; what is done stays done."""
        keys = tuple(lesson.key for lesson in shipped_lessons())
        for key in set(done) & set(keys):
            self._preferences.keep(DONE + key, True)
        here = self._preferences.choice(LAST, ("", *keys))
        if chapter in keys and (not here or keys.index(chapter) > keys.index(here)):
            self._preferences.keep(LAST, chapter)

    @Slot()
    def start(self) -> None:
        """Go on with the chapter that was open last, or with the first; leave the chapters where one is open."""
        if self.is_open:
            self.leave()
            return
        try:
            lessons = shipped_lessons()
        except InputError as error:
            self._window.say(said(error))
            return
        keys = tuple(lesson.key for lesson in lessons)
        right, wrong = (self._keys_with(name, keys) for name in (RIGHT, WRONG))
        last = self._preferences.choice(LAST, ("", *keys))
        self._progress = Progress(self._keys_with(DONE, keys), last, right, wrong)
        self._lessons = lessons
        self.open_chapter(self._progress.place_in(keys))

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Open one lesson from any folder; one that cannot be read changes nothing and says why."""
        try:
            lesson = read_lesson(path)
        except InputError as error:
            self._window.say(said(error))
            return
        self.leave()
        self._lessons, self._progress = (lesson,), Progress()
        self.open_chapter(0)

    @Slot(int)
    def open_chapter(self, place: int) -> None:
        """Open a chapter from its beginning."""
        lesson, window = self._lessons[place], self._window
        self._keep_place()
        self._visit, self._parts_seen = None, set()
        is_first = self._waiting is None
        if is_first:
            window.take_typed()
            self.opening.emit()
            # They speak of the own points, and of more than the first chapters have told.
            for other in (window.data_table, window.step_numbers, window.exact_answer):
                other.close()
        waiting = self._waiting or Waiting(self.own_document, History(), window.pages.key)
        # First of all: from here on nobody may take the chapter's document for the person's own.
        self._waiting = waiting
        history = self._store.change_places(self._beginning(lesson), History())
        if is_first:
            self._waiting = replace(waiting, history=history)
        window.call_out.put_away()
        window.messages.put_away()
        window.show_page(lesson.page)
        reveal(window, lesson, lesson.fog)
        page = window.pages.currentWidget()
        if isinstance(page, BackwardPage):
            # The way through the parts belongs to the learner, from the first part on.
            page.walk("first")
            self._parts_seen.clear()
        self._keep(self._progress.with_last(lesson.key))
        self._visit = opened(lesson, place + 1, len(self._lessons), self._store.snapshot)
        self._look()

    @Slot()
    def leave(self) -> None:
        """Give the window back as it was before the chapters."""
        self._keep_place()
        waiting, self._waiting, self._visit = self._waiting, None, None
        if waiting is None:
            return
        reveal_all(self._window)
        self._window.say_instead(None)
        self._window.show_page(waiting.page)
        self._store.change_places(waiting.document, waiting.history)

    @Slot(object)
    def draw(self, snapshot: Snapshot) -> None:
        """Look at a snapshot, and see whether the task is done."""
        if self._visit is None:
            return
        was_foggy = self._visit.is_foggy
        self._visit = self._visit.looked(snapshot, self._window.pages.key, len(self._parts_seen))
        if was_foggy and not self._visit.is_foggy:
            show_marks(self._window, self._visit.lesson, is_foggy=False)
        if self._visit.is_done:
            self._keep(self._progress.with_done(self._visit.lesson.key))
        titles = tuple(lesson.title for lesson in self._lessons)
        done = tuple(lesson.key in self._progress.done for lesson in self._lessons)
        panel = self._window.lesson_panel
        panel.show_chapters(titles, done, self._visit.number - 1)
        panel.question.show_score(len(self._progress.right), len(self._progress.right | self._progress.wrong))
        panel.draw(self._visit, snapshot)
        self._window.say_instead(guess_sentence(self._visit, snapshot))

    @Slot(int)
    def _answer(self, choice: int) -> None:
        if self._visit is not None:
            lesson = self._visit.lesson
            self._visit = self._visit.answered(choice)
            if lesson.question is not None:
                self._keep(self._progress.with_guess(lesson.key, choice == lesson.question.answer))
            self._look()

    @Slot()
    def _lift_fog(self) -> None:
        if self._visit is not None and self._visit.is_foggy:
            self._visit = self._visit.lifted()
            show_marks(self._window, self._visit.lesson, is_foggy=False)
            self._look()

    def _keep_place(self) -> None:
        """Remember where the learner leaves a chapter whose task is done: a later one may start there."""
        if self._visit is not None and self._visit.is_done:
            start = self._store.snapshot.document.start
            self._preferences.keep(PLACE + self._visit.lesson.key, " ".join(map(repr, start)))

    def _beginning(self, lesson: Lesson) -> Document:
        """Return what the learner begins with: the line left in an earlier chapter where the lesson wants that."""
        document = lesson.document
        start = self._preferences.numbers(PLACE + lesson.start_from) if lesson.start_from else ()
        return replace(document, start=start) if len(start) == len(document.start) else document

    @Slot(str, QWidget)
    def _join(self, _key: str, page: QWidget) -> None:
        if isinstance(page, BackwardPage):
            page.walked.connect(self._see_part)

    @Slot(int)
    def _see_part(self, stop: int) -> None:
        self._parts_seen.add(stop)
        self._look()

    @Slot(str)
    def _turn(self, _key: str) -> None:
        self._look()

    def _look(self) -> None:
        self.draw(self._store.snapshot)

    def _keys_with(self, name: str, keys: tuple[str, ...]) -> frozenset[str]:
        """Return the chapters of which something is remembered."""
        return frozenset(key for key in keys if self._preferences.flag(name + key, False))

    def _keep(self, progress: Progress) -> None:
        """Remember how far the learner has come in the chapters that come with the program."""
        if progress == self._progress:
            return
        shipped = len(self._lessons) > 1
        if shipped:
            for name, part in ((DONE, "done"), (RIGHT, "right"), (WRONG, "wrong")):
                for key in getattr(progress, part) - getattr(self._progress, part):
                    self._preferences.keep(name + key, True)
            self._preferences.keep(LAST, progress.last)
        self._progress = progress
