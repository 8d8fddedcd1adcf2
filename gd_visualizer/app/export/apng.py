"""A film as animated PNG: the first picture, and of each that follows only what changed.

Pillow writes such files too, but keeps all pictures until it has seen the last.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from itertools import count

import numpy as np
from PIL import Image

from gd_visualizer.app.export.changed import Box, box_of, within

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What a picture does with the one before: it leaves it where it is, and is laid over it.
_LEAVE, _OVER = 0, 1


def apng(images: Sequence[Image.Image], times: Sequence[int]) -> bytes:
    """Return pictures as the content of an animated PNG that begins again and again, exact to the pixel.

    Its parts are those of the PNG specification, third edition (W3C 2025).

    Parameters
    ----------
    images : sequence of Image
        At least one, all of one size; asked for one after the other.
    times : sequence of int
        How long each picture stays, in milliseconds.
    """
    parts = [_SIGNATURE]
    numbers = count()
    before: np.ndarray | None = None
    for image, time in zip(images, times, strict=True):
        pixels = np.asarray(image.convert("RGB"))
        changed = np.ones(pixels.shape[:2], dtype=bool) if before is None else (pixels != before).any(axis=2)
        box = box_of(changed)
        header, content = _still(within(pixels, box), within(changed, box))
        if before is None:
            parts += [_chunk(b"IHDR", header), _chunk(b"acTL", struct.pack(">II", len(times), 0))]
        parts.append(_chunk(b"fcTL", _frame(next(numbers), box, time)))
        if before is None:
            parts.append(_chunk(b"IDAT", content))
        else:
            parts.append(_chunk(b"fdAT", struct.pack(">I", next(numbers)) + content))
        before = pixels
    parts.append(_chunk(b"IEND", b""))
    return b"".join(parts)


def _still(pixels: np.ndarray, changed: np.ndarray) -> tuple[bytes, bytes]:
    """Return the header and the content of a PNG that shows what changed, and where nothing did what is below.

    Parameters
    ----------
    pixels : (height, width, 3) uint8
    changed : (height, width) bool
    """
    buffer = io.BytesIO()
    seen = np.dstack([pixels, np.full(changed.shape, 255, dtype=np.uint8)])
    Image.fromarray(seen * changed[..., None]).save(buffer, "PNG")
    file, place = buffer.getvalue(), len(_SIGNATURE)
    found = {b"IHDR": b"", b"IDAT": b""}
    while place < len(file):
        length, name = struct.unpack_from(">I4s", file, place)
        # What is drawn may come in several pieces.
        if name in found:
            found[name] += file[place + 8 : place + 8 + length]
        place += length + 12
    return found[b"IHDR"], found[b"IDAT"]


def _frame(number: int, box: Box, time: int) -> bytes:
    left, top, right, bottom = box
    return struct.pack(">IIIIIHHBB", number, right - left, bottom - top, left, top, time, 1000, _LEAVE, _OVER)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
