"""The walk on the map: the walked path with its casing, and the path to come."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.safe_item import SafeItem, is_drawing, painting_on
from gd_visualizer.views.surface import segments
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.surface.trail import Trail
from gd_visualizer.views.theme import Theme

WIDE, CASING, THIN = 2.5, 5.5, 1.0
# Wide lines cost a hundred times what thin ones cost: only a path of few pieces and little length gets them.
WIDE_PIECES, WIDE_LENGTH = 300, 8000.0
AHEAD, AHEAD_ALPHA = 1.25, 0.45
AHEAD_DOT, AHEAD_DOT_ALPHA, AHEAD_DOT_GAP = 2.0, 0.5, 7.0
# Beyond this length the path to come jumps to and fro: as thin as it is fast.
AHEAD_LENGTH = 4000.0
ARROW = 11.0
EDGE = 40.0


class PathItem(SafeItem):
    """Draws the path up to the present step onto a layer of its own, to which each step adds only its own piece."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin without a path."""
        super().__init__(parent)
        self.trail = Trail()
        self._frame: Frame | None = None
        self._theme: Theme | None = None
        self._count = 0
        self._is_wide = True
        self._layers: dict[str, QPixmap] = {}
        self._ratio = 1.0
        self._painted = 0
        self._ahead: FloatArray = np.empty((0, 2))
        self._leaves_map = False

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._wipe()

    def draw(self, frame: Frame, snapshot: Snapshot, shows_ahead: bool) -> None:
        """Show the walk of a snapshot; nothing is painted where nothing changed."""
        if frame != self._frame:
            self.prepareGeometryChange()
            self._frame = frame
            self._wipe()
        if self.trail.follow(snapshot.path, frame, snapshot.plane):
            self._wipe()
        count = self.trail.count_up_to(snapshot.step)
        if count != self._count:
            self._take(count)
        self._draw_ahead(frame, snapshot, shows_ahead)

    def obstacles(self) -> tuple[FloatArray, FloatArray]:
        """Return the pieces that labels should keep clear of, thinned, as begins and ends (K, 2)."""
        stride = 1 + self._count // WIDE_PIECES
        ahead = self._ahead[: WIDE_PIECES // 2]
        begins = np.concatenate([self.trail.begins[: self._count : stride], ahead[:-1]])
        ends = np.concatenate([self.trail.ends[: self._count : stride], ahead[1:]])
        return begins, ends

    def hide_walk(self) -> None:
        """Show no path: there is no landscape."""
        if self._count or len(self._ahead):
            self._count = 0
            self._ahead = np.empty((0, 2))
            self._wipe()

    def _take(self, count: int) -> None:
        begins, ends = self.trail.begins[:count], self.trail.ends[:count]
        is_wide = count <= WIDE_PIECES and segments.length(begins, ends) <= WIDE_LENGTH
        if count < self._painted or is_wide != self._is_wide:
            self._wipe()
        self._count, self._is_wide = count, is_wide
        self.update()

    def _draw_ahead(self, frame: Frame, snapshot: Snapshot, is_shown: bool) -> None:
        """Take the path to come; of a walk that ran away only the next step, as an arrow where it leaves the map."""
        preview, leaves = snapshot.preview if is_shown else None, snapshot.status == "diverged"
        steps = np.empty((0, 2)) if preview is None else preview.parameters[: 1 if leaves else None]
        places = np.empty((0, 2))
        if len(steps):
            places = frame.pixels(snapshot.plane.project(np.concatenate([snapshot.parameters[np.newaxis], steps])))
        if leaves == self._leaves_map and np.array_equal(places, self._ahead):
            return
        self._ahead, self._leaves_map = places, leaves
        self.update()

    def _wipe(self) -> None:
        self._layers.clear()
        self._painted = 0
        self.update()

    # Painting --------------------------------------------------------------------------------------------

    def _draw_walked(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        """Draw the whole path as lines that can be of any size."""
        begins, ends = self.trail.begins[: self._count], self.trail.ends[: self._count]
        begins, ends = segments.clipped(begins, ends, frame.rect.adjusted(-EDGE, -EDGE, EDGE, EDGE))
        if not len(begins):
            return
        for name in ("casing", "line") if self._is_wide else ("line",):
            painter.setOpacity(0.6 if name == "casing" else 1.0)
            painter.strokePath(segments.as_path(begins, ends), self._pen(name, theme))
        painter.setOpacity(1.0)

    def _pen(self, name: str, theme: Theme) -> QPen:
        if not self._is_wide:
            return QPen(theme.colour("line"), THIN)
        colour = theme.bands[0] if name == "casing" else theme.colour("line")
        width = CASING if name == "casing" else WIDE
        return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)

    def _paint_walked(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        if is_drawing(painter):
            self._draw_walked(painter, frame, theme)
            return
        ratio = painter.device().devicePixelRatioF()
        if ratio != self._ratio:
            # The window has moved to another screen.
            self._layers.clear()
            self._ratio, self._painted = ratio, 0
        first = self._painted
        for name in ("casing", "line") if self._is_wide else ("line",):
            layer = self._layer(name, frame)
            if first < self._count:
                begins, ends = self.trail.begins[first : self._count], self.trail.ends[first : self._count]
                begins, ends = segments.clipped(begins, ends, frame.rect.adjusted(-EDGE, -EDGE, EDGE, EDGE))
                self._add(layer, name, begins, ends, theme)
            painter.setOpacity(0.6 if name == "casing" else 1.0)
            painter.drawPixmap(0, 0, layer)
        painter.setOpacity(1.0)
        self._painted = self._count

    def _layer(self, name: str, frame: Frame) -> QPixmap:
        layer = self._layers.get(name)
        if layer is None:
            layer = QPixmap(max(1, round(frame.width * self._ratio)), max(1, round(frame.height * self._ratio)))
            layer.setDevicePixelRatio(self._ratio)
            layer.fill(Qt.GlobalColor.transparent)
            self._layers[name] = layer
        return layer

    def _add(self, layer: QPixmap, name: str, begins: FloatArray, ends: FloatArray, theme: Theme) -> None:
        """Draw more pieces onto a layer."""
        if not len(begins):
            return
        with painting_on(layer) as painter:
            painter.setPen(self._pen(name, theme))
            if self._is_wide:
                painter.drawLines(segments.as_lines(begins, ends))
            else:
                painter.drawPath(segments.as_path(begins, ends))

    def _paint_ahead(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        places = self._ahead[segments.moved(self._ahead, 0.5)]
        begins, ends = segments.clipped(places[:-1], places[1:], frame.rect)
        if not len(begins):
            return
        is_long = segments.length(begins, ends) > AHEAD_LENGTH
        pen = QPen(theme.colour("line", AHEAD_ALPHA), THIN if is_long else AHEAD)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines(segments.as_lines(begins, ends))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line", AHEAD_DOT_ALPHA))
        for index in segments.apart(places, AHEAD_DOT_GAP)[1:]:
            painter.drawEllipse(QPointF(*places[index]), AHEAD_DOT, AHEAD_DOT)

    def _paint_next(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        """Draw the next step of a walk that ran away: dashed, with an arrow head where it leaves the map."""
        inside = frame.rect.adjusted(3.0, 3.0, -3.0, -3.0)
        begins, ends = segments.clipped(self._ahead[:1], self._ahead[1:2], inside)
        if not len(begins) or segments.length(begins, ends) < 2.0 * ARROW:
            return
        begin, end = QPointF(*begins[0]), QPointF(*ends[0])
        painter.setPen(QPen(theme.bands[0], CASING))
        painter.setOpacity(0.6)
        painter.drawLine(begin, end)
        painter.setOpacity(1.0)
        painter.setPen(QPen(theme.colour("line"), 2.0, Qt.PenStyle.DashLine))
        painter.drawLine(begin, end)
        angle = math.atan2(end.y() - begin.y(), end.x() - begin.x())
        turns = (angle + 0.45, angle - 0.45)
        head = [end - QPointF(ARROW * math.cos(turn), ARROW * math.sin(turn)) for turn in turns]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawPolygon(QPolygonF([end, *head]))

    def boundingRect(self) -> QRectF:
        """Return the whole map."""
        return QRectF() if self._frame is None else self._frame.rect

    def paint_item(self, painter: QPainter) -> None:
        """Draw the path to come below the walked path."""
        frame, theme = self._frame, self._theme
        if frame is None or theme is None:
            return
        painter.setClipRect(frame.rect)
        if len(self._ahead) and self._leaves_map:
            self._paint_next(painter, frame, theme)
        elif len(self._ahead):
            self._paint_ahead(painter, frame, theme)
        if self._count:
            self._paint_walked(painter, frame, theme)
