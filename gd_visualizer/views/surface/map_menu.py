"""The menu of the map: what can be done with the start, and with the view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gd_visualizer.assets import translate as _


class MapMenu(QMenu):
    """Opened by the right mouse button, or by the menu key for the map as a whole.

    Signals
    -------
    place_chosen(float m, float b)
        "Start here".
    line_chosen()
        "Use my line as start".
    numbers_asked()
        "Type m and b…".
    fit_asked()
        "Fit view".
    """

    place_chosen = Signal(float, float)
    line_chosen = Signal()
    numbers_asked = Signal()
    fit_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make the entries."""
        super().__init__(parent)
        self._place = (0.0, 0.0)
        self.here = QAction(_("Start here"), self)
        self.line = QAction(_("Use my line as start"), self)
        self.numbers = QAction(_("Type m and b…"), self)
        self.fit = QAction(_("Fit view"), self)
        self.here.triggered.connect(self._choose_place)
        self.line.triggered.connect(self.line_chosen)
        self.numbers.triggered.connect(self.numbers_asked)
        self.fit.triggered.connect(self.fit_asked)
        self.addActions([self.here, self.line, self.numbers])
        self.addSeparator()
        self.addAction(self.fit)

    def open_at(self, position: QPoint, place: tuple[float, float] | None, has_landscape: bool) -> None:
        """Open for a place of the map, or for none."""
        self._place = place or (0.0, 0.0)
        self.here.setEnabled(place is not None)
        self.line.setEnabled(has_landscape)
        self.popup(position)

    @Slot()
    def _choose_place(self) -> None:
        self.place_chosen.emit(*self._place)
