"""The names above the columns of a table, however many of its cells are selected."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeaderV2, QWidget


class ColumnNames(QHeaderView):
    """The row of names above the columns.

    Qt's own asks of every cell below whether it is selected, each time it is painted: seconds for 200,000 points.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a row whose columns share the width."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802 - called by Qt
        """Draw one name."""
        model, option = self.model(), QStyleOptionHeaderV2()
        self.initStyleOption(option)
        option.rect, option.section = rect, logicalIndex
        option.text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        option.textAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        option.textElideMode = Qt.TextElideMode.ElideRight
        self.style().drawControl(QStyle.ControlElement.CE_Header, option, painter, self)
