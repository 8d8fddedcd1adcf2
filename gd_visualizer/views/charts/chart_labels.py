"""Places for the words on the loss chart: beside what they name, and on no line."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF

from gd_visualizer.core.arrays import FloatArray

Line = tuple[FloatArray, FloatArray]

AIR = 3.0
_SHARES = (0.2, 0.3, 0.12, 0.42, 0.55, 0.7, 0.85)


def is_free(box: QRectF, inside: QRectF, lines: list[Line], taken: list[QRectF]) -> bool:
    """Return True if a box lies within the chart and touches neither a line nor another box."""
    if not inside.contains(box) or any(box.intersects(other) for other in taken):
        return False
    return not any(_crosses(box, x, y) for x, y in lines)


def first_free(
    size: QSizeF, corners: list[QPointF], inside: QRectF, lines: list[Line], taken: list[QRectF]
) -> QRectF | None:
    """Return the first box of a size, given by its upper left corner, that is free; None where none is."""
    boxes = (QRectF(corner, size) for corner in corners)
    return next((box for box in boxes if is_free(box, inside, lines, taken)), None)


def corners_around(point: QPointF, size: QSizeF, gap: float) -> list[QPointF]:
    """Return where a box can stand around a point: above, to the right, to the left, below."""
    x, y, width, height = point.x(), point.y(), size.width(), size.height()
    return [
        QPointF(x - width / 2.0, y - gap - height),
        QPointF(x + 2.0, y - gap - height),
        QPointF(x + gap, y - height / 2.0),
        QPointF(x + gap, y),
        QPointF(x + gap, y - gap - height),
        QPointF(x - gap - width, y - height / 2.0),
        QPointF(x - gap - width, y - gap - height),
        QPointF(x - width / 2.0, y + gap),
        QPointF(x + 2.0, y - 3.0 * gap - height),
    ]


def corners_along(line: Line, size: QSizeF, inside: QRectF) -> list[QPointF]:
    """Return where a box can stand beside a curve: above it to the right, below it to the left."""
    x, y = line
    if not len(x):
        return []
    end = min(float(x[-1]), inside.right())
    found = []
    for share in _SHARES:
        across = inside.left() + share * (end - inside.left())
        up = float(np.interp(across, x, y))
        found.append(QPointF(across + 2.0 * AIR, up - AIR - size.height()))
        found.append(QPointF(across - 2.0 * AIR - size.width(), up + AIR))
    return found


def _crosses(box: QRectF, x: FloatArray, y: FloatArray) -> bool:
    """Return True if a line of growing x passes through a box, with a little air."""
    left, right = box.left() - AIR, box.right() + AIR
    if not len(x) or right < x[0] or left > x[-1]:
        return False
    first, last = np.searchsorted(x, left), np.searchsorted(x, right, side="right")
    # A line is whole: between its lowest and its highest place it is everywhere.
    ends = np.interp([left, right], x, y)
    within = np.concatenate([y[first:last], ends])
    return bool(within.min() <= box.bottom() + AIR and within.max() >= box.top() - AIR)
