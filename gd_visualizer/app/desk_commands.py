"""The desk of the window: what is kept with a session besides its document, and laid out again when it is opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from gd_visualizer.app.lesson_wiring import LessonWiring
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.show_commands import ACTION
from gd_visualizer.app.work_dialog import WorkDialog
from gd_visualizer.assets import translate as _
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.desk import Desk, KeptPath
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.session_schema import MOST_LEGS
from gd_visualizer.session.walk_again import walk_of

# What takes longer gets a bar and Cancel.
SECONDS = 0.5


class DeskCommands(QObject):
    """Says what is on the desk, and lays a desk out."""

    def __init__(self, window: MainWindow, store: Store, lessons: LessonWiring) -> None:
        """Serve one window."""
        super().__init__(window)
        self._window, self._store, self._lessons = window, store, lessons

    def desk(self) -> Desk:
        """Return what lies around the document now; the path too where the person wants it in the file.

        In a chapter it is empty: the walk on the screen is another one's.
        """
        if self._lessons.is_open:
            return Desk()
        window, snapshot, act = self._window, self._store.snapshot, self._window.actions_by_name
        chapter, done = self._lessons.place()
        legs = self._store.legs
        # Of a walk with more changes than a file takes, what it has come to is kept.
        is_whole = len(legs) <= MOST_LEGS
        begins = tuple((snapshot.path[0] if is_whole else snapshot.parameters).tolist())
        return Desk(
            page=window.pages.key,
            ticks=tuple((key, box.isChecked()) for key, box in window.panel.options.items()),
            logarithmic_bands=act["action_log_bands"].isChecked(),
            logarithmic_loss=act["action_log_loss"].isChecked(),
            axes=snapshot.axes,
            step=snapshot.step if is_whole else 0,
            last_step=snapshot.last_step if is_whole else 0,
            walk_from=() if begins == tuple(snapshot.document.start) else begins,
            legs=legs if is_whole else (),
            come_to=tuple(snapshot.path[-1].tolist()) if is_whole and snapshot.last_step else (),
            chapter=chapter,
            chapters_done=done,
            earlier_runs=snapshot.kept_runs,
            path=KeptPath.of(snapshot) if act["action_keep_path"].isChecked() else None,
        )

    def lay_out(self, desk: Desk, seconds: float = SECONDS) -> str:
        """Show what was shown when the session was saved; return what could not be, in a sentence, or "".

        Parameters
        ----------
        desk : Desk
        seconds : float
            How long it may be walked.
        """
        window, act = self._window, self._window.actions_by_name
        for key, ticked in desk.ticks:
            if key in window.panel.options:
                act[ACTION + key].setChecked(ticked)
        for name, wanted in (("bands", desk.logarithmic_bands), ("loss", desk.logarithmic_loss)):
            if wanted is not None and act[f"action_log_{name}"].isChecked() != wanted:
                act[f"action_log_{name}"].trigger()
        if desk.axes is not None:
            self._store.use_axes(desk.axes.suited_to(self._store.snapshot.document.model.parameter_names))
        if desk.page:
            window.show_page(desk.page)
        act["action_keep_path"].setChecked(desk.path is not None)
        self._lessons.take_place(desk.chapter, desk.chapters_done)
        self._store.shelf.put_back(desk.earlier_runs)
        # Nobody has taken a step: nothing glides, and the words find their places where the walk has come to.
        still, window.glide.reduced = window.glide.reduced, True
        missing = self._walk(desk, seconds)
        window.glide.reduced = still
        window.place_words_anew()
        return missing

    def _walk(self, desk: Desk, seconds: float) -> str:
        """Walk as far as the walk had come, and look at the step that was shown."""
        store = self._store
        again = walk_of(store.snapshot, desk)
        # Most walks are short: only where it lasts there is a bar.
        again.go_on(seconds=seconds)
        if not again.is_done:
            titles = _("Opening the session"), _("Taking the steps of the walk again…")
            WorkDialog(again.go_on, *titles, self._window).wait()
        come = again.walk.last_step
        if come < desk.last_step and desk.come_to:
            store.take_up(walk_of(store.snapshot, replace(desk, walk_from=desk.come_to, legs=(), last_step=0)).walk)
            sentence = _("The {n} steps of the walk were not taken again: it begins where they had led.")
            return sentence.format(n=counted(desk.last_step))
        store.take_up(again.walk)
        if desk.step < come:
            store.seek(desk.step)
        if come < desk.last_step:
            sentence = _("The walk was {n} steps long; here it has taken {k} of them again. Play goes on.")
            return sentence.format(n=counted(desk.last_step), k=counted(come))
        if desk.is_walked_by(store.snapshot):
            return ""
        return _("The path in the file is not the one that these settings walk, so it was walked anew.")
