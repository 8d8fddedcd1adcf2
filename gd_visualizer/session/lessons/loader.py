"""Read lessons from files; everything in a stranger's file is checked, and what is wrong is said with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from gd_visualizer.assets import ENGLISH, languages, resource
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.source import decode, file_name, read_bytes, shown
from gd_visualizer.session.lessons.conditions import Condition, read_condition
from gd_visualizer.session.lessons.lesson import MOST_PARAGRAPHS, Lesson, Question, Task
from gd_visualizer.session.lessons.markup import check_marks
from gd_visualizer.session.lessons.schema import LessonEntry, QuestionEntry, TaskEntry
from gd_visualizer.session.lessons.set_up import document_of
from gd_visualizer.session.lessons.values import KINDS, names_in, names_of
from gd_visualizer.session.said import said

SUFFIX = ".md"
FENCE = "+++"
NOTICE = "## "
LONGEST_PARAGRAPH, MOST_BYTES = 600, 100_000
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_PATH = re.compile(r" - at `\$\.?([^`]*)`$")


def read_lesson(path: Path) -> Lesson:
    """Read one lesson.

    Raises
    ------
    InputError
        In one sentence with the file and, where it can be told, the line and the field.
    """
    name = file_name(path)
    content = read_bytes(path)
    if len(content) > MOST_BYTES:
        raise InputError(_("{file} is too long for a lesson").format(file=name))
    return lesson_from(decode(content, name).characters, name, path.stem)


def lesson_from(text: str, name: str, key: str) -> Lesson:
    """Return the lesson that a text stands for; ``name`` is what messages call the file. See ``read_lesson``."""
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.strip() == FENCE]
    if len(ends) < 2 or ends[0] != 0:
        sentence = _("{file}, line 1: a lesson begins with front matter between two lines of {fence}")
        raise InputError(sentence.format(file=name, fence=FENCE))
    front, body = lines[1 : ends[1]], "\n".join(lines[ends[1] + 1 :])
    entry = _entry(front, name)
    try:
        return _lesson(entry, body, key)
    except _FieldError as error:
        raise InputError(_at(front, name, error.field, str(error))) from None


def lesson_paths(languages: Sequence[str]) -> tuple[Path, ...]:
    """Return the files of the chapters that come with the program, each in the first language that has it."""
    folders = [resource("lessons", language) for language in (*languages, ENGLISH)]
    names = sorted(path.name for path in folders[-1].glob(f"*{SUFFIX}"))
    return tuple(next(folder / name for folder in folders if (folder / name).is_file()) for name in names)


@lru_cache(maxsize=8)
def _read(paths: tuple[Path, ...]) -> tuple[Lesson, ...]:
    return tuple(read_lesson(path) for path in paths)


def shipped_lessons() -> tuple[Lesson, ...]:
    """Return the chapters that come with the program, in the person's language as far as there are any.

    Raises
    ------
    InputError
        If one of them cannot be read.
    """
    return _read(lesson_paths(languages()))


class _FieldError(Exception):
    """Something is wrong in one field; "" is the text below the front matter."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def _entry(front: list[str], name: str) -> LessonEntry:
    try:
        found = tomllib.loads("\n".join(front))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error)
        place = _TOML_PLACE.search(reason)
        # The line of the fence stands before the first one that is counted.
        line = int(place[1]) + 1 if place and place[1] else len(front) + 1
        sentence = _("{file}, line {line}: {reason}")
        plain = _TOML_PLACE.sub("", reason)
        raise InputError(sentence.format(file=name, line=line, reason=_one_line(plain))) from None
    try:
        return msgspec.convert(found, LessonEntry)
    except msgspec.ValidationError as error:
        reason, path = str(error), _PATH.search(str(error))
        field = re.sub(r"\[[^\]]*\]", "", path[1]) if path else ""
        unknown = re.search(r"unknown field `([^`]*)`", reason)
        if unknown:
            field = f"{field}.{unknown[1]}".lstrip(".")
        raise InputError(_at(front, name, field, _PATH.sub("", reason))) from None


def _at(front: list[str], name: str, field: str, reason: str) -> str:
    """Return a sentence with the line on which a field stands, where it can be found."""
    line = _line_of(front, field)
    start = _("{file}, line {line}").format(file=name, line=line) if line else name
    return f"{start}: {shown(field)}: {_one_line(reason)}" if field else f"{start}: {_one_line(reason)}"


def _line_of(front: list[str], field: str) -> int | None:
    """Return the number of the line on which a field such as ``task.done`` begins, in the whole file."""
    *table, last = field.split(".")
    here: list[str] = []
    for number, line in enumerate(front, start=2):
        head = re.match(r"\s*\[([\w.\s]+)\]", line)
        if head:
            here = [part.strip() for part in head[1].split(".")]
        elif here == table and re.match(rf"\s*[\"']?{re.escape(last)}[\"']?\s*=", line):
            return number
    return None


def _one_line(reason: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in reason)[:400]


def _lesson(entry: LessonEntry, body: str, key: str) -> Lesson:
    try:
        document = document_of(entry.setup)
    except InputError as error:
        raise _FieldError("setup", said(error)) from None
    names = names_of(document)
    paragraphs, notice = _prose(body)
    return Lesson(
        key=key,
        title=_marked("title", entry.title, frozenset()),
        level=entry.level,
        page=entry.page,
        start_from=entry.setup.start_from,
        fog=entry.setup.fog,
        highlight=tuple(entry.highlight),
        hide=tuple(entry.hide),
        document=document,
        paragraphs=paragraphs,
        notice=notice,
        task=_task(entry.task, names),
        question=None if entry.question is None else _question(entry.question, names),
    )


def _task(entry: TaskEntry, names: frozenset[str]) -> Task:
    return Task(
        _marked("task.do", entry.do, frozenset()),
        _condition("task.done", entry.done, names),
        _marked("task.so_far", entry.so_far, names),
        _marked("task.reply", entry.reply, names),
    )


def _question(entry: QuestionEntry, names: frozenset[str]) -> Question:
    if entry.answer > len(entry.choices):
        sentence = _("there are {count} choices, so the answer is a number from 1 to {count}")
        raise _FieldError("question.answer", sentence.format(count=len(entry.choices)))
    return Question(
        _marked("question.ask", entry.ask, frozenset()),
        tuple(_marked("question.choices", choice, frozenset()) for choice in entry.choices),
        entry.answer - 1,
        _marked("question.because", entry.because, frozenset()),
        _condition("question.reveal", entry.reveal, names) if entry.reveal else None,
    )


def _condition(field: str, text: str, names: frozenset[str]) -> Condition:
    try:
        condition = read_condition(text, KINDS)
    except InputError as error:
        raise _FieldError(field, said(error)) from None
    for name in sorted(condition.names - names):
        raise _FieldError(field, _unknown(name, names))
    return condition


def _marked(field: str, text: str, names: frozenset[str]) -> str:
    """Return a text after a look at its marks and at the names in its braces."""
    problem = check_marks(text)
    if problem:
        raise _FieldError(field, problem)
    for name in names_in(text):
        if name not in names:
            raise _FieldError(field, _unknown(name, names) if names else _("no numbers can be filled in here"))
    return text


def _unknown(name: str, names: frozenset[str]) -> str:
    sentence = _("there is no value named '{name}': use one of {names}")
    return sentence.format(name=shown(name), names=", ".join(sorted(names)[:40]))


def _prose(body: str) -> tuple[tuple[str, ...], str]:
    """Return the paragraphs, and what stands below the heading at the end."""
    pieces = [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", body.strip())]
    heads = [place for place, piece in enumerate(pieces) if piece.startswith(NOTICE)]
    if len(heads) > 1 or (heads and heads[0] != len(pieces) - 2):
        raise _FieldError("", _("the text has one heading at most, with one paragraph below it, at its end"))
    notice = pieces[-1] if heads else ""
    paragraphs = tuple(piece for piece in (pieces[: heads[0]] if heads else pieces) if piece)
    if not 1 <= len(paragraphs) <= MOST_PARAGRAPHS:
        sentence = _("the text has {count} paragraphs: write one to {most}")
        raise _FieldError("", sentence.format(count=len(paragraphs), most=MOST_PARAGRAPHS))
    for piece in (*paragraphs, notice):
        if len(piece) > LONGEST_PARAGRAPH:
            sentence = _("the paragraph that begins '{text}' is longer than {most} letters")
            raise _FieldError("", sentence.format(text=shown(piece[:30]), most=LONGEST_PARAGRAPH))
        _marked("", piece, frozenset())
    return paragraphs, notice
