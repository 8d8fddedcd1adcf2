"""Check by nudging: every slope once more, found by moving the parameter a hair each way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.core.nudging import Nudge
from gd_visualizer.session.nudge_words import nudge_rows, size_text, verdict
from gd_visualizer.session.numbers import scientific, shown
from gd_visualizer.views.cards.card import Card, words
from gd_visualizer.views.icons import icon
from gd_visualizer.views.theme import BODY, CAPTION, TICK, Theme

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# Longer texts are written smaller.
LONGEST_NUMBER = 14


class CheckCard(Card):
    """Nudging beside backpropagation, for each parameter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(_("Check by nudging"), _("Move one number a hair each way and watch the loss."), parent)
        self.setObjectName("backward_check")
        self.table = QTableWidget(0, 0, self)
        self.table.setObjectName("backward_check_table")
        self.table.setAccessibleName(_("Slopes by nudging and by backpropagation"))
        self.table.setAccessibleDescription(_("Both ways to find a slope, and by how much they differ."))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.product = words("", "note", self)
        self.product.setObjectName("backward_product")
        self.product.setWordWrap(True)
        self.mark, self.verdict = QLabel(self), words("", "heading", self)
        self.verdict.setWordWrap(True)
        self.verdict.setObjectName("backward_verdict")
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.mark)
        said.addWidget(self.verdict, 1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.product)
        self.body.addLayout(said)
        self._theme: Theme | None = None
        self._shown: tuple[tuple[str, ...], tuple[Nudge, ...], tuple[str, ...], str, str] | None = None

    def show_nudges(
        self, names: tuple[str, ...], tokens: tuple[str, ...], nudges: Sequence[Nudge], product: str, note: str = ""
    ) -> None:
        """Show the check of some parameters.

        Parameters
        ----------
        names, tokens : tuple of str
            The parameters and their colours.
        nudges : sequence of Nudge
        product : str
            The slope spelled out.
        note : str
            Stands in the place of the check where there is none.
        """
        wanted = (names, tuple(nudges), tokens, product, note)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.product.setText(product)
        self.product.setVisible(bool(product))
        good, sentence = verdict(nudges)
        self.verdict.setText(note or sentence)
        self._show_mark(good and not note, bool(sentence) and not note)
        self.table.setVisible(bool(nudges))
        if len(nudges) <= 2:
            self._few(names, tokens, nudges)
        else:
            self._many(names, tokens, nudges)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        size = theme.px(CAPTION)
        self.table.setStyleSheet(
            f"QTableWidget {{ background: {theme.css('card')}; border: 2px solid transparent; }}"
            f"QTableWidget:focus {{ border: 2px solid {theme.css('ink')}; border-radius: 6px; }}"
            f"QTableWidget::item {{ padding: 0 4px; }}"
            f"QHeaderView, QHeaderView::section {{ background: {theme.css('card')}; border: 0; padding: 0 12px 0 4px;"
            f" font-size: {size}px; color: {theme.css('ink2')}; }}"
        )
        self.table.verticalHeader().setMinimumSectionSize(12)
        self.table.verticalHeader().setDefaultSectionSize(theme.px(24))
        shown_before, self._shown = self._shown, None
        if shown_before is not None:
            names, nudges, tokens, product, note = shown_before
            self.show_nudges(names, tokens, nudges, product, note)

    def _show_mark(self, good: bool, any_mark: bool) -> None:
        self.mark.setVisible(any_mark)
        if self._theme is not None:
            name, token = ("check", "ink") if good else ("close", "loss")
            side = self._theme.px(20)
            self.mark.setPixmap(icon(name, self._theme, token).pixmap(QSize(side, side)))

    def _few(self, names: tuple[str, ...], tokens: tuple[str, ...], nudges: Sequence[Nudge]) -> None:
        """Show every number of the way, one column for each parameter."""
        columns = [(*nudge_rows(nudge), shown(nudge.slope), shown(nudge.backward)) for nudge in nudges]
        sizes = {nudge.size for nudge in nudges}
        size = size_text(sizes.pop()) if len(sizes) == 1 else _("a hair")
        twice = size_text(2.0 * nudges[0].size) if nudges and size != _("a hair") else _("two hairs")
        heads = (
            _("{size} up").format(size=size),
            _("{size} down").format(size=size),
            _("difference"),
            _("difference ÷ {size}").format(size=twice),
            _("backward pass"),
        )
        self._shape(len(heads), ["", *(_("nudge {name}").format(name=name) for name in names)], tokens)
        for row, head in enumerate(heads):
            self._write(row, 0, head, "ink" if row >= 3 else "ink2", left=True)
            for column, (texts, token) in enumerate(zip(columns, tokens, strict=True), 1):
                self._write(row, column, texts[row], token if row >= 3 else "ink", strong=row >= 3)

    def _many(self, names: tuple[str, ...], tokens: tuple[str, ...], nudges: Sequence[Nudge]) -> None:
        """Show one row for each parameter."""
        heads = ["", _("by nudging"), _("by backpropagation"), _("difference")]
        self._shape(len(nudges), heads, ())
        for row, (name, token, nudge) in enumerate(zip(names, tokens, nudges, strict=True)):
            self._write(row, 0, name, token, left=True, strong=True)
            self._write(row, 1, shown(nudge.slope), "ink")
            self._write(row, 2, shown(nudge.backward), "ink", strong=True)
            apart = "0" if nudge.apart == 0.0 else scientific(nudge.apart, 2) if nudge.is_finite else shown(nudge.apart)
            self._write(row, 3, apart, "ink2")

    def _shape(self, rows: int, heads: list[str], tokens: tuple[str, ...]) -> None:
        table = self.table
        # Rows and columns are hidden, never taken away: items that Qt deletes while Python knows them are a risk.
        table.setRowCount(max(rows, table.rowCount()))
        table.setColumnCount(max(len(heads), table.columnCount()))
        for row in range(table.rowCount()):
            table.setRowHidden(row, row >= rows)
        for column in range(table.columnCount()):
            table.setColumnHidden(column, column >= len(heads))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        if rows and len(heads) == 4:
            header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        for column, head in enumerate(heads):
            item = QTableWidgetItem(head)
            item.setTextAlignment(RIGHT)
            if tokens and column and self._theme is not None:
                item.setForeground(self._theme.colour(tokens[column - 1]))
            table.setHorizontalHeaderItem(column, item)

    def _write(self, row: int, column: int, text: str, token: str, *, left: bool = False, strong: bool = False) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.table.setItem(row, column, item)
        item.setText(text)
        if not left:
            item.setTextAlignment(RIGHT)
        else:
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if self._theme is not None:
            font: QFont = self._theme.font(
                BODY if left or len(text) <= LONGEST_NUMBER else TICK, 600 if strong else 400
            )
            item.setFont(font)
            item.setForeground(self._theme.colour(token))
