"""Where to save: the dialog that asks for a name, with an end that fits what is written, and nothing lost unasked."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gd_visualizer.app import dialogs

TABLES = (".csv", ".tsv", ".txt", ".dat")


def ask_where(parent: QWidget, title: str, usual: str, kinds: str, ends: tuple[str, ...]) -> Path | None:
    """Ask where to save, and return the file, or None where the person wants none.

    A name whose end says nothing of the kind ("lesson 1.5") gets one: that of the kind chosen in the dialog, or the
    usual one. The dialog has not asked about the file of that name, so it is asked here.

    Parameters
    ----------
    parent : QWidget
    title, usual, kinds : str
        Of the dialog: its title, the name that stands in it, and the kinds of files as Qt takes them.
    ends : tuple of str
        Ends that a name may have, such as ".csv"; the first is the usual one.
    """
    while True:
        name, kind = QFileDialog.getSaveFileName(parent, title, usual, kinds)
        if not name:
            return None
        if Path(name).suffix.lower() in ends:
            return Path(name)
        chosen = next((end for end in ends if f"*{end}" in kind), ends[0])
        path = Path(name + chosen)
        if not os.path.lexists(path):
            return path
        answer = dialogs.ask_to_replace(parent, path.name)
        if answer != "other":
            return path if answer == "over" else None
        usual = str(path)
