"""The data canvas by keyboard: choose a point, move it, place new ones with a cross."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent

from gd_visualizer.views.canvas.canvas_plot import CanvasPlot
from gd_visualizer.views.canvas.rounding import nudge_step, rounded
from gd_visualizer.views.exact_dialog import Asked, point_dialog
from gd_visualizer.views.still_plot import stride

TAB_THROUGH_UP_TO = 30
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_NEXT = {Qt.Key.Key_Period: 1, Qt.Key.Key_Comma: -1}
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class KeyedCanvas(CanvasPlot):
    """Points are reached with Tab, "." and ","; the arrow keys move the selected one, or the cross.

    Signals
    -------
    point_added(float x, float y)
        Enter at the cross.
    point_nudged(int id, float x, float y)
        An arrow key moved the selected point.
    point_placed(int id, float x, float y)
        Exact numbers were typed.
    point_removed(int id)
        Delete, or the button in the dialog for exact numbers.
    """

    point_added = Signal(float, float)
    point_nudged = Signal(int, float, float)
    point_placed = Signal(int, float, float)
    point_removed = Signal(int)

    _cross_place: tuple[float, float] | None = None
    _last_selected: int | None = None
    _edited: int | None = None

    @Slot()
    def start_cursor(self) -> None:
        """Show a cross that the arrow keys move; Enter places a point there."""
        x_min, x_max, y_min, y_max = self.visible_range()
        place = self._cross_place
        if place is None or not (x_min <= place[0] <= x_max and y_min <= place[1] <= y_max):
            place = self.frame.pointed(x_min + (x_max - x_min) / 2.0, y_min + (y_max - y_min) / 2.0)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._by_keys = True
        self._choose(None, place)

    def open_dialog(self, point_id: int) -> None:
        """Ask for exact numbers for a point."""
        if self._snapshot is None or point_id not in self._snapshot.document.dataset.ids:
            return
        data = self._snapshot.document.dataset
        row = data.index_of(point_id)
        self._edited = point_id
        x, y = Asked(data.x_name, float(data.x[row])), Asked(data.y_name, float(data.y[row]))
        dialog = point_dialog(x, y, self)
        dialog.placed.connect(self._place)
        dialog.delete_chosen.connect(self._remove)
        dialog.open()

    # Inside ----------------------------------------------------------------------------------------------

    @Slot(float, float)
    def _place(self, x: float, y: float) -> None:
        if self._edited is not None and self._has(self._edited):
            self.point_placed.emit(self._edited, x, y)

    @Slot()
    def _remove(self) -> None:
        if self._edited is not None and self._has(self._edited):
            self.point_removed.emit(self._edited)

    def _has(self, point_id: int) -> bool:
        return self._snapshot is not None and point_id in self._snapshot.document.dataset.ids

    def _choose(self, point_id: int | None, cross: tuple[float, float] | None = None) -> None:
        """Select a point, put up the cross, or let go of both."""
        if cross is not None:
            self._cross_place = cross
        if point_id is not None:
            self._last_selected = point_id
        if (point_id, cross) != (self._selected, self._cross):
            self._selected, self._cross = point_id, cross
            self._describe()
        self.viewport().update()

    def _stops(self) -> list[int]:
        """Return the points at which Tab stops: from left to right, or the one used last where there are many."""
        if self._snapshot is None:
            return []
        data = self._snapshot.document.dataset
        order = [int(point_id) for point_id in data.ids[np.argsort(data.x, kind="stable")]]
        if len(order) <= TAB_THROUGH_UP_TO:
            return order
        return [self._last_selected if self._last_selected in order else order[0]]

    def _tab(self, forward: bool) -> bool:
        """Go to the next point, or back to the plot as a whole; return False where the focus shall move on."""
        stops = self._stops()
        if self._cross is not None or not stops:
            return False
        place = -1
        if self._selected is not None:
            place = stops.index(self._selected) if self._selected in stops else 0
        elif not forward:
            return False
        place += 1 if forward else -1
        self._by_keys = True
        if place >= len(stops):
            return False
        self._framed = True
        self._choose(stops[place] if place >= 0 else None)
        return True

    def _cycle(self, way: int) -> None:
        """Select the next point, or the one before, round and round."""
        if self._snapshot is None or not len(self._snapshot.document.dataset):
            return
        data = self._snapshot.document.dataset
        order = [int(point_id) for point_id in data.ids[np.argsort(data.x, kind="stable")]]
        place = order.index(self._selected) if self._selected in order else (-1 if way > 0 else len(order))
        self._choose(order[(place + way) % len(order)])

    def _nudge(self, event: QKeyEvent) -> None:
        """Move the selected point or the cross by about a tenth: less with Shift, more with Ctrl."""
        x_min, x_max, y_min, y_max = self.visible_range()
        factor = stride(event.modifiers())
        across, up = nudge_step(x_max - x_min) * factor, nudge_step(y_max - y_min) * factor
        right, top = _ARROWS[Qt.Key(event.key())]
        if self._cross is not None:
            x, y = self._cross[0] + right * across, self._cross[1] + top * up
            self._choose(None, self.frame.pointed(x, y))
        elif self._selected is not None and self._snapshot is not None:
            data = self._snapshot.document.dataset
            row = data.index_of(self._selected)
            x, y = float(data.x[row]), float(data.y[row])
            # A point from a table keeps the digits of the coordinate that does not change.
            if right:
                x = rounded(x + right * across, across / 100.0)
            else:
                y = rounded(y + top * up, up / 100.0)
            if math.isfinite(x) and math.isfinite(y):
                self.point_nudged.emit(self._selected, x, y)

    def _wants(self, event: QKeyEvent) -> bool:
        """Return True for keys that mean something here now, so that they do not reach the window's shortcuts."""
        if self._dragged is not None:
            return True
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS:
            busy = self._selected is not None or self._cross is not None
            return busy and modifiers in (Qt.KeyboardModifier.NoModifier, _SHIFT, _CONTROL)
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _NEXT:
            return True
        if self._cross is not None:
            return key in (*_ENTER, Qt.Key.Key_Space, Qt.Key.Key_Escape)
        return self._selected is not None and key in (*_ENTER, *_DELETE, Qt.Key.Key_Escape)

    # Events of Qt ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep keys from the window's shortcuts while they mean something here; let Tab go through the points."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            forward = event.key() == Qt.Key.Key_Tab
            passes = (forward or event.key() == Qt.Key.Key_Backtab) and not event.modifiers() & _CONTROL
            if passes and (self._dragged is not None or self._tab(forward)):
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, place, edit, delete and let go."""
        if not self._wants(event):
            event.ignore()
            return
        if self._dragged is not None:
            return
        self._by_keys = True
        key = event.key()
        if key in _ARROWS:
            self._nudge(event)
        elif key in _NEXT:
            self._cycle(_NEXT[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self._framed = True
            self._choose(None)
        elif event.isAutoRepeat():
            # A key held too long shall not make two points, or take away a second one.
            return
        elif self._cross is not None:
            self.point_added.emit(*self._cross)
        elif self._selected is not None and key in _DELETE:
            self.point_removed.emit(self._selected)
        elif self._selected is not None:
            self.open_dialog(self._selected)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here; coming backwards, begin with the last point."""
        super().focusInEvent(event)
        self._framed = self._framed or event.reason() in _BY_KEYBOARD
        if event.reason() == Qt.FocusReason.BacktabFocusReason and self._stops():
            self._by_keys = True
            self._choose(self._stops()[-1])
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the keys back, unless a menu or another window has the focus only for a while."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._framed = False
            self._choose(None)
        self.viewport().update()
