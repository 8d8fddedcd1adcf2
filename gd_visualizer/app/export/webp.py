"""A film as WebP, exact to the pixel."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

# Lossless is smaller here than lossy and keeps thin letters clean; more effort than this costs more time than it saves.
_HOW = {"lossless": True, "quality": 20, "method": 2}
# A whole picture only at the beginning; after it, what changed.
_NO_WHOLE_PICTURES = {"kmin": 0, "kmax": 0}


def webp(images: Sequence[Image.Image], times: Sequence[int]) -> bytes:
    """Return pictures as the content of a WebP file that begins again and again.

    Parameters
    ----------
    images : sequence of Image
        At least one, all of one size; asked for one after the other.
    times : sequence of int
        How long each picture stays, in milliseconds.
    """
    buffer = io.BytesIO()
    _Moving(images).save(buffer, "WEBP", save_all=True, duration=list(times), loop=0, **_HOW, **_NO_WHOLE_PICTURES)
    return buffer.getvalue()


class _Moving(Image.Image):
    """Pictures as one that moves: Pillow asks for each when it writes it, and none is kept."""

    def __init__(self, images: Sequence[Image.Image]) -> None:
        """Show the first picture."""
        super().__init__()
        self.n_frames = len(images)
        self._coming = iter(images)
        self._place = -1
        self.seek(0)

    def seek(self, frame: int) -> None:
        """Show a picture that follows; those before it are gone, and nobody asks for them."""
        while self._place < frame:
            image = next(self._coming).convert("RGB")
            self.im, self._mode, self._size = image.im, image.mode, image.size
            self._place += 1

    def tell(self) -> int:
        """Return the number of the picture shown."""
        return self._place
