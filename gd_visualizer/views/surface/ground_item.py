"""The ground of the map: bands of equal loss, contour lines between them, and earlier runs in grey."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.contours import contour_lines
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.planes import Plane
from gd_visualizer.core.surface import Surface, surface_of
from gd_visualizer.session.landscape import cells_for
from gd_visualizer.session.lifted import LiftedLand
from gd_visualizer.session.snapshot import EarlierRun
from gd_visualizer.views.safe_item import SafeItem, dots_of, is_drawing, painting_on
from gd_visualizer.views.surface import segments
from gd_visualizer.views.surface.bowl_picture import band_edges, paint_bands
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.theme import CAPTION, Theme

# Cells along each side: few while the landscape changes with every move of the mouse, one per dot or two at rest.
CELLS_IN_MOTION = 256
CELLS_AT_MOST = 512
CELLS_IN_DRAG = 128
# Where no formula gives the loss: points times parameters times cells, and the least that still shows a shape.
WORK_IN_MOTION, WORK_AT_REST, FEWEST_CELLS = 3_000_000, 60_000_000, 16
REST_MS = 120
CONTOUR_WIDTH = 0.9
EARLIER_AT_MOST = 1500


class GroundItem(SafeItem):
    """Draws what lies below the walk, once, and shows that picture until the landscape changes."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin with nothing to show."""
        super().__init__(parent)
        self._frame: Frame | None = None
        self._objective: Objective | None = None
        self._plane: Plane | None = None
        self._seen_on: Plane | None = None
        self._levels: FloatArray | None = None
        self._lifted = LiftedLand()
        self._runs: tuple[EarlierRun, ...] = ()
        self._theme: Theme | None = None
        self._note = ""
        self._pictures: dict[str, QPixmap] = {}
        self._in_motion = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.come_to_rest)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._pictures.clear()
        self.update()

    def show_note(self, frame: Frame, note: str) -> None:
        """Show a sentence in the place of a landscape; without words it is fog."""
        if self._objective is None and (frame, note) == (self._frame, self._note):
            return
        self._place(frame)
        self._objective, self._note = None, note
        self._pictures.clear()
        self._rest.stop()
        self.update()

    def show_landscape(self, frame: Frame, surface: Surface) -> None:
        """Show the bands of a surface over all that is in view; nothing happens where all is as it was."""
        objective, plane, levels = surface.objective, surface.plane, surface.levels
        same_land = objective is self._objective and plane is self._plane
        if frame == self._frame and same_land and levels is self._levels:
            return
        # The first picture is drawn in full; one that follows another is part of a movement until a pause tells.
        self._in_motion = self._objective is not None
        if self._in_motion:
            self._rest.start()
        if frame != self._frame:
            self._pictures.pop("runs", None)
        self._place(frame)
        self._objective, self._plane, self._levels, self._note = objective, plane, levels, ""
        self._pictures.pop("land", None)
        self.update()

    def show_runs(self, runs: tuple[EarlierRun, ...], plane: Plane) -> None:
        """Show earlier runs, as a plane sees them."""
        if (runs is self._runs and plane is self._seen_on) or (not runs and not self._runs):
            return
        self._runs, self._seen_on = runs, plane
        self._pictures.pop("runs", None)
        self.update()

    def _place(self, frame: Frame) -> None:
        if frame != self._frame:
            self.prepareGeometryChange()
            self._frame = frame

    @Slot()
    def come_to_rest(self) -> None:
        """Draw the landscape in full: it has been at rest for a moment, or a picture is taken of it."""
        self._rest.stop()
        if self._in_motion:
            self._in_motion = False
            self._pictures.pop("land", None)
            self.update()

    # Painting --------------------------------------------------------------------------------------------

    def _picture(self, name: str, ratio: float) -> QPixmap:
        """Return a layer at the resolution of the screen, drawn if it is not at hand."""
        picture = self._pictures.get(name)
        assert self._frame is not None
        assert self._theme is not None
        wide, high = round(self._frame.width * ratio), round(self._frame.height * ratio)
        if picture is None or (picture.width(), picture.height()) != (wide, high):
            picture = QPixmap(max(1, wide), max(1, high))
            picture.setDevicePixelRatio(ratio)
            # A picture that hides all below it is shown faster.
            picture.fill(self._theme.bands[-1] if name == "land" else Qt.GlobalColor.transparent)
            with painting_on(picture) as painter:
                if name == "land":
                    self._draw_land(painter, max(wide, high))
                else:
                    self._draw_runs(painter)
            self._pictures[name] = picture
        return picture

    def _draw_land(self, painter: QPainter, dots: int) -> None:
        frame, theme, objective = self._frame, self._theme, self._objective
        assert frame is not None
        assert theme is not None
        assert objective is not None
        pen = _thin(theme, "contour", CONTOUR_WIDTH, 0.75)
        bowl = objective.bowl if self._plane is None else None
        edges = [] if self._levels is None else band_edges(bowl, self._levels[:-1], frame)
        if edges:
            paint_bands(painter, frame, edges, theme, pen, smooth=not self._in_motion)
            return
        if self._in_motion:
            cells = cells_for(objective, CELLS_IN_MOTION, WORK_IN_MOTION, FEWEST_CELLS)
        else:
            most = min(max(dots, CELLS_IN_MOTION), CELLS_AT_MOST)
            cells = cells_for(objective, most, WORK_AT_REST, FEWEST_CELLS)
        losses = None
        if self._in_motion and objective.exact is None and self._plane is None:
            losses = self._lifted.losses(objective, frame.region, CELLS_IN_DRAG)
            cells = cells if losses is None else CELLS_IN_DRAG
        with np.errstate(all="ignore"):
            surface = surface_of(objective, frame.region, cells, self._levels, plane=self._plane, losses=losses)
            finer = max(1, CELLS_IN_MOTION // cells)
            bands = np.ascontiguousarray(np.flipud(surface.band_indices(finer)))
            lines = contour_lines(surface)
        table = np.array([colour.rgb() for colour in theme.bands], dtype=np.uint32)
        dotted = table[bands]
        side = cells * finer
        image = QImage(dotted.data, side, side, 4 * side, QImage.Format.Format_RGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame.rect, image)
        painter.setPen(pen)
        painter.drawPath(segments.visible_lines(frame.all_pixels(lines), frame.rect))

    def _draw_runs(self, painter: QPainter) -> None:
        frame, theme = self._frame, self._theme
        assert frame is not None
        assert theme is not None
        assert self._seen_on is not None
        painter.setPen(_thin(theme, "past", 1.0))
        lines = []
        for places in frame.all_pixels([self._seen_on.project(run.parameters) for run in self._runs]):
            seen = places[segments.moved(places, 1.0)]
            lines.append(seen[:: 1 + len(seen) // EARLIER_AT_MOST])
        painter.drawPath(segments.visible_lines(lines, frame.rect))

    def _draw_note(self, painter: QPainter) -> None:
        assert self._frame is not None
        assert self._theme is not None
        painter.fillRect(self._frame.rect, self._theme.bands[1])
        painter.setPen(self._theme.colour("ink2"))
        painter.setFont(self._theme.font(CAPTION + 1))
        margin = 24.0
        inside = self._frame.rect.adjusted(margin, margin, -margin, -margin)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._note)

    def boundingRect(self) -> QRectF:
        """Return the whole map."""
        return QRectF() if self._frame is None else self._frame.rect

    def paint_item(self, painter: QPainter) -> None:
        """Show the layers."""
        if self._theme is None or self._frame is None:
            return
        if self._objective is None:
            self._draw_note(painter)
        elif is_drawing(painter):
            painter.setClipRect(self._frame.rect)
            painter.fillRect(self._frame.rect, self._theme.bands[-1])
            self._draw_land(painter, round(dots_of(painter) * max(self._frame.width, self._frame.height)))
            if self._runs:
                self._draw_runs(painter)
        else:
            ratio = dots_of(painter)
            painter.drawPixmap(0, 0, self._picture("land", ratio))
            if self._runs:
                painter.drawPixmap(0, 0, self._picture("runs", ratio))


def _thin(theme: Theme, token: str, width: float, alpha: float = 1.0) -> QPen:
    pen = QPen(theme.colour(token, alpha), width)
    pen.setCosmetic(True)
    return pen
