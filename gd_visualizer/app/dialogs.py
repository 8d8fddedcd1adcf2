"""Dialogs: about, the shortcut list, the system report and what becomes of changes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer import __version__
from gd_visualizer.app import doctor
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.assets import translate as _
from gd_visualizer.views.cards.card import words

WIDEST = 980


def show_about(window: MainWindow) -> None:
    """Show what this program is."""
    if _shown_again(window, "about_dialog"):
        return
    dialog, column = _dialog(window, _("About Gradient Descent Visualizer"), "about_dialog")
    column.addWidget(words(_("Gradient Descent Visualizer {version}").format(version=__version__), "title"))
    text = QLabel(
        _(
            "See what training a neural network means: a line with two knobs, one number that says how wrong it is, "
            "and a walk downhill to make it less wrong."
        )
    )
    note = words(_("Free software under the MIT licence. Made with Qt, PySide6, pyqtgraph and NumPy."), "note")
    for label in (text, note):
        label.setWordWrap(True)
        label.setFixedWidth(_wide(window, 420))
        column.addWidget(label)
    _finish(dialog, column)


def show_shortcuts(window: MainWindow) -> None:
    """Show every key and what it does, read from the actions themselves."""
    if _shown_again(window, "shortcuts_dialog"):
        return
    dialog, column = _dialog(window, _("Keyboard shortcuts"), "shortcuts_dialog")
    rows = [
        (action.text().replace("&", ""), _keys(action.shortcuts()), action.statusTip())
        for action in window.actions_by_name.values()
        if action.shortcuts()
    ]
    rows += [
        (_("Step"), _("Space"), _("Or press the button that has the focus.")),
        (_("Next or previous point"), ". ,", _("With the focus in the chart.")),
        (_("Select the next point"), "Tab", _("With the focus in the chart; Shift+Tab goes back.")),
        (_("Move what is selected"), _("Arrow keys"), _("A point or the start; Shift finer, Ctrl coarser.")),
        (_("Take the line"), "L", _("With the focus in the chart: arrows shift and turn it, Esc lets go.")),
        (_("Exact numbers"), _("Enter"), _("For the selected point or the start.")),
        (_("Delete the selected point"), _("Delete"), _("Undo brings it back.")),
        (_("Cancel"), _("Esc"), _("Ends a drag as if it had not begun; lets go of what is selected.")),
    ]
    table = QTableWidget(len(rows), 3)
    table.setHorizontalHeaderLabels([_("Command"), _("Keys"), _("What it does")])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    for row, cells in enumerate(rows):
        for place, text in enumerate(cells):
            table.setItem(row, place, QTableWidgetItem(text))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    dialog.resize(_wide(window, 860), 600)
    column.addWidget(table)
    _finish(dialog, column)


def show_report(window: MainWindow) -> None:
    """Show versions for a report about a fault."""
    if _shown_again(window, "report_dialog"):
        return
    dialog, column = _dialog(window, _("System report"), "report_dialog")
    text = QPlainTextEdit(doctor.report())
    text.setObjectName("report")
    text.setReadOnly(True)
    dialog.resize(640, 420)
    column.addWidget(text)
    _finish(dialog, column)


def _wide(window: MainWindow, pixels: int) -> int:
    """Return a width for the size of text of a window, within a small screen."""
    return min(WIDEST, pixels if window.theme is None else window.theme.px(pixels))


def _shown_again(window: MainWindow, name: str) -> bool:
    """Show a dialog that was made before; return False where there is none yet."""
    dialog = window.findChild(QDialog, name)
    if dialog is None:
        return False
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return True


def _dialog(parent: QWidget, title: str, name: str) -> tuple[QDialog, QVBoxLayout]:
    """Return an empty dialog, which lives as long as its window.

    None is ever deleted by itself: a dialog that goes while Python still holds one of its parts has ended the process.
    """
    dialog = QDialog(parent)
    dialog.setObjectName(name)
    dialog.setWindowTitle(title)
    dialog.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(12)
    return dialog, column


def _finish(dialog: QDialog, column: QVBoxLayout) -> None:
    """Give a dialog its way out, and show it; the window goes on beside it."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.show()


def _keys(shortcuts: list[QKeySequence]) -> str:
    return _(" or ").join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shortcuts)


def ask_about_changes(window: MainWindow, name: str) -> Literal["save", "discard", "stay"]:
    """Ask what shall become of changes that are not in the file yet."""
    box = window.findChild(ChangesDialog, "changes_dialog") or ChangesDialog(window)
    return box.ask(name)


def ask_about_file(window: MainWindow, name: str) -> Literal["over", "other", "stay"]:
    """Ask where to save what somebody else has changed in the meantime."""
    box = window.findChild(ChangedFileDialog, "changed_file_dialog") or ChangedFileDialog(window)
    return box.ask(name)


class Question(QMessageBox):
    """A question about something with a name, which a stranger may have chosen: it is shown as plain text."""

    def __init__(self, window: MainWindow, name: str) -> None:
        """Make the question, not yet shown, with a way to stay."""
        super().__init__(window)
        self.setObjectName(name)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.stay = self.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setEscapeButton(self.stay)


class ChangesDialog(Question):
    """Save, discard or stay."""

    def __init__(self, window: MainWindow) -> None:
        """Make the question, not yet shown."""
        super().__init__(window, "changes_dialog")
        self.setInformativeText(_("Shall they be saved before it is left?"))
        self.save = self.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
        self.discard = self.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.save)

    def ask(self, name: str) -> Literal["save", "discard", "stay"]:
        """Ask about changes of something with a name, and wait for the answer."""
        self.setText(_("{name} has changes that are not saved yet.").format(name=name))
        self.exec()
        chosen = self.clickedButton()
        return "save" if chosen is self.save else "discard" if chosen is self.discard else "stay"


class ChangedFileDialog(Question):
    """Save over what another program has written, save under another name, or stay."""

    def __init__(self, window: MainWindow) -> None:
        """Make the question, not yet shown."""
        super().__init__(window, "changed_file_dialog")
        self.setInformativeText(_("Saving over it would lose what is in it now."))
        self.other = self.addButton(_("Save as…"), QMessageBox.ButtonRole.AcceptRole)
        self.over = self.addButton(_("Save over it"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.other)

    def ask(self, name: str) -> Literal["over", "other", "stay"]:
        """Ask about a file with a name, and wait for the answer."""
        self.setText(_("{name} was changed by another program since it was opened here.").format(name=name))
        self.exec()
        chosen = self.clickedButton()
        return "over" if chosen is self.over else "other" if chosen is self.other else "stay"
