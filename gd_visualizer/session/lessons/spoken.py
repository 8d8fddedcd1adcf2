"""What a screen reader says while a learner goes through the chapters: each time, what has changed."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.session.lessons.markup import plain
from gd_visualizer.session.lessons.visit import Visit


def heading(visit: Visit) -> str:
    """Return which chapter this is."""
    return _("Chapter {k} of {n}: {title}").format(k=visit.number, n=visit.count, title=visit.lesson.title)


def what_changed(before: Visit | None, visit: Visit) -> str:
    """Return what happened between two moments of a visit, in the order of its weight; "" for nothing to be told.

    Parameters
    ----------
    before : Visit or None
        The moment before; None where no chapter was open.
    visit : Visit
    """
    if before is None or before.begun is not visit.begun:
        return " ".join((f"{heading(visit)}.", *map(plain, visit.lesson.paragraphs)))
    told = []
    if visit.is_done and not before.is_done:
        told += [_("Done."), plain(visit.words)]
    if (visit.choice, visit.is_revealed) != (before.choice, before.is_revealed):
        told.append(plain(answer_words(visit)))
    if before.is_foggy and not visit.is_foggy:
        told.append(_("The fog is gone: the whole landscape can be seen now."))
    return " ".join(filter(None, told))


def answer_words(visit: Visit) -> str:
    """Return what is said about the answer of a learner, with marks; "" before there is one."""
    question = visit.lesson.question
    if question is None or visit.choice is None:
        return ""
    if not visit.is_revealed:
        return _("A good guess to keep in mind. Now try it.")
    because = question.because
    if visit.choice == question.answer:
        return _("**You guessed it.** {because}").format(because=because)
    right = question.choices[question.answer]
    return _("**The answer is: {answer}.** {because}").format(answer=right, because=because)
