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


def show_about(window: MainWindow) -> None:
    """Show what this program is."""
    dialog, column = _dialog(window, _("About Gradient Descent Visualizer"))
    column.addWidget(words(_("Gradient Descent Visualizer {version}").format(version=__version__), "title"))
    text = QLabel(
        _(
            "See what training a neural network means: a line with two knobs, one number that says how wrong it is, "
            "and a walk downhill to make it less wrong."
        )
    )
    text.setWordWrap(True)
    text.setMinimumWidth(420)
    column.addWidget(text)
    column.addWidget(
        words(_("Free software under the MIT licence. Made with Qt, PySide6, pyqtgraph and NumPy."), "note")
    )
    _finish(dialog, column)


def show_shortcuts(window: MainWindow) -> None:
    """Show every key and what it does, read from the actions themselves."""
    dialog, column = _dialog(window, _("Keyboard shortcuts"))
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
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setStretchLastSection(True)
    dialog.resize(860, 600)
    column.addWidget(table)
    _finish(dialog, column)


def show_report(window: MainWindow) -> None:
    """Show versions for a report about a fault."""
    dialog, column = _dialog(window, _("System report"))
    text = QPlainTextEdit(doctor.report())
    text.setObjectName("report")
    text.setReadOnly(True)
    dialog.resize(640, 420)
    column.addWidget(text)
    _finish(dialog, column)


def _dialog(parent: QWidget, title: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(12)
    return dialog, column


def _finish(dialog: QDialog, column: QVBoxLayout) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.exec()
    dialog.deleteLater()


def _keys(shortcuts: list[QKeySequence]) -> str:
    return _(" or ").join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shortcuts)


def ask_about_changes(window: MainWindow, name: str) -> Literal["save", "discard", "stay"]:
    """Ask what shall become of changes that are not in the file yet."""
    box = QMessageBox(window)
    box.setObjectName("changes_dialog")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setText(_("{name} has changes that are not saved yet.").format(name=name))
    box.setInformativeText(_("Shall they be saved before it is left?"))
    save = box.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    chosen = box.clickedButton()
    return "save" if chosen is save else "discard" if chosen is discard else "stay"
