"""The preview of a table: its first rows, how it is read, and which two columns are x and y."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.session.files.columns import Reading, Table
from gd_visualizer.session.files.source import shown
from gd_visualizer.session.numbers import counted
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.tables.fitting import ROW_HIGH, fitting
from gd_visualizer.views.theme import Theme

SIZE, MARGIN, ROWS_SHOWN, COLUMNS_SHOWN = QSize(720, 560), 20, 12, 50


class PreviewDialog(QDialog):
    """Shows a table and asks for two columns.

    Signals
    -------
    reading_changed(Reading)
        The person says that the table is to be read otherwise; ``show_table`` or ``show_problem`` answers.
    """

    reading_changed = Signal(object)

    def __init__(self, name: str, theme: Theme | None, parent: QWidget | None = None) -> None:
        """Make a dialog that shows nothing yet."""
        super().__init__(parent)
        self.setObjectName("table_preview")
        self.setWindowTitle(_("Choose two columns"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._name, self._theme = name, theme
        self._table: Table | None = None
        # What the person says now, and what was said of the table that is shown.
        self._told = self._heard = Reading()
        self._drawing = False
        self.note = words("", "note", self)
        self.note.setWordWrap(True)
        self.header = QCheckBox(_("The first row holds the names"), self)
        self.header.setObjectName("preview_header")
        self.header.setAccessibleDescription(_("Untick it where the first row holds numbers already."))
        self.delimiter = self._box("preview_delimiter", _("Between the cells"))
        signs = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": _("Bar |"), " ": _("Spaces")}
        for sign, title in signs.items():
            self.delimiter.addItem(title, sign)
        self.decimal = self._box("preview_decimal", _("Decimal mark"))
        self.decimal.addItem(_("Point: 1.5"), ".")
        self.decimal.addItem(_("Comma: 1,5"), ",")
        self.x_box = self._box("preview_x", _("x (across)"))
        self.y_box = self._box("preview_y", _("y (up)"))
        self.cells = self._cells()
        self.problem = words("", "loss", self)
        self.problem.setObjectName("preview_problem")
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self.buttons.button(QDialogButtonBox.StandardButton.Open)
        self.open_button.setProperty("primary", True)
        self.open_button.setText(_("Open"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._lay_out()
        self.header.toggled.connect(self._tell_header)
        self.delimiter.currentIndexChanged.connect(self._tell_delimiter)
        self.decimal.currentIndexChanged.connect(self._tell_decimal)
        self.x_box.currentIndexChanged.connect(self._judge)
        self.y_box.currentIndexChanged.connect(self._judge)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @property
    def chosen(self) -> tuple[str, str]:
        """Return the numbers of the columns x and y, counted from 1, as text."""
        return str(self.x_box.currentData()), str(self.y_box.currentData())

    @property
    def table(self) -> Table | None:
        """Return the table as it is read at present, None where it cannot be read so."""
        return self._table

    def show_table(self, table: Table) -> None:
        """Show a table; columns that were chosen stay so where they can."""
        self._drawing = True
        before = [box.currentData() for box in (self.x_box, self.y_box)]
        self._table, self._heard = table, self._told
        self.header.setChecked(bool(table.reading.header))
        for box, wanted in ((self.delimiter, table.reading.delimiter), (self.decimal, table.reading.decimal)):
            box.setCurrentIndex(box.findData(wanted))
        usable = [place for place, numeric in enumerate(table.numeric) if numeric]
        for place, box in enumerate((self.x_box, self.y_box)):
            box.clear()
            for number in usable:
                box.addItem(shown(self._title(number)), number + 1)
            found = box.findData(before[place])
            box.setCurrentIndex(found if found >= 0 else min(place, len(usable) - 1))
        if self.y_box.currentIndex() == self.x_box.currentIndex() and len(usable) > 1:
            self.y_box.setCurrentIndex(0 if self.x_box.currentIndex() else 1)
        self._fill()
        self._drawing = False
        self._judge()

    def go_back(self) -> None:
        """Show the table as it was before: reading it otherwise was stopped."""
        self._told = self._heard
        if self._table is not None:
            self.show_table(self._table)

    def show_problem(self, sentence: str) -> None:
        """Say why the table cannot be read so; nothing can be opened until that is changed."""
        self._drawing = True
        self._table = None
        self._shape(0, 0)
        self.x_box.clear()
        self.y_box.clear()
        self.note.setText(self._name)
        self._drawing = False
        self._say(sentence)

    # Inside ----------------------------------------------------------------------------------------------

    def _shape(self, rows: int, columns: int) -> None:
        """Show so many rows and columns; the others are hidden: cells that Qt deletes and Python knows are a risk."""
        cells = self.cells
        cells.setRowCount(max(rows, cells.rowCount()))
        cells.setColumnCount(max(columns, cells.columnCount()))
        for row in range(cells.rowCount()):
            cells.setRowHidden(row, row >= rows)
        for column in range(cells.columnCount()):
            cells.setColumnHidden(column, column >= columns)

    def _box(self, name: str, title: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _cells(self) -> QTableWidget:
        cells = QTableWidget(self)
        cells.setObjectName("preview_cells")
        cells.setAccessibleName(_("The first rows"))
        cells.setAccessibleDescription(_("The cells as they stand in the file; the columns x and y are marked."))
        cells.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        cells.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        cells.setTabKeyNavigation(False)
        cells.verticalHeader().hide()
        cells.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return cells

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        rows = ((self.x_box, self.delimiter), (self.y_box, self.decimal))
        for row, boxes in enumerate(rows):
            for place, box in enumerate(boxes):
                label = words(box.accessibleName(), "note", self)
                label.setBuddy(box)
                grid.addWidget(label, row, 2 * place)
                grid.addWidget(box, row, 2 * place + 1)
        grid.addWidget(self.header, 2, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 2, MARGIN, MARGIN - 4)
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addWidget(self.cells, 1)
        column.addLayout(grid)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.problem.hide()
        # What is asked comes first, then how the table is read.
        order = (self.x_box, self.y_box, self.delimiter, self.decimal, self.header, self.open_button)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self.x_box.setFocus()
        if self._theme is not None:
            self.resize(fitting(SIZE, self._theme, self.parentWidget()))
            self.cells.horizontalHeader().setFixedHeight(self._theme.px(ROW_HIGH))
            self.cells.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HIGH))
            sheet = (
                f"QHeaderView, QHeaderView::section {{ background: {self._theme.css('panel')};"
                f" color: {self._theme.css('ink2')}; border: 0; }}"
                # As much as the cells below have.
                f"QHeaderView::section {{ padding: 0 12px; }}"
                f"QTableWidget {{ border: 1px solid {self._theme.css('border')};"
                f" gridline-color: {self._theme.css('border')}; }}"
            )
            self.cells.setStyleSheet(sheet)

    def _title(self, place: int) -> str:
        """Return the name of a column, with its number where it has none of its own."""
        assert self._table is not None
        name = self._table.columns[place]
        return _("Column {number}").format(number=name) if name == str(place + 1) else name

    def _side(self, place: int) -> Qt.AlignmentFlag:
        """Return the side on which a column stands: numbers at the right, words at the left."""
        assert self._table is not None
        side = Qt.AlignmentFlag.AlignRight if self._table.numeric[place] else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _fill(self) -> None:
        table = self._table
        assert table is not None
        count = min(len(table.columns), COLUMNS_SHOWN)
        rows = table.sample[:ROWS_SHOWN]
        self._shape(len(rows), count)
        for place in range(count):
            head = QTableWidgetItem(shown(self._title(place)))
            head.setTextAlignment(self._side(place))
            self.cells.setHorizontalHeaderItem(place, head)
        for row, cells in enumerate(rows):
            for place in range(count):
                item = self.cells.item(row, place)
                if item is None:
                    item = QTableWidgetItem()
                    self.cells.setItem(row, place, item)
                item.setText(shown(cells[place].strip()) if place < len(cells) else "")
                item.setTextAlignment(self._side(place))
        sentence = translate_plural("{name}: {n} row.", "{name}: {n} rows; the first ones are shown.", table.rows)
        self.note.setText(sentence.format(name=self._name, n=counted(table.rows)))

    @Slot()
    def _judge(self) -> None:
        """Mark the chosen columns, and say what is wrong with them."""
        table = self._table
        if self._drawing or table is None:
            return
        places = [box.currentData() - 1 for box in (self.x_box, self.y_box) if box.currentData() is not None]
        self._mark(places)
        if sum(table.numeric) < 2:
            self._say(_("Two columns of numbers are needed, x and y; there are fewer when it is read so."))
        elif places[0] == places[1]:
            self._say(_("x and y are the same column: choose two different ones."))
        else:
            self._say(next((table.problems[place] for place in places if table.problems[place]), ""))

    def _mark(self, places: list[int]) -> None:
        if self._theme is None:
            return
        bed, plain = QBrush(self._theme.colour("sel")), QBrush(Qt.BrushStyle.NoBrush)
        ink, faint = QBrush(self._theme.colour("ink")), QBrush(self._theme.colour("ink3"))
        for row in range(self.cells.rowCount()):
            for place in range(self.cells.columnCount()):
                item = self.cells.item(row, place)
                if item is not None:
                    item.setBackground(bed if place in places else plain)
                    item.setForeground(ink if place in places else faint)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.open_button.setEnabled(not problem)

    @Slot(bool)
    def _tell_header(self, ticked: bool) -> None:
        self._ask(replace(self._told, header=ticked))

    @Slot()
    def _tell_delimiter(self) -> None:
        # Other cells may have another header and another mark: only what was told about these cells is forgotten.
        self._ask(Reading(delimiter=self.delimiter.currentData()))

    @Slot()
    def _tell_decimal(self) -> None:
        self._ask(replace(self._told, decimal=self.decimal.currentData()))

    def _ask(self, reading: Reading) -> None:
        if not self._drawing:
            self._told = reading
            self.reading_changed.emit(reading)
