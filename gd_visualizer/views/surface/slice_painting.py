"""The picture of a slice: its curve, the tangent at the present place, and where the ground is flat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from gd_visualizer.session.numbers import tick_words
from gd_visualizer.session.slices import Slice
from gd_visualizer.views.safe_item import unchanged
from gd_visualizer.views.surface.markers import HERE, mark_scale
from gd_visualizer.views.surface.slice_frame import SliceFrame
from gd_visualizer.views.theme import TICK, Theme

CURVE, TANGENT, GUIDE = 2.5, 2.5, 1.25
# Half a tangent is so many units long, but neither a dot nor the whole plot.
TANGENT_UNITS, TANGENT_LEAST, TANGENT_SHARE, FLAT = 0.95, 26.0, 0.2, 18.0
TOGETHER = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class SliceLook:
    """Everything that is to be seen.

    Attributes
    ----------
    found : Slice
    frame : SliceFrame
    words : (str, str)
        How steep it is, and which way that sends the parameter.
    flat_words : str
        What stands where the curve is level.
    token : str
        The colour of the parameter.
    grabbed : bool
        The dot is hovered, held or selected.
    aside : str
        The slope along the other axis, where its slice has no room; "" elsewhere.
    """

    found: Slice
    frame: SliceFrame
    words: tuple[str, str]
    flat_words: str
    token: str
    grabbed: bool
    aside: str = ""

    @property
    def dot(self) -> QPointF:
        """Return where the present place is."""
        return self.frame.pixel(self.found.here, self.found.loss)

    def tangent(self) -> QLineF:
        """Return the tangent at the present place, as long along the parameter whatever its slope."""
        frame, found = self.frame, self.found
        reach = min(max(TANGENT_UNITS * frame.unit, TANGENT_LEAST), TANGENT_SHARE * frame.length) / frame.unit
        ends = (frame.pixel(found.here + way * reach, found.loss + way * reach * found.slope) for way in (-1.0, 1.0))
        return QLineF(*ends)

    def flat_dot(self) -> QPointF | None:
        """Return the level place of the curve in pixels, None where there is none or the dot stands on it."""
        place = self.found.flat_place()
        if place is None:
            return None
        loss = float(np.interp(place, self.found.along, self.found.losses))
        spot = self.frame.pixel(place, loss)
        away = QLineF(spot, self.dot).length()
        return spot if self.frame.rect.adjusted(-1, -1, 1, 1).contains(spot) and away > TOGETHER else None


def paint_slice(painter: QPainter, look: SliceLook, theme: Theme) -> None:
    """Draw all of the slice but its words."""
    frame = look.frame
    _paint_scale(painter, frame, theme)
    curve = QPolygonF([QPointF(x, y) for x, y in frame.pixels(look.found.along, look.found.losses).tolist()])
    scale = mark_scale(theme)
    with unchanged(painter):
        painter.setClipRect(frame.rect.adjusted(-HERE, -2.0, HERE, 2.0))
        painter.setPen(QPen(theme.colour(look.token), GUIDE, Qt.PenStyle.DotLine))
        dot = look.dot
        edge = QPointF(dot.x(), frame.rect.top()) if frame.side == "across" else QPointF(frame.rect.left(), dot.y())
        painter.drawLine(dot, edge)
        painter.setPen(QPen(theme.colour("loss_fill"), CURVE * scale))
        painter.drawPolyline(curve)
        painter.setPen(QPen(theme.colour(look.token), TANGENT * scale))
        painter.drawLine(look.tangent())
        flat = look.flat_dot()
        if flat is not None:
            painter.setPen(QPen(theme.colour("ink"), TANGENT * scale))
            along = QPointF(FLAT, 0.0) if frame.side == "across" else QPointF(0.0, FLAT)
            painter.drawLine(flat - along, flat + along)
    radius = 0.8 * HERE * scale
    if frame.rect.adjusted(-1.0, -1.0, 1.0, 1.0).contains(dot):
        if look.grabbed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line", 0.25))
            painter.drawEllipse(dot, 1.9 * radius, 1.9 * radius)
        painter.setPen(QPen(theme.colour("card"), 2.0))
        painter.setBrush(theme.colour("line"))
        painter.drawEllipse(dot, radius, radius)


def beside(rect: QRectF, wide: float) -> float:
    """Return where a number left of the plot begins: a long one reaches into the plot, for none may lose digits."""
    return max(rect.left() - wide - 8.0, 2.0)


def _paint_scale(painter: QPainter, frame: SliceFrame, theme: Theme) -> None:
    """Draw the axis of the loss with its lowest, middle and highest number."""
    rect = frame.rect
    values = [frame.low, 0.5 * (frame.low + frame.top), frame.top]
    font = theme.font(TICK)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QPen(theme.colour("past"), 1.0))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight() if frame.side == "across" else rect.topLeft())
    painter.setPen(theme.colour("ink3"))
    for place, text in enumerate(tick_words(values, values[1] - values[0])):
        wide = metrics.horizontalAdvance(text)
        if frame.side == "across":
            y = (
                rect.bottom()
                - 0.5 * place * rect.height()
                + (-1.0, 0.5 * metrics.capHeight(), metrics.capHeight())[place]
            )
            painter.drawText(QPointF(beside(rect, wide), y), text)
        else:
            x = rect.left() + 0.5 * place * rect.width() - 0.5 * wide
            x = min(max(x, 0.0), rect.right() - wide + 6.0)
            painter.drawText(QPointF(x, rect.bottom() + 4.0 + metrics.ascent()), text)
