"""The points as a model of rows and two columns, with an empty row at the end for a new one."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gd_visualizer.assets import translate as _
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.numbers import counted, exact
from gd_visualizer.session.said import said
from gd_visualizer.session.table_edits import AXES, cell_number

Index = QModelIndex | QPersistentModelIndex
NO_DATA = Dataset.from_arrays([], [])
# Made once: Qt asks for it for every selected cell, and there may be hundreds of thousands.
_CAN_BE_TYPED = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemNeverHasChildren
)


class PointsModel(QAbstractTableModel):
    """Shows a data set and tells what was typed; it changes nothing itself.

    Signals
    -------
    cell_typed(object point_id, str axis, float number)
        Another x or y for one point.
    point_typed(float x, float y)
        Both cells of the empty row hold a number now.
    refused(str)
        What was typed cannot be taken, in one sentence; "" where all is well.
    """

    cell_typed = Signal(object, str, float)
    point_typed = Signal(float, float)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without points."""
        super().__init__(parent)
        self.dataset = NO_DATA
        self._new: list[float | None] = [None, None]

    def show_data(self, dataset: Dataset) -> None:
        """Show other points."""
        before, after = len(self.dataset), len(dataset)
        if before == after:
            self.dataset = dataset
            self.dataChanged.emit(self.index(0, 0), self.index(after, 1))
        elif after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self.dataset = dataset
            self.endInsertRows()
            self.dataChanged.emit(self.index(0, 0), self.index(after, 1))
        else:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self.dataset = dataset
            self.endRemoveRows()
            self.dataChanged.emit(self.index(0, 0), self.index(after, 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    def number(self, row: int, column: int) -> float | None:
        """Return the number in a cell; None in the empty row."""
        if row >= len(self.dataset):
            return self._new[column]
        return float((self.dataset.x, self.dataset.y)[column][row])

    def forget_new(self) -> None:
        """Empty the row for a new point."""
        self._new = [None, None]
        last = len(self.dataset)
        self.dataChanged.emit(self.index(last, 0), self.index(last, 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of points, and one for the empty row."""
        return 0 if parent is not None and parent.isValid() else len(self.dataset) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        """Return two: x and y."""
        return 0 if parent is not None and parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the number of a cell in the notation of the window, or for editing as a file would hold it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        value = self.number(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if value is None else exact(value)
        if role == Qt.ItemDataRole.EditRole:
            return "" if value is None else repr(value).removesuffix(".0")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return _("{name}, empty").format(name=name) if value is None else f"{name} {exact(value)}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; the points change only when whoever owns them says so."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column, text = index.row(), index.column(), str(value)
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        if row >= len(self.dataset) and not text.strip():
            self._new[column] = None
            self.refused.emit("")
            return True
        try:
            number = cell_number(text)
        except InputError as error:
            self.refused.emit(said(error))
            return False
        self.refused.emit("")
        if row < len(self.dataset):
            self.cell_typed.emit(int(self.dataset.ids[row]), AXES[column], number)
            return True
        self._new[column] = number
        x, y = self._new
        if x is not None and y is not None:
            self.forget_new()
            self.point_typed.emit(x, y)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be edited."""
        return _CAN_BE_TYPED

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the names of the columns and the numbers of the rows."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return (self.dataset.x_name, self.dataset.y_name)[section]
        return _("new") if section == len(self.dataset) else counted(section + 1)
