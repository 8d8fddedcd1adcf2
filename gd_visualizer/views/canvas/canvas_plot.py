"""The data canvas as a picture: points, line and misses, without a meaning for the mouse yet."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas import canvas_painting as paint
from gd_visualizer.views.canvas import spoken
from gd_visualizer.views.canvas.canvas_words import CanvasWords
from gd_visualizer.views.canvas.cloud import Cloud
from gd_visualizer.views.canvas.curve import Curve, curve_of
from gd_visualizer.views.canvas.fitting import RIM, fitted_range, grown_range
from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.canvas.framed_plot import FramedPlot
from gd_visualizer.views.canvas.layer import Layer
from gd_visualizer.views.canvas.line_grip import Part
from gd_visualizer.views.canvas.rounding import coordinate_words
from gd_visualizer.views.canvas.squares import SQUARES_UP_TO, Shapes, draw_areas
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme

LINE_WIDTH, HELD_WIDTH, NEXT_WIDTH = 3.0, 4.5, 1.75
NEXT_APART = 2.5


class CanvasPlot(FramedPlot):
    """Paints points, the fitted line and its misses, and what is selected, held or under the pointer.

    All of it is painted in pixels, in layers: what did not change is not painted again, so that a point can be
    dragged among a hundred thousand.
    """

    # Qt sends events while the base class is still being built: these must be there before.
    _snapshot: Snapshot | None = None
    _selected: int | None = None
    _cross: tuple[float, float] | None = None
    _dragged: int | None = None
    _framed = False
    _by_keys = False
    _line_part: Part | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty canvas."""
        super().__init__(parent)
        self.setAccessibleName(_("Your data"))
        self._cloud = Cloud()
        self._ground, self._stems, self._points = Layer(), Layer(restless=True), Layer()
        self._words = CanvasWords()
        self._seen: object = None
        self._places: tuple[Dataset, tuple[float, ...], FloatArray, FloatArray] | None = None
        self._look = 0
        self._fit_request: int | None = None
        self._ghost: FloatArray | None = None
        self._hidden: set[str] = set()
        self._pointer: QPointF | None = None

    @property
    def selected_id(self) -> int | None:
        """Return the lasting number of the selected point, None where none is."""
        return self._selected

    def draw(self, snapshot: Snapshot) -> None:
        """Show the data and the line of a snapshot; what is the same as before is not painted again."""
        if self._snapshot is not None and self._snapshot.document.model != snapshot.document.model:
            self._ghost = None
        self._snapshot = snapshot
        data = snapshot.document.dataset
        moved = self._cloud.take(data)
        if moved and self._selected is not None and self._selected not in data.ids:
            self._selected = None
        self._words.name(self.across, data.x_name, data.y_name)
        preview = snapshot.preview
        ahead = None if preview is None or not len(preview.parameters) else tuple(preview.parameters[0].tolist())
        goal = (snapshot.document.model, snapshot.document.loss)
        seen = (tuple(snapshot.parameters.tolist()), ahead, snapshot.status, goal)
        if moved or seen != self._seen:
            self._seen = seen
            self.viewport().update()
            if snapshot.status != "running":
                self._describe()
        self._follow_points(snapshot)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        self._look += 1
        # What hides all below it is shown faster.
        self._ground.ground = theme.colour("card")
        self._words.restyle(theme, self.across)

    def fit(self) -> None:
        """Show all points, and as much of the line as does not lead away from them."""
        self.user_zoomed = False
        if self._snapshot is not None:
            data = self._snapshot.document.dataset
            self.show_range(*fitted_range(data.x, data.y, self._predict))

    def _predict(self, x: FloatArray) -> FloatArray:
        assert self._snapshot is not None
        return self._snapshot.document.model.predict(self._snapshot.parameters, x)

    def show_ghost(self, parameters: FloatArray | None) -> None:
        """Show the dashed line of other parameters, or none."""
        if parameters is None and self._ghost is None:
            return
        self._ghost = None if parameters is None else np.asarray(parameters, dtype=float)
        self.viewport().update()

    def set_shown(self, key: str, visible: bool) -> None:
        """Show or hide "misses", "squares" or "next_step"."""
        (self._hidden.discard if visible else self._hidden.add)(key)
        self.viewport().update()

    # Points -----------------------------------------------------------------------------------------------

    def point_at(self, pixel: QPointF) -> int | None:
        """Return the point whose centre is nearest to a pixel, within grabbing distance; None where there is none."""
        if self._snapshot is None or not len(self._snapshot.document.dataset) or not self.is_inside(pixel):
            return None
        x, y = self._pixels(self.frame)
        far = np.hypot(x - pixel.x(), y - pixel.y())
        row = int(np.argmin(far))
        reach = paint.GRAB * (1.0 if self.theme is None else paint.mark_scale(self.theme))
        return int(self._snapshot.document.dataset.ids[row]) if far[row] <= reach else None

    def _pixels(self, frame: Frame) -> tuple[FloatArray, FloatArray]:
        """Return where all points are, worked out once for each frame and set of points."""
        assert self._snapshot is not None
        data = self._snapshot.document.dataset
        known = self._places
        if known is None or known[0] is not data or known[1] != frame.key:
            known = self._places = (data, frame.key, *frame.pixels(data.x, data.y))
        return known[2], known[3]

    def _follow_points(self, snapshot: Snapshot) -> None:
        """Fit where that was asked for; otherwise show more where a point came to lie outside or on the edge."""
        if snapshot.fit_request != self._fit_request:
            self._fit_request = snapshot.fit_request
            self.fit()
        elif self._dragged is None and not self.user_zoomed and snapshot.status != "running":
            data = snapshot.document.dataset
            wanted = grown_range(self._range, data.x, data.y, self._rims(len(data)))
            if wanted != self._range:
                self.show_range(*wanted)

    def _rims(self, count: int) -> tuple[float, float]:
        """Return which share of the view a point needs beside an edge to be seen whole, across and up."""
        rect = self.frame.rect
        reach = 0.0 if self.theme is None else paint.point_radius(self.theme, count) + paint.POINT_EDGE
        return max(RIM, reach / max(rect.width(), 1.0)), max(RIM, reach / max(rect.height(), 1.0))

    # Painting ---------------------------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter) -> None:
        """Paint what the points lie on: scales, grid and the names of the columns."""
        assert self.theme is not None
        frame, area = self.frame, self.viewport().rect()
        self.render(painter, QRectF(area), area)
        ticks = (
            self.across.grid_values(frame.left, frame.right, frame.rect.width()),
            self.up.grid_values(frame.low, frame.high, frame.rect.height()),
        )
        paint.draw_grid(painter, frame, ticks, self.theme)
        self._words.draw_names(painter, frame, self.theme)

    def _paint_stems(self, painter: QPainter) -> None:
        painter.setClipRect(self.frame.rect)
        self._draw_misses(painter, *self._cloud.resting())

    def _draw_misses(self, painter: QPainter, x: FloatArray, y: FloatArray) -> None:
        assert self._snapshot is not None
        assert self.theme is not None
        if not len(x):
            return
        count = len(self._snapshot.document.dataset)
        if len(x) > paint.MISSES_UP_TO:
            thin = slice(None, None, _stride(count))
            x, y = x[thin], y[thin]
        with np.errstate(all="ignore"):
            predicted = self._snapshot.document.model.predict(self._snapshot.parameters, x)
        document = self._snapshot.document
        if "squares" not in self._hidden and count <= SQUARES_UP_TO:
            shapes = Shapes(document.loss, document.model, self._snapshot.parameters)
            draw_areas(painter, self.frame, (x, y, predicted), shapes, self.theme)
        paint.draw_misses(painter, self.frame, (x, y, predicted), count, self.theme)

    def _paint_points(self, painter: QPainter) -> None:
        assert self.theme is not None
        assert self._cloud.data is not None
        frame, count = self.frame, len(self._cloud.data)
        painter.setClipRect(frame.rect)
        x, y = frame.pixels(*self._cloud.resting())
        rect, radius = frame.rect, paint.point_radius(self.theme, count) + 2.0
        if count > paint.MISSES_UP_TO:
            image = paint.density((x, y), rect, painter.device().devicePixelRatioF(), self.theme.colour("ink"))
            painter.drawImage(rect.topLeft(), image)
            return
        seen = (x > rect.left() - radius) & (x < rect.right() + radius)
        seen &= (y > rect.top() - radius) & (y < rect.bottom() + radius)
        paint.draw_points(painter, (x[seen], y[seen]), radius - 2.0, self.theme)

    def _paint_lines(self, painter: QPainter, frame: Frame, theme: Theme, snapshot: Snapshot) -> None:
        """Paint the line, the one after the next step or of a place on the map, and what they are called."""
        model, count = snapshot.document.model, len(snapshot.document.dataset)
        curve = curve_of(frame, model, snapshot.parameters)
        # A crowd would hide the line that runs through it.
        is_crowd = count > paint.DENSE
        if is_crowd:
            self._show_points(painter, frame)
        ghost = self._ghost
        ahead = self._next_curve(frame, snapshot, curve) if ghost is None else curve_of(frame, model, ghost)
        if ahead is not None:
            paint.draw_curve(painter, theme, ahead, NEXT_WIDTH, paint.NEXT_DASHES)
        if curve is not None:
            paint.draw_curve(painter, theme, curve, HELD_WIDTH if self._line_part is not None else LINE_WIDTH)
        if not is_crowd:
            self._show_points(painter, frame)
        line = None if curve is None else curve.line
        named = ahead.line if ahead is not None and ghost is None and self._dragged is None else None
        has_stems = "misses" not in self._hidden
        self._words.draw_next(painter, frame, theme, snapshot, self._pixels(frame), (line, named), has_stems)
        if count > paint.MISSES_UP_TO and has_stems:
            note = _("{n} points: one miss in {k} is drawn").format(n=counted(count), k=counted(_stride(count)))
            self._words.draw_note(painter, frame, theme, note)
        elif not count:
            self._words.draw_invitation(painter, frame, theme, line)

    def _show_points(self, painter: QPainter, frame: Frame) -> None:
        self._points.show(painter, self.viewport(), (frame.key, self._look, self._cloud.version), self._paint_points)

    def _next_curve(self, frame: Frame, snapshot: Snapshot, now: Curve | None) -> Curve | None:
        """Return where the curve will be after the next step, None where that is not to be seen."""
        preview = snapshot.preview
        if "next_step" in self._hidden or preview is None or not len(preview.parameters):
            return None
        if snapshot.status in ("running", "diverged"):
            return None
        ahead = curve_of(frame, snapshot.document.model, preview.parameters[0])
        if ahead is None or now is None:
            return ahead
        return ahead if ahead.is_apart_from(now, NEXT_APART) else None

    def _paint_marks(self, painter: QPainter, frame: Frame, theme: Theme, snapshot: Snapshot) -> None:
        """Paint what is moving, hovered, held or selected in front of all others, and its words."""
        data = snapshot.document.dataset
        radius = paint.point_radius(theme, len(data))
        hovered = None if self._pointer is None or self._cross is not None else self.point_at(self._pointer)
        front = self._dragged if self._dragged is not None else hovered
        selected = self._selected if self.hasFocus() else None
        x, y = self._pixels(frame)
        if front is not None and front in data.ids:
            row = data.index_of(front)
            paint.draw_halo(painter, theme, QPointF(x[row], y[row]))
        paint.draw_points(painter, frame.pixels(*self._cloud.moving()), radius, theme)
        for point_id in (selected, front):
            if point_id is not None and point_id in data.ids:
                row = data.index_of(point_id)
                paint.draw_points(painter, (x[row : row + 1], y[row : row + 1]), radius, theme)
                if point_id == selected:
                    paint.draw_ring(painter, theme, QPointF(x[row], y[row]), radius + 5.0)
        speaks = front if front is not None else selected if self._by_keys else None
        if self._cross is not None:
            self._paint_cross(painter, frame, theme, self._cross)
        elif speaks is not None and speaks in data.ids:
            row = data.index_of(speaks)
            paint.draw_tip(painter, frame, theme, QPointF(x[row], y[row]), self._tip(snapshot, row))
        elif self._pointer is not None and front is None and self._line_part is None and self.is_inside(self._pointer):
            self._paint_cross(painter, frame, theme, None)
        if self._framed and selected is None and self._cross is None:
            paint.draw_frame(painter, frame, theme)

    def _paint_cross(self, painter: QPainter, frame: Frame, theme: Theme, place: tuple[float, float] | None) -> None:
        """Paint the cross of the keyboard at a place, or the one under the mouse."""
        if place is not None:
            words = [self._cross_words(place), _("Enter places a point")]
            pixel = frame.pixel(*place)
        else:
            assert self._pointer is not None
            pixel = self._pointer
            words = [self._cross_words(frame.pointed(*frame.place(pixel)))]
        paint.draw_cross(painter, frame, theme, pixel, strong=place is not None)
        paint.draw_tip(painter, frame, theme, pixel, words)

    def _cross_words(self, place: tuple[float, float]) -> str:
        steps = self.frame.steps
        x, y = (coordinate_words(value, step) for value, step in zip(place, steps, strict=True))
        return _("x {x}, y {y}").format(x=x, y=y)

    def _tip(self, snapshot: Snapshot, row: int) -> list[str]:
        """Return the words beside a point: where it is, and by how much the line misses it."""
        data = snapshot.document.dataset
        if self._dragged is not None:
            where = self._cross_words((float(data.x[row]), float(data.y[row])))
        else:
            x, y = (coordinate_words(float(values[row])) for values in (data.x, data.y))
            where = _("x {x}, y {y}").format(x=x, y=y)
        return [where, _("missed by {miss}").format(miss=shown(abs(spoken.miss_of(snapshot, row))))]

    def _describe(self) -> None:
        """Tell screen readers what is shown and what is selected."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        if self._cross is not None:
            steps = self.frame.steps
            x, y = (coordinate_words(value, step) for value, step in zip(self._cross, steps, strict=True))
            text = spoken.about_cross((x, y))
        elif self._selected is not None:
            text = spoken.about_point(snapshot, snapshot.document.dataset.index_of(self._selected))
        else:
            text = spoken.about_plot(snapshot)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    # Qt ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the layers that are as they were, then what moves."""
        theme, snapshot = self.theme, self._snapshot
        if theme is None or snapshot is None:
            super().paintEvent(event)
            return
        paint_widget(self.viewport(), lambda painter: self._paint_all(painter, theme, snapshot))

    def _paint_all(self, painter: QPainter, theme: Theme, snapshot: Snapshot) -> None:
        frame, view = self.frame, self.viewport()
        self._ground.show(painter, view, (frame.key, self._look, self._words.names), self._paint_ground)
        painter.setClipRect(frame.rect)
        if "misses" not in self._hidden:
            assert isinstance(self._seen, tuple)
            key = (frame.key, self._look, self._cloud.version, self._seen[0], self._seen[3], "squares" in self._hidden)
            self._stems.show(painter, view, key, self._paint_stems)
            self._draw_misses(painter, *self._cloud.moving())
        self._paint_lines(painter, frame, theme, snapshot)
        self._paint_marks(painter, frame, theme, snapshot)


def _stride(count: int) -> int:
    """Return of how many points one shows its miss."""
    return max(1, count // paint.STEMS)
