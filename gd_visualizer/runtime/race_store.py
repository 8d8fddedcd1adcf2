"""The race store: the one owner of a race; it follows the document, and plays while its view is shown."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.optimizers.base import Optimizer
from gd_visualizer.runtime.player import Player
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.edits import Edit
from gd_visualizer.session.landscape import Landscape
from gd_visualizer.session.race import Lane, Race, default_racers, fair_racers
from gd_visualizer.session.race_words import race_sentence
from gd_visualizer.session.snapshot import Sentence, Snapshot, Status

BUDGET = 0.010


@dataclass(frozen=True, slots=True, eq=False)
class RaceMoment:
    """Everything the race view draws.

    Attributes
    ----------
    snapshot : Snapshot
        The document's, with the step of the race and a region in which all racers can be seen.
    race : Race
    lanes : tuple of Lane
    sentence : Sentence
    progress : float or None
        How far the search for fair rates is; None where there is none.
    """

    snapshot: Snapshot
    race: Race
    lanes: tuple[Lane, ...]
    sentence: Sentence
    progress: float | None


class RaceStore(QObject):
    """Holds the race.

    Signals
    -------
    changed(RaceMoment)
        Something of the race changed.
    """

    changed = Signal(object)

    def __init__(self, store: Store) -> None:
        """Stand still until the race is shown."""
        super().__init__(store)
        self._store = store
        self._shown = False
        self._known: tuple[object, ...] = ()
        self._race: Race | None = None
        self._landscape = Landscape()
        self._search: Iterator[tuple[float, tuple[Optimizer, ...]]] | None = None
        self._progress: float | None = None
        self.moment: RaceMoment | None = None
        self._player = Player(self)
        self._player.due.connect(self._walk_on)
        self._searcher = QTimer(self)
        self._searcher.setInterval(0)
        self._searcher.timeout.connect(self._search_on)
        store.changed.connect(self._follow)

    @property
    def racers(self) -> tuple[Optimizer, ...]:
        """Return who races: those of the document, or four well-known ones."""
        document = self._store.snapshot.document
        return document.racers or default_racers(document)

    @property
    def last_step(self) -> int:
        """Return how many steps the race has taken."""
        return 0 if self._race is None else self._race.last_step

    @property
    def snapshot(self) -> Snapshot:
        """Return the document's with the step of the race; the document's own as long as there is no race."""
        return self._store.snapshot if self.moment is None else self.moment.snapshot

    def show(self, shown: bool) -> None:
        """Follow the document while the race is in view; come to rest where it is not."""
        self._shown = shown
        self._stop()
        if shown:
            self._store.pause()
            self._follow(self._store.snapshot)

    @Slot(object)
    def _follow(self, snapshot: Snapshot) -> None:
        """Begin anew where points, goal, start or racers are others; take the looks of the snapshot in any case."""
        if not self._shown:
            return
        document = snapshot.document
        known = (snapshot.objective, document.start, self.racers, replace(document.plan, optimizer=self.racers[0]))
        if known != self._known:
            self._stop()
            self._known = known
            self._race = Race(snapshot.objective, document, self.racers)
            self._landscape.forget()
            self._landscape.use_axes(snapshot.axes)
        self._player.set_speed(snapshot.speed)
        self._show()

    # Playing ---------------------------------------------------------------------------------------------

    def toggle_play(self) -> None:
        """Play when at rest, pause when playing."""
        if self._player.playing:
            self._stop()
        elif self._race is not None and (self._race.can_walk or self._race.step < self._race.last_step):
            self._player.play()
        self._show()

    def pause(self) -> None:
        """Stay where it is."""
        self._stop()
        self._show()

    def step(self, count: int = 1) -> None:
        """Take steps at once; pauses first."""
        self._stop()
        if self._race is not None:
            self._race.advance(count)
        self._show()

    def step_back(self, count: int = 1) -> None:
        """Look at an earlier step; pauses first."""
        if self._race is not None:
            self.seek(self._race.step - count)

    def seek(self, step: int) -> None:
        """Look at a step that was walked; pauses first."""
        self._stop()
        if self._race is not None:
            self._race.step = min(max(0, step), self._race.last_step)
        self._show()

    def restart(self) -> None:
        """Go back to the start."""
        self.seek(0)

    @Slot(int)
    def _walk_on(self, count: int) -> None:
        race = self._race
        if race is None:
            return
        race.advance(count, BUDGET)
        ended = race.step >= race.last_step and not race.can_walk
        if ended or (not math.isinf(self._player.speed) and not self._player.count(count)):
            self._stop()
        self._show()

    def _stop(self) -> None:
        self._player.pause()
        self._searcher.stop()
        self._search, self._progress = None, None

    # Racers ----------------------------------------------------------------------------------------------

    def use_racers(self, racers: tuple[Optimizer, ...]) -> None:
        """Let others race; it can be undone."""
        self._store.seal()
        self._store.apply(Edit(_("change racers"), lambda old: replace(old, racers=racers)))
        self._store.seal()

    def make_fair(self) -> None:
        """Give each racer its best rate of a stated list; the window stays alive meanwhile."""
        self._stop()
        snapshot = self._store.snapshot
        if snapshot.objective.is_usable:
            self._search = fair_racers(snapshot.objective, snapshot.document, self.racers)
            self._progress = 0.0
            self._searcher.start()
        self._show()

    def stop_search(self) -> None:
        """Leave the racers as they are."""
        self._stop()
        self._show()

    @Slot()
    def _search_on(self) -> None:
        """Try one more rate."""
        if self._search is None:
            return
        try:
            self._progress, self._found = next(self._search)
        except StopIteration:
            found = self._found
            self._stop()
            self.use_racers(found)
        self._show()

    # Inside ----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        race = self._race
        if race is None or not self._shown:
            return
        lanes = race.lanes()
        base = self._store.snapshot
        running = self._player.playing
        status: Status = "running" if running else "paused" if race.step else "ready"
        places = [frozen(base.document.start)]
        for lane in lanes:
            seen = lane.path[: lane.step + 1]
            places += [seen.min(axis=0), seen.max(axis=0)]
        plane = self._landscape.planes.plane(race.objective.model, lanes[0].path, lanes[0].step, running)
        surface = self._landscape.surface(race.objective, plane, places)
        snapshot = replace(base, step=race.step, last_step=race.last_step, status=status, plane=plane, surface=surface,
                           parameters=lanes[0].parameters, path=lanes[0].path, losses=lanes[0].losses)  # fmt: skip
        sentence = race_sentence(race, lanes, running)
        self.moment = RaceMoment(snapshot, race, lanes, sentence, self._progress)
        self.changed.emit(self.moment)
