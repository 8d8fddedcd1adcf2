"""Words inside the plot: where there is room for them, and with a halo in the card's colour."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.views.safe_item import painting_on
from gd_visualizer.views.theme import Theme

HALO = 4.0
AWAY, AIR = 5.0, 3.0
ALONG = (0.0, 1.0, 0.25, 0.75, 0.5)
STAMPS_KEPT = 32


def text_size(font: QFont, text: str) -> QSizeF:
    """Return how much room a line of words takes."""
    metrics = QFontMetricsF(font)
    return QSizeF(metrics.horizontalAdvance(text), metrics.height())


class Stamps:
    """Words with a halo, each painted once: drawing the halo takes longer than all the rest of a picture."""

    def __init__(self) -> None:
        """Begin without words."""
        self._stamps: dict[tuple[str, str, str, float], QPixmap] = {}

    def clear(self) -> None:
        """Forget all, as colours or letters are others now."""
        self._stamps.clear()

    def draw(self, painter: QPainter, theme: Theme, font: QFont, box: QRectF, text: str, token: str) -> None:
        """Write one line of words into a box, with a halo in the card's colour that parts it from what lies below."""
        ratio = painter.device().devicePixelRatioF()
        key = (text, token, font.key(), ratio)
        if key not in self._stamps:
            if len(self._stamps) >= STAMPS_KEPT:
                self._stamps.clear()
            self._stamps[key] = _stamp(theme, font, text, token, ratio)
        # On whole pixels letters stay crisp.
        corner = QPointF(round(box.left() - HALO), round(box.top() - HALO))
        painter.drawPixmap(corner, self._stamps[key])


def _stamp(theme: Theme, font: QFont, text: str, token: str, ratio: float) -> QPixmap:
    size = text_size(font, text)
    pixmap = QPixmap(math.ceil((size.width() + 2.0 * HALO) * ratio), math.ceil((size.height() + 2.0 * HALO) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    baseline = QPointF(HALO, HALO + QFontMetricsF(font).ascent())
    path = QPainterPath()
    path.addText(baseline, font, text)
    pen = QPen(theme.colour("card"), HALO)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    with painting_on(pixmap) as painter:
        painter.strokePath(path, pen)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        painter.drawText(baseline, text)
    return pixmap


def boxes_beside(line: QLineF, size: QSizeF, room: QRectF) -> list[QRectF]:
    """Return boxes of one size along a line that runs from left to right, at its ends first, all within the room."""
    inner = room.adjusted(AIR, AIR, -AIR, -AIR)
    width, height = size.width(), size.height()
    found = []
    if abs(line.dy()) <= abs(line.dx()):
        slope = line.dy() / line.dx() if line.dx() else 0.0
        for share in ALONG:
            left = line.x1() + AIR + share * max(0.0, line.dx() - width - 2.0 * AIR)
            heights = [line.y1() + slope * (x - line.x1()) for x in (left, left + width)]
            found += [(left, max(heights) + AWAY), (left, min(heights) - AWAY - height)]
    else:
        upper, lower = sorted((line.p1(), line.p2()), key=QPointF.y)
        lean = (lower.x() - upper.x()) / (lower.y() - upper.y())
        for share in (1.0, 0.0, 0.75, 0.25, 0.5):
            top = upper.y() + AIR + share * max(0.0, lower.y() - upper.y() - height - 2.0 * AIR)
            sides = [upper.x() + lean * (y - upper.y()) for y in (top, top + height)]
            found += [(max(sides) + AWAY, top), (min(sides) - AWAY - width, top)]
    boxes = [QRectF(left, top, width, height) for left, top in found]
    return [box for box in boxes if inner.contains(box)]


@dataclass(frozen=True)
class Obstacles:
    """What words must not hide, in pixels.

    Attributes
    ----------
    boxes : list of QRectF
        Other words.
    lines : list of QLineF
        The model's line and the one of the next step.
    points : two (N,) float64
        Centres of points.
    stems : two (N,) float64
        Where the misses of these points end: x and y.
    reach : float
        How far a point reaches around its centre.
    """

    boxes: list[QRectF]
    lines: list[QLineF]
    points: tuple[FloatArray, FloatArray]
    stems: tuple[FloatArray, FloatArray]
    reach: float

    def leave_free(self, box: QRectF, with_stems: bool) -> bool:
        """Return True if nothing touches a box; misses count only where asked for."""
        if any(box.intersects(other) for other in self.boxes):
            return False
        if any(_crosses(line, box.adjusted(-AIR, -1.0, AIR, 1.0)) for line in self.lines):
            return False
        x, y = self.points
        across = (x > box.left() - self.reach) & (x < box.right() + self.reach)
        if (across & (y > box.top() - self.reach) & (y < box.bottom() + self.reach)).any():
            return False
        if not with_stems or not len(self.stems[0]):
            return True
        x, end = self.stems
        beside = (x > box.left() - AIR) & (x < box.right() + AIR)
        return not bool((beside & (np.minimum(y, end) < box.bottom()) & (np.maximum(y, end) > box.top())).any())


def place_words(line: QLineF, size: QSizeF, room: QRectF, obstacles: Obstacles, last: QRectF | None) -> QRectF | None:
    """Return a box for words beside a line, the one nearest to the last box where that is still free.

    Staying near the last box keeps words from jumping to and fro while the line moves.
    """
    boxes = boxes_beside(line, size, room)
    if last is not None and boxes:
        nearest = min(boxes, key=lambda box: QLineF(box.center(), last.center()).length())
        if obstacles.leave_free(nearest, with_stems=True):
            return nearest
    for with_stems in (True, False):
        for box in boxes:
            if obstacles.leave_free(box, with_stems):
                return box
    return None


def _crosses(line: QLineF, box: QRectF) -> bool:
    """Return True if a line touches a box: Liang and Barsky's way to cut a line at the edges of a rectangle."""
    first, last = 0.0, 1.0
    for begin, step, low, high in (
        (line.x1(), line.dx(), box.left(), box.right()), (line.y1(), line.dy(), box.top(), box.bottom()),
    ):  # fmt: skip
        if step == 0.0:
            if not low <= begin <= high:
                return False
            continue
        one, other = sorted(((low - begin) / step, (high - begin) / step))
        first, last = max(first, one), min(last, other)
    return first <= last
