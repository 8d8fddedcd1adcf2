"""All points with their slopes, one row each, and the mean below a rule: the mean of the blame is the slope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.blame_words import given
from gd_visualizer.session.numbers import shown
from gd_visualizer.views.backward.ink import LEFT, RIGHT, pen_of, write
from gd_visualizer.views.safe_item import paint_safely
from gd_visualizer.views.theme import BODY, CAPTION, Theme

Index = QModelIndex | QPersistentModelIndex
FIXED = 5
ROW_HIGH, NUMBER_WIDE, PLAIN_WIDE = 22, 46, 58


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What the table shows.

    Attributes
    ----------
    columns : tuple of (N,) float64
        x, y, ŷ, miss, and a slope for each parameter that is shown.
    names : tuple of str
        Of those parameters.
    tokens : tuple of str
        Their colours.
    chosen : int or None
        Which row.
    symbols : bool
        Symbols such as ∂ℓ/∂m instead of words.
    """

    columns: tuple[FloatArray, ...]
    names: tuple[str, ...]
    tokens: tuple[str, ...]
    chosen: int | None
    symbols: bool = False

    def mean(self) -> tuple[FloatArray | None, ...]:
        """Return the same columns as their means, without x, y and ŷ, of which the mean says nothing here."""
        with np.errstate(all="ignore"):
            means = [np.array([column.mean()]) if len(column) else column for column in self.columns[3:]]
        return (None, None, None, *means)

    @property
    def largest(self) -> float:
        """Return the steepest slope, which the longest bar stands for."""
        sizes = [float(np.abs(column[np.isfinite(column)]).max(initial=0.0)) for column in self.columns[4:]]
        return max(sizes, default=0.0)


class _Model(QAbstractTableModel):
    """Rows, worked out as words only where they are seen."""

    def __init__(self, is_mean: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = Rows((), (), (), None)
        self._columns: tuple[FloatArray | None, ...] = ()
        self._is_mean = is_mean
        self.theme: Theme | None = None

    def show_rows(self, rows: Rows) -> None:
        """Take other numbers; the view is built anew only where its shape changes."""
        shape = (self.rowCount(), self.rows.names, self.rows.symbols)
        columns = rows.mean() if self._is_mean else rows.columns
        count = len(columns[-1]) if columns and columns[-1] is not None else 0
        anew = shape != (count, rows.names, rows.symbols)
        if anew:
            self.beginResetModel()
        self.rows, self._columns = rows, columns
        if anew:
            self.endResetModel()
        elif count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, self.columnCount() - 1))

    def number(self, row: int, column: int) -> float | None:
        """Return the number in a cell, None where there is none."""
        values = self._columns[column - 1] if column else None
        return None if values is None else float(values[row])

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of points, or one for the mean."""
        last = self._columns[-1] if self._columns else None
        return 0 if last is None else len(last)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return number, x, y, ŷ, miss and the slopes."""
        return FIXED + len(self.rows.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return _("mean") if self._is_mean else str(row + 1)
            value = self.number(row, column)
            if value is None:
                return ""
            return given(value) if column <= 2 else shown(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headerData(column, Qt.Orientation.Horizontal)} {self.data(index)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = ["", "x", "y", "ŷ", "ŷ − y" if self.rows.symbols else _("miss")]
            return names[section] if section < FIXED else self._slope_name(self.rows.names[section - FIXED])
        if role == Qt.ItemDataRole.ForegroundRole and self.theme is not None:
            tokens = {3: "line", 4: "loss"}
            token = self.rows.tokens[section - FIXED] if section >= FIXED else tokens.get(section, "ink2")
            return self.theme.colour(token)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _slope_name(self, name: str) -> str:
        """Return the head of a column of slopes: words where there is room for them."""
        if self.rows.symbols:
            return f"∂ℓ/∂{name}"
        if len(self.rows.names) <= 2:
            return _("slope for {name}").format(name=name)
        return _("slope {name}").format(name=name) if len(name) <= 3 else name


class _Delegate(QStyledItemDelegate):
    """Paints numbers, and bars beside slopes."""

    def __init__(self, is_mean: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme | None = None
        self._is_mean = is_mean

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        if self.theme is not None:
            paint_safely(painter, _Cell(self.theme, option, index, self._is_mean).paint)


class _Cell:
    """One cell on its way to the screen."""

    def __init__(self, theme: Theme, option: QStyleOptionViewItem, index: Index, is_mean: bool) -> None:
        self._theme, self._index, self._is_mean = theme, index, is_mean
        self._box = QRectF(option.rect)

    def paint(self, painter: QPainter) -> None:
        """Paint the bed of the chosen row, the bar and the number."""
        theme, box, model = self._theme, self._box, self._index.model()
        assert isinstance(model, _Model)
        row, column = self._index.row(), self._index.column()
        chosen = not self._is_mean and model.rows.chosen == row
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
        token = "ink3" if column == 0 and not (chosen or self._is_mean) else "ink"
        if column >= FIXED:
            own = model.rows.tokens[column - FIXED]
            self._bar(painter, model, own, faint=not (chosen or self._is_mean))
            token = own if self._is_mean else token
        room = box.adjusted(6.0 if not column else 0.0, 0.0, -8.0 if column else 200.0, 0.0)
        font = theme.font(CAPTION, 600 if chosen or self._is_mean else 400)
        write(painter, room, str(model.data(self._index)), font, theme.colour(token), RIGHT if column else LEFT)

    def _bar(self, painter: QPainter, model: _Model, token: str, *, faint: bool) -> None:
        """Paint how steep the slope is: to the left where it is negative, at one scale for all."""
        theme, box = self._theme, self._box
        room = box.width() - theme.px(74)
        if room < 40:
            return
        zero, half = box.left() + 0.56 * room, 0.40 * room
        value, largest = model.number(self._index.row(), self._index.column()), model.rows.largest
        if value is not None and np.isfinite(value) and largest > 0.0:
            long = half * value / largest
            high = min(13.0, box.height() - 8.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(token, 0.5 if faint else 1.0))
            painter.drawRect(QRectF(min(zero, zero + long), box.center().y() - 0.5 * high, abs(long), high))
        painter.setPen(pen_of(theme.colour("ink2"), 1.0))
        painter.drawLine(QPointF(zero, box.top()), QPointF(zero, box.bottom() + 1.0))


class _View(QTableView):
    """A table without grid, in which a row is chosen by click or arrow."""

    def __init__(self, is_mean: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows_model, self.delegate = _Model(is_mean, self), _Delegate(is_mean, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(12)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(10)


class PointsTable(QWidget):
    """Every point with what it asks for, and the mean.

    Signals
    -------
    row_chosen(object row)
        The person chose a point.
    """

    row_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.view = _View(False, self)
        self.view.setObjectName("backward_points_table")
        self.view.setAccessibleName(_("All points with their slopes"))
        self.view.setAccessibleDescription(_("One row for each point; choosing a row shows its calculation."))
        self.mean = _View(True, self)
        self.mean.setObjectName("backward_mean_row")
        self.mean.setAccessibleName(_("Mean of all points"))
        self.mean.setAccessibleDescription(_("The mean of the slopes: the slope of the loss, without a penalty."))
        self.mean.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.mean.horizontalHeader().hide()
        self.mean.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rule = QFrame(self)
        self.rule.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.rule)
        layout.addWidget(self.mean)
        self._theme: Theme | None = None
        self._drawing = False
        self.view.selectionModel().currentRowChanged.connect(self._choose)

    def show_rows(self, rows: Rows) -> None:
        """Show the numbers of a snapshot."""
        self._drawing = True
        for view in (self.view, self.mean):
            view.rows_model.show_rows(rows)
        if rows.chosen is not None and self.view.currentIndex().row() != rows.chosen:
            self.view.setCurrentIndex(self.view.rows_model.index(rows.chosen, 0))
        elif rows.chosen is None and self.view.currentIndex().isValid():
            self.view.setCurrentIndex(QModelIndex())
        self._drawing = False
        self._fit_columns()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        sheet = (
            f"QTableView {{ background: {theme.css('card')}; border: 1px solid transparent; }}"
            f"QTableView::item:selected {{ background: transparent; }}"
            f"QTableView:focus {{ border: 1px solid {theme.css('ink')}; border-radius: 6px; }}"
            f"QHeaderView, QHeaderView::section {{ background: {theme.css('card')}; border: 0; padding: 0 8px 0 0;"
            f" font-size: {theme.px(CAPTION)}px; }}"
        )
        for view in (self.view, self.mean):
            view.setStyleSheet(sheet)
            view.delegate.theme = view.rows_model.theme = theme
            view.verticalHeader().setDefaultSectionSize(theme.px(ROW_HIGH))
        self.view.horizontalHeader().setFixedHeight(theme.px(BODY + 7))
        self.mean.setFixedHeight(theme.px(ROW_HIGH) + 4)
        self.rule.setStyleSheet(f"background: {theme.css('ink2')}; border: 0;")
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give what room is left to the slopes."""
        if self._theme is None:
            return
        room = self.view.viewport().width()
        number, plain = self._theme.px(NUMBER_WIDE), self._theme.px(PLAIN_WIDE)
        slopes = self.view.rows_model.columnCount() - FIXED
        rest = max(0, room - number - 4 * plain)
        wide = [number, *[plain] * 4, *[rest // max(1, slopes)] * slopes]
        for view in (self.view, self.mean):
            for column, width in enumerate(wide):
                if view.columnWidth(column) != width:
                    view.setColumnWidth(column, width)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._drawing and now.isValid():
            self.row_chosen.emit(now.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit_columns()
