"""The earlier runs as a list: each with its name, whether it is shown, and a button that throws it away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import EarlierRun, Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.icons import icon
from gd_visualizer.views.plain_words import as_text
from gd_visualizer.views.text_box import TextBox
from gd_visualizer.views.theme import Theme


class EarlierList(QWidget):
    """A row for each earlier run, newest first; hidden while there is none.

    Signals
    -------
    run_ticked(int, bool)
        A run shall be shown in the plots or not.
    run_named(int, str)
        A run shall be called something else.
    run_removed(int)
        A run shall be forgotten.
    rebuilt()
        There are new rows.
    """

    run_ticked = Signal(int, bool)
    run_named = Signal(int, str)
    run_removed = Signal(int)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setObjectName("earlier_runs")
        self._theme: Theme | None = None
        self._drawn: tuple[EarlierRun, ...] = ()
        self.rows: list[EarlierRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(words(_("Earlier runs"), "heading", self))
        self.hide()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the runs of a snapshot."""
        runs = snapshot.kept_runs
        if runs is self._drawn:
            return
        self._drawn = runs
        while len(self.rows) > len(runs):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(runs):
            self._add_row()
        for row, run in zip(self.rows, reversed(runs), strict=True):
            row.show_run(run)
        self.setVisible(bool(runs))

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        for row in self.rows:
            row.restyle(theme)

    def _add_row(self) -> None:
        row = EarlierRow(self)
        row.ticked.connect(self.run_ticked)
        row.named.connect(self.run_named)
        row.removed.connect(self.run_removed)
        if self._theme is not None:
            row.restyle(self._theme)
        self.rows.append(row)
        self._column.addWidget(row)
        self.rebuilt.emit()


class EarlierRow(QWidget):
    """One earlier run.

    Signals
    -------
    ticked(int, bool), named(int, str), removed(int)
        See ``EarlierList``.
    """

    ticked = Signal(int, bool)
    named = Signal(int, str)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a row without a run."""
        super().__init__(parent)
        self._number = 0
        self.box = QCheckBox(self)
        self.box.setProperty("bare", True)
        self.name = TextBox(_("Name of the run"), self)
        self.away = QToolButton(self)
        self.away.setProperty("small", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box)
        row.addWidget(self.name, 1)
        row.addWidget(self.away)
        self.box.clicked.connect(self._tick)
        self.name.text_entered.connect(self._name)
        self.away.clicked.connect(self._remove)

    def show_run(self, run: EarlierRun) -> None:
        """Show a run."""
        self._number = run.number
        self.name.set_text(run.label)
        self.name.accept(run.label)
        self.box.setChecked(not run.is_hidden)
        last = int(run.steps[-1])
        walked = translate_plural("{count} step", "{count} steps", last).format(count=counted(last))
        tip = _("{name}: {steps}, from a loss of {first} to {last}.").format(
            name=run.label, steps=walked, first=shown(float(run.losses[0])), last=shown(float(run.losses[-1]))
        )
        self.name.setToolTip(as_text(tip))
        self.name.setAccessibleDescription(tip)
        self.box.setAccessibleName(_("Show {name}").format(name=run.label))
        self.box.setToolTip(_("Show this run in grey."))
        self.away.setAccessibleName(_("Forget {name}").format(name=run.label))
        self.away.setToolTip(_("Forget this run."))

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.away.setIcon(icon("close", theme))
        self.away.setIconSize(QSize(theme.px(16), theme.px(16)))

    @Slot(bool)
    def _tick(self, ticked: bool) -> None:
        self.ticked.emit(self._number, ticked)

    @Slot(str)
    def _name(self, name: str) -> None:
        self.named.emit(self._number, name)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._number)
