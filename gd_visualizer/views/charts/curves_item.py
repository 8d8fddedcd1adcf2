"""The curves of the loss chart: the walk, what lies ahead of it, earlier walks, and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.views.charts.chart_labels import Line
from gd_visualizer.views.charts.thinning import bends
from gd_visualizer.views.safe_item import SafeItem, unchanged
from gd_visualizer.views.theme import TICK, Theme

WALKED, EARLIER, AHEAD = 2.75, 1.75, 1.5
DOT, HERE, HERE_EDGE, RING, RING_EDGE = 2.6, 5.5, 1.5, 8.0, 0.75
HEAD = 7.0
# How long a dash is, in widths of its line. A line that is longer than so many pixels is a blot, dashed or not.
DASH, DASHED_UP_TO = 2.0, 50_000.0
LARGEST_SCALE = 1.5
# Curves that go up and down more than so many pixels are drawn thin: a wide one would take long and be one blot.
UP_AND_DOWN = 4000.0


def mark_scale(theme: Theme) -> float:
    """Return how much larger lines and marks are at the present text size."""
    return min(theme.scale, LARGEST_SCALE)


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Everything to draw, in pixels of the chart.

    Attributes
    ----------
    rect : QRectF
        The plot; curves are cut off at its edges, marks are not.
    walked : line
        Up to the present step.
    kept : line
        Steps that were walked beyond the present one.
    ahead : line
        Steps that would come next.
    stale : bool
        The kept steps are not those that would come next.
    earlier : tuple of lines
        Walks left behind, the latest last.
    dots : tuple of QPointF
        One for each walked step, while they are few.
    here, lowest, arrow : QPointF or None
        The present step; the step to ring; where an arrow from the present step points.
    words : tuple of (QRectF, str)
        Labels in their places.
    """

    rect: QRectF
    walked: Line | None = None
    kept: Line | None = None
    ahead: Line | None = None
    stale: bool = False
    earlier: tuple[Line, ...] = ()
    dots: tuple[QPointF, ...] = ()
    here: QPointF | None = None
    lowest: QPointF | None = None
    arrow: QPointF | None = None
    words: tuple[tuple[QRectF, str], ...] = field(default=())


class CurvesItem(SafeItem):
    """Draws the curves in one go."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin without curves."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._size = QRectF()
        self.curves = Curves(QRectF())
        self._earlier: list[QPainterPath] = []
        self._paths: dict[str, QPainterPath] = {}
        self._restless = False

    def show_curves(self, curves: Curves, size: QRectF, theme: Theme) -> None:
        """Draw these from now on."""
        if size != self._size:
            self.prepareGeometryChange()
        if curves.earlier is not self.curves.earlier:
            self._earlier = [_path(line) for line in curves.earlier]
        self._theme, self._size, self.curves = theme, size, curves
        lines = {"walked": curves.walked, "kept": curves.kept, "ahead": curves.ahead}
        walked = curves.walked
        self._restless = walked is not None and float(np.abs(np.diff(walked[1])).sum()) > UP_AND_DOWN
        # Each point of a wide line costs more than all the arithmetic that finds out whether it matters.
        dash = DASH * AHEAD * mark_scale(theme)
        self._paths = {}
        for name, line in lines.items():
            if line is not None:
                thin = bends(*line)
                self._paths[name] = _path(thin) if name == "walked" else _dashes(thin, dash)
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole chart."""
        return self._size

    def paint_item(self, painter: QPainter) -> None:
        """Draw curves first, then marks, then words."""
        if self._theme is None:
            return
        scale = mark_scale(self._theme)
        with unchanged(painter):
            self._paint_lines(painter, self._theme, scale)
        self._paint_marks(painter, self._theme, scale)
        painter.setFont(self._theme.font(TICK))
        painter.setPen(self._theme.colour("ink2"))
        for box, text in self.curves.words:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_lines(self, painter: QPainter, theme: Theme, scale: float) -> None:
        # At the bottom and the sides a wide line may reach over the edge, at the top it has left the chart.
        painter.setClipRect(self.curves.rect.adjusted(-WALKED, 0.0, WALKED, WALKED))
        for age, path in enumerate(reversed(self._earlier)):
            painter.setPen(QPen(theme.colour("past", 1.0 if age == 0 else 0.5), EARLIER * scale))
            painter.drawPath(path)
        ahead = theme.colour("loss_fill", 0.75)
        for name, colour in (("kept", theme.colour("past") if self.curves.stale else ahead), ("ahead", ahead)):
            if name in self._paths:
                painter.setPen(QPen(colour, AHEAD * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
                painter.drawPath(self._paths[name])
        if "walked" in self._paths:
            pen = QPen(theme.colour("loss_fill"), 1.0 if self._restless else WALKED * scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
            painter.setPen(pen)
            painter.drawPath(self._paths["walked"])

    def _paint_marks(self, painter: QPainter, theme: Theme, scale: float) -> None:
        curves = self.curves
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("loss_fill"))
        for dot in curves.dots:
            painter.drawEllipse(dot, DOT * scale, DOT * scale)
        if curves.arrow is not None and curves.here is not None:
            _paint_arrow(painter, curves.here, curves.arrow, theme.colour("loss_fill"), scale)
        if curves.lowest is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 2.0 * RING_EDGE * scale))
            painter.drawEllipse(curves.lowest, RING * scale, RING * scale)
        if curves.here is not None:
            painter.setPen(QPen(theme.colour("card"), HERE_EDGE * scale))
            painter.setBrush(theme.colour("line"))
            painter.drawEllipse(curves.here, HERE * scale, HERE * scale)


def _path(line: Line) -> QPainterPath:
    return pg.arrayToQPath(line[0], line[1]) if len(line[0]) > 1 else QPainterPath()


def _dashes(line: Line, length: float) -> QPainterPath:
    """Return a line as dashes with gaps of the same length: Qt's own dashes take ten times as long to draw."""
    x, y = line
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    if not 0.0 < along[-1] < DASHED_UP_TO:
        return _path(line)
    begins = np.arange(0.0, along[-1], 2.0 * length)
    ends = np.column_stack([begins, np.minimum(begins + length, along[-1])]).ravel()
    return pg.arrayToQPath(np.interp(ends, along, x), np.interp(ends, along, y), connect="pairs")


def _paint_arrow(painter: QPainter, begin: QPointF, end: QPointF, colour: QColor, scale: float) -> None:
    """Draw a dashed arrow."""
    way = end - begin
    length = max(1.0, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    along, aside = way / length * HEAD * scale, QPointF(-way.y(), way.x()) / length * HEAD * 0.6 * scale
    pen = QPen(colour, 1.75 * scale)
    pen.setDashPattern([2.0, 1.5])
    with unchanged(painter):
        painter.setPen(pen)
        painter.drawLine(begin, end - along)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([end, end - along + aside, end - along - aside]))
