"""Table commands: a table opened with a look at it first, points pasted and copied, and the table of points."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.work_dialog import work_beside
from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits, table_edits
from gd_visualizer.session.files.columns import AS_FOUND, ColumnsNeeded, Points, Reading, Table, points
from gd_visualizer.session.files.save import table_text
from gd_visualizer.session.files.source import file_name, read_bytes
from gd_visualizer.session.files.table import parse_table
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.said import said
from gd_visualizer.session.teller import Teller
from gd_visualizer.views.tables.preview_dialog import PreviewDialog

Parse = Callable[[bytes, str, Reading, Teller], Table]


class Opening(QObject):
    """One table on its way in: read, looked at where the choice is not plain, and read otherwise where asked."""

    def __init__(self, window: MainWindow, data: bytes, name: str, parse: Parse = parse_table) -> None:
        """Take the bytes of a table, its name and what reads it."""
        # No child of the window: its bytes may be many, and go with it.
        super().__init__()
        self._window, self._data, self._name = window, data, name
        self._parse = parse
        self._preview: PreviewDialog | None = None

    def points(self, ask: bool) -> tuple[Points, Table] | None:
        """Return x and y, and the table they are from; None where the person did not want it after all.

        Parameters
        ----------
        ask : bool
            Show the table even where there is nothing to choose.

        Raises
        ------
        InputError
            If it cannot be read, unless the person is asked and can say how.
        """
        try:
            table = self._read(AS_FOUND)
            if table is None:
                return None
            if not ask:
                return points(table), table
        except ColumnsNeeded:
            pass
        except InputError as error:
            if not ask:
                raise
            return self._ask(None, said(error))
        return self._ask(table)

    def _read(self, reading: Reading) -> Table | None:
        work = partial(self._parse, self._data, self._name, reading)
        titles = (_("Reading"), _("{name} is being read.").format(name=self._name))
        return work_beside(work, len(self._data), titles, self._preview or self._window)

    def _ask(self, table: Table | None, problem: str = "") -> tuple[Points, Table] | None:
        self._preview = PreviewDialog(self._name, self._window.theme, self._window)
        self._preview.reading_changed.connect(self._read_again)
        if table is None:
            self._preview.show_problem(problem)
        else:
            self._preview.show_table(table)
        accepted = self._preview.exec() == QDialog.DialogCode.Accepted
        table, chosen = self._preview.table, self._preview.chosen
        self._preview = None
        return (points(table, *chosen), table) if accepted and table is not None else None

    @Slot(object)
    def _read_again(self, reading: Reading) -> None:
        """Read the table as the person says; where that is stopped, what was shown before is shown again."""
        if self._preview is None:
            return
        try:
            table = self._read(reading)
        except InputError as error:
            self._preview.show_problem(said(error))
        else:
            if table is None:
                self._preview.go_back()
            else:
                self._preview.show_table(table)


class TableCommands(QObject):
    """What the table of points and the commands about tables do."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        """Connect the actions and the table of points."""
        super().__init__(window)
        self._window, self._store = window, store
        self.table = window.data_table
        self.table.cell_typed.connect(self._set_cell)
        self.table.point_typed.connect(self._add_point)
        self.table.rows_deleted.connect(self._remove_rows)
        self.table.block_pasted.connect(self._paste_block)
        actions = window.actions_by_name
        self.table.undo_asked.connect(actions["action_undo"].trigger)
        self.table.redo_asked.connect(actions["action_redo"].trigger)
        actions["action_paste_data"].triggered.connect(self._paste)
        actions["action_copy_data"].triggered.connect(self._copy)
        actions["action_data_table"].triggered.connect(self.table.show_up)

    def open_file(self, path: Path, ask: bool = False) -> bool:
        """Open a table; return False where the person did not want it after all.

        Parameters
        ----------
        path : Path
        ask : bool
            Show it first, even where there is nothing to choose.

        Raises
        ------
        InputError
            If it cannot be read; nothing has changed then.
        """
        found = Opening(self._window, read_bytes(path), file_name(path)).points(ask)
        if found is None or self._window.is_closed:
            return False
        columns, table = found
        self._store.apply(edits.open_points(Dataset.from_arrays(*columns), path.name))
        if table.warnings:
            first = table.warnings[0]
            sentence = _("{name}, line {line}: {message}")
            self._window.say(sentence.format(name=path.name, line=first.line, message=first.message))
        else:
            self._window.messages.put_away()
        return True

    @Slot()
    def _paste(self) -> None:
        """Put the points of the clipboard in the place of the present ones."""
        text = QGuiApplication.clipboard().text()
        try:
            if not text.strip():
                raise InputError(_("There is no text on the clipboard: copy two columns of numbers first."))
            data = text.encode("utf-8", "replace")
            found = Opening(self._window, data, _("the clipboard"), table_edits.parse_pasted).points(ask=False)
        except InputError as error:
            self._window.say(said(error))
            return
        if found is not None and not self._window.is_closed:
            self._store.apply(table_edits.open_pasted(found[0]))
            self._window.messages.put_away()

    @Slot()
    def _copy(self) -> None:
        """Put the points on the clipboard, as a spreadsheet takes them."""
        data = self._store.snapshot.document.dataset
        QGuiApplication.clipboard().setText(table_text(data, "\t"))
        sentence = translate_plural("{n} point is on the clipboard.", "{n} points are on the clipboard.", len(data))
        self._window.say(sentence.format(n=counted(len(data))))

    # The table of points ---------------------------------------------------------------------------------

    @Slot(object, str, float)
    def _set_cell(self, point_id: int, axis: table_edits.Axis, number: float) -> None:
        self._apply(table_edits.set_cell(point_id, axis, number))

    @Slot(float, float)
    def _add_point(self, x: float, y: float) -> None:
        self._apply(edits.add_point(x, y))

    @Slot(object)
    def _remove_rows(self, point_ids: tuple[int, ...]) -> None:
        self._apply(table_edits.remove_rows(point_ids))

    @Slot(int, str, str)
    def _paste_block(self, row: int, axis: table_edits.Axis, text: str) -> None:
        try:
            edit = table_edits.paste_block(row, axis, text)
        except InputError as error:
            self.table.say(said(error))
        else:
            self._apply(edit)

    def _apply(self, edit: edits.Edit) -> None:
        """Make an edit, or say beside the table why it cannot be made."""
        try:
            self._store.apply(edit)
        except InputError as error:
            self.table.say(said(error))
