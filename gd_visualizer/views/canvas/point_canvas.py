"""The data canvas: click points in, drag them, and see how far the line misses each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.frame import distance
from gd_visualizer.views.canvas.line_canvas import LineCanvas

DRAG_FROM = 3.0


@dataclass(frozen=True)
class _Press:
    """Where the left button went down, on which point if on any, and how far from its centre."""

    pixel: QPointF
    point_id: int | None
    grip: QPointF


class PointCanvas(LineCanvas):
    """Points, the fitted line and its misses.

    Signals
    -------
    point_added(float x, float y)
        A click on empty ground, Enter at the cross, or the menu.
    drag_began(), drag_ended()
        A drag of a point; nothing is said of a press that moved nothing.
    point_dragged(int id, float x, float y)
        At each move of that drag.
    drag_cancelled(bool changed)
        Escape, or the mouse or the focus was lost during a drag; ``changed`` tells whether the point had moved.
    point_nudged(int id, float x, float y), point_placed(int id, float x, float y), point_removed(int id)
        By arrow keys, by exact numbers, by Delete or the menu.
    fit_requested()
        From the menu.
    """

    drag_began = Signal()
    point_dragged = Signal(int, float, float)
    drag_ended = Signal()
    drag_cancelled = Signal(bool)
    fit_requested = Signal()

    _press: _Press | None = None
    _click_added = False

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty canvas."""
        super().__init__(parent)
        self.setObjectName("point_canvas")
        self._menu_place = (0.0, 0.0)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the data and the line of a snapshot; what is the same as before is not painted again."""
        held = None if self._press is None else self._press.point_id
        if snapshot.has_opened(self._snapshot) or (held is not None and held not in snapshot.document.dataset.ids):
            self._dragged = self._press = self._grip = None
            self._line_dragged = False
        super().draw(snapshot)

    # Inside ----------------------------------------------------------------------------------------------

    def _drag_on(self, press: _Press, pixel: QPointF) -> None:
        """Move the held point along, as far as the plot reaches, once it is clear that this is no click."""
        if self._dragged is None:
            if distance(pixel, press.pixel) < DRAG_FROM:
                return
            self._dragged = press.point_id
            self._show_shape(pixel)
            self.drag_began.emit()
        # What hears of a drag that began may have taken the point away.
        if self._dragged is not None:
            frame = self.frame
            self.point_dragged.emit(self._dragged, *frame.pointed(*frame.place(pixel - press.grip)))

    def _let_go(self, cancelled: bool) -> None:
        was_dragging, self._dragged, self._press = self._dragged is not None, None, None
        if self._drop_line(cancelled) or not was_dragging:
            return
        if cancelled:
            self.drag_cancelled.emit(True)
        else:
            self.drag_ended.emit()
        if self._snapshot is not None:
            # What the plot was kept from doing meanwhile.
            self._follow_points(self._snapshot)
        self.viewport().update()

    def _take_hold(self, pixel: QPointF) -> None:
        """Begin what may become a click or a drag."""
        point_id = self.point_at(pixel)
        grip = QPointF()
        if point_id is not None and self._snapshot is not None:
            data = self._snapshot.document.dataset
            row = data.index_of(point_id)
            grip = pixel - self.to_pixel(float(data.x[row]), float(data.y[row]))
        self._press = _Press(pixel, point_id, grip)
        self.select_line(False)
        self._choose(point_id)
        if point_id is None:
            self._take_line(pixel)

    def _hover(self, pixel: QPointF | None) -> None:
        """Show what is under the mouse."""
        before = self._pointer
        self._pointer = pixel if pixel is not None and self.is_inside(pixel) else None
        self._hover_line(pixel)
        if pixel is not None:
            self._show_shape(pixel)
        if self._pointer != before:
            self.viewport().update()

    def _show_shape(self, pixel: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._dragged is not None or self._line_dragged:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._line_part is not None:
            shape = Qt.CursorShape.SizeVerCursor if self._line_part == "middle" else Qt.CursorShape.OpenHandCursor
        elif self.is_inside(pixel):
            on_point = self.point_at(pixel) is not None
            shape = Qt.CursorShape.OpenHandCursor if on_point else Qt.CursorShape.CrossCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    @Slot(QAction)
    def _choose_action(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        what = action.data()
        if what == "add":
            self.point_added.emit(*self._menu_place)
        elif what == "fit":
            self.fit_requested.emit()
        elif self._edited is not None and self._has(self._edited):
            if what == "delete":
                self.point_removed.emit(self._edited)
            else:
                self.open_dialog(self._edited)

    def _menu(self, point_id: int | None, can_add: bool) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if point_id is None:
            entries = {"add": _("Add point here"), "fit": _("Fit view")}
        else:
            entries = {"delete": _("Delete point"), "edit": _("Exact numbers…")}
        for what, words in entries.items():
            action = menu.addAction(words)
            action.setData(what)
            action.setEnabled(what != "add" or can_add)
        menu.triggered.connect(self._choose_action)
        return menu

    # Events of Qt ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point, or begin a click that may add one."""
        super().mousePressEvent(event)
        if self._dragged is None and event.button() == Qt.MouseButton.LeftButton and self.is_inside(event.position()):
            self._framed = self._by_keys = self._click_added = False
            self._take_hold(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the held point, or show what is under the mouse."""
        super().mouseMoveEvent(event)
        press = self._press
        if press is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            # The release went elsewhere.
            self._let_go(cancelled=True)
        elif press is not None and press.point_id is not None:
            self._drag_on(press, event.position())
        elif press is not None and (self._line_dragged or distance(event.position(), press.pixel) >= DRAG_FROM):
            self._drag_line(event.position())
        self._hover(None if event.buttons() & Qt.MouseButton.MiddleButton else event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the point go, or add one where the click was."""
        super().mouseReleaseEvent(event)
        press = self._press
        if event.button() != Qt.MouseButton.LeftButton or press is None:
            return
        was_line = self._line_dragged
        self._let_go(cancelled=False)
        still = not was_line and distance(event.position(), press.pixel) < QApplication.startDragDistance()
        if press.point_id is None and still and self.is_inside(event.position()) and not self._click_added:
            self._click_added = True
            frame = self.frame
            self.point_added.emit(*frame.pointed(*frame.place(press.pixel)))
        self._hover(event.position())
        self._show_shape(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for exact numbers; where the first click has just added a point, the second only takes hold of it."""
        super().mouseDoubleClickEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not self.is_inside(event.position()):
            return
        point_id = self.point_at(event.position())
        if self._click_added:
            self._take_hold(event.position())
        elif point_id is not None:
            self._press = None
            self._choose(point_id)
            self.open_dialog(point_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done at this place, or with the selected point where a key asks for the menu."""
        event.accept()
        if self._dragged is not None:
            return
        pixel, where = QPointF(event.pos()), event.globalPos()
        point_id = self.point_at(pixel)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self._key_place()
            pixel, point_id = self.to_pixel(*place), self._selected
            where = self.viewport().mapToGlobal(pixel.toPoint())
        if point_id is not None:
            self._choose(point_id)
        self._edited = point_id
        self._menu_place = self.frame.pointed(*self.frame.place(pixel))
        self._hover(None)
        self._menu(point_id, self.is_inside(pixel)).popup(where)

    def _key_place(self) -> tuple[float, float]:
        """Return the place that the keyboard is at: the selected point, the cross, or the middle."""
        if self._selected is not None and self._snapshot is not None:
            data = self._snapshot.document.dataset
            row = data.index_of(self._selected)
            return float(data.x[row]), float(data.y[row])
        return self._cross or self.frame.place(self.frame.rect.center())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a drag back with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._press is not None:
            self._let_go(cancelled=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take a drag back: its end would not be heard."""
        self._let_go(cancelled=True)
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take a drag back."""
        self._let_go(cancelled=True)
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        super().leaveEvent(event)
        if self._press is None:
            self._hover(None)
