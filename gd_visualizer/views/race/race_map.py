"""The map of a race: every racer's path over the same landscape."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.race import Lane
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.race.lane_style import draw_mark, lane_pen
from gd_visualizer.views.safe_item import SafeItem
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.surface.map_plot import MapPlot
from gd_visualizer.views.surface.marker_item import star
from gd_visualizer.views.surface.markers import STAR, START, START_HALO, Spot, best_place, mark_scale, spot
from gd_visualizer.views.theme import CAPTION, Theme

RADIUS, PIECES_AT_MOST, DIMMED = 7.0, 1500, 0.25


class RaceMap(MapPlot):
    """The same landscape as in the line view, with a path for each racer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        self.lanes: LanesItem | None = None
        super().__init__(parent)
        self.setObjectName("race_map")
        self.setAccessibleName(_("Map of the race"))
        for item in (self.walk, self.marks, self.labels, self.arrows, self.guides):
            item.hide()
        self.lanes = LanesItem(self.view_box)
        self._given: tuple[Lane, ...] = ()
        self._names: tuple[str, ...] = ()
        self.chosen: int | None = None

    def show_race(self, snapshot: Snapshot, lanes: tuple[Lane, ...], names: tuple[str, ...]) -> None:
        """Show where everybody is."""
        self._given, self._names = lanes, names
        self.draw(snapshot)
        said = ", ".join(f"{name}: {_('loss {loss}').format(loss=shown(lane.loss))}"
                         for name, lane in zip(names, lanes, strict=True))  # fmt: skip
        if snapshot.status != "running" and said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def choose(self, place: int | None) -> None:
        """Let one racer stand out, or none."""
        self.chosen = place
        self._redraw()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        if self.lanes is not None:
            self.lanes.restyle(theme)
        super().restyle(theme)

    @Slot()
    def _redraw(self) -> None:
        super()._redraw()
        snapshot, lanes = self.snapshot, self.lanes
        if snapshot is None or lanes is None or self.theme is None:
            return
        if not self.has_landscape:
            lanes.show_lanes(self.frame, (), (), None, None, None)
            return
        with np.errstate(all="ignore"):
            paths = tuple(self._pixels(snapshot, lane) for lane in self._given)
            best = best_place(snapshot)
            start = snapshot.plane.place_of(np.array(snapshot.document.start))
        marks = spot(self.frame, start), None if best is None else spot(self.frame, best)
        lanes.show_lanes(self.frame, paths, self._names, *marks, self.chosen)

    def _pixels(self, snapshot: Snapshot, lane: Lane) -> np.ndarray:
        seen = self.frame.pixels(snapshot.plane.project(lane.path[: lane.step + 1]))
        stride = 1 + len(seen) // PIECES_AT_MOST
        return seen if stride == 1 else np.vstack([seen[::stride], seen[-1:]])


class LanesItem(SafeItem):
    """Paths, marks and names of all racers, the start and the best spot."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin without racers."""
        super().__init__(parent)
        self._frame: Frame | None = None
        self._theme: Theme | None = None
        self.paths: tuple[np.ndarray, ...] = ()
        self._names: tuple[str, ...] = ()
        self._start: Spot | None = None
        self._best: Spot | None = None
        self._chosen: int | None = None

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_lanes(
        self,
        frame: Frame,
        paths: tuple[np.ndarray, ...],
        names: tuple[str, ...],
        start: Spot | None,
        best: Spot | None,
        chosen: int | None,
    ) -> None:
        """Show paths in pixels, each (K, 2)."""
        if frame != self._frame:
            self.prepareGeometryChange()
        self._frame, self.paths, self._names = frame, paths, names
        self._start, self._best, self._chosen = start, best, chosen
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole map."""
        return QRectF() if self._frame is None else self._frame.rect

    def paint_item(self, painter: QPainter) -> None:
        """Draw from the ground up."""
        theme, frame = self._theme, self._frame
        if theme is None or frame is None or not self.paths:
            return
        painter.setClipRect(frame.rect)
        scale = mark_scale(theme)
        for place, path in enumerate(self.paths):
            painter.setOpacity(self._strength(place))
            line = QPolygonF([QPointF(x, y) for x, y in path.tolist()])
            casing = theme.bands[0]
            painter.setPen(QPen(casing, 4.5))
            if len(path) < PIECES_AT_MOST // 4:
                painter.drawPolyline(line)
            painter.setPen(lane_pen(theme, place))
            painter.drawPolyline(line)
        painter.setOpacity(1.0)
        self._paint_best(painter, theme, scale)
        self._paint_start(painter, theme, scale)
        for place, path in reversed(list(enumerate(self.paths))):
            painter.setOpacity(self._strength(place))
            draw_mark(painter, theme, place, QPointF(*path[-1].tolist()), RADIUS * scale)
        painter.setOpacity(1.0)
        self._paint_names(painter, theme, frame, scale)

    def _strength(self, place: int) -> float:
        return 1.0 if self._chosen in (None, place) else DIMMED

    def _paint_best(self, painter: QPainter, theme: Theme, scale: float) -> None:
        if self._best is not None:
            painter.setPen(QPen(theme.bands[0], 2.0))
            painter.setBrush(theme.colour("ink"))
            painter.drawPolygon(star(QPointF(*self._best), STAR * scale))

    def _paint_start(self, painter: QPainter, theme: Theme, scale: float) -> None:
        if self._start is None:
            return
        centre = QPointF(*self._start)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink", 0.2))
        painter.drawEllipse(centre, START_HALO * scale, START_HALO * scale)
        painter.setPen(QPen(theme.colour("ink"), 2.5))
        painter.setBrush(theme.colour("card"))
        painter.drawEllipse(centre, START * scale, START * scale)

    def _paint_names(self, painter: QPainter, theme: Theme, frame: Frame, scale: float) -> None:
        """Write each name beside its mark where nothing else is written yet."""
        font = theme.font(CAPTION, 600)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        away = RADIUS * scale + 5.0
        taken: list[QRectF] = []
        for name, path in zip(self._names, self.paths, strict=True):
            x, y = path[-1].tolist()
            wide, high = metrics.horizontalAdvance(name), metrics.height()
            places = ((x + away, y - 0.5 * high), (x - away - wide, y - 0.5 * high), (x - 0.5 * wide, y - away - high),
                      (x - 0.5 * wide, y + away))  # fmt: skip
            boxes = (QRectF(left, top, wide, high) for left, top in places)
            box = next((box for box in boxes if frame.rect.contains(box) and not any(map(box.intersects, taken))), None)
            if box is None:
                continue
            taken.append(box.adjusted(-3.0, -1.0, 3.0, 1.0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.band(0, 0.8))
            painter.drawRoundedRect(box.adjusted(-3.0, 0.0, 3.0, 0.0), 3.0, 3.0)
            painter.setPen(theme.colour("ink"))
            painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), name)
