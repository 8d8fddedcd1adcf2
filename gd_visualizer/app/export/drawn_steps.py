"""The pictures of a film, each drawn by the window when it is wanted: none of them waits in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast, overload

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gd_visualizer.app.export.dialog import Choice
from gd_visualizer.app.export.film import pillow_image, steps_shown
from gd_visualizer.app.export.film_size import frame_of, framed, size_of
from gd_visualizer.app.export.pictures import view_of
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.work_dialog import ProgressDialog
from gd_visualizer.assets import translate as _
from gd_visualizer.runtime.race_store import RaceStore
from gd_visualizer.runtime.store import Store
from gd_visualizer.runtime.work_beside import Stopped
from gd_visualizer.session.teller import Teller, tell_nobody
from gd_visualizer.views.theme import Theme


class DrawnSteps(Sequence[Image.Image]):
    """A picture for each step of a film; whoever goes through them moves the bar."""

    def __init__(
        self, window: MainWindow, led: Store | RaceStore, choice: Choice, theme: Theme, tell: Teller = tell_nobody
    ) -> None:
        """Take what is drawn, how, and where it is told how far it is."""
        self._window, self._led, self._choice, self._theme, self._tell = window, led, choice, theme, tell
        self._widget = view_of(window, choice.view)
        self._size: QSize | None = size_of(choice.film_size)
        self._steps = steps_shown(led.snapshot.last_step)
        self._share = 0.0

    def __len__(self) -> int:
        """Return how many pictures the film has."""
        return len(self._steps)

    def __iter__(self) -> Iterator[Image.Image]:
        """Draw one after the other."""
        for place in range(len(self)):
            self._share = place / len(self)
            yield self[place]

    @overload
    def __getitem__(self, place: int) -> Image.Image: ...

    @overload
    def __getitem__(self, place: slice) -> list[Image.Image]: ...

    def __getitem__(self, place: int | slice) -> Image.Image | list[Image.Image]:
        """Draw one step.

        Raises
        ------
        Stopped
            If the person cancelled, or the window is gone.
        """
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        self._hear()
        self._led.seek(self._steps[place])
        # Cards come and go with a step: the views take their places first.
        self._window.come_to_rest()
        self._size = self._size or frame_of(self._widget, self._choice.caption, self._theme)
        image = pillow_image(framed(self._widget, self._size, self._choice.caption, self._theme))
        # Drawing and writing each take a while: Cancel is heard between them too.
        self._hear()
        return image

    def _hear(self) -> None:
        self._tell(self._share)
        if self._window.is_closed:
            raise Stopped


@contextmanager
def drawn_steps(window: MainWindow, led: Store | RaceStore, choice: Choice, theme: Theme) -> Iterator[DrawnSteps]:
    """Draw the steps of a film, with a bar and Cancel; afterwards the window shows what it showed."""
    here, still = led.snapshot.step, window.glide.reduced
    # The types of PySide6 know of no window in which nothing has the focus.
    focused = cast("QWidget | None", window.focusWidget())
    progress = ProgressDialog(_("Export"), _("The film is being made."), window)
    try:
        steps = DrawnSteps(window, led, choice, theme, progress.tell)
        window.glide.reduced = True
        # The dialog takes the focus when it comes: a ring around something would be on the first pictures only.
        if focused is not None:
            focused.clearFocus()
        progress.begin()
        yield steps
    finally:
        led.seek(here)
        window.glide.reduced = still
        progress.end()
        if focused is not None and isValid(focused):
            focused.setFocus()
