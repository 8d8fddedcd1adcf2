"""The data canvas: click points in, drag them, and see how far the line misses each."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.canvas.canvas_plot import CanvasPlot
from gd_visualizer.views.canvas.point_dialog import DELETED, PairDialog
from gd_visualizer.views.canvas.rounding import nudge_step, rounded

TAB_THROUGH_UP_TO = 30
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
OWN_KEYS = {*ARROWS, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class PointCanvas(CanvasPlot):
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

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty canvas."""
        super().__init__(parent)
        self.setObjectName("point_canvas")
        self._pressed: QPointF | None = None
        self._drag_moved = False

    def start_cursor(self) -> None:
        """Put a cross in the middle that the arrow keys move; Enter places a point there."""
        x_min, x_max, y_min, y_max = self.visible_range()
        self.selected_id = None
        self._cursor = self._cursor or self._rounded((x_min + x_max) / 2.0, (y_min + y_max) / 2.0)
        self.setFocus()
        self.viewport().update()

    # Inside ----------------------------------------------------------------------------------------------

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select a point when the focus comes by Tab, so that arrows have something to move."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._tab(event.reason() == Qt.FocusReason.TabFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of everything."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._cancel_drag()
            self._cursor = None
            self._select(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for exact numbers; on empty ground the second click adds nothing."""
        event.accept()
        self._pressed = None
        point_id = self._point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point_id is not None:
            self._edit(point_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
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

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._pointer = None
        self.viewport().update()
