"""Homes: which session file the document is kept in, also after Undo has gone back to what another file holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.source import read_bytes

# Of more files than this nobody waits for the mark of changes to go when Undo comes back to them; documents are large.
MOST_DOCUMENTS = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a session file.

    Attributes
    ----------
    document : Document or None
        What it holds, None where that is not known.
    content : bytes
        The digest of what was read or written last, b"" where that is not known.
    """

    document: Document | None = None
    content: bytes = b""


@dataclass(slots=True)
class Homes:
    """Remembers the file of each opening that can be undone and done again.

    Attributes
    ----------
    files : dict of int to Path or None
        Where the document belongs since an opening; None is no file. 0 is before the first one.
    kept : dict of Path to Kept
        One for each file, however often it was opened.
    path : Path or None
        Where the present document belongs.
    """

    files: dict[int, Path | None] = field(default_factory=dict)
    kept: dict[Path, Kept] = field(default_factory=dict)
    path: Path | None = None

    def settle(self, openings: tuple[int, ...], path: Path | None, kept: Kept | None = None) -> None:
        """Let the document belong to a file from the last opening on, and remember what the file holds."""
        # What is meant by a name alone stays the same, whatever folder is worked in.
        self.files[openings[0]] = self.path = path = None if path is None else path.absolute()
        if path is not None:
            self.kept.pop(path, None)
            self.kept[path] = kept or Kept()
        for old in list(self.kept)[:-MOST_DOCUMENTS]:
            self.kept[old] = replace(self.kept[old], document=None)

    def turn(self, openings: tuple[int, ...]) -> bool:
        """Find the file again that the document belonged to at this place of the history; return True if another."""
        before = self.path
        self.path = next((self.files[place] for place in openings if place in self.files), None)
        return self.path != before

    @property
    def present(self) -> Kept:
        """Return what is known of the file that the document belongs to."""
        return Kept() if self.path is None else self.kept[self.path]


def digest(path: Path) -> bytes:
    """Return what tells the content of a file from any other, b"" where there is none that can be read."""
    try:
        return hashlib.sha256(read_bytes(path)).digest()
    except InputError:
        return b""
