"""History: undo and redo as a row of older and newer documents."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.session.document import Document

DEPTH = 500
# So many points are kept in all, in some 200 MB; five hundred edits of two hundred thousand would need gigabytes.
POINTS = 8_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it was on one side of an edit, what the edit was called, and whether it opened other data.

    Openings are numbered from 1 on; 0 stands for any other edit.
    """

    document: Document
    label: str
    opening: int = 0


class History:
    """Older documents to go back to, newer ones to go forward to.

    Documents are frozen and share what did not change, so an entry costs little more than the data it replaced.
    """

    def __init__(self) -> None:
        """Begin with nothing to undo."""
        self._past: list[Entry] = []
        self._future: list[Entry] = []
        self._melts_as = ""
        self._openings = 0
        self._forgotten: tuple[int, ...] = (0,)

    def record(self, before: Document, label: str, melts_as: str = "", opened: bool = False) -> None:
        """Remember the document before an edit; an edit that melts into the one before adds no entry."""
        self._future.clear()
        if melts_as and melts_as == self._melts_as and self._past:
            return
        self._openings += opened
        self._past.append(Entry(before, label, self._openings if opened else 0))
        self._forget_oldest()
        self._melts_as = melts_as

    def seal(self) -> None:
        """End a gesture: the next edit is an entry of its own."""
        self._melts_as = ""

    def undo(self, present: Document) -> Document:
        """Return the document before the last edit, or the present one if there is none."""
        return self._travel(present, self._past, self._future)

    def redo(self, present: Document) -> Document:
        """Return the document after the last undone edit, or the present one if there is none."""
        return self._travel(present, self._future, self._past)

    def take_back(self, present: Document) -> Document:
        """Return the document before an unfinished gesture and forget that it happened.

        Where it has changed nothing yet, or something else was done or undone meanwhile, there is nothing to take back.
        """
        is_under_way = bool(self._melts_as)
        self.seal()
        return self._past.pop().document if is_under_way else present

    @property
    def undo_label(self) -> str:
        """Return what undo would undo, or ""."""
        return self._past[-1].label if self._past else ""

    @property
    def redo_label(self) -> str:
        """Return what redo would redo, or ""."""
        return self._future[-1].label if self._future else ""

    @property
    def undo_reopens(self) -> bool:
        """Return True where undo goes back to other data."""
        return bool(self._past) and self._past[-1].opening > 0

    @property
    def redo_reopens(self) -> bool:
        """Return True where redo goes forward to other data."""
        return bool(self._future) and self._future[-1].opening > 0

    @property
    def openings(self) -> tuple[int, ...]:
        """Return the openings that led to the present document, the last one first; 0 is before all of them."""
        return (*(entry.opening for entry in reversed(self._past) if entry.opening), *self._forgotten)

    def _forget_oldest(self) -> None:
        """Keep the newest entries only; data that several of them share count once."""
        seen: set[int] = set()
        points, kept = 0, 0
        for entry in reversed(self._past[-DEPTH:]):
            data = entry.document.dataset
            if id(data) not in seen:
                seen.add(id(data))
                points += len(data.x)
            if points > POINTS and kept:
                break
            kept += 1
        for entry in self._past[:-kept]:
            self._forgotten = (entry.opening, *self._forgotten) if entry.opening else self._forgotten
        del self._past[:-kept]

    def _travel(self, present: Document, source: list[Entry], target: list[Entry]) -> Document:
        self.seal()
        if not source:
            return present
        entry = source.pop()
        target.append(Entry(present, entry.label, entry.opening))
        return entry.document
