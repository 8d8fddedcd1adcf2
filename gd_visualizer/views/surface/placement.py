"""Find room for labels: each tries four sides of its mark and takes the first where it covers nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.views.surface import segments
from gd_visualizer.views.surface.captions import Caption

GAP = 4.0
PLOT_EDGE = 5.0
# The end of the leader from the centre of the mark, for a mark of the usual size; north-east comes first.
_SIDES = ((1, -1), (-1, -1), (1, 1), (-1, 1))
_REACHES = ((36.0, 24.0), (12.0, 38.0), (60.0, 40.0), (22.0, 64.0), (60.0, 10.0), (100.0, 60.0), (36.0, 110.0))


@dataclass(frozen=True, slots=True)
class Placed:
    """A label that found its place.

    Attributes
    ----------
    caption : Caption
    box : QRectF
    leader : QLineF
        From the mark to the words.
    to_left : bool
        The words end at the leader.
    choice : int
        Which place it is, so that the label can stay there while its mark moves.
    """

    caption: Caption
    box: QRectF
    leader: QLineF
    to_left: bool
    choice: int

    def following(self, caption: Caption) -> Placed:
        """Return the label with the words of a caption, as far from its mark as it was."""
        (x, y), (old_x, old_y) = caption.spot, self.caption.spot
        way = QPointF(x - old_x, y - old_y)
        return Placed(caption, self.box.translated(way), self.leader.translated(way), self.to_left, self.choice)


def place_captions(
    captions: list[tuple[Caption, float, float]],
    inside: QRectF,
    keep_clear: list[QRectF],
    pieces: tuple[FloatArray, FloatArray],
    before: dict[str, int],
) -> list[Placed]:
    """Return the labels that found room.

    Parameters
    ----------
    captions : list of (caption, width, height)
        The most important first.
    inside : QRectF
        The map; no label crosses its edge.
    keep_clear : list of QRectF
        The marks.
    pieces : begins and ends (K, 2)
        The path: covered only where there is no other room.
    before : dict of str to int
        Where each label was last time: it stays there if it still can, as words should not dance.
    """
    taken: list[Placed] = []
    room = inside.adjusted(PLOT_EDGE, PLOT_EDGE, -PLOT_EDGE, -PLOT_EDGE)
    for caption, width, height in captions:
        best: Placed | None = None
        fewest = -1
        choices = list(range(len(_SIDES) * len(_REACHES)))
        if caption.key in before:
            choices.insert(0, before[caption.key])
        for choice in choices:
            candidate = _candidate(caption, width, height, choice)
            if not room.contains(candidate.box) or not _is_free(candidate, keep_clear, taken):
                continue
            # Words on the path are worse than a leader across it.
            covered = 3 * segments.crossings(*pieces, _grown(candidate.box, 1.0))
            covered += segments.crossings(*pieces, _outer_half(candidate.leader))
            if best is None or covered < fewest:
                best, fewest = candidate, covered
            if covered == 0:
                break
        if best is not None:
            taken.append(best)
    return taken


def _candidate(caption: Caption, width: float, height: float, choice: int) -> Placed:
    """Return the label at one of its places: all four sides close by, then further away."""
    (across, down), (reach_x, reach_y) = _SIDES[choice % 4], _REACHES[choice // 4]
    centre = QPointF(*caption.spot)
    unit = QLineF(0.0, 0.0, across * reach_x, down * reach_y).unitVector().p2()
    begin = centre + unit * (caption.radius + 2.0)
    end = begin + QPointF(across * reach_x, down * reach_y) * 0.75
    left = end.x() + GAP if across > 0 else end.x() - GAP - width
    if reach_x > reach_y:
        top = end.y() - height / 2.0
    else:
        # A steep leader meets the words at their lower or upper edge.
        left -= across * min(12.0, width / 4.0)
        top = end.y() - height - 1.0 if down < 0 else end.y() + 1.0
    return Placed(caption, QRectF(left, top, width, height), QLineF(begin, end), across < 0, choice)


def _is_free(candidate: Placed, keep_clear: list[QRectF], taken: list[Placed]) -> bool:
    box = _grown(candidate.box, GAP)
    own = QPointF(*candidate.caption.spot)
    if any(box.intersects(mark) or (not mark.contains(own) and _meets(candidate.leader, mark)) for mark in keep_clear):
        return False
    return not any(
        box.intersects(other.box)
        or _meets(candidate.leader, other.box)
        or _meets(other.leader, box)
        or _cross(candidate.leader, other.leader)
        for other in taken
    )


def _meets(line: QLineF, box: QRectF) -> bool:
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    if box.contains(line.p1()) or box.contains(line.p2()):
        return True
    return any(_cross(line, QLineF(corners[index - 1], corners[index])) for index in range(4))


def _cross(one: QLineF, other: QLineF) -> bool:
    return bool(one.intersects(other)[0] == QLineF.IntersectionType.BoundedIntersection)


def _outer_half(leader: QLineF) -> QRectF:
    """Return the room that a leader takes away from its mark, where the path may well begin."""
    return _grown(QRectF(leader.center(), leader.p2()).normalized(), 1.0)


def _grown(box: QRectF, by: float) -> QRectF:
    return box.adjusted(-by, -by, by, by)
