"""The words of a slice: how steep it is here, and where it is flat; each where the least of the picture is covered."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainter

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.views.surface.slice_painting import FLAT, SliceLook
from gd_visualizer.views.theme import CAPTION, TICK, Theme
from gd_visualizer.views.words_on_plot import Stamps

GAP = 12.0
# Where each piece of a line is looked at.
SHARES = (0.125, 0.375, 0.625, 0.875)


def paint_words(painter: QPainter, look: SliceLook, theme: Theme, ink: Stamps) -> None:
    """Write how steep it is, and where it is flat, where the least of the picture is covered."""
    strong, plain = theme.font(CAPTION, 600), theme.font(TICK)
    bold, fine = QFontMetricsF(strong), QFontMetricsF(plain)
    frame, dot, tangent = look.frame, look.dot, look.tangent()
    edge = QPointF(dot.x(), frame.rect.top()) if frame.side == "across" else QPointF(frame.rect.left(), dot.y())
    flat = look.flat_dot()
    lines = [frame.pixels(look.found.along, look.found.losses), _dotted(tangent), _dotted(QLineF(dot, edge))]
    if flat is not None:
        along = QPointF(FLAT, 0.0) if frame.side == "across" else QPointF(0.0, FLAT)
        lines.append(_dotted(QLineF(flat - along, flat + along)))
    samples = samples_of(lines)
    room = frame.rect.adjusted(2.0, 0.0, -2.0, 0.0)
    wide = max(bold.horizontalAdvance(look.words[0]), fine.horizontalAdvance(look.words[1])) + 2.0
    box = best_box(dot, QSizeF(wide, bold.height() + fine.height()), room, samples, [])
    taken = []
    if box is not None:
        taken.append(box)
        upper = QRectF(box.left(), box.top(), wide, bold.height())
        ink.draw(painter, theme, strong, upper, look.words[0], look.token)
        lower = QRectF(box.left(), upper.bottom(), wide, fine.height())
        ink.draw(painter, theme, plain, lower, look.words[1], "ink2")
    if look.aside:
        size = QSizeF(bold.horizontalAdvance(look.aside) + 2.0, bold.height())
        corners = (room.topRight() - QPointF(size.width(), 0.0), room.topLeft())
        boxes = [QRectF(corner, size) for corner in corners]
        free = [one for one in boxes if not any(one.intersects(other) for other in taken)]
        if free:
            one = min(free, key=lambda candidate: _covered(candidate, samples))
            taken.append(one)
            ink.draw(painter, theme, strong, one, look.aside, "b")
    if flat is not None:
        size = QSizeF(fine.horizontalAdvance(look.flat_words) + 2.0, fine.height())
        other = best_box(flat, size, room, samples, taken)
        if other is not None and _covered(other, samples) == 0.0:
            ink.draw(painter, theme, plain, other, look.flat_words, "ink2")


def _dotted(line: QLineF) -> FloatArray:
    return np.linspace((line.x1(), line.y1()), (line.x2(), line.y2()), 17)


def samples_of(lines: list[FloatArray]) -> FloatArray:
    """Return places along lines with the length that each stands for, (N, 3)."""
    begins = np.concatenate([line[:-1] for line in lines])
    ways = np.concatenate([np.diff(line, axis=0) for line in lines])
    length = np.hypot(*ways.T) / len(SHARES)
    return np.concatenate([np.column_stack([begins + share * ways, length]) for share in SHARES])


def best_box(spot: QPointF, size: QSizeF, room: QRectF, samples: FloatArray, taken: list[QRectF]) -> QRectF | None:
    """Return the place for words near a spot that covers the least of some lines, the nearest of equals.

    None where there is no room that is not taken.
    """
    wide, high = size.width(), size.height()
    if wide > room.width() or high > room.height():
        return None
    best, least = None, math.inf
    around = QRectF(spot.x() - 9.0, spot.y() - 9.0, 18.0, 18.0)
    for away in (GAP, 2.0 * GAP, 4.0 * GAP, 7.0 * GAP):
        for across, up in ((1, -1), (-1, -1), (1, 1), (-1, 1), (1, 0), (-1, 0), (0, 1), (0, -1)):
            left = spot.x() + away if across > 0 else spot.x() - away - wide if across < 0 else spot.x() - 0.5 * wide
            top = spot.y() - away - high if up < 0 else spot.y() + away if up > 0 else spot.y() - 0.5 * high
            left = min(max(left, room.left()), room.right() - wide)
            box = QRectF(left, min(max(top, room.top()), room.bottom() - high), wide, high)
            if box.intersects(around) or any(box.adjusted(-6, -4, 6, 4).intersects(one) for one in taken):
                continue
            covered = _covered(box, samples)
            if covered < least:
                best, least = box, covered
            if covered == 0.0:
                return box
    return best


def _covered(box: QRectF, samples: FloatArray) -> float:
    """Return how many pixels of some lines run through a box and its air."""
    x, y, length = samples.T
    inside = (x > box.left() - 4.0) & (x < box.right() + 4.0) & (y > box.top() - 2.0) & (y < box.bottom() + 2.0)
    return float(length[inside].sum())
