"""The data canvas as a picture: points, line and misses, without a meaning for the mouse yet."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.narrator import off_by
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas import canvas_painting as paint
from gd_visualizer.views.canvas.fitting import fitted_range, grown_range
from gd_visualizer.views.canvas.rounding import pointing_step, rounded
from gd_visualizer.views.painted_plot import PaintedPlot, soft_pen
from gd_visualizer.views.theme import CAPTION, Theme


class CanvasPlot(PaintedPlot):
    """Paints points, the fitted line and its misses, and what is selected, held or under the pointer."""

    # Qt sends events while the base class is still being built: these must be there before.
    selected_id: int | None = None
    _cursor: tuple[float, float] | None = None
    _dragged: int | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty canvas."""
        super().__init__(parent)
        self.setAccessibleName(_("Your data"))
        self._snapshot: Snapshot | None = None
        self._fit_request = -1
        self._ghost: FloatArray | None = None
        self._hidden: set[str] = set()
        self._pointer: QPointF | None = None
        self._stamp: tuple[object, QPixmap] | None = None

    def draw(self, snapshot: Snapshot) -> None:
        """Show the data and the line of a snapshot."""
        if snapshot is self._snapshot:
            return
        self._snapshot = snapshot
        data = snapshot.document.dataset
        if self.selected_id is not None and self.selected_id not in data.ids:
            self.selected_id = None
        if snapshot.fit_request != self._fit_request:
            self._fit_request = snapshot.fit_request
            self.fit()
        elif self._dragged is None and not self.user_zoomed and snapshot.status != "running":
            self.show_range(*grown_range(self.visible_range(), data.x, data.y))
        if snapshot.status != "running":
            self._describe()
        self.viewport().update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        self._stamp = None
        self.plotItem.getAxis("left").setWidth(theme.px(44))
        self.viewport().update()

    def fit(self) -> None:
        """Show all points."""
        self.user_zoomed = False
        if self._snapshot is not None:
            data = self._snapshot.document.dataset
            self.show_range(*fitted_range(data.x, data.y))

    def show_ghost(self, parameters: FloatArray | None) -> None:
        """Show the dashed line of other parameters, or none."""
        self._ghost = None if parameters is None else np.asarray(parameters, dtype=float)
        self.viewport().update()

    def set_shown(self, key: str, visible: bool) -> None:
        """Show or hide "misses" or "next_step"."""
        (self._hidden.discard if visible else self._hidden.add)(key)
        self.viewport().update()

    # Painting ---------------------------------------------------------------------------------------------

    def paint_inside(self, painter: QPainter, theme: Theme) -> None:
        """Paint grid, line, misses, points and what is under the pointer."""
        self.paint_grid(painter, theme)
        if self._snapshot is None:
            return
        snapshot, data = self._snapshot, self._snapshot.document.dataset
        self._axis_names(painter, theme)
        if self._ghost is not None:
            paint.draw_line(painter, self, self._ghost, QPen(theme.colour("line"), 1.75, Qt.PenStyle.DashLine))
        else:
            self._next_line(painter, theme, snapshot)
        if "misses" not in self._hidden and len(data) <= paint.MISSES_UP_TO and snapshot.surface is not None:
            with np.errstate(all="ignore"):
                predicted = snapshot.document.model.predict(snapshot.parameters, data.x)
            paint.draw_misses(painter, self, (data.x, data.y, predicted), theme)
        paint.draw_line(painter, self, snapshot.parameters, soft_pen(theme, "line", 3.0))
        x, y = self.pixels(data.x, data.y)
        paint.draw_points(painter, (x, y), self._point_stamp(theme, len(data)), theme.colour("ink"))
        if len(data) > paint.MISSES_UP_TO:
            note = _("{n} points: misses are not drawn one by one.").format(n=len(data))
            paint.draw_words(painter, self, theme, self.plot_rect().bottomLeft() + QPointF(6, -4), note)
        self._paint_marks(painter, theme, x, y)

    def _next_line(self, painter: QPainter, theme: Theme, snapshot: Snapshot) -> None:
        preview = snapshot.preview
        if "next_step" in self._hidden or preview is None or not len(preview.parameters):
            return
        if snapshot.status in ("running", "diverged") or self._dragged is not None:
            return
        pen = QPen(theme.colour("line"), 1.75)
        pen.setDashPattern([4.0, 3.0])
        ends = paint.draw_line(painter, self, preview.parameters[0], pen)
        if ends is not None:
            # A rising line leaves the upper left free, a falling one the lower left.
            rect, rises = self.plot_rect(), ends.dy() < 0.0
            corner = QPointF(rect.left() + 6, rect.top() + theme.px(42) if rises else rect.bottom() - 6)
            data = snapshot.document.dataset
            points = self.pixels(data.x, data.y)
            paint.draw_words(painter, self, theme, corner, _("dashed: after the next step"), "line", avoid=points)

    def _axis_names(self, painter: QPainter, theme: Theme) -> None:
        """Write the columns' names inside the plot: y at the top left, x at the bottom right."""
        data, rect = self._snapshot.document.dataset, self.plot_rect()  # type: ignore[union-attr]
        for name, flags, token in (
            (data.y_name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "ink2"),
            (data.x_name, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, "ink2"),
        ):
            painter.setFont(theme.font(CAPTION, italic=len(name) == 1))
            painter.setPen(theme.colour(token))
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(rect.width() * 0.6))
            painter.drawText(rect.adjusted(6, 3, -6, -4), flags, text)

    def _paint_marks(self, painter: QPainter, theme: Theme, x: FloatArray, y: FloatArray) -> None:
        data = self._snapshot.document.dataset  # type: ignore[union-attr]
        hovered = None if self._pointer is None else self._point_at(self._pointer)
        front = self._dragged if self._dragged is not None else hovered
        for point_id, strong in ((front, False), (self.selected_id if self.hasFocus() else None, True)):
            if point_id is None or point_id not in data.ids:
                continue
            row = data.index_of(point_id)
            place = QPointF(x[row], y[row])
            paint.draw_ring(painter, theme, place, 12.0 if strong else paint.GRAB, strong)
            stamp = self._point_stamp(theme, len(data))
            paint.draw_points(painter, (x[row : row + 1], y[row : row + 1]), stamp, theme.colour("ink"))
            words = _("x {x}, y {y}").format(x=shown(float(data.x[row])), y=shown(float(data.y[row])))
            paint.draw_words(painter, self, theme, place + QPointF(16, -12), words)
        if self._cursor is not None:
            paint.draw_cross(painter, self, theme, self._cursor, strong=True)
        elif self._pointer is not None and front is None and self._dragged is None and self.is_inside(self._pointer):
            paint.draw_cross(painter, self, theme, self._rounded(*self.from_pixel(self._pointer)), strong=False)

    def _point_stamp(self, theme: Theme, count: int) -> QPixmap:
        radius = paint.POINT_RADIUS if count <= paint.MANY else paint.SMALL_RADIUS
        key = (theme, radius, self.devicePixelRatioF())
        if self._stamp is None or self._stamp[0] != key:
            self._stamp = (
                key,
                paint.point_stamp(theme, radius * max(1.0, theme.scale * 0.8), self.devicePixelRatioF()),
            )
        return self._stamp[1]

    def _describe(self) -> None:
        """Tell screen readers what is shown and what is selected."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        data = snapshot.document.dataset
        m, b = (float(value) for value in snapshot.parameters)
        if self.selected_id is None:
            text = _("Your data, {n} points. Line: slope {m}, height {b}. Off by about {r}.").format(
                n=len(data), m=shown(m), b=shown(b), r=off_by(snapshot.loss)
            )
        else:
            row = data.index_of(self.selected_id)
            x, y = float(data.x[row]), float(data.y[row])
            miss = m * x + b - y
            text = (
                _("Point {k} of {n}, x {x}, y {y}, missed by {miss}, line is below.")
                if miss < 0
                else _("Point {k} of {n}, x {x}, y {y}, missed by {miss}, line is above.")
            ).format(k=row + 1, n=len(data), x=shown(x), y=shown(y), miss=shown(abs(miss)))
        self.setAccessibleDescription(text)

    # Helpers ----------------------------------------------------------------------------------------------

    def _rounded(self, x: float, y: float) -> tuple[float, float]:
        x, y = self.clamped(x, y)
        x_min, x_max, y_min, y_max = self.visible_range()
        rect = self.plot_rect()
        across, up = pointing_step(x_max - x_min, rect.width()), pointing_step(y_max - y_min, rect.height())
        return rounded(x, across), rounded(y, up)

    def _point_at(self, pixel: QPointF) -> int | None:
        """Return the nearest point within grabbing distance of a pixel."""
        if self._snapshot is None or not len(self._snapshot.document.dataset) or not self.is_inside(pixel):
            return None
        data = self._snapshot.document.dataset
        x, y = self.pixels(data.x, data.y)
        far = np.hypot(x - pixel.x(), y - pixel.y())
        row = int(np.argmin(far))
        return int(data.ids[row]) if far[row] <= paint.GRAB else None
