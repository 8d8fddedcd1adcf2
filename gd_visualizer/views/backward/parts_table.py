"""The parts as a list in backward order, for eyes and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.computation_parts import Part
from gd_visualizer.session.blame_words import Numbers, hand_over, name_of, number_of
from gd_visualizer.session.numbers import shown
from gd_visualizer.views.theme import CAPTION, Theme


class PartsTable(QTableWidget):
    """Name, formula, value, local slope and blame of every part, the result first.

    Signals
    -------
    part_chosen(int part)
        The person chose a row.
    """

    part_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(0, 5, parent)
        self.setObjectName("backward_parts_table")
        self.setAccessibleName(_("Parts in backward order"))
        self.setAccessibleDescription(
            _("For each part its formula, its value, what it multiplies blame by, and its own blame.")
        )
        names = [_("Part"), _("Formula"), _("Value"), _("Passes blame on"), _("Blame")]
        self.setHorizontalHeaderLabels(names)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column in (2, 4):
            item = QTableWidgetItem(names[column])
            self.setHorizontalHeaderItem(column, item)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._parts: tuple[Part, ...] = ()
        self._drawing = False
        self.currentCellChanged.connect(self._choose)

    def show_parts(self, parts: tuple[Part, ...], numbers: Numbers, current: int | None) -> None:
        """Show the numbers of a calculation."""
        self._drawing = True
        head = self.horizontalHeaderItem(4)
        assert head is not None
        head.setText("∂ℓ/∂·" if numbers.symbols else _("Blame"))
        head.setToolTip(_("How fast the loss grows when this part grows."))
        if parts != self._parts:
            self._parts = parts
            # Rows are hidden, never taken away: items that Qt deletes while Python knows them are a risk.
            self.setRowCount(max(len(parts), self.rowCount()))
            for row in range(self.rowCount()):
                self.setRowHidden(row, row >= len(parts))
        for row, place in enumerate(reversed(range(len(parts)))):
            for column, text in enumerate(self._texts(place, numbers)):
                self._write(row, column, text)
        row = -1 if current is None else len(parts) - 1 - current
        if row != self.currentRow():
            self.setCurrentCell(row, 0 if row >= 0 else -1)
        self._drawing = False

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.setStyleSheet(
            f"QTableWidget {{ background: {theme.css('card')}; border: 2px solid transparent;"
            f" font-size: {theme.px(CAPTION)}px; }}"
            f"QTableWidget:focus {{ border: 2px solid {theme.css('ink')}; border-radius: 6px; }}"
            f"QTableWidget::item {{ padding: 0 6px; color: {theme.css('ink')}; }}"
            f"QTableWidget::item:selected {{ background: {theme.css('sel')}; color: {theme.css('ink')}; }}"
            f"QHeaderView, QHeaderView::section {{ background: {theme.css('card')}; color: {theme.css('ink2')};"
            f" border: 0; padding: 0 6px; font-size: {theme.px(CAPTION)}px; }}"
        )
        self.verticalHeader().setMinimumSectionSize(12)
        self.verticalHeader().setDefaultSectionSize(theme.px(24))

    def _texts(self, place: int, numbers: Numbers) -> tuple[str, str, str, str, str]:
        part, blames = self._parts[place], numbers.run.blames
        ways = [operand for operand, target in enumerate(part.operands) if blames[target] is not None]
        said = [hand_over(numbers, place, operand) for operand in ways[:2]]
        passes = "; ".join(dict.fromkeys(first for first, _way in said))
        blame = _("none: it stays") if part.is_leaf else "–"
        if blames[place] is not None:
            blame = shown(numbers.blame(place))
        value = number_of(part, numbers.value(place))
        return name_of(part), part.formula, value, passes, blame

    def _write(self, row: int, column: int, text: str) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem(text)
            if column in (2, 4):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
        if item.text() != text:
            item.setText(text)
        item.setToolTip(text)

    @Slot(int, int, int, int)
    def _choose(self, row: int, column: int, old_row: int, old_column: int) -> None:
        if not self._drawing and row >= 0:
            self.part_chosen.emit(len(self._parts) - 1 - row)
