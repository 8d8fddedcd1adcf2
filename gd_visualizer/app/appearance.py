"""Appearance: colours, text size and the place of the window, kept from one time to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.views.theme import THEMES, load_theme, system_theme

# How much larger letters are in big mode; lines and marks follow them.
BIG = 1.35
SCALES = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


class Appearance(QObject):
    """Applies what the person chose and remembers it."""

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        """Dress the window as it was the last time."""
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._theme = preferences.choice("theme", ("system", *THEMES))
        self._scale = preferences.number("text_scale", 1.0, SCALES[0], SCALES[-1])
        self._still, self._big = preferences.flag("reduce_motion", False), False
        window.actions_by_name["action_reduce_motion"].setChecked(self._still)
        for action in window.themes.actions():
            action.setChecked(action.data() == self._theme)
        window.themes.triggered.connect(self._choose_theme)
        actions = window.actions_by_name
        actions["action_text_larger"].triggered.connect(self._larger)
        actions["action_text_smaller"].triggered.connect(self._smaller)
        actions["action_text_normal"].triggered.connect(self._normal)
        actions["action_reduce_motion"].triggered.connect(self._reduce_motion)
        actions["action_big_mode"].triggered.connect(self._big_mode)
        actions["action_full_screen"].triggered.connect(self._full_screen)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()
        self._restore()

    def use(self, theme: str, scale: float | None = None) -> None:
        """Change colours, and text size if given."""
        self._theme = theme
        self._scale = self._scale if scale is None else scale
        for action in self._window.themes.actions():
            action.setChecked(action.data() == theme)
        self._apply()

    def keep(self) -> None:
        """Remember everything for the next time."""
        self._preferences.keep("theme", self._theme)
        self._preferences.keep("text_scale", self._scale)
        self._preferences.keep("reduce_motion", self._still)
        self._preferences.keep("geometry", self._window.saveGeometry())
        across, down = self._window.splitters()
        self._preferences.keep("across", across.saveState())
        self._preferences.keep("down", down.saveState())

    def _restore(self) -> None:
        geometry = self._preferences.blob("geometry")
        if not geometry.isEmpty():
            self._window.restoreGeometry(geometry)
        for splitter, key in zip(self._window.splitters(), ("across", "down"), strict=True):
            state = self._preferences.blob(key)
            if not state.isEmpty():
                splitter.restoreState(state)

    def _apply(self) -> None:
        key = self._theme
        if key == "system":
            key = system_theme(QGuiApplication.styleHints().colorScheme())
        scale = min(self._scale * BIG, SCALES[-1]) if self._big else self._scale
        theme = load_theme(key, scale, self._still or _system_reduces_motion())
        QApplication.setPalette(theme.palette())
        QToolTip.setPalette(theme.palette())
        QToolTip.setFont(theme.font())
        self._window.restyle(theme)
        if self._window.snapshot is not None:
            self._window.draw(self._window.snapshot)

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        self.use(action.data())

    @Slot()
    def _follow_system(self) -> None:
        if self._theme == "system":
            self._apply()

    @Slot()
    def _larger(self) -> None:
        self.use(self._theme, min((scale for scale in SCALES if scale > self._scale), default=SCALES[-1]))

    @Slot()
    def _smaller(self) -> None:
        self.use(self._theme, max((scale for scale in SCALES if scale < self._scale), default=SCALES[0]))

    @Slot()
    def _normal(self) -> None:
        self.use(self._theme, 1.0)

    @Slot(bool)
    def _reduce_motion(self, ticked: bool) -> None:
        self._still = ticked
        self._apply()

    @Slot(bool)
    def _big_mode(self, ticked: bool) -> None:
        """Make everything larger and fold the panel, for people who look from afar."""
        self._big = self._window.is_folded = ticked
        self._apply()

    @Slot(bool)
    def _full_screen(self, ticked: bool) -> None:
        if ticked:
            self._window.showFullScreen()
        else:
            self._window.showNormal()


def _system_reduces_motion() -> bool:
    """Return True where the system asks for less motion; only newer versions of Qt can tell."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(hints(), "motionPreference", None) if hints is not None else None
    return preference is not None and getattr(preference(), "name", "") == "ReducedMotion"
