"""The data canvas: click points in, drag them, and see how far the line misses each."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.narrator import off_by
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas import canvas_painting as paint
from gd_visualizer.views.canvas.fitting import fitted_range, grown_range
from gd_visualizer.views.canvas.point_dialog import DELETED, PairDialog
from gd_visualizer.views.canvas.rounding import nudge_step, pointing_step, rounded
from gd_visualizer.views.painted_plot import PaintedPlot, soft_pen
from gd_visualizer.views.theme import CAPTION, Theme

TAB_THROUGH_UP_TO = 30
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
OWN_KEYS = {*ARROWS, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class PointCanvas(PaintedPlot):
    """Points, the fitted line and its misses.

    Signals
    -------
    point_added(float, float)
    drag_began(), point_dragged(int, float, float), drag_ended(), drag_cancelled(bool)
        One drag of a point; cancelled says whether it had moved.
    point_nudged(int, float, float), point_placed(int, float, float), point_removed(int)
        By arrow keys, by exact numbers, by Delete or the menu.
    fit_requested()
    """

    point_added = Signal(float, float)
    drag_began = Signal()
    point_dragged = Signal(int, float, float)
    drag_ended = Signal()
    drag_cancelled = Signal(bool)
    point_nudged = Signal(int, float, float)
    point_placed = Signal(int, float, float)
    point_removed = Signal(int)
    fit_requested = Signal()

    # Qt sends events while the base class is still being built: these must be there before.
    selected_id: int | None = None
    _cursor: tuple[float, float] | None = None
    _dragged: int | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty canvas."""
        super().__init__(parent)
        self.setObjectName("point_canvas")
        self.setAccessibleName(_("Your data"))
        self._snapshot: Snapshot | None = None
        self._fit_request = -1
        self._ghost: FloatArray | None = None
        self._hidden: set[str] = set()
        self._pointer: QPointF | None = None
        self._pressed: QPointF | None = None
        self._drag_moved = False
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

    def start_cursor(self) -> None:
        """Put a cross in the middle that the arrow keys move; Enter places a point there."""
        x_min, x_max, y_min, y_max = self.visible_range()
        self.selected_id = None
        self._cursor = self._cursor or self._rounded((x_min + x_max) / 2.0, (y_min + y_max) / 2.0)
        self.setFocus()
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
            self._stamp = (key, paint.point_stamp(theme, radius * max(1.0, theme.scale * 0.8), self.devicePixelRatioF()))
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

    def _select(self, point_id: int | None) -> None:
        self.selected_id = point_id
        self._cursor = None if point_id is not None else self._cursor
        self._describe()
        self.viewport().update()

    def _tab(self, forward: bool) -> bool:
        """Select the next point in reading order; return False where the focus should move on."""
        if self._snapshot is None or not len(self._snapshot.document.dataset):
            return False
        data = self._snapshot.document.dataset
        if len(data) > TAB_THROUGH_UP_TO and self.selected_id is not None:
            return False
        order = [int(data.ids[row]) for row in np.argsort(data.x, kind="stable")]
        place = -1 if forward else len(order)
        if self.selected_id is not None:
            place = order.index(self.selected_id)
        place += 1 if forward else -1
        if not 0 <= place < len(order):
            self._select(None)
            return False
        self._select(order[place])
        return True

    def _edit(self, point_id: int) -> None:
        assert self._snapshot is not None
        data = self._snapshot.document.dataset
        row = data.index_of(point_id)
        place = (float(data.x[row]), float(data.y[row]))
        dialog = PairDialog(_("Edit point"), (data.x_name, data.y_name), place, True, self.window())
        answer = dialog.exec()
        if answer == DELETED:
            self.point_removed.emit(point_id)
        elif answer and dialog.values() != place:
            self.point_placed.emit(point_id, *dialog.values())
        dialog.deleteLater()

    def _cancel_drag(self) -> None:
        if self._dragged is not None:
            self._dragged = self._pressed = None
            self.drag_cancelled.emit(self._drag_moved)

    def _nudge(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Move the selected point or the cross by an arrow key."""
        assert self._snapshot is not None
        x_min, x_max, y_min, y_max = self.visible_range()
        factor = 1.0
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            factor = 0.1
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            factor = 10.0
        across, up = nudge_step(x_max - x_min) * factor, nudge_step(y_max - y_min) * factor
        right, top = ARROWS[key]
        if self._cursor is not None:
            x, y = self.clamped(self._cursor[0] + right * across, self._cursor[1] + top * up)
            self._cursor = (rounded(x, across / 10.0), rounded(y, up / 10.0))
            self.viewport().update()
        elif self.selected_id is not None:
            data = self._snapshot.document.dataset
            row = data.index_of(self.selected_id)
            x, y = float(data.x[row]), float(data.y[row])
            if right:
                x = rounded(x + right * across, across / 100.0)
            if top:
                y = rounded(y + top * up, up / 100.0)
            if math.isfinite(x) and math.isfinite(y):
                self.point_nudged.emit(self.selected_id, x, y)

    # Qt ---------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep Tab inside while there are points to go to, and the arrows while something is selected."""
        busy = self.selected_id is not None or self._cursor is not None or self._dragged is not None
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if busy and event.key() in OWN_KEYS:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            forward = event.key() == Qt.Key.Key_Tab
            if (forward or event.key() == Qt.Key.Key_Backtab) and self._tab(forward):
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, place, edit, delete and let go by keyboard."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._dragged is not None:
            self._cancel_drag()
        elif key == Qt.Key.Key_Escape and (self._cursor is not None or self.selected_id is not None):
            self._cursor = None
            self._select(None)
        elif key in ARROWS and (self._cursor is not None or self.selected_id is not None):
            self._nudge(key, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self.point_added.emit(*self._cursor)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected_id is not None:
            self._edit(self.selected_id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected_id is not None:
            self.point_removed.emit(self.selected_id)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Select a point when the focus comes by Tab, so that arrows have something to move."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._tab(event.reason() == Qt.FocusReason.TabFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let go of everything."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._cancel_drag()
            self._cursor = None
            self._select(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of a point, or begin a click that may add one."""
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not self.is_inside(event.position()):
            return
        self._pressed = event.position()
        self._cursor = None
        self._dragged = self._point_at(event.position())
        self._drag_moved = False
        self._select(self._dragged)
        if self._dragged is not None:
            self.drag_began.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the held point, or show what is under the pointer."""
        super().mouseMoveEvent(event)
        self._pointer = event.position()
        if self._dragged is not None and self._pressed is not None:
            far = (event.position() - self._pressed).manhattanLength()
            if self._drag_moved or far >= QApplication.startDragDistance() / 2:
                self._drag_moved = True
                self.point_dragged.emit(self._dragged, *self._rounded(*self.from_pixel(event.position())))
        else:
            grabs = self._point_at(event.position()) is not None
            inside = self.is_inside(event.position())
            shape = Qt.CursorShape.PointingHandCursor if grabs else Qt.CursorShape.CrossCursor
            self.viewport().setCursor(shape if inside else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the point go, or add one where the click was."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        if self._dragged is not None:
            self._dragged = None
            self.drag_ended.emit()
        elif (event.position() - pressed).manhattanLength() < QApplication.startDragDistance():
            self.point_added.emit(*self._rounded(*self.from_pixel(event.position())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for exact numbers; on empty ground the second click adds nothing."""
        event.accept()
        self._pressed = None
        point_id = self._point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point_id is not None:
            self._edit(point_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done at this place."""
        place = QPointF(event.pos())
        point_id = self._point_at(place)
        menu = QMenu(self)
        if point_id is not None:
            self._select(point_id)
            delete, edit = menu.addAction(_("Delete point")), menu.addAction(_("Exact numbers…"))
            chosen = menu.exec(event.globalPos())
            if chosen is delete:
                self.point_removed.emit(point_id)
            elif chosen is edit:
                self._edit(point_id)
        else:
            add, fit = menu.addAction(_("Add point here")), menu.addAction(_("Fit view"))
            add.setEnabled(self.is_inside(place))
            chosen = menu.exec(event.globalPos())
            if chosen is add:
                self.point_added.emit(*self._rounded(*self.from_pixel(place)))
            elif chosen is fit:
                self.fit_requested.emit()
        menu.deleteLater()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Forget the pointer."""
        self._pointer = None
        self.viewport().update()
