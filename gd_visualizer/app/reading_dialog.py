"""While a large table is read: how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.runtime.table_reading import TableReading, Work
from gd_visualizer.session.files.table import Table, tell_nobody
from gd_visualizer.views.cards.card import words

# Smaller tables are read before anybody could look at a bar.
LARGE = 1_000_000


class ReadingDialog(QDialog):
    """A bar and a Cancel button; the reading goes on in another thread."""

    def __init__(self, work: Work, name: str, parent: QWidget | None = None) -> None:
        """Take what shall be done."""
        super().__init__(parent)
        self.setObjectName("reading_dialog")
        self.setWindowTitle(_("Reading"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.reading = TableReading(work, self)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("reading_bar")
        self.bar.setAccessibleName(_("How much is read"))
        self.bar.setRange(0, 100)
        self.bar.setMinimumWidth(320)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.cancel.setObjectName("reading_cancel")
        self.cancel.setText(_("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(words(_("{name} is being read.").format(name=name), "heading", self))
        column.addWidget(self.bar)
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.reading.progressed.connect(self.bar.setValue)
        self.reading.finished.connect(self.accept)

    def read(self) -> Table | None:
        """Read; return the table, or None where the person cancelled.

        Raises
        ------
        InputError
            If the table was refused.
        """
        self.reading.begin()
        self.exec()
        return self.reading.end()

    @Slot()
    def reject(self) -> None:
        """Stop the reading."""
        self.reading.stop()
        super().reject()


def read_beside(work: Work, size: int, name: str, parent: QWidget) -> Table | None:
    """Read a table at once where it is small, and otherwise in another thread with a bar and Cancel.

    Parameters
    ----------
    work : callable
        Gets what hears how far it is, and returns the table.
    size : int
        How many bytes there are.
    name : str
        What the person calls it.

    Raises
    ------
    InputError
        If the table was refused.
    """
    if size < LARGE:
        return work(tell_nobody)
    return ReadingDialog(work, name, parent).read()
