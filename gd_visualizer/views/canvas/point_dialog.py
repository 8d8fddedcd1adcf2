"""The dialog for exact numbers: two boxes that accept 0.0001, and one sentence where a text is no number."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.number_box import NumberBox

DELETED = 2


class PairDialog(QDialog):
    """Asks for two numbers; ``exec`` returns 1 for OK and 2 for delete."""

    def __init__(
        self, title: str, labels: tuple[str, str], values: tuple[float, float], deletes: bool, parent: QWidget
    ) -> None:
        """Show two numbers to be typed over."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.boxes = (NumberBox(labels[0], parent=self), NumberBox(labels[1], parent=self))
        form = QFormLayout()
        for label, box, value in zip(labels, self.boxes, values, strict=True):
            box.set_value(value)
            box.setMinimumWidth(220)
            form.addRow(words(label, "heading"), box)
        self._problem = words("", "note", self)
        self._problem.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._try)
        buttons.rejected.connect(self.reject)
        if deletes:
            delete = buttons.addButton(_("Delete"), QDialogButtonBox.ButtonRole.DestructiveRole)
            delete.setAutoDefault(False)
            delete.clicked.connect(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addWidget(buttons)
        self.boxes[0].selectAll()

    def values(self) -> tuple[float, float]:
        """Return the two numbers."""
        return self.boxes[0].value(), self.boxes[1].value()

    @Slot()
    def _try(self) -> None:
        for box in self.boxes:
            if not box.take():
                self._problem.setText(box.problem)
                box.setFocus()
                box.selectAll()
                return
        self.accept()

    @Slot()
    def _delete(self) -> None:
        self.done(DELETED)
