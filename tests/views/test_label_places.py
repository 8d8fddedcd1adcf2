"""The label of the next line: nothing crosses it, it stays where it was, and a leader says what it means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

from gd_visualizer.views.canvas.label_places import CROWD, Obstacles, Place, place_words
from gd_visualizer.views.canvas.point_canvas import PointCanvas
from tests.views.stage import new_store, settle, show

ROOM, SIZE, REACH = QRectF(60.0, 200.0, 380.0, 350.0), QSizeF(110.0, 18.0), 9.5
NOW, NEXT = QLineF(60.0, 230.0, 310.0, 550.0), QLineF(60.0, 310.0, 370.0, 550.0)
NAME = QRectF(64.0, 203.0, 12.0, 18.0)
# As on the first screen.
X = [111.0, 147.0, 182.0, 223.0, 258.0, 299.0, 340.0, 388.0]
Y = [478.0, 408.0, 437.0, 374.0, 386.0, 297.0, 320.0, 240.0]


def obstacles(x: list[float], y: list[float], **changes: object) -> Obstacles:
    """Return points with their misses as obstacles."""
    points, slope = (np.array(x, dtype=float), np.array(y, dtype=float)), NOW.dy() / NOW.dx()
    ends = NOW.y1() + slope * (points[0] - NOW.x1())
    return replace(Obstacles([NAME], [NOW, NEXT], points, ends, REACH), **changes)


def crossings(place: Place, found: Obstacles) -> list[str]:
    """Return what crosses the words or their leader, checked one by one with Qt's own geometry."""
    box, leader = place.box, place.leader
    edges = [
        QLineF(box.topLeft(), box.topRight()), QLineF(box.topRight(), box.bottomRight()),
        QLineF(box.bottomRight(), box.bottomLeft()), QLineF(box.bottomLeft(), box.topLeft()),
    ]  # fmt: skip
    bounded = QLineF.IntersectionType.BoundedIntersection
    stems = [QLineF(x, y, x, end) for x, y, end in zip(*found.points, found.stems, strict=True) if abs(y - end) > 0.01]
    hits = []
    for name, lines in (("line", found.lines), ("miss", stems)):
        for line in lines:
            if box.contains(line.p1()) or any(edge.intersects(line)[0] == bounded for edge in edges):
                hits.append(f"{name} on words")
            if leader is not None and line is not found.lines[-1] and leader.intersects(line)[0] == bounded:
                hits.append(f"{name} on leader")
    for x, y in zip(*found.points, strict=True):
        if box.adjusted(-6.0, -6.0, 6.0, 6.0).contains(QPointF(x, y)):
            hits.append("point on words")
    hits += ["words on words" for other in found.boxes if other.intersects(box)]
    return hits


def test_beside_its_line_words_need_no_leader() -> None:
    place = place_words(NEXT, SIZE, ROOM, obstacles([], []), None)
    assert place.leader is None
    assert crossings(place, obstacles([], [])) == []


def test_between_misses_words_stand_apart_with_a_leader() -> None:
    found = obstacles(X, Y)
    place = place_words(NEXT, SIZE, ROOM, found, None)
    assert crossings(place, found) == []
    assert ROOM.contains(place.box)
    assert place.leader.length() < 100.0
    end = place.leader.p2()
    assert end.y() == pytest.approx(NEXT.y1() + NEXT.dy() / NEXT.dx() * (end.x() - NEXT.x1()))
    assert not place.box.contains(end)


def test_words_stay_where_they_are_while_that_is_good() -> None:
    x, y = (
        [111.0, 147.0, 182.0, 223.0, 258.0, 299.0, 340.0, 388.0],
        [478.0, 408.0, 437.0, 374.0, 386.0, 297.0, 320.0, 240.0],
    )
    last = place_words(NEXT, SIZE, ROOM, obstacles(x, y), None)
    moved = QLineF(60.0, 300.0, 380.0, 550.0)
    after = place_words(moved, SIZE, ROOM, obstacles(X, Y, lines=[NOW, moved]), last)
    assert after.box == last.box
    beside = place_words(NEXT, SIZE, ROOM, obstacles([], []), None)
    lower = NEXT.translated(0.0, 3.0)
    assert place_words(lower, SIZE, ROOM, obstacles([], [], lines=[NOW, lower]), beside).box.center().x() == (
        pytest.approx(beside.box.center().x(), abs=5.0)
    )


def test_words_keep_off_the_axes_where_there_is_a_choice() -> None:
    at = place_words(NEXT, SIZE, ROOM, obstacles([], []), None).box
    axis = QLineF(at.center().x(), ROOM.top(), at.center().x(), ROOM.bottom())
    box = place_words(NEXT, SIZE, ROOM, obstacles([], [], axes=[axis]), None).box
    assert not box.left() <= axis.x1() <= box.right()


def test_without_room_there_are_no_words() -> None:
    x, y = np.linspace(62.0, 438.0, 60), np.tile([210.0, 290.0, 370.0, 450.0, 540.0], 12)
    assert place_words(NEXT, SIZE, ROOM, obstacles(x, y, stems=np.full(60, 545.0)), None) is None
    assert place_words(NEXT, SIZE, QRectF(0.0, 0.0, 50.0, 10.0), obstacles([], []), None) is None


def test_a_crowd_is_kept_clear_of_too() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.uniform(60.0, 440.0, 50 * CROWD), rng.uniform(400.0, 550.0, 50 * CROWD)
    place = place_words(NEXT, SIZE, ROOM, obstacles(x, y, stems=None, lines=[NEXT]), None)
    box = place.box.adjusted(-REACH, -REACH, REACH, REACH)
    assert not any(box.contains(QPointF(*spot)) for spot in zip(x, y, strict=True))
    assert place.leader is None
    assert place_words(NEXT, SIZE, ROOM, obstacles(x, 2.4 * y - 760.0, stems=None, lines=[NEXT]), None) is None


places = st.lists(st.tuples(st.floats(60.0, 440.0), st.floats(200.0, 550.0)), max_size=25)
heights = st.floats(200.0, 550.0)


@settings(max_examples=60)
@given(places, heights, heights, st.booleans())
def test_nothing_ever_crosses_the_words(points, left: float, right: float, again: bool) -> None:
    ahead = QLineF(60.0, left, 440.0, right)
    found = obstacles([x for x, _y in points], [y for _x, y in points], lines=[NOW, ahead])
    place = place_words(ahead, SIZE, ROOM, found, None)
    if again and place is not None:
        place = place_words(ahead, SIZE, ROOM, found, place)
    if place is not None:
        assert ROOM.contains(place.box)
        assert crossings(place, found) == []


@pytest.mark.parametrize(
    ("size", "scale"), [((424, 400), 1.0), ((356, 218), 1.0), ((560, 260), 2.0), ((424, 400), 0.8)]
)
def test_on_the_first_screen_nothing_crosses_the_words(qtbot, monkeypatch, size: tuple[int, int], scale: float) -> None:
    seen: list[tuple[Place | None, Obstacles]] = []

    def placed(line: QLineF, words: QSizeF, room: QRectF, found: Obstacles, last: Place | None) -> Place | None:
        seen.append((place_words(line, words, room, found, last), found))
        return seen[-1][0]

    monkeypatch.setattr("gd_visualizer.views.canvas.canvas_words.place_words", placed)
    canvas = show(qtbot, PointCanvas(), new_store().snapshot, size, scale)
    settle()
    canvas.viewport().grab()
    place, found = seen[-1]
    assert len(found.points[0]) == 8
    assert np.abs(found.stems - found.points[1]).min() > 5.0
    assert place is not None
    assert crossings(place, found) == []
    canvas.set_shown("misses", False)
    canvas.viewport().grab()
    assert seen[-1][1].stems is None
