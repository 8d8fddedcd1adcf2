"""File commands: open a table, save the points, recent files and the built-in data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from gd_visualizer.app import dialogs
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.assets import translate as _
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.files.datasets import builtin_datasets
from gd_visualizer.session.files.save import save_points
from gd_visualizer.session.files.table import ColumnsNeeded, Points, Table, points, read_table


class FileCommands(QObject):
    """What the File menu does."""

    def __init__(self, window: MainWindow, store: Store, preferences: Preferences) -> None:
        """Fill the menus and connect the actions."""
        super().__init__(window)
        self._window, self._store, self._preferences = window, store, preferences
        self._saved_as: Path | None = None
        for item in builtin_datasets():
            action = window.menus["builtin"].addAction(item.name)
            action.setData(item.key)
            action.setStatusTip(item.look_for)
        actions = window.actions_by_name
        actions["action_open"].triggered.connect(self._open)
        actions["action_save"].triggered.connect(self._save)
        actions["action_save_as"].triggered.connect(self._save_as)
        window.menus["recent"].aboutToShow.connect(self._fill_recent)
        window.menus["recent"].triggered.connect(self._open_recent)
        self._fill_recent()

    def open_path(self, path: Path) -> None:
        """Open a table; one that cannot be read changes nothing and says why."""
        try:
            table = read_table(path)
            columns = self._columns(table)
            if columns is None:
                return
            self._store.apply(edits.open_points(Dataset.from_arrays(*columns), path.name))
        except InputError as error:
            self._window.say(str(error))
            return
        self._saved_as = None
        self._preferences.remember_file(path.resolve())
        if table.warnings:
            first = table.warnings[0]
            self._window.say(
                _("{name}, line {line}: {message}").format(name=path.name, line=first.line, message=first.message)
            )
        else:
            self._window.messages.put_away()

    def _columns(self, table: Table) -> Points | None:
        """Return the two columns; ask which where there are more to choose from."""
        try:
            return points(table)
        except ColumnsNeeded:
            chosen = dialogs.ask_columns(self._window, table)
            return None if chosen is None else points(table, *chosen)

    @Slot()
    def _open(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open a table of points"), "", _("Tables (*.csv *.tsv *.txt);;All files (*)")
        )
        if name:
            self.open_path(Path(name))

    @Slot()
    def _save(self) -> None:
        if self._saved_as is None:
            self._save_as()
        else:
            self._write(self._saved_as)

    @Slot()
    def _save_as(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Save the points as a table"), "points.csv", _("Tables (*.csv)")
        )
        if name:
            path = Path(name)
            self._write(path if path.suffix else path.with_suffix(".csv"))

    def _write(self, path: Path) -> None:
        try:
            save_points(self._store.snapshot.document.dataset, path)
        except InputError as error:
            self._window.say(str(error))
            return
        self._saved_as = path
        self._preferences.remember_file(path.resolve())
        self._window.say(_("The points are saved in {name}.").format(name=path.name))

    @Slot()
    def _fill_recent(self) -> None:
        menu = self._window.menus["recent"]
        menu.clear()
        files = self._preferences.recent_files()
        for path in files:
            action = menu.addAction(path.name.replace("&", "&&"))
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
