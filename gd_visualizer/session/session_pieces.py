"""A session in pieces: what stands in a file with very many points, made so that others get their turn in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import numpy as np

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document
from gd_visualizer.session.session_file import session_text
from gd_visualizer.session.teller import Teller

# A millisecond's work: for so long no other thread gets its turn.
POINTS_PER_PIECE = 2000
NO_POINTS = '"points": []'


def session_pieces(document: Document, desk: Desk, tell: Teller) -> Iterator[bytes]:
    """Return what ``session_text`` writes, one piece after the other, with other line breaks among the points.

    Parameters
    ----------
    document : Document
    desk : Desk
    tell : Teller
        Hears how far it is, and may end it.
    """
    data = document.dataset
    without = Dataset.from_arrays((), (), data.x_name, data.y_name)
    before, points, after = session_text(replace(document, dataset=without), desk).partition(NO_POINTS)
    yield (before + points[:-1]).encode()
    for first in range(0, len(data), POINTS_PER_PIECE):
        tell(first / len(data))
        piece = slice(first, first + POINTS_PER_PIECE)
        pairs = msgspec.json.encode(np.column_stack((data.x[piece], data.y[piece])).tolist())
        yield (b",\n" if first else b"\n") + pairs[1:-1]
    yield (points[-1:] + after).encode()
