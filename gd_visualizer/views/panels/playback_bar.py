"""The playback bar: restart, back, play, step, ten steps, the timeline and the speed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.charts.timeline import Timeline
from gd_visualizer.views.icons import icon
from gd_visualizer.views.panels.speed_control import SpeedControl
from gd_visualizer.views.theme import Theme

# Below the first width the slider of the speed is short and the lesser buttons lose their words, below the second all
# but Play do, and the speed too: what remains belongs to the timeline.
NARROW, VERY_NARROW = 1200, 900


class PlaybackBar(QToolBar):
    """A tool bar whose buttons are the actions of the Run menu."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        """Make the bar from the window's actions."""
        super().__init__(_("Playback"), parent)
        self.setObjectName("playback")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._icons = {
            "action_restart": "restart",
            "action_step_back": "step_back",
            "action_play": "play",
            "action_step": "step",
            "action_ten_steps": "ten_steps",
        }
        self._actions = actions
        self.buttons = {name: self._button(actions[name]) for name in self._icons}
        self.buttons["action_restart"].setProperty("quiet", True)
        self.buttons["action_play"].setProperty("primary", True)
        self.timeline = Timeline(self)
        self.timeline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self.timeline)
        self.speed = SpeedControl(self)
        self.addWidget(self.speed)
        self._theme: Theme | None = None
        self._playing: bool | None = None

    def draw(self, snapshot: Snapshot) -> None:
        """Show what Play will do, the place on the timeline and the speed."""
        self.timeline.draw(snapshot)
        self.speed.draw(snapshot)
        playing = snapshot.status == "running"
        if playing != self._playing:
            self._playing = playing
            self._actions["action_play"].setText(_("Pause") if playing else _("Play"))
            self._draw_play()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        for name, picture in self._icons.items():
            self._actions[name].setIcon(icon(picture, theme))
        self._draw_play()
        self.timeline.restyle(theme)
        self.speed.restyle(theme)

    def use_width(self, width: int) -> None:
        """Shorten the slider of the speed and leave out words where the window is narrow."""
        assert self._theme is not None
        wide = width / self._theme.scale
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for name in ("action_restart", "action_ten_steps"):
            self.buttons[name].setToolButtonStyle(only if wide < NARROW else beside)
        for name in ("action_step_back", "action_step"):
            self.buttons[name].setToolButtonStyle(only if wide < VERY_NARROW else beside)
        self.speed.use_room(is_short=wide < NARROW, has_words=wide >= VERY_NARROW)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addWidget(button)
        return button

    def _draw_play(self) -> None:
        if self._theme is not None:
            # The button is ink, so its picture is the colour of words on ink, in the menu too little to see: the
            # menu shows none.
            picture = icon("pause" if self._playing else "play", self._theme, "on_ink")
            self._actions["action_play"].setIcon(picture)
            self._actions["action_play"].setIconVisibleInMenu(False)
