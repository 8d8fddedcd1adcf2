"""Joins the race view to its store, and lets the playback bar lead the race while it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.runtime.race_store import RaceMoment, RaceStore
from gd_visualizer.runtime.store import Store
from gd_visualizer.views.race.race_page import RacePage

KEY = "race"


class RaceWiring(QObject):
    """Connects everything about the race."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        """Wait until the race is looked at for the first time."""
        super().__init__(window)
        self._window, self._store = window, store
        self.race = RaceStore(store)
        self._page: RacePage | None = None
        window.pages.page_made.connect(self._join)
        window.pages.switched.connect(self._turn)

    @property
    def is_shown(self) -> bool:
        """Return True while the playback bar leads the race."""
        return self._window.pages.key == KEY

    @property
    def led(self) -> Store | RaceStore:
        """Return what the playback bar leads: the walk of the document, or the race while it is shown."""
        return self.race if self.is_shown else self._store

    @Slot(str, QWidget)
    def _join(self, key: str, page: QWidget) -> None:
        if not isinstance(page, RacePage):
            return
        self._page = page
        page.table.racers_changed.connect(self.race.use_racers)
        page.fair_asked.connect(self.race.make_fair)
        page.fair_stopped.connect(self.race.stop_search)
        self.race.changed.connect(self._draw)

    @Slot(str)
    def _turn(self, key: str) -> None:
        self.race.show(key == KEY)
        if key != KEY:
            self._window.draw_play(None)

    @Slot(object)
    def _draw(self, moment: RaceMoment) -> None:
        if self._page is not None:
            self._page.show_race(moment.snapshot, moment.race, moment.lanes, moment.sentence, moment.progress)
            self._window.draw_play(moment.snapshot)
