"""Icons: one set, drawn in the theme's ink."""

from __future__ import annotations

import qtawesome
from PySide6.QtGui import QIcon

from gd_visualizer.views.theme import Theme

# What the program means -> the name in the icon set.
NAMES = {
    "play": "mdi6.play",
    "pause": "mdi6.pause",
    "step": "mdi6.skip-next",
    "step_back": "mdi6.skip-previous",
    "ten_steps": "mdi6.fast-forward",
    "restart": "mdi6.restart",
    "check": "mdi6.check-circle",
    "panel": "mdi6.tune-variant",
    "chevron": "mdi6.chevron-down",
    "folded": "mdi6.chevron-right",
    "reset": "mdi6.undo-variant",
    "dice": "mdi6.dice-multiple-outline",
    "close": "mdi6.close",
    "circle": "mdi6.circle-outline",
    "next": "mdi6.chevron-right",
    "previous": "mdi6.chevron-left",
    # Those of the state sentence.
    "ready": "mdi6.flag-outline",
    "running": "mdi6.play-circle-outline",
    "paused": "mdi6.pause-circle-outline",
    "arrived": "mdi6.check-circle-outline",
    "diverged": "mdi6.alert-outline",
    "moved": "mdi6.cursor-move",
    "points": "mdi6.gesture-tap",
}


def icon(name: str, theme: Theme, token: str = "ink") -> QIcon:
    """Return an icon in the colour of one meaning."""
    faint = theme.colour("ink3", 0.6)
    found: QIcon = qtawesome.icon(NAMES[name], color=theme.colour(token), color_disabled=faint)
    return found
