"""The pending step as a table that Qt can show: texts are made only for the cells in view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from gd_visualizer.session.step_table import StepTable
from gd_visualizer.views.theme import CAPTION, Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
# The colours of the first two parameters, as everywhere in the window.
_LETTERS = ("m", "b")


class StepModel(QAbstractTableModel):
    """Hands the cells of a table to Qt: column 0, the names of the rows, as their heads, which stay in view.

    Attributes
    ----------
    table : StepTable or None
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a table."""
        super().__init__(parent)
        self.table: StepTable | None = None
        self._theme: Theme | None = None

    def show_table(self, table: StepTable) -> None:
        """Show another table."""
        old = self.table
        if old is not None and (old.row_count, old.heads) == (table.row_count, table.heads):
            # The place that is being read stays in view.
            self.table = table
            self._tell()
            return
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def use_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._tell()

    def _tell(self) -> None:
        """Say that every text and every colour may be another one."""
        rows, columns = self.rowCount(), self.columnCount()
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if self.table is None or parent.isValid() else self.table.row_count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if self.table is None or parent.isValid() else len(self.table.heads) - 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, or how it looks."""
        table = self.table
        if table is None or not index.isValid():
            return None
        row, column = index.row(), index.column() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return table.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return table.hint(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = table.value(row, column) is not None
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._look(row, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a row or the head of a column, what it means, or how it looks."""
        table = self.table
        if table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role) if section < table.row_count else None
        if section + 1 >= len(table.heads):
            return None
        head = table.heads[section + 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return head.explanation
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and self._theme is not None:
            return self._theme.colour(self._token(section + 1))
        return None

    def _row_head(self, row: int, role: int) -> Any:
        assert self.table is not None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.name(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.table.hint(row, 0)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._look(row, 0, role)

    def _token(self, column: int) -> str:
        """Return the colour of a column: that of its parameter, or of the loss."""
        assert self.table is not None
        place = self.table.heads[column].parameter
        if place is None or len(self.table.sheet.names) > len(_LETTERS):
            return "loss" if column == 5 else "ink"
        return _LETTERS[place]

    def _look(self, row: int, column: int, role: int) -> Any:
        assert self.table is not None
        if self._theme is None:
            return None
        kind, is_number = self.table.kind(row), self.table.value(row, column) is not None
        if role == Qt.ItemDataRole.FontRole:
            bold = kind in ("mean", "new")
            return self._theme.font(CAPTION, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = kind == "rest" or (column > 0 and not is_number)
            return self._theme.colour("ink2" if quiet else self._token(column) if is_number and column > 4 else "ink")
        if role == Qt.ItemDataRole.BackgroundRole and kind in ("mean", "new"):
            return self._theme.colour("sel")
        return None
