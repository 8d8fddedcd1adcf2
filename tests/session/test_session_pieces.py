"""A session in pieces reads back as the one in one piece."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.session.desk import Desk
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.session_file import session_text, with_desk_from
from gd_visualizer.session.session_pieces import POINTS_PER_PIECE, session_pieces
from gd_visualizer.session.teller import tell_nobody


@pytest.mark.parametrize("count", [0, 1, POINTS_PER_PIECE, POINTS_PER_PIECE + 1, 3 * POINTS_PER_PIECE - 1])
def test_pieces_read_back_to_the_same_numbers(count: int) -> None:
    numbers = np.random.default_rng(count).normal(size=(2, count)) * 1e-5
    title = 'a name with "points": [] in it'
    document = replace(first_document(), dataset=Dataset.from_arrays(*numbers, "t", "u"), title=title)
    desk = Desk(page="race", step=0, last_step=3, kept_in="mine.gdv")
    content = b"".join(session_pieces(document, desk, tell_nobody))
    assert session_text(*with_desk_from(content, "pieces")) == session_text(
        *with_desk_from(session_text(document, desk).encode(), "whole")
    )


def test_pieces_tell_how_far_they_are_and_can_be_stopped() -> None:
    data = Dataset.from_arrays(range(3 * POINTS_PER_PIECE), range(3 * POINTS_PER_PIECE))
    document, shares = Document(data, "", "", (0.0, 0.0)), []
    list(session_pieces(document, Desk(), shares.append))
    assert shares == [0.0, 1 / 3, 2 / 3]
    pieces = session_pieces(document, Desk(), lambda _: {}["stop"])
    next(pieces)
    with pytest.raises(KeyError):
        next(pieces)
