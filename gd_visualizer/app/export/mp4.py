"""A film as MP4, for programs that show neither GIF nor WebP; needs PyAV, which is an extra."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from fractions import Fraction
from importlib.util import find_spec

import numpy as np
from PIL import Image

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError

# Players stumble over fewer pictures in a second than this; a picture that stays longer is written more often.
FEWEST_A_SECOND = 10
# The numbers that H.264 has for the colours of HDTV, and for levels that leave room at both ends.
_HDTV, _WITH_ROOM = 1, 1


def can_write_mp4() -> bool:
    """Return True if the package that MP4 needs is installed."""
    return find_spec("av") is not None


def what_mp4_needs() -> str:
    """Return a sentence that says what to do where MP4 cannot be written."""
    return _('MP4 needs one more package: pip install "gd-visualizer[mp4]", or choose WebP (.webp).')


def mp4(images: Sequence[Image.Image], times: Sequence[int]) -> bytes:
    """Return pictures as the content of an MP4 file (H.264), one after the other.

    H.264 wants even widths and heights: where one is odd, the last row or column is drawn twice.

    Parameters
    ----------
    images : sequence of Image
        At least one, all of one size; asked for one after the other.
    times : sequence of int
        How long each picture stays, in milliseconds; the pace is that of the first.

    Raises
    ------
    InputError
        If the package is missing, or it cannot write H.264.
    """
    if not can_write_mp4():
        raise InputError(what_mp4_needs())
    import av

    rate = pace(times[0])
    buffer = io.BytesIO()
    try:
        with av.open(buffer, "w", format="mp4") as file:
            stream = file.add_stream("libx264", rate=rate, options={"crf": "16", "preset": "veryfast"})
            stream.pix_fmt = "yuv420p"
            context = stream.codec_context
            context.colorspace = context.color_primaries = context.color_trc = _HDTV
            context.color_range = _WITH_ROOM
            place = 0
            for image, time in zip(images, times, strict=True):
                pixels = _even(image)
                if place == 0:
                    stream.height, stream.width = pixels.shape[:2]
                frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
                frame = frame.reformat(
                    format="yuv420p", dst_colorspace="ITU709", src_color_range="JPEG", dst_color_range="MPEG"
                )
                for _time in range(math.ceil(time * rate / 1000)):
                    frame.pts, frame.time_base = place, 1 / rate
                    place += 1
                    file.mux(stream.encode(frame))
            file.mux(stream.encode())
    except av.FFmpegError as error:
        raise InputError(_("The film could not be made: {reason}").format(reason=error)) from error
    return buffer.getvalue()


def pace(milliseconds: int) -> Fraction:
    """Return how many pictures are shown in a second, where each stays so long or is written several times."""
    times = max(1, math.ceil(FEWEST_A_SECOND * milliseconds / 1000))
    return Fraction(1000 * times, milliseconds)


def _even(image: Image.Image) -> np.ndarray:
    pixels = np.asarray(image.convert("RGB"))
    height, width = pixels.shape[:2]
    return np.ascontiguousarray(np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge"))
