"""A film of the run: one picture after the other, as GIF, WebP, animated PNG or MP4."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from gd_visualizer.app.export.mp4 import mp4
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.teller import Teller, tell_nobody
from gd_visualizer.views.theme import Theme

_OF_PILLOW = {".gif": "GIF", ".webp": "WEBP", ".apng": "PNG"}
MP4 = ".mp4"
KINDS = (*_OF_PILLOW, MP4)
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


def film(images: list[Image.Image], kind: str, milliseconds: int, tell: Teller = tell_nobody) -> bytes:
    """Return pictures as the content of a file that moves; the last one stays a while.

    Parameters
    ----------
    images : list of Image
        At least one, all of one size.
    kind : str
        The end of the file's name: ".gif", ".webp", ".apng" or ".mp4".
    milliseconds : int
        How long each picture stays.
    tell : callable
        Hears how far it is: of WebP and animated PNG only that all is done.
    """
    if kind == MP4:
        return mp4(images, milliseconds, max(LAST_STAYS, milliseconds), tell)
    times = [milliseconds] * (len(images) - 1) + [max(LAST_STAYS, milliseconds)]
    if kind == ".gif":
        # One palette for all, from the last picture, which has everything on it: colours that wander would flicker.
        palette = images[-1].quantize(255, dither=Image.Dither.NONE)
        flat = []
        for place, image in enumerate(images):
            tell(place / len(images))
            flat.append(image.quantize(palette=palette, dither=Image.Dither.NONE))
        images = flat
    more = {"quality": 90, "method": 2} if kind == ".webp" else {}
    buffer = io.BytesIO()
    try:
        images[0].save(
            buffer, _OF_PILLOW[kind], save_all=True, append_images=images[1:], duration=times, loop=0, **more
        )
    except (OSError, ValueError, KeyError) as error:
        raise InputError(_("The film could not be made: {reason}").format(reason=error)) from error
    tell(1.0)
    return buffer.getvalue()
