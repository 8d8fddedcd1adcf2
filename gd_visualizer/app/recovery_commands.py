"""Recovery commands: offer what an earlier window left behind, one piece of work after the other."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gd_visualizer.app.file_commands import FileCommands
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.runtime.left_behind import LeftBehind
from gd_visualizer.runtime.recovery import Recovery
from gd_visualizer.runtime.store import Store


class RecoveryCommands(QObject):
    """What the recovery bar does."""

    def __init__(self, window: MainWindow, store: Store, files: FileCommands, recovery: Recovery) -> None:
        """Look for work that was left behind and offer the newest."""
        super().__init__(window)
        self._window, self._store, self._files, self._recovery = window, store, files, recovery
        window.recovery_bar.restore_asked.connect(self._restore)
        window.recovery_bar.throw_away_asked.connect(self._throw_away)
        recovery.failed.connect(window.messages.keep_saying)
        self._has_restored = False
        self._offers: list[LeftBehind]
        self._offers, complaints = recovery.left_behind()
        if complaints:
            window.messages.keep_saying(complaints[0])
        self._offer()

    def let_go(self) -> None:
        """Leave what was not decided on for the next time."""
        for offer in self._offers:
            offer.let_go()
        self._offers = []

    def _offer(self) -> None:
        if not self._offers:
            self._window.recovery_bar.hide()
            return
        document = self._offers[0].document
        count = len(document.dataset)
        sentence = translate_plural(
            "The program ended last time with work that was not saved: {title}, {count} point.",
            "The program ended last time with work that was not saved: {title}, {count} points.",
            count,
        )
        title = document.title or _("My points")
        self._window.recovery_bar.offer(sentence.format(title=title, count=count))

    @Slot()
    def _restore(self) -> None:
        # Nobody asks about what has no file: where it was restored too, it is offered again the next time.
        waits = self._has_restored and not self._files.has_file
        self._recovery.write()
        if not self._offers or not self._files.open_recovered(self._offers[0]):
            return
        if waits:
            self._recovery.set_aside()
        self._has_restored = True
        # First it is written down anew, then the old file goes: it is never in no file at all.
        if self._recovery.write():
            self._offers.pop(0).throw_away()
        else:
            self._offers.pop(0).let_go()
        self._offer()

    @Slot()
    def _throw_away(self) -> None:
        if self._offers:
            self._offers.pop(0).throw_away()
        self._offer()
