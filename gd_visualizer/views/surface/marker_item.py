"""Draws the marks on the map, all in one item."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.views.safe_item import SafeItem
from gd_visualizer.views.stamp import Stamp
from gd_visualizer.views.surface import markers as marks
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.surface.markers import Markers
from gd_visualizer.views.theme import Theme

EDGE = 2.0
RING = 2.5
FOCUS = 2.0
CASING_ALPHA = 0.7


class MarkerItem(SafeItem):
    """Start, you are here, best spot or valley, lowest step and past steps."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin without marks."""
        super().__init__(parent)
        self.markers = Markers()
        self._start = Stamp()
        self._frame: Frame | None = None
        self._theme: Theme | None = None
        self._start_hovered = self._start_selected = self._focused = False

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_markers(self, frame: Frame, markers: Markers) -> None:
        """Show the marks; nothing is painted where nothing changed."""
        if frame != self._frame:
            self.prepareGeometryChange()
            self._frame = frame
            self.update()
        if markers != self.markers:
            self.markers = markers
            self.update()

    def show_states(self, start_hovered: bool, start_selected: bool, focused: bool) -> None:
        """Show whether the mouse is over the start, the start is selected, or the map itself has the focus."""
        states = (start_hovered, start_selected, focused)
        if states != (self._start_hovered, self._start_selected, self._focused):
            self._start_hovered, self._start_selected, self._focused = states
            self.update()

    # Painting --------------------------------------------------------------------------------------------

    def _paint_valley(self, painter: QPainter, theme: Theme) -> None:
        if self.markers.valley is None:
            return
        begin, end = (QPointF(*spot) for spot in self.markers.valley)
        painter.setPen(QPen(theme.band(0, CASING_ALPHA), 5.5))
        painter.drawLine(begin, end)
        painter.setPen(QPen(theme.colour("ink"), 2.0))
        painter.drawLine(begin, end)

    def _paint_discs(self, painter: QPainter, theme: Theme, scale: float) -> None:
        painter.setPen(QPen(theme.band(0, CASING_ALPHA), 1.5))
        painter.setBrush(theme.colour("line"))
        radius = marks.DISC * scale + 0.75
        for spot in self.markers.discs:
            painter.drawEllipse(QPointF(*spot), radius, radius)

    def _paint_lowest(self, painter: QPainter, theme: Theme, scale: float) -> None:
        if self.markers.lowest is None:
            return
        centre, radius = QPointF(*self.markers.lowest), marks.LOWEST * scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(theme.band(0, CASING_ALPHA), 5.0), QPen(theme.colour("ink"), 2.0)):
            painter.setPen(pen)
            painter.drawEllipse(centre, radius, radius)

    def _paint_best(self, painter: QPainter, theme: Theme, radius: float) -> None:
        if self.markers.best is None or self.markers.here_is_best:
            return
        painter.setPen(QPen(theme.band(0, CASING_ALPHA), 2.0))
        painter.setBrush(theme.colour("ink"))
        painter.drawPolygon(star(QPointF(*self.markers.best), radius))

    def _paint_start(self, painter: QPainter, theme: Theme, scale: float) -> None:
        if self.markers.start is None:
            return
        # Large soft discs are dear, and the start rarely moves.
        reach = marks.START_HALO * scale + 3.0 + FOCUS + 2.0
        x, y = self.markers.start
        key = (theme, scale, self._start_hovered, self._start_selected)
        box = QRectF(x - reach, y - reach, 2.0 * reach, 2.0 * reach)
        self._start.show(painter, box, key, lambda inner: self._paint_start_at(inner, theme, QPointF(x, y), scale))

    def _paint_start_at(self, painter: QPainter, theme: Theme, centre: QPointF, scale: float) -> None:
        halo = marks.START_HALO * scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line", 0.6 if self._start_hovered else 0.3))
        painter.drawEllipse(centre, halo, halo)
        painter.setPen(QPen(theme.colour("line"), RING))
        painter.setBrush(theme.colour("card"))
        radius = marks.START * scale
        painter.drawEllipse(centre, radius, radius)
        if self._start_selected:
            _ring(painter, theme, centre, halo + 3.0)

    def _paint_here(self, painter: QPainter, theme: Theme, scale: float) -> None:
        markers = self.markers
        if markers.here is None:
            return
        centre, radius = QPointF(*markers.here), marks.HERE * scale
        painter.setBrush(theme.colour("line"))
        if markers.here_is_start and not markers.here_is_best:
            # Both in one: the disc fills the middle of the ring.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(*(markers.start or markers.here)), radius * 0.5, radius * 0.5)
            return
        painter.setPen(QPen(theme.colour("card"), EDGE))
        radius += 1.5 if markers.here_is_best else EDGE / 2.0
        painter.drawEllipse(centre, radius, radius)
        if markers.here_is_best:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("card"))
            painter.drawPolygon(star(centre, radius * 0.7))

    def boundingRect(self) -> QRectF:
        """Return the whole map."""
        return QRectF() if self._frame is None else self._frame.rect

    def paint_item(self, painter: QPainter) -> None:
        """Draw from the ground up: what matters most lies on top."""
        frame, theme = self._frame, self._theme
        if frame is None or theme is None:
            return
        scale = marks.mark_scale(theme)
        painter.setClipRect(frame.rect)
        self._paint_valley(painter, theme)
        self._paint_discs(painter, theme, scale)
        self._paint_lowest(painter, theme, scale)
        together = marks.are_together(self.markers.best, self.markers.start)
        if not together:
            self._paint_best(painter, theme, marks.STAR * scale)
        self._paint_start(painter, theme, scale)
        if together:
            # A small star in the ring of the start, as a large one would hide it.
            self._paint_best(painter, theme, marks.START * scale * 0.75)
        self._paint_here(painter, theme, scale)
        if self._focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), FOCUS))
            painter.drawRect(frame.rect.adjusted(1.0, 1.0, -1.0, -1.0))


def star(centre: QPointF, radius: float) -> QPolygonF:
    """Return a star with five points, one of them up."""
    corners = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.42
        angle = math.pi * index / 5.0
        corners.append(centre + QPointF(reach * math.sin(angle), -reach * math.cos(angle)))
    return QPolygonF(corners)


def _ring(painter: QPainter, theme: Theme, centre: QPointF, radius: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(theme.band(0, CASING_ALPHA), FOCUS + 2.0), QPen(theme.colour("ink"), FOCUS)):
        painter.setPen(pen)
        painter.drawEllipse(centre, radius, radius)
