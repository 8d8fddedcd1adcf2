"""Every parameter of the model with its number and slope, to read and to type."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.number_box import NumberBox

WIDTH, HEIGHT, MARGIN = 380, 440, 16
ROWS_AT_MOST = 500
DIGITS = 6


class ParametersDialog(QDialog):
    """A row for each parameter: its name, its number in a box, and the slope there.

    Signals
    -------
    parameter_typed(int place, float value)
        The person typed another number.
    """

    parameter_typed = Signal(int, float)

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        """Make a row for each name, up to a few hundred."""
        super().__init__(parent)
        self.setObjectName("parameters_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Parameters"))
        self.resize(WIDTH, HEIGHT)
        self._names = names
        self.boxes: list[NumberBox] = []
        self._slopes = []
        page = QWidget()
        grid = QGridLayout(page)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        for column, title in enumerate((_("Parameter"), _("Number"), _("Slope"))):
            grid.addWidget(words(title, "note"), 0, column)
        for row, name in enumerate(names[:ROWS_AT_MOST]):
            box, slope = NumberBox(name, parent=page), words("", "note", page)
            box.setObjectName(f"parameter_{row}")
            box.number_typed.connect(self._take)
            box.problem_changed.connect(self._explain)
            label = words(name, "heading", page)
            label.setBuddy(box)
            for column, widget in enumerate((label, box, slope)):
                grid.addWidget(widget, row + 1, column)
            self.boxes.append(box)
            self._slopes.append(slope)
        grid.setRowStretch(len(self.boxes) + 1, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        self.note = words("", "note")
        self.note.setWordWrap(True)
        self._fact = ""
        if len(names) > ROWS_AT_MOST:
            self._fact = _("The first {k} of {n} are shown.").format(k=ROWS_AT_MOST, n=len(names))
        self._explain("")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column_of_all.addWidget(area, 1)
        column_of_all.addWidget(self.note)
        column_of_all.addWidget(buttons)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the numbers of a snapshot; close when the model has other parameters."""
        if snapshot.document.model.parameter_names != self._names:
            self.put_away()
            return
        numbers = zip(snapshot.parameters.tolist(), snapshot.gradient.tolist(), strict=True)
        for box, label, (value, slope) in zip(self.boxes, self._slopes, numbers, strict=False):
            box.set_value(value, DIGITS)
            label.setText(shown(slope))

    def put_away(self) -> None:
        """Close, and forget what is being typed: these parameters are gone, or out of sight."""
        for box in self.boxes:
            box.restore()
        self.close()

    @Slot(float)
    def _take(self, number: float) -> None:
        self.parameter_typed.emit(self.boxes.index(self.sender()), number)  # type: ignore[arg-type]

    @Slot(str)
    def _explain(self, problem: str) -> None:
        text = problem or self._fact
        self.note.setText(text)
        self.note.setVisible(bool(text))
