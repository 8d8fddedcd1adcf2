"""The window with the pending step in numbers: a row for each point, and the rule of the optimizer below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.session import step_export
from gd_visualizer.session.next_step_words import foot_sentences, step_caption
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.step_sheet import step_sheet
from gd_visualizer.session.step_table import OWN, StepTable
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.cards.step_model import StepModel
from gd_visualizer.views.theme import CAPTION, Theme

WIDTH, HEIGHT, MARGIN = 1040, 660, 16
# The largest part of the screen that the window takes.
ROOM = 0.92
ROW_HEIGHT, PADDING = 24, 20
EXPORTS = {"table": step_export.tab_separated, "markdown": step_export.markdown, "latex": step_export.latex}


class StepNumbers(QDialog):
    """Shows what Step will make true, with every number on the way; it follows the window while it is open.

    Signals
    -------
    step_asked()
        Take the step.
    print_asked()
        Print it.
    pdf_asked()
        Save it as a PDF file.
    """

    step_asked = Signal()
    print_asked = Signal()
    pdf_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty window."""
        super().__init__(parent)
        self.setObjectName("step_numbers")
        self.setWindowTitle(_("The next step in numbers"))
        self.setAccessibleName(_("The next step in numbers"))
        self.setAccessibleDescription(_("A row for each point, their means, and the rule that makes the new values."))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.symbols = False
        self._widths: list[int] = []
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._drawn: object = None
        self.model = StepModel(self)
        self.caption, self.foot = words("", "note", self), words("", "note", self)
        self.loss = words("", "loss", self)
        for label in (self.caption, self.foot):
            label.setWordWrap(True)
        self.view = self._table()
        self.step = self._button("step_take", _("Step"), _("Takes this step: the last line becomes true."))
        self.step.setProperty("primary", True)
        self.copy = self._button("step_copy", _("Copy"), _("Copies the table for a spreadsheet, Markdown or LaTeX."))
        self.print = self._button("step_print", _("Print…"), _("Prints the step on one page."))
        self.pdf = self._button("step_pdf", _("Save as PDF…"), _("Saves the step as one page for the classroom."))
        self.close_button = self._button("step_close", _("Close"), "")
        self.step.clicked.connect(self.step_asked)
        self.print.clicked.connect(self.print_asked)
        self.pdf.clicked.connect(self.pdf_asked)
        self.close_button.clicked.connect(self.reject)
        self._add_copies()
        self._lay_out()

    @property
    def table(self) -> StepTable | None:
        """Return what is shown, None before anything was."""
        return self.model.table

    @property
    def snapshot(self) -> Snapshot | None:
        """Return the moment that is shown."""
        return self._snapshot

    def draw(self, snapshot: Snapshot) -> None:
        """Show the pending step of a snapshot; while a walk is running the numbers would only flicker.

        While the window is closed nothing is worked out.
        """
        self._snapshot = snapshot
        if not self.isVisible():
            return
        self.step.setEnabled(snapshot.surface is not None and snapshot.status != "running")
        self.caption.setText(step_caption(snapshot))
        drawn = (snapshot.objective, snapshot.document, snapshot.step, snapshot.parameters.tobytes(), self.symbols)
        if snapshot.status == "running" or drawn == self._drawn:
            return
        self._drawn = drawn
        table = StepTable(step_sheet(snapshot), self.symbols)
        if self.table is not None and self.table.heads != table.heads:
            self._widths = []
        self.model.show_table(table)
        self._span(table)
        told, loss = foot_sentences(snapshot, table)
        self.foot.setText(told)
        self.loss.setText(loss)

    def use_symbols(self, symbols: bool) -> None:
        """Show formulas and heads in symbols, or in words."""
        if symbols == self.symbols:
            return
        self.symbols = symbols
        if self._snapshot is not None:
            self.draw(self._snapshot)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme, self._widths = theme, []
        self.view.setFont(theme.font(CAPTION))
        self.view.horizontalHeader().setFont(theme.font(CAPTION, 600))
        self.view.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.model.use_theme(theme)
        self._widen()

    def say(self, sentence: str) -> None:
        """Show one sentence below the table, until the step is another one."""
        self.foot.setText(sentence)

    @Slot()
    def show_up(self) -> None:
        """Open, as large as the text asks for and the screen allows, or come to the front."""
        if not self.isVisible() and self._theme is not None:
            room = self.screen().availableSize() * ROOM
            self.resize(QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT)).boundedTo(room))
        self.show()
        self.step.setFocus()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while nobody looked."""
        super().showEvent(event)
        if self._snapshot is not None:
            self.draw(self._snapshot)

    # Building --------------------------------------------------------------------------------------------

    def _table(self) -> QTableView:
        view = QTableView(self)
        view.setObjectName("step_table")
        view.setAccessibleName(_("The step, row by row"))
        view.setAccessibleDescription(_("Points first, then their means, then each line of the rule."))
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().setSectionsClickable(False)
        view.setCornerButtonEnabled(False)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setMinimumSectionSize(1)
        return view

    def _button(self, name: str, title: str, tip: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setAutoDefault(False)
        return button

    def _add_copies(self) -> None:
        menu = QMenu(self.copy)
        titles = {"table": _("For a &spreadsheet"), "markdown": _("As &Markdown"), "latex": _("As &LaTeX")}
        for key, title in titles.items():
            action = QAction(title, menu)
            action.setObjectName(f"step_copy_{key}")
            action.setData(key)
            menu.addAction(action)
        menu.triggered.connect(self._copy)
        self.copy.setMenu(menu)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.foot, 1)
        below.addWidget(self.loss)
        row = QHBoxLayout()
        row.addWidget(self.step)
        row.addStretch(1)
        for button in (self.copy, self.print, self.pdf, self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self.caption)
        column.addWidget(self.view, 1)
        column.addLayout(below)
        column.addLayout(row)

    # Drawing ---------------------------------------------------------------------------------------------

    def _span(self, table: StepTable) -> None:
        """Let formulas run across the columns of the points."""
        self.view.clearSpans()
        for row in range(table.row_count):
            kind = table.kind(row)
            if kind in ("line", "new"):
                # Up to the first number: what a prediction gives per unit of the first parameter is empty here.
                self.view.setSpan(row, 0, 1, OWN + (1 if table.has_knobs else 0))
            elif kind == "mean":
                self.view.setSpan(row, 0, 1, OWN - 2)
        self._widen()

    def _widen(self) -> None:
        """Give every column the width of its longest text, and its share of what room is left."""
        table, header = self.model.table, self.view.horizontalHeader()
        if table is None or self._theme is None:
            return
        pad, strong = self._theme.px(PADDING), QFontMetrics(self._theme.font(CAPTION, QFont.Weight.DemiBold))
        if len(self._widths) != len(table.heads):
            self._widths = [0] * len(table.heads)
        for column, head in enumerate(table.heads):
            # Formulas need not fit into the first column. While a point is dragged nothing shrinks.
            wide = max(strong.horizontalAdvance(text) for text in (*table.longest(column), head.text))
            self._widths[column] = max(self._widths[column], pad + wide)
        widths = self._widths
        self.view.verticalHeader().setFixedWidth(widths[0])
        spare = self.view.width() - sum(widths) - self.view.verticalScrollBar().sizeHint().width() - 2
        share = max(0, spare // (len(widths) - 1))
        for column, width in enumerate(widths[1:]):
            header.resizeSection(column, width + share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        self._widen()

    @Slot(QAction)
    def _copy(self, action: QAction) -> None:
        table = self.model.table
        if table is not None:
            QGuiApplication.clipboard().setText(EXPORTS[action.data()](table))
