"""What the window with the next step in numbers asks for: a step, a print, a file."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.where_to_save import ask_where
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.said import said
from gd_visualizer.views.cards.step_paper import StepPaper


class StepCommands(QObject):
    """Serves the window with the next step in numbers."""

    def __init__(self, window: MainWindow) -> None:
        """Serve one window."""
        super().__init__(window)
        self._window = window
        self._dialog: QPrintDialog | None = None

    def _paper(self) -> StepPaper | None:
        numbers = self._window.step_numbers
        if numbers.snapshot is None:
            return None
        return StepPaper(numbers.snapshot, numbers.symbols)

    @Slot()
    def print_it(self) -> None:
        """Print the step, where the person says."""
        paper = self._paper()
        if paper is None:
            return
        if self._dialog is None:
            # The dialog knows its printer by its address: both stay, and with them what was chosen last.
            self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            self._dialog = QPrintDialog(self._printer, self._window.step_numbers)
        if self._dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if not paper.print_on(self._printer):
            self._window.step_numbers.say(_("The printer could not be used. Save as PDF instead, and print that."))

    @Slot()
    def save_it(self) -> None:
        """Save the step as a PDF file, where the person says."""
        paper, title = self._paper(), _("Save the step as PDF")
        kinds = _("PDF (*.pdf)")
        path = ask_where(self._window.step_numbers, title, _("step.pdf"), kinds, (".pdf",))
        if paper is None or path is None:
            return
        try:
            paper.save(path)
        except InputError as error:
            self._window.step_numbers.say(said(error))
        else:
            self._window.step_numbers.say(_("The step is saved in {name}.").format(name=path.name))
