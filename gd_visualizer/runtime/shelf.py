"""The shelf: earlier runs as a person sees to them – named, hidden, thrown away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from gd_visualizer.session.earlier_runs import EarlierRuns
from gd_visualizer.session.snapshot import EarlierRun


class Shelf(QObject):
    """Earlier runs, and what can be done with them.

    Signals
    -------
    changed()
        There is something else to see.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Begin with none."""
        super().__init__(parent)
        self.earlier = EarlierRuns()

    def put_back(self, runs: tuple[EarlierRun, ...]) -> None:
        """Keep the runs of a session."""
        self.earlier.put_back(runs)
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forget all of them."""
        self.earlier.clear()
        self.changed.emit()

    @Slot(int, str)
    def name(self, number: int, name: str) -> None:
        """Call a run something else; an empty name gives it back its first one."""
        self.earlier.name(number, name)
        self.changed.emit()

    @Slot(int, bool)
    def show(self, number: int, shown: bool) -> None:
        """Show a run in the plots, or hide it."""
        self.earlier.show(number, shown)
        self.changed.emit()

    @Slot(int)
    def remove(self, number: int) -> None:
        """Forget one run."""
        self.earlier.remove(number)
        self.changed.emit()
