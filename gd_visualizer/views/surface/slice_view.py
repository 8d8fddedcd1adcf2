"""A slice beside the map: the loss while one parameter moves alone; its dot can be dragged along."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session import slices
from gd_visualizer.session.notation import loss_is, slope_for
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.slices import Side, Slice
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.still_plot import stride
from gd_visualizer.views.surface.frame import moved
from gd_visualizer.views.surface.map_plot import MapPlot
from gd_visualizer.views.surface.slice_frame import SliceFrame
from gd_visualizer.views.surface.slice_painting import SliceLook, paint_slice
from gd_visualizer.views.surface.slice_words import paint_words
from gd_visualizer.views.theme import Theme
from gd_visualizer.views.track_slider import BY_KEYBOARD
from gd_visualizer.views.words_on_plot import Stamps

HEIGHT, WIDTH = 92, 144
TOP, BOTTOM, SIDE, BELOW = 8.0, 8.0, 6.0, 22.0
GRAB = 18.0
# A tangent that rises by less than this, in pixels, is level to the eye.
LEVEL = 0.5
_WAYS = {
    "across": {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1},
    "up": {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1},
}


class SliceView(QWidget):
    """The loss over one parameter, drawn along the same axis of the map.

    Signals
    -------
    place_dragged(float across, float up)
        The dot was moved to another place of the map.
    drag_began(), drag_ended(), drag_cancelled(bool)
        Around one drag; the last with whether anything was changed.
    """

    place_dragged = Signal(float, float)
    drag_began = Signal()
    drag_ended = Signal()
    drag_cancelled = Signal(bool)

    def __init__(self, side: Side, map_plot: MapPlot, parent: QWidget | None = None) -> None:
        """Stand below the map ("across") or beside it ("up")."""
        super().__init__(parent)
        self.setObjectName(f"slice_{side}")
        self.side: Side = side
        self.map = map_plot
        self.theme: Theme | None = None
        self.look: SliceLook | None = None
        self.tells_other = False
        self._ink = Stamps()
        self._scale: tuple[float, float] | None = None
        self._drawn: object = None
        self._seen: Snapshot | None = None
        self._spoken_for: object = None
        self._pressed = self._dragging = self._hovered = self._selected = False
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((free, fixed) if side == "across" else (fixed, free)))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(
            _("Slice along the bottom of the map") if side == "across" else _("Slice beside the map")
        )

    def follow(self) -> None:
        """Show what the map shows now."""
        snapshot, theme = self.map.snapshot, self.theme
        if self.isHidden() or snapshot is None or theme is None:
            return
        if snapshot.has_opened(self._seen):
            self._pressed = self._dragging = False
        self._seen = snapshot
        region = self.map.frame.region
        drawn = (snapshot.objective, snapshot.plane, snapshot.parameters.tobytes(), region, self._rect().getRect(),
                 snapshot.status, snapshot.symbols, self._is_held(), self.tells_other)  # fmt: skip
        if drawn == self._drawn:
            return
        self._drawn = drawn
        low, high = (region.p_min, region.p_max) if self.side == "across" else (region.q_min, region.q_max)
        found = slices.slice_of(snapshot, self.side, low, high) if self.map.has_landscape else None
        self.look = None if found is None else self._look_of(found, snapshot, low, high)
        self._describe(snapshot, found)
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self._drawn = None
        self._ink.clear()
        if self.side == "across":
            self.setFixedHeight(theme.px(HEIGHT))
        else:
            self.setFixedWidth(theme.px(WIDTH))
        self.follow()
        self.update()

    def _look_of(self, found: Slice, snapshot: Snapshot, low: float, high: float) -> SliceLook:
        floor_is_zero = snapshot.objective.loss.bounded_below and not snapshot.document.climb
        if self._scale is None or snapshot.status != "running" or not self._scale[0] <= found.loss <= self._scale[1]:
            self._scale = slices.scale_of(found, floor_is_zero)
        frame = SliceFrame(self.side, self._rect(), low, high, *self._scale)
        flat = f"{slope_for(found.label, True)} = 0" if snapshot.symbols else _("flat: slope 0")
        token = "m" if self.side == "across" else "b"
        look = SliceLook(found, frame, ("", ""), flat, token, self._is_held(), self._other(snapshot))
        tangent = look.tangent()
        rise = abs(tangent.dy() if self.side == "across" else tangent.dx())
        return replace(look, words=slices.slope_words(found, snapshot.symbols, rise < LEVEL and found.is_level_here))

    def _other(self, snapshot: Snapshot) -> str:
        """Return the slope along the other axis, where its slice has no room."""
        if not self.tells_other or not snapshot.plane.up.any():
            return ""
        with np.errstate(all="ignore"):
            slope = float(np.sum((snapshot.gradient * snapshot.plane.up)[snapshot.plane.up != 0.0]))
        return f"{slope_for(snapshot.plane.up_label, snapshot.symbols)} {shown(slope)}"

    def _is_held(self) -> bool:
        return self._hovered or self._dragging or self._selected

    def _rect(self) -> QRectF:
        """Return the plot: along the parameter exactly where the map is."""
        plot, window = self.map.viewport(), self.window()
        region = self.map.frame.region
        offset = plot.mapTo(window, QPoint()) - self.mapTo(window, QPoint())
        upper = self.map.to_pixel(region.p_min, region.q_max) + offset
        lower = self.map.to_pixel(region.p_max, region.q_min) + offset
        if self.side == "across":
            return QRectF(upper.x(), TOP, lower.x() - upper.x(), max(1.0, self.height() - TOP - BOTTOM))
        return QRectF(SIDE, upper.y(), max(1.0, self.width() - 2.0 * SIDE), lower.y() - upper.y())

    def _describe(self, snapshot: Snapshot, found: Slice | None) -> None:
        """Say in words what the slice shows; while playing it would only be noise."""
        if snapshot.status == "running":
            return
        words = slices.spoken(snapshot, found) if found is not None else _("There is no slice here.")
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # Moving the dot --------------------------------------------------------------------------------------

    def _tell(self, place: float) -> None:
        """Hand out the place of the map that belongs to a value of the parameter."""
        snapshot = self.map.snapshot
        if snapshot is None:
            return
        across, up = snapshot.plane.place_of(snapshot.parameters)
        self.place_dragged.emit(*((place, up) if self.side == "across" else (across, place)))

    def _is_on_dot(self, pixel: QPointF) -> bool:
        if self.look is None:
            return False
        away = pixel - self.look.dot
        reach = GRAB * (1.0 if self.theme is None else self.theme.scale)
        return away.x() ** 2 + away.y() ** 2 <= reach**2

    def _hover(self, hovered: bool) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.OpenHandCursor if hovered else Qt.CursorShape.ArrowCursor)
            self.follow()

    def _let_go(self, cancelled: bool) -> None:
        was_dragging, self._dragging, self._pressed = self._dragging, False, False
        if was_dragging and cancelled:
            self.drag_cancelled.emit(True)
        elif was_dragging:
            self.drag_ended.emit()
        self.follow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the dot."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_dot(event.position()):
            self._pressed = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the dot along its curve, or say what is under the mouse."""
        if self._pressed and event.buttons() & Qt.MouseButton.LeftButton and self.look is not None:
            if not self._dragging:
                self._dragging = True
                self.drag_began.emit()
            place = self.look.frame.place(event.position())
            place = min(max(place, self.look.frame.begin), self.look.frame.end)
            rounded = self.map.frame.rounded(place, place)
            self._tell(rounded[0 if self.side == "across" else 1])
        elif not event.buttons():
            self._hover(self._is_on_dot(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the dot."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go(cancelled=False)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self._hover(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the dot when the keyboard comes here."""
        super().focusInEvent(event)
        self._selected = event.reason() in BY_KEYBOARD
        self.follow()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the arrow keys back."""
        super().focusOutEvent(event)
        self._selected = False
        self.follow()
        self.update()

    def _wants(self, key: int) -> bool:
        return self.look is not None and ((self._dragging and key == Qt.Key.Key_Escape) or key in _WAYS[self.side])

    def event(self, event: QEvent) -> bool:
        """Keep arrow keys from the window's shortcuts, and say the loss under a resting mouse."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event.key()):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(self.mapToGlobal(event.pos()), self._tip(QPointF(event.pos())), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def _tip(self, pixel: QPointF) -> str:
        """Return the loss and the slope of the place under a pixel, both of the true function."""
        snapshot, look = self.map.snapshot, self.look
        if snapshot is None or look is None or not look.frame.rect.contains(pixel):
            return ""
        place = look.frame.place(pixel)
        plane = snapshot.plane
        direction = plane.across if self.side == "across" else plane.up
        there = snapshot.parameters + (place - look.found.here) * direction
        with np.errstate(all="ignore"):
            slope = float(np.sum((snapshot.objective.gradient(there) * direction)[direction != 0.0]))
        words = [f"{look.found.label} = {shown(place)}", loss_is(snapshot.objective.value(there), snapshot.symbols)]
        return ", ".join([*words, f"{slope_for(look.found.label, snapshot.symbols)} {shown(slope)}"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the dot by about a tenth: less with Shift, more with Ctrl."""
        if not self._wants(event.key()) or self.look is None:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Escape:
            self._let_go(cancelled=True)
            return
        step = self.map.frame.nudge()[0 if self.side == "across" else 1] * stride(event.modifiers())
        self._tell(moved(self.look.found.here, step * _WAYS[self.side][Qt.Key(event.key())]))

    # Qt ---------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the room a slice takes."""
        return QSize(WIDTH, HEIGHT) if self.theme is None else QSize(self.theme.px(WIDTH), self.theme.px(HEIGHT))

    def showEvent(self, event: QEvent) -> None:
        """Follow the map from now on."""
        self.follow()

    def resizeEvent(self, event: QEvent) -> None:
        """Find the place of the map anew."""
        self.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slice."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, look = self.theme, self.look
        if theme is None or look is None:
            return
        paint_slice(painter, look, theme)
        paint_words(painter, look, theme, self._ink)
        if self._selected:
            painter.setPen(theme.colour("ink"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0), 6.0, 6.0)
