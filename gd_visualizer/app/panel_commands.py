"""What the side panel and the exact answer ask for: another model or loss, other settings, another map or start."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Slot

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import choices, edits
from gd_visualizer.session.axes import Axes, Kind
from gd_visualizer.session.edits import Edit
from gd_visualizer.session.said import said

PART_OF = {folder: part for part, folder in choices.FOLDERS.items()}

RATE_STEP = 1.1


class PanelCommands(QObject):
    """Turns the signals of the side panel into edits; what cannot be done is said in the window."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        """Begin with nothing asked for."""
        super().__init__(window)
        self._window, self._store = window, store
        self._random_maps = 0

    def apply(self, make: Callable[..., Edit], *values: object) -> None:
        """Make an edit, or say in the window why it cannot be made."""
        try:
            self._store.apply(make(*values))
        except InputError as error:
            self._window.say(said(error))
        else:
            self._window.messages.put_away()

    @Slot(str, str)
    def choose_part(self, folder: str, key: str) -> None:
        """Choose another entry of a folder of the registry."""
        self.apply(choices.choose, PART_OF[folder], key)

    @Slot(str)
    def show_model(self, key: str) -> None:
        """Choose another model, as an example."""
        self.apply(choices.choose, "model", key)

    @Slot(object)
    def put_start(self, parameters: tuple[float, ...]) -> None:
        """Let the walk start at these parameters."""
        self.apply(edits.place_start, *parameters)

    @Slot(str, str, object)
    def change_setting(self, part: str, key: str, value: object) -> None:
        """Change one setting."""
        self.apply(choices.change_setting, part, key, value)

    @Slot(int)
    def set_batch_size(self, count: int) -> None:
        """Let each step look at so many points; 0 means all."""
        self.apply(choices.set_batch_size, count)

    @Slot(int)
    def set_seed(self, seed: int) -> None:
        """Throw the dice in another way."""
        self.apply(choices.set_seed, seed)

    @Slot(bool)
    def set_climb(self, climb: bool) -> None:
        """Go up instead of down, or down again."""
        self.apply(choices.set_climb, climb)

    @Slot()
    def throw_again(self) -> None:
        """Start from another random place."""
        self.apply(choices.throw_again)

    @Slot(str, str, str)
    def use_axes(self, kind: str, across: str, up: str) -> None:
        """Show the landscape over other directions; random ones are others each time they are asked for."""
        if kind == "random":
            self._random_maps += 1
        self._store.use_axes(Axes(cast(Kind, kind), across, up, self._random_maps if kind == "random" else 0))

    @Slot()
    def rate_up(self) -> None:
        """Make the learning rate a tenth larger."""
        self.apply(edits.scale_learning_rate, RATE_STEP)

    @Slot()
    def rate_down(self) -> None:
        """Make the learning rate a tenth smaller."""
        self.apply(edits.scale_learning_rate, 1.0 / RATE_STEP)
