"""How large a film is: as the window shows it, or so many pixels wide and high."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from gd_visualizer.app.export.film import CAPTION_HEIGHT, captioned
from gd_visualizer.app.export.pictures import image_of
from gd_visualizer.views.theme import Theme

AS_SHOWN = "shown"
SIZES = (AS_SHOWN, "1024x700", "1280x720", "1920x1080")
SMALLEST_SIDE, LARGEST_SIDE = 160, 3840
_SIZE = re.compile(r"\s*(\d{1,5})\s*[x×]\s*(\d{1,5})\s*", re.ASCII | re.IGNORECASE)


def size_of(text: str) -> QSize | None:
    """Return the size that a text such as 1280x720 means; None where it means none that a film can have."""
    found = _SIZE.fullmatch(text)
    if found is None:
        return None
    size = QSize(int(found[1]), int(found[2]))
    sides = (size.width(), size.height())
    return size if min(sides) >= SMALLEST_SIDE and max(sides) <= LARGEST_SIDE else None


def frame_of(widget: QWidget, caption: str, theme: Theme) -> QSize:
    """Return the size of a picture of a widget as it is shown, with room for its caption below it."""
    return widget.size() + QSize(0, _below(caption, theme))


def _below(caption: str, theme: Theme) -> int:
    return theme.px(CAPTION_HEIGHT) if caption else 0


def framed(widget: QWidget, size: QSize, caption: str, theme: Theme) -> QImage:
    """Return a picture of a widget with its caption, drawn sharp and centred, whatever its shape.

    All pictures of a film have one size, but a view may get another on the way: a card appears beside it.

    Parameters
    ----------
    widget : QWidget
    size : QSize
        Of the picture with its caption, in pixels.
    caption : str
    theme : Theme
    """
    room = size - QSize(0, _below(caption, theme))
    scale = min(room.width() / widget.width(), room.height() / widget.height())
    picture = image_of(widget, scale)
    picture.setDevicePixelRatio(1.0)
    whole = QImage(room, QImage.Format.Format_RGB32)
    whole.fill(theme.colour("win"))
    painter = QPainter(whole)
    free = room - picture.size()
    painter.drawImage(QRect(QPoint(free.width() // 2, free.height() // 2), picture.size()), picture)
    painter.end()
    return captioned(whole, caption, theme)
