"""A small dialog in which the start can be given exact numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import MINUS, exact

WIDTH = 320


class PlaceDialog(QDialog):
    """Two boxes, m and b, that take any number.

    Signals
    -------
    chosen(float m, float b)
        The person accepted two good numbers.
    """

    chosen = Signal(float, float)

    def __init__(self, m: float, b: float, parent: QWidget | None = None) -> None:
        """Show the present numbers, ready to be typed over."""
        super().__init__(parent)
        self.setObjectName("place_dialog")
        self.setWindowTitle(_("Where the walk starts"))
        self.setMinimumWidth(WIDTH)
        self.m_box, self.b_box = QLineEdit(exact(m)), QLineEdit(exact(b))
        self.m_box.setAccessibleName(_("m, the slope of the line"))
        self.b_box.setAccessibleName(_("b, the height of the line at x = 0"))
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        self.complaint.setProperty("role", "note")
        self.complaint.setMinimumWidth(WIDTH)
        self.complaint.setVisible(False)
        form = QFormLayout()
        form.addRow(_("&m, slope"), self.m_box)
        form.addRow(_("&b, height at 0"), self.b_box)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Start there"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        page.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        page.addLayout(form)
        page.addWidget(self.complaint)
        page.addWidget(buttons)
        self.m_box.selectAll()

    def accept(self) -> None:
        """Hand out the numbers, or say what is wrong with them and stay."""
        numbers = []
        for name, box in (("m", self.m_box), ("b", self.b_box)):
            number = number_in(box.text())
            if number is None:
                self.complaint.setText(
                    _("“{text}” is not a number that {name} can take: write one such as 0.5, −2 or 1e-4.").format(
                        text=box.text().strip(), name=name
                    )
                )
                self.complaint.setVisible(True)
                box.setFocus()
                box.selectAll()
                return
            numbers.append(number)
        super().accept()
        self.chosen.emit(*numbers)


def number_in(text: str) -> float | None:
    """Return the finite number that a person wrote, with a point or a comma, or None."""
    cleaned = text.strip().replace(MINUS, "-").replace("\u2013", "-")
    if "." not in cleaned and cleaned.count(",") == 1:
        cleaned = cleaned.replace(",", ".")
    try:
        number = float(cleaned)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in cleaned else None
