"""File commands: open and save sessions and tables, recent files, the built-in data, and the session left last."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from gd_visualizer.app import dialogs
from gd_visualizer.app.homes import Homes, Kept, digest
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.table_commands import TableCommands
from gd_visualizer.app.where_to_save import TABLES, ask_where
from gd_visualizer.assets import resource
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.left_behind import LeftBehind
from gd_visualizer.runtime.preferences import LARGEST_SESSION, Preferences
from gd_visualizer.runtime.recovery import Recovery
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.datasets import builtin_datasets
from gd_visualizer.session.files.save import save_points
from gd_visualizer.session.lessons.loader import SUFFIX as LESSON
from gd_visualizer.session.said import said
from gd_visualizer.session.session_file import (
    SUFFIX,
    read_session,
    read_with_desk,
    save_session,
    session_text,
    with_desk_from,
)


class Desks(Protocol):
    """What knows all that is kept with a session besides its document."""

    def desk(self) -> Desk:
        """Return what lies around the document now."""

    def lay_out(self, desk: Desk) -> str:
        """Show what was shown when the session was saved; return what could not be, in a sentence, or ""."""


class FileCommands(QObject):
    """What the File menu does.

    Signals
    -------
    leaving()
        Another document is about to take the place of the person's own, or the window closes.
    lesson_found(Path)
        The file to be opened is a lesson.
    """

    leaving = Signal()
    lesson_found = Signal(object)

    def __init__(
        self, window: MainWindow, store: Store, preferences: Preferences, recovery: Recovery, tables: TableCommands
    ) -> None:
        """Fill the menus and connect the actions."""
        super().__init__(window)
        self._window, self._store, self._preferences = window, store, preferences
        self._tables = tables
        self.desks: Desks | None = None
        self._homes, self._recovery = Homes(), recovery
        for item in builtin_datasets():
            action = window.menus["builtin"].addAction(item.name)
            action.setData(item.key)
            action.setStatusTip(item.look_for)
        for path in sorted(resource("templates").glob(f"*{SUFFIX}")):
            window.menus["templates"].addAction(_(read_session(path).title)).setData(str(path))
        window.menus["templates"].triggered.connect(self._open_template)
        actions = window.actions_by_name
        actions["action_revert"].triggered.connect(self._revert)
        actions["action_revert"].setEnabled(False)
        actions["action_open"].triggered.connect(self._open)
        actions["action_open_table"].triggered.connect(self._open_with_choices)
        actions["action_save"].triggered.connect(self._save)
        actions["action_save_as"].triggered.connect(self._save_as)
        actions["action_save_points"].triggered.connect(self._save_points)
        actions["action_last_session"].triggered.connect(self._open_last)
        window.close_guard = self.may_leave
        window.menus["recent"].aboutToShow.connect(self._fill_recent)
        window.menus["recent"].triggered.connect(self._open_recent)
        self._fill_recent()

    def open_path(self, path: Path, ask: bool = False) -> None:
        """Open a session or a table; one that cannot be read changes nothing and says why.

        Parameters
        ----------
        path : Path
        ask : bool
            Show a table first, even where there is nothing to choose.
        """
        if path.suffix.lower() == LESSON:
            self.lesson_found.emit(path)
            return
        if not self.may_leave():
            return
        try:
            if path.suffix.lower() == SUFFIX:
                self._open_session(path)
            elif not self._open_table(path, ask):
                return
        except InputError as error:
            self._window.say(said(error))
            return
        self._preferences.remember_file(path.resolve())

    def _open_session(self, path: Path) -> None:
        document, desk = read_with_desk(path)
        self._store.apply(edits.open_session(document, path.name))
        self._belongs_to(path)
        self._window.messages.put_away()
        self._lay_out(desk)

    def _lay_out(self, desk: Desk) -> None:
        """Show what was shown when the session was saved, and say what cannot be."""
        missing = "" if self.desks is None else self.desks.lay_out(desk)
        if missing:
            self._window.say(missing)

    def _desk(self) -> Desk:
        return Desk() if self.desks is None else self.desks.desk()

    def _open_table(self, path: Path, ask: bool = False) -> bool:
        """Open a table; return False where the person did not choose its columns."""
        if not self._tables.open_file(path, ask):
            return False
        self._belongs_to(None)
        return True

    def _belongs_to(self, path: Path | None) -> None:
        """Remember which file the document is kept in, None for none."""
        document = self._store.snapshot.document
        self._homes.settle(self._store.openings, path, None if path is None else Kept(document, digest(path)))
        self._tell_recovery()
        self.draw()

    def _tell_recovery(self) -> None:
        """Say which file the document belongs to, and whether it is safe there."""
        self._recovery.belongs_to(self._session, self._homes.present.content)
        if self._session is not None and not self.is_modified:
            self._recovery.is_kept(self._store.snapshot.document)

    @property
    def _session(self) -> Path | None:
        """Return the file that the document is kept in, None for none."""
        return self._homes.path

    @property
    def has_file(self) -> bool:
        """Return True where the document is kept in a file."""
        return self._session is not None

    @Slot()
    def draw(self) -> None:
        """Mark the window while the document differs from its file; Undo may have gone back to that of another one."""
        if self._homes.turn(self._store.openings):
            self._tell_recovery()
        self._window.setWindowModified(self.is_modified)
        self._window.actions_by_name["action_revert"].setEnabled(self.is_modified)

    @property
    def is_modified(self) -> bool:
        """Return True where the document is kept in a file and differs from it."""
        return self._session is not None and self._store.snapshot.document != self._homes.present.document

    def may_leave(self) -> bool:
        """Ask what shall become of changes to a session file; return False where the person wants to stay."""
        self._window.take_typed()
        self.leaving.emit()
        if not self.is_modified or self._session is None:
            return True
        answer = dialogs.ask_about_changes(self._window, self._session.name)
        if answer == "save":
            return self._save()
        return answer == "discard"

    @Slot()
    def write_down(self) -> None:
        """Write what is not kept elsewhere down for the case of a crash, now and not in two seconds."""
        self._recovery.write()

    def keep_last(self) -> None:
        """Keep the document for the next time, whether or not it is kept in a file."""
        document, desk = self._store.snapshot.document, self._desk()
        text = session_text(document, desk)
        if len(text) > LARGEST_SESSION:
            # Paths are the largest part, and the last one to be missed.
            text = session_text(document, replace(desk, path=None, earlier_runs=()))
        self._preferences.keep_session(text)

    @Slot()
    def _open_last(self) -> None:
        """Go on with what was left the last time."""
        text = self._preferences.last_session()
        if text is None or not self.may_leave():
            return
        try:
            document, desk = with_desk_from(text.encode(), _("the last session"))
            self._store.apply(edits.open_session(document, document.title))
        except InputError as error:
            self._window.say(said(error))
            return
        self._belongs_to(None)
        self._lay_out(desk)

    def open_document(self, document: Document) -> bool:
        """Open a document that belongs to no file yet; return False where the person wants to stay."""
        if not self.may_leave():
            return False
        self._store.apply(edits.open_session(document, document.title))
        self._belongs_to(None)
        return True

    def open_recovered(self, left: LeftBehind) -> bool:
        """Open work that was left behind; Save goes on writing the file that it belonged to, and Revert reads it."""
        if not self.open_document(left.document):
            return False
        path = left.kept_in
        if path is not None:
            # It counts as changed until it is saved; Save asks where somebody else has changed the file since.
            self._homes.settle(self._store.openings, path, Kept(content=left.content))
            self._tell_recovery()
            self.draw()
        self._lay_out(left.desk)
        return True

    @Slot(QAction)
    def _open_template(self, action: QAction) -> None:
        document = read_session(Path(action.data()))
        self.open_document(replace(document, title=_(document.title)))

    @Slot()
    def _revert(self) -> None:
        """Go back to what the file holds; Undo brings the changes back."""
        self._window.take_typed()
        if self._session is not None:
            try:
                self._open_session(self._session)
            except InputError as error:
                self._window.say(said(error))

    @Slot()
    def _open(self) -> None:
        kinds = _("Sessions and tables (*.gdv *.csv *.tsv *.txt);;All files (*)")
        name, _filter = QFileDialog.getOpenFileName(self._window, _("Open a session or a table of points"), "", kinds)
        if name:
            self.open_path(Path(name))

    @Slot()
    def _open_with_choices(self) -> None:
        kinds = _("Tables (*.csv *.tsv *.txt *.dat);;All files (*)")
        name, _filter = QFileDialog.getOpenFileName(self._window, _("Open a table of points"), "", kinds)
        if name:
            self.open_path(Path(name), ask=True)

    @Slot()
    def _save(self) -> bool:
        """Save, and ask where there is no file yet or somebody else has changed it; return False where nothing was."""
        self._window.take_typed()
        if self._session is None:
            return self._save_as()
        there, known = digest(self._session), self._homes.present.content
        if there and known and there != known:
            answer = dialogs.ask_about_file(self._window, self._session.name)
            if answer != "over":
                return answer == "other" and self._save_as()
        return self._write(self._session)

    @Slot()
    def _save_as(self) -> bool:
        self._window.take_typed()
        title = self._store.snapshot.document.title or _("My points")
        usual = str(self._session or f"{_as_name(title)}{SUFFIX}")
        kinds = _("Sessions (*.gdv);;Tables of points (*.csv)")
        path = ask_where(self._window, _("Save the session"), usual, kinds, (SUFFIX, *TABLES))
        return path is not None and self._write(path)

    @Slot()
    def _save_points(self) -> None:
        self._window.take_typed()
        title, kinds = _("Save the points as a table"), _("Tables (*.csv)")
        path = ask_where(self._window, title, "points.csv", kinds, TABLES)
        if path is not None:
            self._write(path)

    def _write(self, path: Path) -> bool:
        """Write a session, or the points alone into a table; return False where that failed."""
        # What is kept is the person's own, never what a chapter has put in its place.
        self.leaving.emit()
        document, is_session = self._store.snapshot.document, path.suffix.lower() == SUFFIX
        try:
            if is_session:
                save_session(document, path, self._desk())
            else:
                save_points(document.dataset, path)
        except InputError as error:
            self._window.say(said(error))
            return False
        self._preferences.remember_file(path.resolve())
        if is_session:
            self._belongs_to(path)
            self._window.say(_("The session is saved in {name}.").format(name=path.name))
        else:
            self._window.say(_("The points are saved in {name}.").format(name=path.name))
        return True

    @Slot()
    def _fill_recent(self) -> None:
        menu = self._window.menus["recent"]
        menu.clear()
        files = self._preferences.recent_files()
        for path in files:
            name = path.name.replace("&", "&&")
            is_there = os.path.isfile(path)
            action = menu.addAction(name if is_there else _("{name} (no longer there)").format(name=name))
            action.setData(str(path))
            action.setStatusTip(str(path))
        if not files:
            menu.addAction(_("No files yet")).setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction(_("Empty this list")).setData("")

    @Slot(QAction)
    def _open_recent(self, action: QAction) -> None:
        if action.data():
            self.open_path(Path(action.data()))
        else:
            self._preferences.forget_files()


def _as_name(title: str) -> str:
    """Return a title as the name of a file: without the end of the table that it may be from, and no folder."""
    path = Path(title.replace("/", "-").replace("\\", "-"))
    return path.stem if path.suffix.lower() in TABLES else path.name
