"""Which two directions the map shows, where the model has more parameters than a map has sides."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.quiet_combo import QuietCombo

# What stands in the lists besides the parameters; no parameter has such a name.
PATH, RANDOM = "*path", "*random"
_KIND = {PATH: "path", RANDOM: "random"}


class MapAxes(QWidget):
    """Two lists, "Across" and "Up": two parameters, or a pair of directions for both at once.

    Signals
    -------
    axes_chosen(str, str, str)
        Kind ("parameters", "path" or "random"), and with "parameters" the names across and up, else "".
    """

    axes_chosen = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the section, hidden until there is something to choose."""
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._shown = ("", "")
        self.across, self.up = QuietCombo(_("Across"), self), QuietCombo(_("Up"), self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setSpacing(6)
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.addWidget(words(_("Map"), "heading", self), 0, 0, 1, 2)
        for row, (label, box) in enumerate(((_("Across"), self.across), (_("Up"), self.up)), 1):
            name = words(label, "body", self)
            name.setBuddy(box)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
            box.setMaxVisibleItems(16)
            box.activated.connect(self._choose)
        self.hide()

    def draw(self, names: tuple[str, ...], kind: str, across: str, up: str) -> None:
        """Show which axes the map has.

        Parameters
        ----------
        names : tuple of str
            The parameters of the model.
        kind : {"parameters", "path", "random"}
        across, up : str
            The two parameters, where the axes are parameters.
        """
        if names != self._names:
            self._names = names
            for box in (self.across, self.up):
                box.fill(self._entries())
        whole = {"path": PATH, "random": RANDOM}.get(kind)
        self._show(*((whole, whole) if whole else (across, up)))
        self.setVisible(len(names) > 2)

    def _entries(self) -> list[tuple[str, str, str]]:
        path_tip = _("The two directions in which the walk moved most, as if seen from straight above it.")
        random_tip = _("Two directions drawn by lot, in which every parameter changes a little.")
        return [
            *((name, name, "") for name in self._names),
            (PATH, _("Directions of the path"), path_tip),
            (RANDOM, _("Random directions"), random_tip),
        ]

    def _show(self, across: str, up: str) -> None:
        self._shown = (across, up)
        self.across.show_key(across)
        self.up.show_key(up)

    @Slot(int)
    def _choose(self, row: int) -> None:
        """Make one choice of both lists: a pair of directions holds for both, and no parameter stands in both."""
        side = 0 if self.sender() is self.across else 1
        chosen = (self.across, self.up)[side].itemData(row)
        old, other = self._shown[side], self._shown[1 - side]
        if chosen == old:
            return
        if chosen in _KIND:
            other = chosen
        elif other in _KIND or other == chosen:
            other = old if old in self._names else next(name for name in self._names if name != chosen)
        self._show(*((chosen, other) if side == 0 else (other, chosen)))
        kind = _KIND.get(chosen, "parameters")
        self.axes_chosen.emit(kind, *(self._shown if kind == "parameters" else ("", "")))
