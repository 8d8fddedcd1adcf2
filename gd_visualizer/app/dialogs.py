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
    answer = changes_question(window).ask(_("{name} has changes that are not saved yet.").format(name=name))
    return "save" if answer == 1 else "discard" if answer == 2 else "stay"


def ask_about_file(window: MainWindow, name: str) -> Literal["other", "over", "stay"]:
    """Ask where to save what another program has changed in the meantime."""
    sentence = _("{name} was changed by another program since it was opened here.")
    answer = file_question(window).ask(sentence.format(name=name))
    return "other" if answer == 1 else "over" if answer == 2 else "stay"


def ask_to_replace(parent: QWidget, name: str) -> Literal["other", "over", "stay"]:
    """Ask where to save what would take the place of a file."""
    answer = file_question(parent).ask(_("There is a file named {name} already.").format(name=name))
    return "other" if answer == 1 else "over" if answer == 2 else "stay"


def changes_question(window: MainWindow) -> Question:
    """Return the question whether to save or discard, not yet shown."""
    hint = _("Shall they be saved before it is left?")
    return Question(window, "changes_dialog", hint, _("Save"), _("Discard"))


def file_question(parent: QWidget) -> Question:
    """Return the question whether to save under another name or over a file, not yet shown."""
    hint = _("Saving over it would lose what is in it now.")
    return Question(parent, "changed_file_dialog", hint, _("Save as…"), _("Save over it"))


class Question(QMessageBox):
    """A question with a safe answer, one that gives something up, and Cancel.

    It may name a file, which a stranger may have named: all is shown as plain text.
    """

    def __init__(self, parent: QWidget, name: str, hint: str, safe: str, other: str) -> None:
        """Make the question, not yet shown."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setInformativeText(hint)
        self._answers = (
            self.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole),
            self.addButton(safe, QMessageBox.ButtonRole.AcceptRole),
            self.addButton(other, QMessageBox.ButtonRole.DestructiveRole),
        )
        self.setEscapeButton(self._answers[0])
        self.setDefaultButton(self._answers[1])

    def ask(self, sentence: str) -> int:
        """Ask, and wait for the answer: 0 is Cancel, 1 the safe one and 2 the other."""
        self.setText(sentence)
        self.exec()
        self.deleteLater()  # its window lives on
        chosen = self.clickedButton()
        return next((place for place, button in enumerate(self._answers) if button is chosen), 0)
