"""A small dialog in which a point can be given exact numbers, or be deleted."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import exact, read_number
from gd_visualizer.views.cards.card import words

WIDTH, MARGIN = 320, 16
LONGEST_NAME = 40
LONGEST_QUOTE = 30


class PointDialog(QDialog):
    """Two boxes, x and y, that take any number.

    Signals
    -------
    placed(float x, float y)
        The person accepted two good numbers, of which at least one is another than before.
    delete_chosen()
        The person wants the point gone.
    """

    placed = Signal(float, float)
    delete_chosen = Signal()

    def __init__(self, names: tuple[str, str], place: tuple[float, float], parent: QWidget | None = None) -> None:
        """Show the present numbers, ready to be typed over.

        Parameters
        ----------
        names : two str
            What the columns are called; shown as they are, never read as HTML.
        """
        super().__init__(parent)
        self.setObjectName("point_dialog")
        self.setWindowTitle(_("Exact numbers"))
        self._place, self._names = place, names
        self.boxes = (QLineEdit(exact(place[0])), QLineEdit(exact(place[1])))
        self.complaint = words("", "note")
        self.complaint.setWordWrap(True)
        self.complaint.setMinimumWidth(WIDTH)
        self.complaint.setVisible(False)
        form = QGridLayout()
        form.setColumnStretch(1, 1)
        form.setHorizontalSpacing(12)
        for row, (name, box) in enumerate(zip(names, self.boxes, strict=True)):
            form.addWidget(words(_shortened(name), "heading"), row, 0)
            box.setAccessibleName(name)
            box.setMinimumWidth(WIDTH // 2)
            form.addWidget(box, row, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        page.setSpacing(12)
        page.addStrut(WIDTH)
        page.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        page.addLayout(form)
        page.addWidget(self.complaint)
        page.addLayout(self._buttons())
        self.boxes[0].selectAll()

    def _buttons(self) -> QHBoxLayout:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ok, cancel = (buttons.button(which) for which in buttons.standardButtons())
        ok.setText(_("OK"))
        ok.setProperty("primary", True)
        cancel.setText(_("Cancel"))
        self.delete_button = QPushButton(_("Delete point"))
        self.delete_button.setAutoDefault(False)
        self.delete_button.clicked.connect(self._delete)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.delete_button)
        row.addStretch(1)
        row.addWidget(buttons)
        return row

    def accept(self) -> None:
        """Hand out the numbers, or say which text is none and stay."""
        numbers = []
        for name, box, before in zip(self._names, self.boxes, self._place, strict=True):
            number = read_number(box.text()) if box.isModified() or box.text() != exact(before) else before
            if number is None:
                self._complain(name, box)
                return
            numbers.append(number)
        super().accept()
        if tuple(numbers) != self._place:
            self.placed.emit(*numbers)

    def _complain(self, name: str, box: QLineEdit) -> None:
        text = box.text().strip()
        if text:
            sentence = _("“{text}” is not a number that {name} can be: write one such as 0.5, −2 or 1e-4.")
        else:
            sentence = _("Write a number for {name}, such as 0.5, −2 or 1e-4.")
        self.complaint.setText(sentence.format(text=_shortened(text, LONGEST_QUOTE), name=_shortened(name)))
        self.complaint.setVisible(True)
        box.setAccessibleDescription(self.complaint.text())
        box.setFocus()
        box.selectAll()

    @Slot()
    def _delete(self) -> None:
        self.reject()
        self.delete_chosen.emit()


def _shortened(text: str, longest: int = LONGEST_NAME) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
