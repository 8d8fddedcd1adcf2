"""A film of the run: one picture after the other, as GIF, WebP, animated PNG or MP4."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from gd_visualizer.app.export.apng import apng
from gd_visualizer.app.export.gif import gif
from gd_visualizer.app.export.mp4 import mp4
from gd_visualizer.app.export.webp import webp
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.views.theme import Theme

MP4 = ".mp4"
_WRITERS = {".gif": gif, ".webp": webp, ".apng": apng, MP4: mp4}
KINDS = tuple(_WRITERS)
MOST_PICTURES = 120
LAST_STAYS = 1500
CAPTION_HEIGHT = 34


def steps_shown(last_step: int, pictures: int = MOST_PICTURES) -> list[int]:
    """Return which steps a film shows: all of a short run, evenly chosen ones of a long one, the ends always."""
    count = min(last_step + 1, max(2, pictures))
    return sorted({round(float(step)) for step in np.linspace(0, last_step, count)})


def captioned(image: QImage, caption: str, theme: Theme) -> QImage:
    """Return a picture with a line of text below it; a text that is too long ends in an ellipsis."""
    if not caption:
        return image
    width, below = image.width(), theme.px(CAPTION_HEIGHT)
    whole = QImage(width, image.height() + below, QImage.Format.Format_ARGB32_Premultiplied)
    whole.fill(theme.colour("win"))
    painter = QPainter(whole)
    painter.drawImage(QRect(0, 0, width, image.height()), image)
    painter.setFont(theme.font())
    painter.setPen(theme.colour("ink"))
    text = painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, width - 32)
    painter.drawText(QRect(16, image.height(), width - 32, below), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return whole


def pillow_image(image: QImage) -> Image.Image:
    """Return a picture of Qt as one of Pillow."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (plain.width(), plain.height()), plain.bytesPerLine()
    return Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "RGB", stride, 1)


def film(images: Sequence[Image.Image], kind: str, milliseconds: int) -> bytes:
    """Return pictures as the content of a file that moves; the last one stays a while.

    Parameters
    ----------
    images : sequence of Image
        At least one, all of one size. Each is written as soon as it is there, and not kept; what it raises ends the
        work.
    kind : str
        The end of the file's name: ".gif", ".webp", ".apng" or ".mp4".
    milliseconds : int
        How long each picture stays.

    Raises
    ------
    InputError
        If no such film can be made.
    """
    times = [milliseconds] * (len(images) - 1) + [max(LAST_STAYS, milliseconds)]
    try:
        return _WRITERS[kind](images, times)
    except InputError:
        # It is a ValueError too, and has said all already.
        raise
    except (OSError, ValueError, KeyError) as error:
        raise InputError(_("The film could not be made: {reason}").format(reason=error)) from error
