"""A film as GIF: 255 colours for all of it, and of each picture only what changed."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import GifImagePlugin, Image

from gd_visualizer.app.export.changed import box_of, within

COLOURS = 255
# The rest of the 256: here the picture before shows through.
_UNCHANGED = 255
# So many of the commonest colours are kept as they are; the edges of letters and lines share the rest.
_EXACT = 64
# Colours whose nearest one is looked for at once.
_AT_ONCE = 4096


def gif(images: Sequence[Image.Image], times: Sequence[int]) -> bytes:
    """Return pictures as the content of a GIF file that begins again and again.

    Parameters
    ----------
    images : sequence of Image
        At least one, all of one size. Asked for one after the other, and before that for some of them.
    times : sequence of int
        How long each picture stays, in milliseconds.
    """
    places = sorted({0, len(images) // 2, len(images) - 1})
    flatten = Flattener(palette_of([images[place] for place in places]))
    parts: list[bytes] = []
    before: np.ndarray | None = None
    for image, time in zip(images, times, strict=True):
        flat = flatten(image)
        if before is None:
            whole = io.BytesIO()
            flatten.picture(flat).save(whole, "GIF", duration=time, loop=0, optimize=False, interlace=False)
            # All but the sign that the file ends here.
            parts.append(whole.getvalue()[:-1])
        else:
            changed = flat != before
            box = box_of(changed)
            part = flatten.picture(np.where(within(changed, box), within(flat, box), np.uint8(_UNCHANGED)))
            parts += GifImagePlugin.getdata(part, box[:2], duration=time, transparency=_UNCHANGED)
        before = flat
    return b"".join(parts) + b";"


def palette_of(images: list[Image.Image]) -> np.ndarray:
    """Return the colours for a film: one palette for all its pictures, because colours that wander would flicker.

    The plain colours of a theme come out as they are; of the many shades at the edges of letters and lines, each
    gets the nearest of some.

    Parameters
    ----------
    images : list of Image
        Some pictures that together have about everything on them.

    Returns
    -------
    (COLOURS, 3) uint8
        Red, green and blue; black where there are fewer colours.
    """
    colours, counts = np.unique(np.concatenate([_numbers(image).ravel() for image in images]), return_counts=True)
    commonest = colours[np.argsort(-counts, kind="stable")]
    if len(commonest) > COLOURS:
        edges = Image.fromarray(_parts(commonest[_EXACT:])[None])
        flat = edges.quantize(COLOURS - _EXACT, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        shades = np.array(flat.getpalette(), dtype=np.uint8).reshape(-1, 3)
        found = np.concatenate([_parts(commonest[:_EXACT]), shades])
    else:
        found = _parts(commonest)
    palette = np.zeros((COLOURS, 3), dtype=np.uint8)
    palette[: len(found)] = found[:COLOURS]
    return palette


class Flattener:
    """Gives each pixel the nearest colour of a palette; what it found once, it knows.

    Pillow's own search takes colours together that are near each other, and white would no longer be white.
    """

    def __init__(self, palette: np.ndarray) -> None:
        """Take a palette, (COLOURS, 3) uint8."""
        self._palette = palette
        self._nearest = np.full(1 << 24, -1, dtype=np.int16)

    def __call__(self, image: Image.Image) -> np.ndarray:
        """Return the place of each pixel's colour in the palette, (height, width) uint8."""
        numbers = _numbers(image)
        new = np.unique(numbers[self._nearest[numbers] < 0])
        for first in range(0, len(new), _AT_ONCE):
            some = new[first : first + _AT_ONCE]
            apart = _parts(some).astype(np.int32)[:, None] - self._palette.astype(np.int32)
            self._nearest[some] = np.square(apart).sum(axis=2).argmin(axis=1)
        return self._nearest[numbers].astype(np.uint8)

    def picture(self, flat: np.ndarray) -> Image.Image:
        """Return places in the palette as a picture of Pillow.

        Parameters
        ----------
        flat : (height, width) uint8
        """
        image = Image.fromarray(np.ascontiguousarray(flat))
        image.putpalette([*self._palette.ravel().tolist(), 0, 0, 0])
        return image


def _numbers(image: Image.Image) -> np.ndarray:
    """Return the colour of each pixel as one number, (height, width) int32."""
    pixels = np.asarray(image.convert("RGB")).astype(np.int32)
    return np.asarray((pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2])


def _parts(numbers: np.ndarray) -> np.ndarray:
    """Return red, green and blue, (N, 3) uint8, of colours that are numbers, (N,) int32."""
    return np.stack([numbers >> 16, (numbers >> 8) & 255, numbers & 255], axis=1).astype(np.uint8)
