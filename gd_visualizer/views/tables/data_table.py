"""The table of points: every x and y to read, type, copy and paste, in a window beside the canvas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionRange, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.table_edits import AXES
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.tables.column_names import ColumnNames
from gd_visualizer.views.tables.fitting import ROW_HIGH, fitting
from gd_visualizer.views.tables.points_model import PointsModel
from gd_visualizer.views.theme import BODY, CAPTION, Theme

SIZE, MARGIN, NUMBER_WIDE = QSize(380, 560), 16, 62


class _View(QTableView):
    """A table that hands copying, pasting and deleting to those who know how.

    Signals
    -------
    key_pressed(str)
        "copy", "paste" or "delete".
    """

    key_pressed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste and delete; the rest is the table's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.key_pressed.emit("copy")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.key_pressed.emit("paste")
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.key_pressed.emit("delete")
        else:
            super().keyPressEvent(event)

    def commitData(self, editor: QWidget) -> None:  # noqa: N802 - called by Qt
        """Take what was typed, once: Enter takes it a moment later, when leaving the cell may have closed the box."""
        if not editor.isHidden():
            super().commitData(editor)


class DataTable(QDialog):
    """The points as a table that can be changed.

    Signals
    -------
    cell_typed(object point_id, str axis, float number)
        Another x or y for one point.
    point_typed(float x, float y)
        A new point.
    rows_deleted(tuple of int)
        The numbers of the points that shall go.
    block_pasted(int row, str axis, str text)
        A block of cells for the table, from this one on.
    undo_asked()
    redo_asked()
        The keys for undo and redo were pressed here.
    """

    cell_typed = Signal(object, str, float)
    point_typed = Signal(float, float)
    rows_deleted = Signal(object)
    block_pasted = Signal(int, str, str)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.setObjectName("data_table")
        self.setWindowTitle(_("Data table"))
        self.setAccessibleName(_("Data table"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._theme: Theme | None = None
        self._pending: Dataset | None = None
        self.model = PointsModel(self)
        self.view = self._made_view()
        self.count = words("", "note", self)
        self.problem = words("", "loss", self)
        self.problem.setObjectName("data_table_problem")
        self.problem.setWordWrap(True)
        self.add = self._button("data_table_add", _("Add row"), _("Goes to the empty row at the end."))
        self.delete = self._button("data_table_delete", _("Delete rows"), _("Takes the selected rows away."))
        self.copy = self._button("data_table_copy", _("Copy"), _("Copies the selected cells for a spreadsheet."))
        self.paste = self._button(
            "data_table_paste", _("Paste"), _("Writes cells from a spreadsheet here, from the selected cell on.")
        )
        for button, slot in (
            (self.add, self._go_to_new),
            (self.delete, self._delete),
            (self.copy, self._copy),
            (self.paste, self._paste),
        ):
            button.clicked.connect(slot)
        self.view.key_pressed.connect(self._obey)
        self.model.cell_typed.connect(self.cell_typed)
        self.model.point_typed.connect(self._add_point)
        self.model.refused.connect(self.say)
        self.view.selectionModel().selectionChanged.connect(self._judge)
        self._lay_out()
        self.resize(SIZE)
        self._judge()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the points of a snapshot, as soon as somebody looks."""
        dataset = snapshot.document.dataset
        if dataset is self.model.dataset:
            self._pending = None
            return
        self._pending = dataset
        if self.isVisible():
            self._take()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.view.setStyleSheet(
            f"QTableView {{ background: {theme.css('field')}; border: 1px solid {theme.css('border')};"
            # Qt's own mark of the focus would lie over the number like a veil.
            f" gridline-color: {theme.css('border')}; color: {theme.css('ink')}; outline: 0;"
            f" selection-background-color: {theme.css('sel')}; selection-color: {theme.css('ink')}; }}"
            f"QTableView::item:selected {{ background: {theme.css('sel')}; color: {theme.css('ink')}; }}"
            f"QTableView::item:focus {{ border: 2px solid {theme.css('ink')}; }}"
            f"QTableView:focus {{ border: 1px solid {theme.css('ink')}; }}"
            f"QTableView QLineEdit {{ min-height: 0; padding: 0 4px; border-radius: 0; }}"
            f"QHeaderView, QHeaderView::section {{ background: {theme.css('panel')}; color: {theme.css('ink2')};"
            f" border: 0; font-size: {theme.px(CAPTION)}px; }}"
            f"QHeaderView::section {{ padding: 0 4px; }}"
            f"QHeaderView::section:vertical {{ padding: 0 8px; }}"
            f"QTableCornerButton::section {{ background: {theme.css('panel')}; border: 0; }}"
        )
        self.view.setFont(theme.font(BODY))
        self.view.verticalHeader().setDefaultSectionSize(theme.px(ROW_HIGH))
        self.view.horizontalHeader().setFixedHeight(theme.px(ROW_HIGH))
        self.view.verticalHeader().setMinimumWidth(theme.px(NUMBER_WIDE))
        self._theme = theme
        self.resize(fitting(SIZE, theme, self.parentWidget()))

    @Slot()
    def show_up(self) -> None:
        """Open beside the canvas, or come to the front."""
        if self._theme is not None and not self.isVisible():
            self.resize(fitting(SIZE, self._theme, self.parentWidget()))
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.setFocus()

    @Slot(str)
    def say(self, problem: str) -> None:
        """Say in one sentence why something was not done; "" where all is well."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    # Inside ----------------------------------------------------------------------------------------------

    def _made_view(self) -> _View:
        view = _View(self)
        view.setObjectName("data_table_view")
        view.setAccessibleName(_("The points"))
        view.setAccessibleDescription(_("One row for each point; type to change a number, Delete takes rows away."))
        view.setModel(self.model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        view.setTabKeyNavigation(False)
        view.setHorizontalHeader(ColumnNames(view))
        view.verticalHeader().setHighlightSections(False)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        return view

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate((self.add, self.delete, self.copy, self.paste)):
            buttons.addWidget(button, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addWidget(self.count)
        column.addWidget(self.view, 1)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        self.problem.hide()

    def _take(self) -> None:
        """Show the points that came while nobody looked."""
        if self._pending is None:
            return
        self.model.show_data(self._pending)
        self._pending = None
        count = len(self.model.dataset)
        self.count.setText(translate_plural("{n} point", "{n} points", count).format(n=counted(count)))
        self._judge()

    def _parts(self) -> list[QItemSelectionRange]:
        """Return the rectangles of selected cells, without a list of every cell in them."""
        return list(cast("Iterable[QItemSelectionRange]", self.view.selectionModel().selection()))

    def _rows(self) -> list[int]:
        """Return the selected rows that hold points."""
        found = {row for part in self._parts() for row in range(part.top(), part.bottom() + 1)}
        return sorted(row for row in found if row < len(self.model.dataset))

    @Slot()
    def _judge(self) -> None:
        has_rows = any(part.top() < len(self.model.dataset) for part in self._parts())
        self.delete.setEnabled(has_rows)
        self.copy.setEnabled(has_rows)

    @Slot()
    def _go_to_new(self) -> None:
        index = self.model.index(len(self.model.dataset), 0)
        self.view.setCurrentIndex(index)
        self.view.setFocus()
        # Not by ``edit(index)``, which complains aloud where a cell is being typed into already.
        self.view.edit(index, QAbstractItemView.EditTrigger.AllEditTriggers, QEvent(QEvent.Type.None_))

    @Slot(float, float)
    def _add_point(self, x: float, y: float) -> None:
        self.point_typed.emit(x, y)
        self.view.setCurrentIndex(self.model.index(len(self.model.dataset), 0))

    @Slot()
    def _delete(self) -> None:
        rows = self._rows()
        if rows:
            self.say("")
            self.rows_deleted.emit(tuple(int(self.model.dataset.ids[row]) for row in rows))

    @Slot()
    def _copy(self) -> None:
        """Put the selected cells on the clipboard: tabs between them, each number as it reads back exactly."""
        parts = self._parts()
        rows = self._rows()
        if not parts or not rows:
            return
        places = range(min(part.left() for part in parts), max(part.right() for part in parts) + 1)
        dataset = self.model.dataset
        columns = ((dataset.x, dataset.y)[place][rows].tolist() for place in places)
        lines = ("\t".join(map(repr, cells)) for cells in zip(*columns, strict=True))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    @Slot()
    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.say(_("There is no text on the clipboard."))
            return
        self.say("")
        corner = min(
            ((part.top(), part.left()) for part in self._parts()),
            default=(len(self.model.dataset), 0),
        )
        self.block_pasted.emit(corner[0], AXES[corner[1]], text)

    @Slot(str)
    def _obey(self, what: str) -> None:
        {"copy": self._copy, "paste": self._paste, "delete": self._delete}[what]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo as in the main window."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the points."""
        super().showEvent(event)
        self._take()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
