"""A small dialog for two exact numbers: those of a point, or of the start."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that is asked for.

    Attributes
    ----------
    name : str
        What it is called in a sentence; shown as it is, never read as HTML.
    value : float
        What it is at present.
    label : str
        The words beside its box, "" for its name. Alt and the first letter lead to the box.
    spoken : str
        What a screen reader calls the box, "" for its name.
    """

    name: str
    value: float
    label: str = ""
    spoken: str = ""


class ExactDialog(QDialog):
    """One or two boxes that take any number.

    Signals
    -------
    placed(float, float)
        The person accepted good numbers, of which at least one is another than before; 0 where no second was asked for.
    delete_chosen()
        The person wants the thing gone.
    """

    placed = Signal(float, float)
    delete_chosen = Signal()

    def __init__(self, title: str, asked: tuple[Asked, ...], accept: str, parent: QWidget | None = None) -> None:
        """Show the present numbers, ready to be typed over.

        Parameters
        ----------
        asked : one or two Asked
        accept : str
            What the button says that takes the numbers.
        """
        super().__init__(parent)
        self.setObjectName("exact_dialog")
        self.setWindowTitle(title)
        self._asked = asked
        self.delete_button: QPushButton | None = None
        self.boxes = tuple(QLineEdit(exact(one.value)) for one in asked)
        self.complaint = words("", "note")
        self.complaint.setWordWrap(True)
        self.complaint.setMinimumWidth(WIDTH)
        self.complaint.setVisible(False)
        form = QGridLayout()
        form.setColumnStretch(1, 1)
        form.setHorizontalSpacing(12)
        for row, (one, box) in enumerate(zip(asked, self.boxes, strict=True)):
            label = words("&" + _shortened(one.label or one.name).replace("&", "&&"), "heading")
            label.setBuddy(box)
            form.addWidget(label, row, 0)
            box.setAccessibleName(one.spoken or one.name)
            box.setMinimumWidth(WIDTH // 2)
            form.addWidget(box, row, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        page.setSpacing(12)
        page.addStrut(WIDTH)
        page.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        page.addLayout(form)
        page.addWidget(self.complaint)
        self._row = self._buttons(accept)
        page.addLayout(self._row)
        self.boxes[0].selectAll()

    def offer_delete(self, text: str) -> None:
        """Add a button that takes the thing away."""
        self.delete_button = QPushButton(text)
        self.delete_button.setAutoDefault(False)
        self.delete_button.clicked.connect(self._delete)
        self._row.insertWidget(0, self.delete_button)

    def _buttons(self, accept: str) -> QHBoxLayout:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(accept)
        ok.setProperty("primary", True)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(buttons)
        return row

    def accept(self) -> None:
        """Hand out the numbers, or say which text is none and stay."""
        numbers = []
        for one, box in zip(self._asked, self.boxes, strict=True):
            untouched = not box.isModified() and box.text() == exact(one.value)
            number = one.value if untouched else read_number(box.text())
            if number is None:
                self._complain(one.name, box)
                return
            numbers.append(number)
        super().accept()
        if numbers != [one.value for one in self._asked]:
            self.placed.emit(*numbers, *[0.0] * (2 - len(numbers)))

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


def point_dialog(x: Asked, y: Asked, parent: QWidget) -> ExactDialog:
    """Return a dialog for the coordinates of a point, which can be deleted too."""
    dialog = ExactDialog(_("Exact numbers"), (x, y), _("OK"), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.offer_delete(_("Delete point"))
    return dialog


def start_dialog(names: tuple[str, str], place: tuple[float, float], parent: QWidget) -> ExactDialog:
    """Return a dialog for the two numbers of the start that the map shows."""
    captions = {"m": _("m, slope"), "b": _("b, height at 0")}
    spoken = {"m": _("m, the slope of the line"), "b": _("b, the height of the line at x = 0")}
    is_line = names == ("m", "b")
    asked = [
        Asked(name, value, captions[name] if is_line else name, spoken[name] if is_line else name)
        for name, value in zip(names, place, strict=True)
        if name
    ]
    dialog = ExactDialog(_("Where the walk starts"), tuple(asked), _("Start there"), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _shortened(text: str, longest: int = LONGEST_NAME) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
