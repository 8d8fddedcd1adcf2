"""The state sentence of the first chapters: is a guess by hand nearer than the line was at the start, or farther."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.session.lessons.visit import Visit
from gd_visualizer.session.numbers import significant
from gd_visualizer.session.snapshot import Sentence, Snapshot

# From this level on there are steps, and the usual sentences about them.
STEPS_FROM = 5


def guess_sentence(visit: Visit, snapshot: Snapshot) -> Sentence | None:
    """Return what to say about a guess by hand; None where the usual sentence fits."""
    if visit.is_foggy and snapshot.status == "ready":
        return Sentence(_("**You can feel only the slope here.** Which way is down?"), "ready")
    now, begun = snapshot.off_by, visit.begun.off_by
    if visit.lesson.level >= STEPS_FROM or now is None or begun is None:
        return None
    values = {"r": significant(now), "r0": significant(begun)}
    if snapshot.document is visit.begun.document:
        return Sentence(_("**Your turn.** The line is off by about {r}.").format(**values), "ready")
    if values["r"] == values["r0"]:
        words = _("**As far as before.** Your line is off by about {r}, as when you began.")
    elif now < begun:
        words = _("**Getting warmer.** Your line is off by about {r}. It was {r0} when you began.")
    else:
        words = _("**Getting colder.** Your line is off by about {r}. It was {r0} when you began.")
    return Sentence(words.format(**values), "moved")
