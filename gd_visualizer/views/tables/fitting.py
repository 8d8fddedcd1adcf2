"""How large a window with a table may be."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gd_visualizer.views.theme import Theme

ROW_HIGH = 30
# Room for the frame of the window around it.
FRAME = 40


def fitting(size: QSize, theme: Theme, parent: QWidget | None) -> QSize:
    """Return a design size at the present text size, but no larger than the window behind it."""
    wanted = QSize(theme.px(size.width()), theme.px(size.height()))
    return wanted if parent is None else wanted.boundedTo(parent.size() - QSize(FRAME, FRAME))
