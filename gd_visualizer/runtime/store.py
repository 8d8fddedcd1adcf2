"""The store: the one owner of everything that changes. Views ask it for things; it answers with snapshots."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.descent import advance
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.surface import Spacing
from gd_visualizer.runtime.courier import Courier, InlineCourier
from gd_visualizer.runtime.descent_worker import Reply, Request
from gd_visualizer.runtime.player import Player
from gd_visualizer.runtime.shelf import Shelf
from gd_visualizer.session import edits
from gd_visualizer.session.axes import Axes
from gd_visualizer.session.carry import carried_over
from gd_visualizer.session.consequences import consequences
from gd_visualizer.session.document import Document
from gd_visualizer.session.history import History
from gd_visualizer.session.landscape import Landscape
from gd_visualizer.session.moment import Happening, what_happened
from gd_visualizer.session.picture import Scene, take_picture
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.trace import Leg
from gd_visualizer.session.walk import Walk


class Store(QObject):
    """Holds document, history, walk, landscape and earlier runs; every change ends in one new snapshot.

    Signals
    -------
    changed(Snapshot)
        Something changed; the snapshot tells all.
    failed(str)
        A fault in the mathematics, in words for a bug report.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, document: Document, courier: Courier | InlineCourier, parent: QObject | None = None) -> None:
        """Begin with a document; the courier takes the requests of Play to the training thread."""
        super().__init__(parent)
        self._document, self._history, self._landscape = document, History(), Landscape()
        self.shelf = Shelf(self)
        self.shelf.changed.connect(self._show)
        self._earlier = self.shelf.earlier
        self._walk = Walk(document.objective(), document.plan, frozen(document.start))
        self._courier, self._player = courier, Player(self)
        self._courier.returned.connect(self._receive)
        self._player.due.connect(self._walk_on)
        self._player.framed.connect(self._show_frame)
        self._run, self._fit_request, self._dirty = 0, 0, False
        self._happening, self._symbols = Happening.NOTHING, False
        self._loss_before_move: float | None = None
        self.snapshot = self._picture()

    # Edits -----------------------------------------------------------------------------------------------

    def apply(self, edit: edits.Edit) -> None:
        """Make an edit; it can be undone."""
        new = edit.apply(self._document)
        if new == self._document:
            return
        self._history.record(self._document, edit.label, edit.melts_as, edit.fits)
        self._replace(new, edit.fits)

    def seal(self) -> None:
        """Let the next edit be an entry of the history of its own, even where it would melt into the last."""
        self._history.seal()

    def begin_gesture(self) -> None:
        """Say that a drag begins: playing stops, and its edits become one entry of the history."""
        self._history.seal()
        self.pause()

    def end_gesture(self) -> None:
        """Say that a drag ended."""
        self._history.seal()
        self._show()

    def undo(self) -> None:
        """Go back to the document before the last edit."""
        self._travel(self._history.undo_reopens, self._history.undo(self._document))

    def redo(self) -> None:
        """Go forward to the document after the last undone edit."""
        self._travel(self._history.redo_reopens, self._history.redo(self._document))

    def cancel_gesture(self, began: bool) -> None:
        """Take back an unfinished drag; ``began`` says whether it changed anything yet."""
        if began:
            self._travel(False, self._history.take_back(self._document))
        self.end_gesture()

    def change_places(self, document: Document, history: History) -> History:
        """Put a document with its own history in the place of the present one; return the history of that."""
        self._stop()
        self._history, history = history, self._history
        self._document = document
        self._landscape.use_axes(Axes())
        self._begin_walk(document.objective(), frozen(document.start))
        self._replace(document, fits=True)
        return history

    @property
    def openings(self) -> tuple[int, ...]:
        """Return which openings led to the present document; see ``History.openings``."""
        return self._history.openings

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Return what of the walk was taken with other settings than the present ones."""
        return self._walk.legs

    # Playing ---------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Walk on from the present step at the chosen speed."""
        if self._player.playing or not self._walk.can_go_on or self._walk.has_arrived:
            return
        self._happening = Happening.NOTHING
        self._player.play()
        self._show()

    def pause(self) -> None:
        """Stop walking."""
        if self._player.playing:
            self._stop()
            self._show()

    def toggle_play(self) -> None:
        """Play when at rest, pause when playing."""
        (self.pause if self._player.playing else self.play)()

    def step(self, count: int = 1) -> None:
        """Take steps at once; pauses first."""
        self._stop()
        if self._walk.can_go_on:
            self._happening = Happening.NOTHING
            count -= self._replay(count)
            if count:
                self._branch()
                chunk = advance(self._walk.trace.objective, self._document.plan, self._walk.state(), count)
                self._walk.take(chunk, stop_where_flat=count > 1)
        self._show()

    def step_back(self, count: int = 1) -> None:
        """Look at an earlier step; pauses first."""
        self.seek(self._walk.step - count)

    def restart(self) -> None:
        """Go back to step 0 at the start point; pauses first."""
        self._stop()
        self._happening = Happening.NOTHING
        start = frozen(self._document.start)
        if not np.array_equal(self._walk.trace.parameters[0], start):
            self._begin_walk(self._walk.trace.objective, start)
        self._walk.step = 0
        if not self._walk.trace.goes_on_with(0, self._document.plan):
            self._branch()
        self._show()

    def take_up(self, walk: Walk) -> None:
        """Go on with a walk over the present landscape that was walked again; it may begin elsewhere than the start."""
        self._stop()
        self._run, self._walk = self._run + 1, walk
        self._walk.use(self._document.plan)
        self._show()

    def seek(self, step: int) -> None:
        """Look at a step that was walked; pauses first."""
        self._stop()
        self._walk.step = min(max(0, step), self._walk.last_step)
        self._happening = Happening.NOTHING
        self._show()

    def set_speed(self, steps_a_second: float) -> None:
        """Choose how fast to play; inf is as fast as it goes."""
        self._player.set_speed(steps_a_second)
        self._show()

    # What is shown ---------------------------------------------------------------------------------------

    def fit_view(self) -> None:
        """Let every view show all there is."""
        self._landscape.forget()
        self._fit_request += 1
        self._show()

    def use_spacing(self, spacing: Spacing) -> None:
        """Space the bands of the map by square root or logarithm."""
        self._landscape.use_spacing(spacing)
        self._show()

    def use_axes(self, axes: Axes) -> None:
        """Show the landscape over two other parameters or directions."""
        self._landscape.use_axes(axes)
        self._fit_request += 1
        self._show()

    def use_symbols(self, symbols: bool) -> None:
        """Let views write symbols instead of words."""
        self._symbols = symbols
        self._show()

    def close(self) -> None:
        """End playing and the training thread."""
        self._stop()
        self._courier.stop()

    # Inside ----------------------------------------------------------------------------------------------

    def _travel(self, fits: bool, document: Document) -> None:
        if document is not self._document:
            self._replace(document, fits)

    def _replace(self, new: Document, fits: bool) -> None:
        """Take a new document and do what follows from it."""
        old, self._document = self._document, new
        follows = consequences(old, new)
        present = self._walk.trace.parameters[self._walk.step]
        before = float(self._walk.trace.losses[self._walk.step])
        if follows.new_knobs:
            # The ball stays, the land moves: what the present parameters say, in the letters of the new model.
            present = carried_over(old.model, present, new.model, new.dataset, new.seed)
            self._landscape.use_axes(Axes())
        if follows.new_land or follows.new_start:
            self._stop()
            self._loss_before_move = before if math.isfinite(before) and not follows.new_land else None
            objective = self._document.objective() if follows.new_land else self._walk.trace.objective
            stays = not fits and (follows.new_knobs or not follows.new_start)
            self._begin_walk(objective, present if stays else frozen(new.start))
            self._happening = what_happened(old, new)
        elif follows.new_stride:
            self._run += 1
            self._branch()
        if fits or follows.new_knobs:
            # Paths over other data, or of other parameters, would mean nothing on this map.
            self._earlier.clear()
            self._landscape.forget()
            self._fit_request += 1
        if fits:
            self._happening = Happening.NOTHING
        self._show()

    def _begin_walk(self, objective: Objective, start: FloatArray) -> None:
        """Leave the present walk behind, in grey, and begin another."""
        self._run += 1
        self._earlier.keep(self._walk)
        self._walk = Walk(objective, self._document.plan, start)

    def _branch(self) -> None:
        """Where the steps ahead were walked with other settings, leave them behind and go on from the present step."""
        walk = self._walk
        if walk.step < walk.last_step and not walk.trace.goes_on_with(walk.step, self._document.plan):
            self._run += 1
            self._earlier.keep(walk)
            self._walk = walk.cut_here()
        self._walk.use(self._document.plan)

    def _stop(self) -> None:
        """Stop asking; a reply under way will be dropped."""
        if self._player.playing:
            self._player.pause()
            self._courier.rest()
            self._run += 1

    def _replay(self, count: int) -> int:
        """Go on through steps that were walked before; return how many of the ``count`` that were."""
        walk = self._walk
        if not walk.trace.goes_on_with(walk.step, self._document.plan):
            return 0
        count = min(count, walk.last_step - walk.step)
        walk.step += count
        return count

    @Slot(int)
    def _walk_on(self, count: int) -> None:
        """Take the steps that are due while playing: those walked before at once, others by asking for them."""
        replayed = self._replay(count)
        if replayed:
            self._dirty = True
            if not self._player.count(replayed) or self._walk.has_arrived or self._walk.has_run_away:
                self._stop()
            return
        if self._courier.busy:
            return
        self._branch()
        trace, budget = self._walk.trace, self._player.budget
        self._courier.send(Request(self._run, trace.objective, self._document.plan, self._walk.state(), count, budget))

    @Slot(object)
    def _receive(self, reply: Reply) -> None:
        """Keep the steps of a reply, unless they belong to a walk that was left behind."""
        if reply.run != self._run or not self._player.playing:
            return
        if reply.chunk is None:
            self._stop()
            self._show()
            self.failed.emit(reply.error)
            return
        first = self._walk.last_step
        stops = self._walk.take(reply.chunk, stop_where_flat=True)
        self._dirty = True
        crawling = not self._player.count(self._walk.last_step - first)
        if stops or crawling:
            self._stop()
            self._happening = Happening.CRAWLING if crawling else Happening.NOTHING
            self._show()
        elif math.isinf(self._player.speed) and self._courier.asks_ahead:
            # The next request goes out now, the picture waits for the frame: the training thread never idles.
            self._walk_on(self._player.steps_left)
        else:
            self._show_frame()

    @Slot()
    def _show_frame(self) -> None:
        if self._dirty:
            self._show()

    @Slot()
    def _show(self) -> None:
        self._dirty = False
        self.snapshot = self._picture()
        self.changed.emit(self.snapshot)

    def _picture(self) -> Snapshot:
        return take_picture(
            Scene(
                document=self._document,
                walk=self._walk,
                landscape=self._landscape,
                earlier_runs=self._earlier.shown,
                kept_runs=self._earlier.runs,
                happening=self._happening,
                loss_before_move=self._loss_before_move,
                playing=self._player.playing,
                speed=self._player.speed,
                fit_request=self._fit_request,
                undo_label=self._history.undo_label,
                redo_label=self._history.redo_label,
                symbols=self._symbols,
            )
        )
