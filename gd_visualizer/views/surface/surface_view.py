"""The map of the loss, with everything a person can do on it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.exact_dialog import start_dialog
from gd_visualizer.views.still_plot import stride
from gd_visualizer.views.surface import spoken, tips
from gd_visualizer.views.surface.frame import moved
from gd_visualizer.views.surface.map_menu import MapMenu
from gd_visualizer.views.surface.map_plot import MapPlot
from gd_visualizer.views.surface.markers import GRAB_BEST, GRAB_START, GRAB_STEP, HERE, Spot, best_place

DRAG_FROM = 3.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class SurfaceView(MapPlot):
    """The map: drag the start, look at any place, go to a past step.

    Signals
    -------
    drag_began(), drag_ended()
        A drag of the start.
    start_dragged(float across, float up)
        At each move of that drag: a place of the map.
    drag_cancelled(bool changed)
        Escape during a drag; ``changed`` tells whether the start had moved.
    start_nudged(float across, float up)
        By an arrow key.
    start_placed(float across, float up)
        By a double click or by typed numbers.
    place_hovered(object)
        (across, up) under the mouse, None when it leaves.
    step_chosen(int)
        A past step was clicked.
    fit_requested(), line_taken()
        From the context menu: fit the view, put the start at the present line.
    """

    drag_began = Signal()
    start_dragged = Signal(float, float)
    drag_ended = Signal()
    drag_cancelled = Signal(bool)
    start_nudged = Signal(float, float)
    start_placed = Signal(float, float)
    place_hovered = Signal(object)
    step_chosen = Signal(int)
    fit_requested = Signal()
    line_taken = Signal()

    # The base class draws while it is still being built: these must be there before.
    _mouse: QPointF | None = None
    _hovered = False
    _start_hovered = False
    _selected = False
    _framed = False
    _dragging = False

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        super().__init__(parent)
        self.setObjectName("surface_view")
        self.setAccessibleName(_("Map of every line"))
        self._pressed_at: QPointF | None = None
        self._grip = QPointF()
        self._spoken_for: object = None
        self.menu = MapMenu(self)
        self.menu.place_chosen.connect(self.start_placed)
        self.menu.line_chosen.connect(self.line_taken)
        self.menu.numbers_asked.connect(self.open_dialog)
        self.menu.fit_asked.connect(self.fit_requested)

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot; what is the same as before is not painted again."""
        if snapshot.has_opened(self.snapshot):
            self._dragging = self.range_is_held = False
            self._pressed_at = None
        super().draw(snapshot)
        if not self.has_landscape:
            self._dragging = self.range_is_held = False
        self._speak(snapshot)

    @Slot()
    def _redraw(self) -> None:
        """Draw anew, and let tip and ghost line speak of what lies under the resting mouse now."""
        super()._redraw()
        # The map may have become smaller under it.
        self._hover(self._mouse)

    # Words for screen readers ----------------------------------------------------------------------------

    def _speak(self, snapshot: Snapshot) -> None:
        """Keep the description true; while playing it would only be noise."""
        place = (snapshot.parameters.tobytes(), snapshot.document.start, snapshot.plane)
        said = (snapshot.loss, *place, self._selected, self.is_foggy)
        if snapshot.status != "running" and said != self._spoken_for:
            self._spoken_for = said
            words = spoken.description(snapshot, self.has_landscape, self._selected, self.is_foggy)
            self.setAccessibleDescription(words)

    # Where things are ------------------------------------------------------------------------------------

    def _is_near(self, spot: Spot | None, pixel: QPointF, radius: float) -> bool:
        return spot is not None and math.dist(spot, pixel.toTuple()) <= self.reach(radius)

    def _step_at(self, pixel: QPointF) -> int | None:
        """Return the step, other than the present one, that is drawn at a pixel of the map."""
        if self.snapshot is None:
            return None
        step = self.walk.trail.nearest_step(*pixel.toTuple(), self.reach(GRAB_STEP), self.snapshot.step)
        return None if step == self.snapshot.step else step

    def _start_at(self, pixel: QPointF) -> bool:
        """Return True if a pixel of the map belongs to the start; of start and past step the nearer one counts."""
        start = self.marks.markers.start
        if start is None or not self._is_near(start, pixel, GRAB_START):
            return False
        away = math.dist(start, pixel.toTuple())
        if self.snapshot is None or self._is_near(start, pixel, GRAB_STEP):
            return True
        return (
            self.walk.trail.nearest_step(*pixel.toTuple(), min(away, self.reach(GRAB_STEP)), self.snapshot.step) is None
        )

    # Hovering --------------------------------------------------------------------------------------------

    def _hover(self, pixel: QPointF | None) -> None:
        """Tell what lies under the mouse, as a person moves it."""
        self._mouse = pixel if pixel is not None and self.is_inside(pixel) and self.has_landscape else None
        self._tell_place()

    def _tell_place(self) -> None:
        place = self._refresh_tip()
        self._show_states()
        if place is not None or self._hovered:
            self._hovered = place is not None
            self.place_hovered.emit(place)

    def _refresh_tip(self) -> tuple[float, float] | None:
        """Write the tip for what is under the mouse now; return the place it speaks of."""
        snapshot = self.snapshot
        if self._mouse is None or snapshot is None or self._dragging or not self.has_landscape:
            self._start_hovered = self._dragging
            self.tip.hide_words()
            return None
        pixel = self.local(self._mouse)
        self._start_hovered = self._start_at(pixel)
        if self._start_hovered:
            self.tip.hide_words()
            return None
        place, words = self._what_is_at(snapshot, pixel)
        self.tip.show_words(words, pixel, self.frame.rect)
        return place

    def _what_is_at(self, snapshot: Snapshot, pixel: QPointF) -> tips.Tip:
        """Return the place under a pixel and the words for it."""
        step = self._step_at(pixel)
        if step is not None:
            return tips.of_step(snapshot, step)
        best = best_place(snapshot)
        if self._is_near(self.marks.markers.here, pixel, HERE):
            return tips.of_here(snapshot)
        if best is not None and self._is_near(self.marks.markers.best, pixel, GRAB_BEST):
            return tips.of_best(snapshot, best)
        return tips.of_place(snapshot, self.frame.rounded(*self.frame.place(pixel)), self.is_foggy)

    def _show_states(self) -> None:
        """Show what is hovered and selected, by halo, ring and cursor."""
        selected = self._selected and self.marks.markers.start is not None
        self.marks.show_states(self._start_hovered, selected, self._framed and not selected)
        shape = Qt.CursorShape.ArrowCursor
        if self._dragging:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._start_hovered:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._mouse is not None:
            is_step = self._step_at(self.local(self._mouse)) is not None
            shape = Qt.CursorShape.PointingHandCursor if is_step else Qt.CursorShape.CrossCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def _select(self, selected: bool) -> None:
        if selected != self._selected:
            self._selected = selected
            self._show_states()
            if self.snapshot is not None:
                self._speak(self.snapshot)

    # Dragging --------------------------------------------------------------------------------------------

    def _drag_to(self, pixel: QPointF) -> None:
        """Move the start along, as far as the map reaches."""
        if not self._dragging:
            self._dragging = self.range_is_held = True
            self._show_states()
            self.drag_began.emit()
        place = self.frame.clamped(*self.frame.place(self.local(pixel) - self._grip))
        self.start_dragged.emit(*self.frame.clamped(*self.frame.rounded(*place)))

    def _end_drag(self, cancelled: bool) -> None:
        was_dragging, self._dragging, self.range_is_held = self._dragging, False, False
        self._pressed_at = None
        if was_dragging and cancelled:
            self.drag_cancelled.emit(True)
        elif was_dragging:
            self.drag_ended.emit()
        if was_dragging and self.snapshot is not None:
            # What the map was kept from doing meanwhile.
            self.draw(self.snapshot)

    # The dialog ------------------------------------------------------------------------------------------

    @Slot()
    def open_dialog(self) -> None:
        """Ask for exact numbers for the start."""
        if self.snapshot is not None:
            plane = self.snapshot.plane
            start = plane.place_of(np.array(self.snapshot.document.start))
            dialog = start_dialog((plane.across_label, plane.up_label), start, self)
            dialog.placed.connect(self.start_placed)
            dialog.open()

    # Events of Qt ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the start, or go to a past step."""
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not self.has_landscape:
            return
        self._framed = False
        pixel = self.local(event.position())
        on_start = self.is_inside(event.position()) and self._start_at(pixel)
        self._select(on_start)
        self._show_states()
        if on_start and self.marks.markers.start is not None:
            self._pressed_at = event.position()
            self._grip = pixel - QPointF(*self.marks.markers.start)
        elif self.is_inside(event.position()):
            step = self._step_at(pixel)
            if step is not None:
                self.step_chosen.emit(step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the start, or look at what is under the mouse."""
        super().mouseMoveEvent(event)
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = event.position() - self._pressed_at
            if self._dragging or math.hypot(way.x(), way.y()) >= DRAG_FROM:
                self._drag_to(event.position())
        elif not event.buttons():
            self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the start."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._end_drag(cancelled=False)
        if not event.buttons():
            self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type numbers for the start, or put it where the mouse is."""
        super().mouseDoubleClickEvent(event)
        on_map = self.is_inside(event.position()) and self.has_landscape
        if event.button() != Qt.MouseButton.LeftButton or not on_map:
            return
        self._end_drag(cancelled=False)
        if self._start_at(self.local(event.position())):
            self.open_dialog()
        else:
            self.start_placed.emit(*self.frame.rounded(*self.from_pixel(event.position())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu for the place under the mouse."""
        at_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        pixel, place = QPointF(event.pos()), None
        if at_mouse and self.has_landscape and self.is_inside(pixel):
            place = self.frame.rounded(*self.from_pixel(pixel))
        self._hover(None)
        position = event.globalPos() if at_mouse else self.mapToGlobal(self.rect().center())
        self.menu.open_at(position, place, self.has_landscape)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        super().leaveEvent(event)
        self._hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the start when the keyboard comes here."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            self._framed = True
            self._select(True)
            self._show_states()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the arrow keys back."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._framed = False
            self._select(False)
            self._show_states()

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts while the start is selected."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the start, type its numbers, or let go of it."""
        if not self._wants(event) or self.snapshot is None:
            event.ignore()
            return
        self._hover(None)
        if event.key() == Qt.Key.Key_Escape and self._dragging:
            self._end_drag(cancelled=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._select(False)
        elif event.key() in _ENTER:
            self.open_dialog()
        else:
            self._nudge(event)

    def _wants(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._dragging or self._selected
        return self._selected and self.has_landscape and (event.key() in _ARROWS or event.key() in _ENTER)

    def _nudge(self, event: QKeyEvent) -> None:
        """Move the start by about a tenth: less with Shift, more with Ctrl."""
        assert self.snapshot is not None
        across, up = (stride(event.modifiers()) * way for way in _ARROWS[Qt.Key(event.key())])
        steps, start = self.frame.nudge(), self.snapshot.plane.place_of(np.array(self.snapshot.document.start))
        self.start_nudged.emit(moved(start[0], across * steps[0]), moved(start[1], up * steps[1]))
